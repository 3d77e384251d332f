package districts

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/geo"
)

// Near are the pairs of units that are no neighbours at the tolerance, nor linked, but near it, so that whoever draws
// the lines again may make them neighbours. What is claimed of all plans is tried again with them joined.
func (c *Case) Near() []geo.Near {
	linked := map[[2]int]bool{}
	for _, b := range c.Layer.Borders {
		linked[[2]int{b.A, b.B}] = true
	}
	var out []geo.Near
	for _, n := range c.Layer.Near {
		if !n.Neighbours && !linked[[2]int{n.A, n.B}] {
			out = append(out, n)
		}
	}
	return out
}

// Joined is the case with pairs of units as neighbours that are none.
func (c *Case) Joined(pairs []geo.Near) *Case {
	joined, layer := *c, *c.Layer
	layer.Borders = slices.Clone(layer.Borders)
	for _, n := range pairs {
		layer.Borders = append(layer.Borders, geo.Border{A: n.A, B: n.B, Metres: n.Metres})
	}
	slices.SortFunc(layer.Borders, func(a, b geo.Border) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	joined.Layer = &layer
	return &joined
}
