package topology

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Common is the area that a face of one set has in common with a face of another.
type Common struct {
	A, B int // face numbers, each in its own set
	Area float64
	At   orb.Point // in the largest piece
	most float64
}

// Overlay returns the common areas of two sets of faces, in square metres on the ellipsoid, sorted by A, then B. What
// part of a face of a no face of b covers is listed with B Outside. Lines of the two sets need not match; tolerance is
// as for Build.
func Overlay(a, b []orb.MultiPolygon, tolerance float64) []Common {
	if tolerance == 0 {
		tolerance = DefaultTolerance
	}
	all, _, vt := steps(slices.Concat(a, b))
	n, _, _ := node(vt.points, all, tolerance)
	c := newCells(n)
	most := make(map[[2]int32]Common)
	// Faces of b have numbers from split on; in the set of a cell they come after those of a.
	split := int32(len(a))
	for k, cover := range c.cover {
		set := c.sets.get(cover)
		if len(set) == 0 || set[0].face >= split || c.root[k] < 0 {
			continue
		}
		ring := c.ring(c.head[k])
		area := measure.RingArea(ring) // negative for the outline of an island in the cell
		book := func(f, g int32) {
			key := [2]int32{f, g}
			x, ok := most[key]
			if !ok || area > x.most {
				x.most, x.At = area, inside(ring)
			}
			x.A, x.B, x.Area = int(f), int(g), x.Area+area
			most[key] = x
		}
		for _, l := range set {
			if l.face >= split || l.times <= 0 {
				continue
			}
			// The cell counts for every face of a with every face of b that covers it, or with Outside where none does.
			alone := true
			for _, m := range set {
				if m.face >= split && m.times > 0 {
					book(l.face, m.face-split)
					alone = false
				}
			}
			if alone {
				book(l.face, Outside)
			}
		}
	}
	out := make([]Common, 0, len(most))
	for _, x := range most {
		out = append(out, x)
	}
	slices.SortFunc(out, func(p, q Common) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	return out
}
