package albers

import "math"

// ellipsoid is an ellipsoid of revolution: its semi-major axis in metres, and its first eccentricity.
type ellipsoid struct{ a, e2, e float64 }

// parallelRadius is Snyder's m (14-15): the radius of a parallel in units of the semi-major axis.
func (l ellipsoid) parallelRadius(lat float64) float64 {
	sin, cos := math.Sincos(lat * math.Pi / 180)
	return cos / math.Sqrt(1-l.e2*sin*sin)
}

// authalic is Snyder's q (3-12), which grows with the area between the equator and a parallel.
func (l ellipsoid) authalic(lat float64) float64 { return l.belt(math.Sin(lat * math.Pi / 180)) }

// belt is authalic by the sine of the latitude.
func (l ellipsoid) belt(sin float64) float64 {
	if l.e == 0 {
		return 2 * sin
	}
	es := l.e * sin
	return (1 - l.e2) * (sin/(1-es*es) - math.Log((1-es)/(1+es))/(2*l.e))
}

// latitude is the one, in degrees, that has an authalic q; it is false where q is more than that of a pole. Newton's
// method goes by the sine of the latitude, in which q is nearly a straight line, at the poles as well.
func (l ellipsoid) latitude(q float64) (float64, bool) {
	pole := l.belt(1)
	if !(math.Abs(q) <= pole*(1+1e-12)) {
		return 0, false
	}
	sin := q / pole
	for range 10 {
		es := l.e * sin
		step := (q - l.belt(sin)) * (1 - es*es) * (1 - es*es) / (2 * (1 - l.e2))
		sin += step
		if math.Abs(step) < 1e-16 {
			break
		}
	}
	return math.Asin(max(-1, min(1, sin))) * 180 / math.Pi, true
}
