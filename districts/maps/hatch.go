package maps

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
)

// lines are the hatching of an area in all its directions.
func (h hatch) lines(rings []orb.Ring) []orb.LineString {
	var out []orb.LineString
	for _, angle := range h.angles {
		out = append(out, drawing.Hatch(rings, angle, h.gap)...)
	}
	return out
}
