package pages

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// crowded is how many units share a square millimetre of paper, at which their lines would be a grey blur: they are
// left out, and the map shows districts and regions.
const crowded = 1.0

// ground is the topology that a frame of the map is drawn of: its lines simplified for the frame's scale, and its faces
// the units, or, where units are crowded, what is drawn alike and joined into one face.
type ground struct {
	top  *topology.Topology
	face []int // of each unit
	unit []int // one unit of each face
}

// ground is what some units look like drawn so many millimetres wide and high.
func (m *mapper) ground(units []int, width, height float64) ground {
	b := m.p.Layer.Topology.Face(units[0]).Bound()
	for _, u := range units {
		b = b.Union(m.p.Layer.Topology.Face(u).Bound())
	}
	g := ground{top: m.p.Layer.Topology, face: m.face, unit: m.face}
	if float64(len(units)) > crowded*width*height {
		g = m.joined()
	}
	metres := measure.Distance(orb.Point{b.Min[0], b.Center()[1]}, orb.Point{b.Max[0], b.Center()[1]})
	// Half the scale keeps twice the detail, since a screen shows the picture larger than paper does. Only the end of the
	// context makes this fail, of which the document's maker tells.
	g.top, _, _ = g.top.Generalise(m.ctx, topology.ForScale(metres/width*1000/2))
	return g
}

// joined is the ground with a face for what is drawn alike of each district's part in a region.
func (m *mapper) joined() ground {
	type part struct{ district, region, apart int }
	number := map[part]int{}
	g := ground{face: make([]int, len(m.face))}
	var groups [][]int
	for u, r := range m.regionOf {
		p := part{m.p.Of[u], r, m.theme.apart(u)}
		f, ok := number[p]
		if !ok {
			f = len(groups)
			number[p] = f
			groups = append(groups, nil)
			g.unit = append(g.unit, u)
		}
		groups[f] = append(groups[f], u)
		g.face[u] = f
	}
	g.top = m.p.Layer.Topology.Merge(groups)
	return g
}

// faces are those of some units, each once.
func (g ground) faces(units []int) []int {
	seen := make([]bool, len(g.unit))
	var out []int
	for _, u := range units {
		if f := g.face[u]; !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	return out
}

// shape is the area of some units, which are all those of their faces.
func (g ground) shape(units []int) orb.MultiPolygon { return g.top.Dissolve(g.faces(units)) }
