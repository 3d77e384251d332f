package measure

import (
	"math"

	"github.com/paulmach/orb"
)

// The mean along an edge is taken by one step of Simpson's rule up to shortEdge degrees of latitude, and over longer
// ones by Gauss's rule of three places on steps of up to longestStep. Either is off by less than 1e-14 of the strip
// from the equator to the pole, which is what counts near a pole, where the strip from an edge to the pole is thin.
const (
	shortEdge   = 0.1
	longestStep = 2.0
)

// RingArea is the area inside a ring in square metres, positive for a ring wound counter-clockwise and negative for
// one wound clockwise. The ring need not repeat its first position at its end.
//
// It integrates the area between the ring and the equator, where a strip one radian wide from the equator to latitude
// φ has the area a²q(φ)/2 (Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, 1987, equation
// 3-12; doi:10.3133/pp1395).
func RingArea(ring orb.Ring) float64 {
	if len(ring) < 3 {
		return 0
	}
	base := ring[0]
	q0 := strip(base[1])
	var sum float64
	prev, qPrev := base, 0.0
	for i := 1; i <= len(ring); i++ {
		next := ring[i%len(ring)]
		qNext := strip(next[1]) - q0
		sum -= (next[0] - prev[0]) * meanStrip(prev[1], next[1], qPrev, qNext, q0)
		prev, qPrev = next, qNext
	}
	return sum * radian * semiMajor * semiMajor / 2
}

// meanStrip is the mean of q - q0 between two latitudes.
func meanStrip(from, to, qFrom, qTo, q0 float64) float64 {
	length := math.Abs(to - from)
	if length <= shortEdge {
		return (qFrom + 4*(strip((from+to)/2)-q0) + qTo) / 6
	}
	steps := math.Ceil(length / longestStep)
	half := (to - from) / steps / 2
	off := half * math.Sqrt(3./5)
	var sum float64
	for k := range int(steps) {
		middle := from + half*float64(2*k+1)
		sum += (5*strip(middle-off) + 8*strip(middle) + 5*strip(middle+off)) / 18
	}
	return sum/steps - q0
}

// strip is Snyder's q at a latitude in degrees, its inverse hyperbolic tangent as a power series in e² sin²φ, which is
// below 0.0067, so that seven terms reach double precision.
func strip(lat float64) float64 {
	s := math.Sin(lat * radian)
	x := e2 * s * s
	series := 1 + x*(1./3+x*(1./5+x*(1./7+x*(1./9+x*(1./11+x*(1./13))))))
	return (1 - e2) * s * (1/(1-x) + series)
}

// polygonArea is the area of a polygon in square metres: its outer ring less its holes, however they are wound.
func polygonArea(p orb.Polygon) float64 {
	var sum float64
	for i, ring := range p {
		a := math.Abs(RingArea(ring))
		if i > 0 {
			a = -a
		}
		sum += a
	}
	return sum
}

// Area is the area of all polygons of a multipolygon in square metres.
func Area(m orb.MultiPolygon) float64 {
	var sum float64
	for _, p := range m {
		sum += polygonArea(p)
	}
	return sum
}
