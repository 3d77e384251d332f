package measure

import (
	"math"

	"github.com/paulmach/orb"
)

// near is the difference in degrees up to which Distance uses the mid-latitude formula.
const near = 0.02

// Distance is the length in metres of the geodesic between two positions.
//
// Positions less than 0.02° apart are measured with the radii of curvature at their mid-latitude, within 1e-7 of the
// length up to 75° of latitude. All others are measured with the inverse method of T. Vincenty (Direct and Inverse
// Solutions of Geodesics on the Ellipsoid with Application of Nested Equations, Survey Review 23(176), 1975, pp. 88-93,
// doi:10.1179/sre.1975.23.176.88), within 0.1 mm. That method does not converge for positions nearly opposite each
// other on the globe; for those the result is the last iterate and is not to be trusted.
func Distance(p, q orb.Point) float64 {
	dx, dy := q[0]-p[0], q[1]-p[1]
	if math.Abs(dx) < near && math.Abs(dy) < near && math.Abs(p[1]) < 75 {
		x, y := Degree((p[1] + q[1]) / 2)
		return math.Hypot(y*dy, x*dx)
	}
	return vincenty(p, q)
}

// Degree is the length in metres of a degree of longitude and of a degree of latitude at a latitude.
func Degree(lat float64) (lon, lati float64) {
	s, c := math.Sincos(lat * radian)
	w := 1 - e2*s*s
	n := semiMajor / math.Sqrt(w)
	return radian * n * c, radian * n * (1 - e2) / w
}

func vincenty(p, q orb.Point) float64 {
	l := math.Remainder(q[0]-p[0], 360) * radian
	sinU1, cosU1 := reduced(p[1])
	sinU2, cosU2 := reduced(q[1])
	lambda := l
	var sinS, cosS, sigma, cos2A, cos2M float64
	for range 100 {
		sinL, cosL := math.Sincos(lambda)
		sinS = math.Hypot(cosU2*sinL, cosU1*sinU2-sinU1*cosU2*cosL)
		if sinS == 0 {
			return 0
		}
		cosS = sinU1*sinU2 + cosU1*cosU2*cosL
		sigma = math.Atan2(sinS, cosS)
		sinA := cosU1 * cosU2 * sinL / sinS
		cos2A = 1 - sinA*sinA
		cos2M = 0
		if cos2A > 1e-15 { // else both lie on the equator
			cos2M = cosS - 2*sinU1*sinU2/cos2A
		}
		c := flattening / 16 * cos2A * (4 + flattening*(4-3*cos2A))
		last := lambda
		lambda = l + (1-c)*flattening*sinA*(sigma+c*sinS*(cos2M+c*cosS*(2*cos2M*cos2M-1)))
		if math.Abs(lambda-last) < 1e-13 {
			break
		}
	}
	u2 := cos2A * (semiMajor*semiMajor - semiMinor*semiMinor) / (semiMinor * semiMinor)
	a := 1 + u2/16384*(4096+u2*(-768+u2*(320-175*u2)))
	b := u2 / 1024 * (256 + u2*(-128+u2*(74-47*u2)))
	delta := b * sinS * (cos2M + b/4*(cosS*(2*cos2M*cos2M-1)-b/6*cos2M*(4*sinS*sinS-3)*(4*cos2M*cos2M-3)))
	return semiMinor * a * (sigma - delta)
}

// reduced returns sine and cosine of the reduced latitude.
func reduced(lat float64) (sin, cos float64) {
	if math.Abs(lat) == 90 {
		return math.Copysign(1, lat), 0
	}
	t := (1 - flattening) * math.Tan(lat*radian)
	cos = 1 / math.Sqrt(1+t*t)
	return t * cos, cos
}

// Length is the length of a line in metres.
func Length(line orb.LineString) float64 {
	var sum float64
	for i := 1; i < len(line); i++ {
		sum += Distance(line[i-1], line[i])
	}
	return sum
}

// Perimeter is the length of all rings of a multipolygon in metres, its holes too. Where it lies on both sides of 180
// degrees, and is cut there as RFC 7946 asks (section 3.1.9), the cut is no part of it.
func Perimeter(m orb.MultiPolygon) float64 {
	var sum float64
	var west, east []span
	for _, p := range m {
		for _, ring := range p {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				sum += Distance(a, b)
				if math.Abs(a[0]) == 180 && a[0] == b[0] {
					s := span{min(a[1], b[1]), max(a[1], b[1])}
					if a[0] < 0 {
						west = append(west, s)
					} else {
						east = append(east, s)
					}
				}
			}
		}
	}
	for _, a := range west {
		for _, b := range east {
			if from, to := max(a.from, b.from), min(a.to, b.to); from < to {
				sum -= 2 * Distance(orb.Point{180, from}, orb.Point{180, to})
			}
		}
	}
	return sum
}

// span is a stretch of a meridian, in degrees of latitude.
type span struct{ from, to float64 }
