// Package tiling makes units for tests and benchmarks: a grid whose lines are bent, so that it has the look of real
// ones.
package tiling

import (
	"math"

	"github.com/paulmach/orb"
)

// Grid is a tiling of Cols × Rows units over Kazakhstan. Neighbours share every vertex.
type Grid struct {
	Cols, Rows int
	Bends      int // vertices along each line between two corners
	Seed       uint64
	Decimals   int // coordinates are rounded to so many
}

// Square is a grid of about n units of 20 vertices.
func Square(n int) Grid {
	side := max(1, int(math.Round(math.Sqrt(float64(n)))))
	return Grid{Cols: side, Rows: side, Bends: 4, Seed: 1, Decimals: 7}
}

// Faces are the units, row by row from the south-west.
func (g Grid) Faces() []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, 0, g.Cols*g.Rows)
	for y := range g.Rows {
		for x := range g.Cols {
			ring := g.side(nil, x, y, x+1, y)
			ring = g.side(ring, x+1, y, x+1, y+1)
			ring = g.side(ring, x+1, y+1, x, y+1)
			ring = g.side(ring, x, y+1, x, y)
			out = append(out, orb.MultiPolygon{{append(ring, ring[0])}})
		}
	}
	return out
}

// Neighbours counts the pairs of units with a common border.
func (g Grid) Neighbours() int { return (g.Cols-1)*g.Rows + g.Cols*(g.Rows-1) }

// side appends the way from one corner to the next, without its end.
func (g Grid) side(ring orb.Ring, x0, y0, x1, y1 int) orb.Ring {
	a, b := g.corner(x0, y0), g.corner(x1, y1)
	back := x1 < x0 || y1 < y0
	key := uint64(min(x0, x1))<<33 | uint64(min(y0, y1))<<2
	if x0 == x1 {
		key |= 2
	}
	ring = append(ring, a)
	n := g.Bends + 1
	for k := 1; k < n; k++ {
		i := k
		if back {
			i = n - k
		}
		f := float64(k) / float64(n)
		s := 0.3 / float64(n) * g.random(key<<6|uint64(i))
		if back {
			s = -s
		}
		dx, dy := b[0]-a[0], b[1]-a[1]
		p := orb.Point{a[0] + f*dx - s*dy, a[1] + f*dy + s*dx}
		if back { // the same sums in the same order, so that both ways give the same bits
			dx, dy, f, s = -dx, -dy, float64(i)/float64(n), -s
			p = orb.Point{b[0] + f*dx - s*dy, b[1] + f*dy + s*dx}
		}
		ring = append(ring, g.round(p))
	}
	return ring
}

func (g Grid) corner(x, y int) orb.Point {
	w, h := 40/float64(g.Cols), 14/float64(g.Rows)
	key := uint64(x)<<32 | uint64(y)
	return g.round(orb.Point{47 + w*(float64(x)+0.2*g.random(key^1<<63)), 41 + h*(float64(y)+0.2*g.random(key^1<<62))})
}

func (g Grid) round(p orb.Point) orb.Point {
	s := math.Pow10(g.Decimals)
	return orb.Point{math.Round(p[0]*s) / s, math.Round(p[1]*s) / s}
}

// random is a number between -1 and 1 that depends on the key and the seed alone (the finaliser of SplitMix64: Steele,
// Lea & Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, doi:10.1145/2660193.2660195).
func (g Grid) random(key uint64) float64 {
	z := key + g.Seed*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return float64(z>>11)/(1<<52) - 1
}
