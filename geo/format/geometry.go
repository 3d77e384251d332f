package format

import (
	"slices"

	"github.com/paulmach/orb"
)

// SignedArea is twice the area of a ring in the plane of its coordinates, positive where it is wound counter-clockwise.
// It is measured from the first corner, so that small rings far from the origin keep their digits.
func SignedArea(ring orb.Ring) float64 {
	if len(ring) == 0 {
		return 0
	}
	var sum float64
	o := ring[0]
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a[0]-o[0])*(b[1]-o[1]) - (a[1]-o[1])*(b[0]-o[0])
	}
	return sum
}

// Wind winds outer rings counter-clockwise and holes clockwise, in place. A ring without area stays as it is.
func Wind(m orb.MultiPolygon) orb.MultiPolygon {
	for _, p := range m {
		for i, ring := range p {
			if a := SignedArea(ring); a != 0 && (i == 0) != (a > 0) {
				slices.Reverse(ring)
			}
		}
	}
	return m
}

// Empty reports whether a geometry has no position.
func Empty(g orb.Geometry) bool {
	switch g := g.(type) {
	case nil:
		return true
	case orb.MultiPoint:
		return len(g) == 0
	case orb.LineString:
		return len(g) == 0
	case orb.MultiLineString:
		return !slices.ContainsFunc(g, func(l orb.LineString) bool { return len(l) > 0 })
	case orb.Polygon:
		return !slices.ContainsFunc(g, func(r orb.Ring) bool { return len(r) > 0 })
	case orb.MultiPolygon:
		return !slices.ContainsFunc(g, func(p orb.Polygon) bool { return !Empty(p) })
	}
	return false
}
