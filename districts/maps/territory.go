package maps

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
)

// shunned is what a place for a label costs more that touches a district to which the label does not belong: more than
// any other costs that is near, whatever lies under it.
const shunned = 60

// only is the own district of a label.
func only(d int) func(int) bool { return func(other int) bool { return other == d } }

// every is of a label that may stand in any district, such as the name of a water.
func every(int) bool { return true }

// shun is what a place costs a label for the districts that it touches and to which it does not belong. What lies
// around all districts, other countries and the sea, is nobody's.
func (c *content) shun(own func(d int) bool) func(orb.Bound) float64 {
	return func(b orb.Bound) float64 {
		if slices.ContainsFunc(c.shown, func(d int) bool { return !own(d) && c.touches(d, b) }) {
			return shunned
		}
		return 0
	}
}

// touches says whether a district has a point in a box on paper.
func (c *content) touches(d int, b orb.Bound) bool {
	o, ok := c.outlines[d]
	if !ok {
		o = drawing.OutlineOf(c.on(area{districtArea, d}), 1)
		c.outlines[d] = o
	}
	if len(o.Edges) == 0 || !overlap(o.Bound, b) {
		return false
	}
	at := b.Center()
	return o.SignedDistance(at[0], at[1]) > 0 ||
		slices.ContainsFunc(o.Edges, func(e drawing.Segment) bool { return crossesBox(e, b) })
}
