package nearest

import (
	"math"
	"math/big"
	"math/bits"
)

// unit is how many steps a radius of the sphere has in the plane: a step is 11 nanometres.
const unit = 1 << 49

// place is a position in the stereographic plane, in steps. Within 45 degrees of the middle both are below 2^49.
type place [2]int64

// plane is the stereographic image of the sphere from the far side of its middle. x points somewhere, y to the left of
// it.
type plane struct{ middle, x, y vector }

func newPlane(middle vector) plane {
	axis := vector{0, 0, 1}
	if math.Abs(middle[2]) > 0.9 {
		axis = vector{1, 0, 0}
	}
	x := axis.cross(middle).unit()
	return plane{middle, x, middle.cross(x)}
}

// to is the image of a place of the sphere, and the place of the sphere whose image that is exactly, as far as numbers
// go: the two differ by rounding to steps.
func (p plane) to(v vector) (place, vector) {
	k := 2 * unit / (1 + v.dot(p.middle))
	at := place{int64(math.Round(k * v.dot(p.x))), int64(math.Round(k * v.dot(p.y)))}
	x, y := float64(at[0])/unit, float64(at[1])/unit
	r2 := (x*x + y*y) / 4
	var w vector
	for i := range w {
		w[i] = (p.middle[i]*(1-r2) + x*p.x[i] + y*p.y[i]) / (1 + r2)
	}
	return at, w.unit()
}

// way leads from the place of the sphere whose image b is to that whose image a is. The places themselves are rounded,
// so that their difference has few digits where they lie close together; this has all.
func (p plane) way(b, a place) vector {
	ax, ay, bx, by := float64(a[0])/unit, float64(a[1])/unit, float64(b[0])/unit, float64(b[1])/unit
	dx, dy := float64(a[0]-b[0])/unit, float64(a[1]-b[1])/unit
	a2, b2, d2 := ax*ax+ay*ay, bx*bx+by*by, dx*(ax+bx)+dy*(ay+by) // d2 is a2-b2
	scale := 1 / ((1 + a2/4) * (1 + b2/4))
	x, y, z := (dx+(dx*b2-bx*d2)/4)*scale, (dy+(dy*b2-by*d2)/4)*scale, -d2/2*scale
	return vector{}.plus(p.x, x).plus(p.y, y).plus(p.middle, z)
}

// turn is positive where a, b, c turn to the left, negative where they turn to the right and 0 where they lie on one
// line.
func turn(a, b, c place) int {
	// Differences are below 2^51.
	l, r := product(a[0]-c[0], b[1]-c[1]), product(a[1]-c[1], b[0]-c[0])
	switch {
	case l.high != r.high:
		if l.high > r.high {
			return 1
		}
		return -1
	case l.low > r.low:
		return 1
	case l.low < r.low:
		return -1
	}
	return 0
}

// wide is a whole number of 128 bits, in two's complement.
type wide struct {
	high int64
	low  uint64
}

func product(x, y int64) wide {
	high, low := bits.Mul64(uint64(x), uint64(y))
	// of unsigned factors: what the signs are worth is taken away
	h := int64(high)
	if x < 0 {
		h -= y
	}
	if y < 0 {
		h -= x
	}
	return wide{h, low}
}

// inCircle says whether d lies inside the circle through a, b and c, which turn to the left. Floating point decides
// where its rounding cannot change the sign (the bound is that of J. R. Shewchuk, Adaptive Precision Floating-Point
// Arithmetic and Fast Robust Geometric Predicates, Discrete & Computational Geometry 18, 1997, pp. 305-363,
// doi:10.1007/PL00009321).
func inCircle(a, b, c, d place) bool {
	adx, ady := float64(a[0]-d[0]), float64(a[1]-d[1]) // exact, below 2^51
	bdx, bdy := float64(b[0]-d[0]), float64(b[1]-d[1])
	cdx, cdy := float64(c[0]-d[0]), float64(c[1]-d[1])
	bc, cb := bdx*cdy, cdx*bdy
	ca, ac := cdx*ady, adx*cdy
	ab, ba := adx*bdy, bdx*ady
	aa, bb, cc := adx*adx+ady*ady, bdx*bdx+bdy*bdy, cdx*cdx+cdy*cdy
	det := aa*(bc-cb) + bb*(ca-ac) + cc*(ab-ba)
	size := aa*(math.Abs(bc)+math.Abs(cb)) + bb*(math.Abs(ca)+math.Abs(ac)) + cc*(math.Abs(ab)+math.Abs(ba))
	if bound := 1.1102230246251577e-15 * size; det > bound || -det > bound {
		return det > 0
	}
	return exactInCircle(a, b, c, d) > 0
}

// exactInCircle is inCircle in whole numbers of any length: the sign of the determinant.
func exactInCircle(a, b, c, d place) int {
	var x, y, square [3]*big.Int
	for i, p := range [3]place{a, b, c} {
		x[i], y[i] = big.NewInt(p[0]-d[0]), big.NewInt(p[1]-d[1])
		square[i] = new(big.Int).Mul(x[i], x[i])
		square[i].Add(square[i], new(big.Int).Mul(y[i], y[i]))
	}
	sum := new(big.Int)
	for i := range 3 {
		j, k := (i+1)%3, (i+2)%3
		minor := new(big.Int).Mul(x[j], y[k])
		minor.Sub(minor, new(big.Int).Mul(x[k], y[j]))
		sum.Add(sum, minor.Mul(minor, square[i]))
	}
	return sum.Sign()
}
