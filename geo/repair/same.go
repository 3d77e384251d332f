package repair

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
)

// equal reports whether two areas have the same rings, wherever these begin and in whatever order they stand.
func equal(a, b orb.MultiPolygon) bool {
	return slices.EqualFunc(ordered(a), ordered(b), func(p, q orb.Polygon) bool {
		return slices.EqualFunc(p, q, slices.Equal[orb.Ring])
	})
}

// ordered is an area with each ring begun at its westernmost position, holes and polygons in the order of these.
func ordered(m orb.MultiPolygon) []orb.Polygon {
	out := make([]orb.Polygon, 0, len(m))
	for _, p := range m {
		q := make(orb.Polygon, 0, len(p))
		for k, ring := range p {
			q = append(q, turned(ring, k > 0))
		}
		slices.SortFunc(q[min(1, len(q)):], compareRings)
		out = append(out, q)
	}
	slices.SortFunc(out, func(a, b orb.Polygon) int { return slices.CompareFunc(a, b, compareRings) })
	return out
}

func compareRings(a, b orb.Ring) int {
	return slices.CompareFunc(a, b, comparePoints)
}

func comparePoints(p, q orb.Point) int {
	return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
}

// turned is a closed ring without its last position, from its westernmost on, outer rings counter-clockwise. A ring
// that comes to that position twice may begin at either: the way that is first in order counts.
func turned(ring orb.Ring, hole bool) orb.Ring {
	if len(ring) < 2 {
		return ring
	}
	open := slices.Clone(ring[:len(ring)-1])
	if (format.SignedArea(ring) > 0) == hole {
		slices.Reverse(open)
	}
	best := -1
	var out orb.Ring
	for i, c := range open {
		if best < 0 || comparePoints(c, open[best]) <= 0 {
			if way := slices.Concat(open[i:], open[:i]); best < 0 || compareRings(way, out) < 0 {
				best, out = i, way
			}
		}
	}
	return out
}
