package people

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// hatch fills rings with parallel lines at a distance and angle (degrees from the horizontal). Rings are filled by the
// even-odd rule, so that holes stay free.
func hatch(rings []orb.Ring, distance, angle float64) []orb.LineString {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	turn := func(p orb.Point) orb.Point { return orb.Point{p[0]*cos + p[1]*sin, p[1]*cos - p[0]*sin} }
	back := func(p orb.Point) orb.Point { return orb.Point{p[0]*cos - p[1]*sin, p[1]*cos + p[0]*sin} }
	low, high := math.Inf(1), math.Inf(-1)
	turned := make([]orb.Ring, len(rings))
	for i, r := range rings {
		for _, p := range r {
			q := turn(p)
			turned[i] = append(turned[i], q)
			low, high = min(low, q[1]), max(high, q[1])
		}
	}
	var lines []orb.LineString
	// Lines of neighbouring areas continue one another, since their places do not depend on the area.
	for k := math.Ceil(low / distance); k*distance < high; k++ {
		y := k*distance + 1e-7
		var xs []float64
		for _, r := range turned {
			for i, a := range r {
				b := r[(i+1)%len(r)]
				if (a[1] > y) != (b[1] > y) {
					xs = append(xs, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
				}
			}
		}
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			if xs[i+1]-xs[i] > 0.1 {
				lines = append(lines, orb.LineString{back(orb.Point{xs[i], y}), back(orb.Point{xs[i+1], y})})
			}
		}
	}
	return lines
}
