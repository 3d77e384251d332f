package project

import "math"

// transverseMercator is the transverse Mercator projection of an ellipsoid, by Kruger's series to the sixth order of
// the third flattening (Karney 2011, eqs. 12-15, 25-27, 35 and 36, doi:10.1007/s00190-011-0445-3). Within 4 000 km of
// the central meridian its error is a few nanometres.
type transverseMercator struct {
	e      float64
	radius float64 // of the circle as long as a meridian, times the scale on the central meridian, metres
	origin float64 // the rectifying latitude of the origin
	beta   [6]float64
}

// newTransverse is the projection with a latitude of origin in radians and a scale on the central meridian.
func newTransverse(on ellipsoid, origin, scale float64) *transverseMercator {
	f := on.flattening()
	n := f / (2 - f)
	alpha := [6]float64{
		series(n, 0, 1./2, -2./3, 5./16, 41./180, -127./288, 7891./37800),
		series(n, 0, 0, 13./48, -3./5, 557./1440, 281./630, -1983433./1935360),
		series(n, 0, 0, 0, 61./240, -103./140, 15061./26880, 167603./181440),
		series(n, 0, 0, 0, 0, 49561./161280, -179./168, 6601661./7257600),
		series(n, 0, 0, 0, 0, 0, 34729./80640, -3418889./1995840),
		series(n, 0, 0, 0, 0, 0, 0, 212378941./319334400),
	}
	t := &transverseMercator{
		e:      on.eccentricity(),
		radius: scale * on.a / (1 + n) * series(n*n, 1, 1./4, 1./64, 1./256),
		beta: [6]float64{
			series(n, 0, 1./2, -2./3, 37./96, -1./360, -81./512, 96199./604800),
			series(n, 0, 0, 1./48, 1./15, -437./1440, 46./105, -1118711./3870720),
			series(n, 0, 0, 0, 17./480, -37./840, -209./4480, 5569./90720),
			series(n, 0, 0, 0, 0, 4397./161280, -11./504, -830251./7257600),
			series(n, 0, 0, 0, 0, 0, 4583./161280, -108847./3991680),
			series(n, 0, 0, 0, 0, 0, 0, 20648693./638668800),
		},
	}
	chi := math.Atan(conformal(math.Tan(origin), t.e))
	t.origin = chi
	for j, a := range alpha {
		t.origin += a * math.Sin(2*float64(j+1)*chi)
	}
	return t
}

// series is the polynomial of x with the coefficients given, from the constant one on.
func series(x float64, coefficients ...float64) float64 {
	sum := 0.0
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum = sum*x + coefficients[i]
	}
	return sum
}

// widest is how far from the central meridian places are looked for, in units of the radius: 4 460 km. All of Russia
// lies within that of its middle. Farther out coordinates belong to another zone, or to no transverse Mercator.
const widest = 0.7

func (t *transverseMercator) inverse(x, y float64) (lon, lat float64, ok bool) {
	xi, eta := y/t.radius+t.origin, x/t.radius
	if !(math.Abs(eta) <= widest && math.Abs(xi) <= math.Pi/2+1e-9) {
		return 0, 0, false
	}
	up, out := xi, eta
	for j, b := range t.beta {
		k := 2 * float64(j+1)
		sin, cos := math.Sincos(k * xi)
		up -= b * sin * math.Cosh(k*eta)
		out -= b * cos * math.Sinh(k*eta)
	}
	sin, cos := math.Sincos(up)
	sinh := math.Sinh(out)
	tan := sin / math.Hypot(sinh, cos)
	return math.Atan2(sinh, max(0, cos)), math.Atan(geodetic(tan, t.e)), true
}
