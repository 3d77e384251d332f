package districts

import (
	"github.com/okrug/okrug/geo/measure"
)

// Measures of a district on the WGS 84 ellipsoid.
type Measures struct {
	Area      float64 // square metres
	Perimeter float64 // metres
	// PolsbyPopper is 4·pi·area/perimeter², 1 for a circle (Polsby & Popper 1991).
	PolsbyPopper float64
}

// Measure takes a district's measures.
func (p *Plan) Measure(d District) Measures {
	shape := p.Layer.Topology.Dissolve(d.Units)
	m := Measures{Area: measure.Area(shape), Perimeter: measure.Perimeter(shape)}
	m.PolsbyPopper = measure.PolsbyPopper(m.Area, m.Perimeter)
	return m
}
