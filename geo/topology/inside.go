package topology

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// inside is a point inside a ring and outside of holes: the middle of its widest stretch along the parallel halfway up.
func inside(r orb.Ring, holes ...orb.Ring) orb.Point {
	b := r.Bound()
	y := (b.Min[1] + b.Max[1]) / 2
	var xs []float64
	cross := func(r orb.Ring) {
		for i := 1; i < len(r); i++ {
			p, q := r[i-1], r[i]
			if (p[1] > y) != (q[1] > y) {
				xs = append(xs, p[0]+(q[0]-p[0])*(y-p[1])/(q[1]-p[1]))
			}
		}
	}
	cross(r)
	for _, h := range holes {
		cross(h)
	}
	// From the first crossing to the second the parallel is inside, from the third to the fourth, and so on.
	slices.Sort(xs)
	best, at := math.Inf(-1), r[0]
	for i := 0; i+1 < len(xs); i += 2 {
		if w := xs[i+1] - xs[i]; w > best {
			best, at = w, orb.Point{(xs[i] + xs[i+1]) / 2, y}
		}
	}
	return at
}

// Inside is a position inside of a polygon.
func Inside(p orb.Polygon) orb.Point { return inside(p[0], p[1:]...) }
