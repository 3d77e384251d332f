package project

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/albers"
)

// mercator is Mercator's projection of an ellipsoid (Snyder 1987, pp. 44-45, doi:10.3133/pp1395).
type mercator struct {
	e      float64
	radius float64 // of the equator on the map, metres
	origin float64 // isometric latitude of the origin
}

// newMercator is the projection with latitude of origin in radians and scale on the equator.
func newMercator(on ellipsoid, origin, scale float64) *mercator {
	e := on.eccentricity()
	return &mercator{e, on.a * scale, isometric(origin, e)}
}

func (m *mercator) inverse(x, y float64) (lon, lat float64, ok bool) {
	lon, psi := x/m.radius, y/m.radius+m.origin
	// Programs draw the poles, which are infinitely far, at up to 38 radii.
	if !(math.Abs(lon) <= math.Pi*(1+1e-9) && math.Abs(psi) <= 40) {
		return 0, 0, false
	}
	return max(-math.Pi, min(math.Pi, lon)), fromIsometric(psi, m.e), true
}

// lambert is the Lambert conformal conic projection of an ellipsoid (Snyder 1987, pp. 107-109, doi:10.3133/pp1395).
type lambert struct {
	e, cone float64
	radius  float64 // of the equator on the map, metres; negative with the cone
	origin  float64 // radius of the parallel of origin, likewise
}

// newLambert is the projection with its latitude of origin and standard parallels in radians and the scale on these. It
// is false where there is no cone: the parallels lie symmetrically about the equator, or one is a pole.
func newLambert(on ellipsoid, origin, south, north, scale float64) (*lambert, bool) {
	e := on.eccentricity()
	l := &lambert{e: e, cone: math.Sin(south)}
	first, second := isometric(south, e), isometric(north, e)
	if math.Abs(south-north) > 1e-10 {
		l.cone = math.Log(parallelRadius(south, e)/parallelRadius(north, e)) / (second - first)
	}
	if !(math.Abs(l.cone) > 1e-9) || math.IsInf(first, 0) || math.IsInf(second, 0) {
		return nil, false
	}
	l.radius = scale * on.a * parallelRadius(south, e) / l.cone * math.Exp(l.cone*first)
	l.origin = l.radius * math.Exp(-l.cone*isometric(origin, e))
	return l, !math.IsInf(l.origin, 0) && !math.IsNaN(l.origin)
}

func (l *lambert) inverse(x, y float64) (lon, lat float64, ok bool) {
	toPole := l.origin - y
	r := math.Hypot(x, toPole)
	if r == 0 {
		return 0, math.Copysign(math.Pi/2, l.cone), true
	}
	if l.cone < 0 {
		x, toPole = -x, -toPole
	}
	lon = math.Atan2(x, toPole) / l.cone
	psi := -math.Log(r/math.Abs(l.radius)) / l.cone
	if !(math.Abs(lon) <= math.Pi*(1+1e-12) && math.Abs(psi) <= 40) {
		return 0, 0, false
	}
	return lon, fromIsometric(psi, l.e), true
}

// equalArea is the Albers projection, its origin moved to a latitude.
type equalArea struct {
	albers.Projection
	origin float64 // metres from the projection's own origin to this one
}

// newAlbers is the projection with its latitude of origin and standard parallels in degrees.
func newAlbers(on ellipsoid, origin, south, north float64) equalArea {
	p := albers.On(on.a, on.eccentricity2(), 0, south, north)
	return equalArea{p, p.Point(orb.Point{0, origin})[1]}
}

func (a equalArea) inverse(x, y float64) (lon, lat float64, ok bool) {
	ll, ok := a.Inverse(orb.Point{x, y + a.origin})
	return radians(ll[0]), radians(ll[1]), ok
}
