package drawing

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Hatch cuts parallel lines, a gap in millimetres apart, to the rings (even-odd), because a pattern fill is not written
// alike by all writers, nor without seams. The angle is in degrees, clockwise from the horizontal. The lines are laid
// over the whole page, so that two areas with one hatching join without a seam.
func Hatch(rings []orb.Ring, angle, gap float64) []orb.LineString {
	var out []orb.LineString
	sin, cos := math.Sincos(angle * math.Pi / 180)
	turn := func(p orb.Point) orb.Point { return orb.Point{p[0]*cos + p[1]*sin, p[1]*cos - p[0]*sin} }
	back := func(x, y float64) orb.Point { return orb.Point{x*cos - y*sin, x*sin + y*cos} }
	hits := map[int][]float64{} // line number -> where rings cross it
	low, high := math.MaxInt, math.MinInt
	for _, r := range rings {
		for i := range len(r) - 1 {
			a, b := turn(r[i]), turn(r[i+1])
			if a[1] > b[1] {
				a, b = b, a
			}
			for k := int(math.Ceil(a[1] / gap)); float64(k)*gap < b[1]; k++ {
				t := (float64(k)*gap - a[1]) / (b[1] - a[1])
				hits[k] = append(hits[k], a[0]+t*(b[0]-a[0]))
				low, high = min(low, k), max(high, k)
			}
		}
	}
	for k := low; k <= high; k++ {
		xs := hits[k]
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			if xs[i+1]-xs[i] > 0.05 {
				y := float64(k) * gap
				out = append(out, orb.LineString{back(xs[i], y), back(xs[i+1], y)})
			}
		}
	}
	return out
}
