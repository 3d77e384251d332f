package topology

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// turn is positive where a, b, c turn to the left, negative where they turn to the right and 0 where they lie on one
// line. The sign is exact: where rounding could change it, it is computed in rational numbers (the filter is that of
// J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, Discrete &
// Computational Geometry 18, 1997, pp. 305-363, doi:10.1007/PL00009321).
func turn(a, b, c orb.Point) int {
	l := (a[0] - c[0]) * (b[1] - c[1])
	r := (a[1] - c[1]) * (b[0] - c[0])
	det := l - r
	if bound := 3.3306690738754716e-16 * (math.Abs(l) + math.Abs(r)); det > bound || -det > bound {
		return sign(det)
	}
	if a == b || b == c || a == c {
		return 0
	}
	if a[0] == b[0] && b[0] == c[0] || a[1] == b[1] && b[1] == c[1] {
		return 0
	}
	return exactTurn(a, b, c)
}

func exactTurn(a, b, c orb.Point) int {
	diff := func(x, y float64) *big.Rat {
		return new(big.Rat).Sub(new(big.Rat).SetFloat64(x), new(big.Rat).SetFloat64(y))
	}
	l := new(big.Rat).Mul(diff(a[0], c[0]), diff(b[1], c[1]))
	r := new(big.Rat).Mul(diff(a[1], c[1]), diff(b[0], c[0]))
	return l.Cmp(r)
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// upper says whether the direction from o to p points up, or exactly to the right.
func upper(o, p orb.Point) bool { return p[1] > o[1] || p[1] == o[1] && p[0] > o[0] }

// angleLess orders the directions from o to p and from o to q counter-clockwise, beginning to the right. It is exact:
// within the upper or the lower half of all directions, the sign of one turn decides.
func angleLess(o, p, q orb.Point) bool {
	up, uq := upper(o, p), upper(o, q)
	if up != uq {
		return up
	}
	return turn(o, p, q) > 0
}

// crossing is where the lines ab and cd meet, for segments known to cross.
func crossing(a, b, c, d orb.Point) orb.Point {
	rx, ry := b[0]-a[0], b[1]-a[1]
	sx, sy := d[0]-c[0], d[1]-c[1]
	t := ((c[0]-a[0])*sy - (c[1]-a[1])*sx) / (rx*sy - ry*sx)
	t = min(max(t, 0), 1) // NaN, for lines almost parallel, is dealt with below
	if math.IsNaN(t) {
		t = 0.5
	}
	return orb.Point{a[0] + t*rx, a[1] + t*ry}
}

// along is the place of p along the segment ab, 0 at a and 1 at b, and its distance from the line there, squared.
func along(p, a, b orb.Point) (t, d2 float64) {
	dx, dy := b[0]-a[0], b[1]-a[1]
	px, py := p[0]-a[0], p[1]-a[1]
	l2 := dx*dx + dy*dy
	if l2 == 0 {
		return 0, px*px + py*py
	}
	t = (px*dx + py*dy) / l2
	ex, ey := px-t*dx, py-t*dy
	return t, ex*ex + ey*ey
}

// dist2 is the distance of two points, squared.
func dist2(a, b orb.Point) float64 {
	dx, dy := a[0]-b[0], a[1]-b[1]
	return dx*dx + dy*dy
}
