package nearest

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// vector is a place on the unit sphere, or a direction.
type vector [3]float64

func (v vector) dot(w vector) float64 { return v[0]*w[0] + v[1]*w[1] + v[2]*w[2] }

func (v vector) cross(w vector) vector {
	return vector{v[1]*w[2] - v[2]*w[1], v[2]*w[0] - v[0]*w[2], v[0]*w[1] - v[1]*w[0]}
}

func (v vector) plus(w vector, times float64) vector {
	return vector{v[0] + times*w[0], v[1] + times*w[1], v[2] + times*w[2]}
}

func (v vector) unit() vector {
	n := math.Sqrt(v.dot(v))
	return vector{v[0] / n, v[1] / n, v[2] / n}
}

// angle is that between two unit vectors, right for small ones too.
func (v vector) angle(w vector) float64 {
	d := v.plus(w, -1)
	return 2 * math.Asin(min(1, math.Sqrt(d.dot(d))/2))
}

const (
	radian = math.Pi / 180
	// radius, in metres, is about that of the sphere.
	radius = 6371008.8
	// eccentricity of the WGS 84 ellipsoid, from its flattening 1/298.257223563.
	eccentricity = 0.0818191908426215
)

// sphere maps the ellipsoid to the unit sphere by angles. Longitudes grow by a factor, and so do isometric latitudes,
// to which a constant is added: the factor makes the change of scale vanish at the middle, the constant its slope.
type sphere struct {
	factor, constant float64
	middle           float64 // longitude in degrees
	metres           float64 // length of an angle of 1 around the middle
}

// newSphere is the sphere for an area around a position. Around a pole, where longitudes must go once around, the
// factor is 1, from which it differs least there.
func newSphere(at orb.Point, poles bool) sphere {
	s := sphere{factor: 1, middle: at[0]}
	if poles {
		s.metres = s.scale(at[1])
		return s
	}
	lat := at[1] * radian
	sin, cos := math.Sincos(lat)
	const second = eccentricity * eccentricity / (1 - eccentricity*eccentricity)
	s.factor = math.Sqrt(1 + second*cos*cos*cos*cos)
	s.constant = math.Atanh(sin/s.factor) - s.factor*isometric(lat)
	s.metres = s.scale(at[1])
	return s
}

// scale is the length in metres on the ellipsoid of an angle of 1 on the sphere, at a latitude in degrees: that of a
// parallel is the same on both. At a pole it is taken from nearby.
func (s sphere) scale(lat float64) float64 {
	lat = max(-89.9, min(89.9, lat))
	lon, _ := measure.Degree(lat)
	return lon / radian / s.factor * math.Cosh(s.factor*isometric(lat*radian)+s.constant)
}

// isometric is the isometric latitude on the ellipsoid of a geodetic latitude, both in radians.
func isometric(lat float64) float64 {
	sin := math.Sin(lat)
	return math.Atanh(max(-1, min(1, sin))) - eccentricity*math.Atanh(eccentricity*sin)
}

// to maps a position to the sphere.
func (s sphere) to(p orb.Point) vector {
	lon := s.factor * radian * math.Remainder(p[0]-s.middle, 360)
	q := s.factor*isometric(p[1]*radian) + s.constant
	if math.Abs(p[1]) == 90 {
		return vector{0, 0, math.Copysign(1, p[1])}
	}
	// The sine of the latitude is tanh q, its cosine 1/cosh q.
	cos := 1 / math.Cosh(q)
	sinLon, cosLon := math.Sincos(lon)
	return vector{cos * cosLon, cos * sinLon, math.Tanh(q)}
}

// from maps a place of the sphere to its position, with a longitude from -180 to 180.
func (s sphere) from(v vector) orb.Point {
	flat := math.Hypot(v[0], v[1])
	if flat == 0 {
		return orb.Point{s.middle, math.Copysign(90, v[2])}
	}
	q := (math.Asinh(v[2]/flat) - s.constant) / s.factor
	lon := math.Remainder(math.Atan2(v[1], v[0])/radian/s.factor+s.middle, 360)
	return orb.Point{lon, geodetic(q) / radian}
}

// geodetic is the latitude of an isometric latitude. In each step of the iteration the error falls to less than a
// hundredth: the eccentricity's square is 0.0067.
func geodetic(q float64) float64 {
	lat := math.Atan(math.Sinh(q))
	for range 12 {
		next := math.Atan(math.Sinh(q + eccentricity*math.Atanh(eccentricity*math.Sin(lat))))
		if next == lat {
			break
		}
		lat = next
	}
	return lat
}

// circle is a circle on the sphere: all within an angle of its middle.
type circle struct {
	middle vector
	angle  float64
}
