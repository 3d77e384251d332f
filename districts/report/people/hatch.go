package people

import (
	"math"
	"slices"
)

// hatch fills rings with parallel lines at a distance and angle (degrees from the horizontal). Rings are filled by the
// even-odd rule, so that holes stay free.
func hatch(rings [][]Point, distance, angle float64) [][]Point {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	turn := func(p Point) Point { return Point{p.X*cos + p.Y*sin, p.Y*cos - p.X*sin} }
	back := func(p Point) Point { return Point{p.X*cos - p.Y*sin, p.Y*cos + p.X*sin} }
	low, high := math.Inf(1), math.Inf(-1)
	turned := make([][]Point, len(rings))
	for i, r := range rings {
		for _, p := range r {
			q := turn(p)
			turned[i] = append(turned[i], q)
			low, high = min(low, q.Y), max(high, q.Y)
		}
	}
	var lines [][]Point
	// Lines of neighbouring areas continue one another, since their places do not depend on the area.
	for k := math.Ceil(low / distance); k*distance < high; k++ {
		y := k*distance + 1e-7
		var xs []float64
		for _, r := range turned {
			for i, a := range r {
				b := r[(i+1)%len(r)]
				if (a.Y > y) != (b.Y > y) {
					xs = append(xs, a.X+(y-a.Y)/(b.Y-a.Y)*(b.X-a.X))
				}
			}
		}
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			if xs[i+1]-xs[i] > 0.1 {
				lines = append(lines, []Point{back(Point{xs[i], y}), back(Point{xs[i+1], y})})
			}
		}
	}
	return lines
}
