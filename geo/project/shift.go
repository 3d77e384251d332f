package project

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// shift is a transformation of positions from the Earth's centre to WGS 84 by seven parameters in the convention of the
// position vector (EPSG method 9606, IOGP Guidance Note 7-2, section 4.3.3): translations in metres, rotations in
// seconds of arc, and what the scale has beyond 1 in millionths.
type shift struct {
	tx, ty, tz, rx, ry, rz, ppm float64
	source                      string  // the code of the transformation; "" for one that a file states
	accuracy                    float64 // metres, by the source
}

// coordinateFrame is a shift by parameters in the convention of the coordinate frame (EPSG method 9607), in which
// rotations have the opposite sign.
func coordinateFrame(tx, ty, tz, rx, ry, rz, ppm float64) shift {
	return shift{tx: tx, ty: ty, tz: tz, rx: -rx, ry: -ry, rz: -rz, ppm: ppm}
}

// documented is the shift with its source.
func (s shift) documented(source string, accuracy float64) *shift {
	s.source, s.accuracy = source, accuracy
	return &s
}

// none says whether a shift moves nothing.
func (s shift) none() bool {
	return s.tx == 0 && s.ty == 0 && s.tz == 0 && s.rx == 0 && s.ry == 0 && s.rz == 0 && s.ppm == 0
}

// String is the parameters as a PROJ string has them.
func (s shift) String() string {
	words := make([]string, 0, 7)
	for _, v := range []float64{s.tx, s.ty, s.tz, s.rx, s.ry, s.rz, s.ppm} {
		words = append(words, fmt.Sprint(v+0))
	}
	return "towgs84=" + strings.Join(words, ",")
}

// apply moves longitude and latitude in degrees on an ellipsoid, at no height above it, to WGS 84.
func (s shift) apply(on ellipsoid, ll orb.Point) orb.Point {
	e2 := on.eccentricity2()
	sinLon, cosLon := math.Sincos(radians(ll[0]))
	sin, cos := math.Sincos(radians(ll[1]))
	n := on.a / math.Sqrt(1-e2*sin*sin)
	x, y, z := n*cos*cosLon, n*cos*sinLon, n*(1-e2)*sin

	const second = math.Pi / 180 / 3600
	rx, ry, rz, scale := s.rx*second, s.ry*second, s.rz*second, 1+s.ppm*1e-6
	return fromCentre(
		s.tx+scale*(x-rz*y+ry*z),
		s.ty+scale*(rz*x+y-rx*z),
		s.tz+scale*(-ry*x+rx*y+z))
}

// fromCentre is longitude and latitude in degrees on WGS 84 of a position near the Earth's surface, in metres from its
// centre (Bowring, The accuracy of geodetic latitude and height equations, Survey Review 28, 1985, pp. 202-206,
// doi:10.1179/sre.1985.28.218.202). Done twice, the formula errs by less than a nanometre.
func fromCentre(x, y, z float64) orb.Point {
	a, e2 := wgs84Ellipsoid.a, wgs84Ellipsoid.eccentricity2()
	b := a * (1 - wgs84Ellipsoid.flattening())
	p := math.Hypot(x, y)
	lat := math.Atan2(z, p*(1-e2))
	for range 2 {
		sin, cos := math.Sincos(math.Atan2(b*math.Sin(lat), a*math.Cos(lat)))
		lat = math.Atan2(z+e2/(1-e2)*b*sin*sin*sin, p-e2*a*cos*cos*cos)
	}
	return orb.Point{degrees(math.Atan2(y, x)), degrees(lat)}
}
