// Package albers is the equal-area projection that maps are drawn in, and that some files have their coordinates in.
package albers

import (
	"math"

	"github.com/paulmach/orb"
)

// The WGS 84 ellipsoid (NIMA TR8350.2).
const (
	semiMajor     = 6378137.0
	eccentricity2 = 0.00669437999014
)

// Projection is the Albers equal-area conic projection of an ellipsoid, in metres (Snyder, Map Projections: A
// Working Manual, USGS Professional Paper 1395, 1987, pp. 101-102, doi:10.3133/pp1395). Where the parallels lie
// symmetrically about the equator it becomes the cylindrical equal-area projection (ibid., p. 81).
type Projection struct {
	Meridian     float64    // central meridian, degrees
	Parallels    [2]float64 // standard parallels, degrees, south first
	on           ellipsoid
	n, c, rho, m float64
}

// New is the projection of the WGS 84 ellipsoid with a central meridian and standard parallels, in degrees.
func New(meridian, south, north float64) Projection {
	return On(semiMajor, eccentricity2, meridian, south, north)
}

// On is the projection of an ellipsoid, given by its semi-major axis in metres and the square of its first
// eccentricity, with a central meridian and standard parallels in degrees.
func On(semiMajor, eccentricity2, meridian, south, north float64) Projection {
	p := Projection{Meridian: meridian, Parallels: [2]float64{south, north},
		on: ellipsoid{semiMajor, eccentricity2, math.Sqrt(eccentricity2)}}
	m1, m2 := p.on.parallelRadius(south), p.on.parallelRadius(north)
	q1, q2 := p.on.authalic(south), p.on.authalic(north)
	p.m = m1
	if math.Abs(q2-q1) < 1e-12 {
		p.n = math.Sin(south * math.Pi / 180)
	} else {
		p.n = (m1*m1 - m2*m2) / (q2 - q1)
	}
	p.c = m1*m1 + p.n*q1
	if p.Conic() {
		p.rho = semiMajor * math.Sqrt(p.c-p.n*p.on.authalic((south+north)/2)) / p.n
	}
	return p
}

// Conic says whether the projection has a cone, and not a cylinder.
func (p Projection) Conic() bool { return math.Abs(p.n) > 1e-6 }

// Point projects a position in degrees to metres east and north of the projection's origin.
func (p Projection) Point(ll orb.Point) orb.Point {
	theta := math.Remainder(ll[0]-p.Meridian, 360) * math.Pi / 180
	q := p.on.authalic(ll[1])
	if !p.Conic() {
		return orb.Point{p.on.a * p.m * theta, p.on.a * q / (2 * p.m)}
	}
	theta *= p.n
	rho := p.on.a * math.Sqrt(max(0, p.c-p.n*q)) / p.n
	sin, cos := math.Sincos(theta)
	return orb.Point{rho * sin, p.rho - rho*cos}
}

// Inverse is the position in degrees whose projection lies so many metres east and north of the projection's origin; it
// is false where there is none.
func (p Projection) Inverse(at orb.Point) (orb.Point, bool) {
	theta, q := at[0]/(p.on.a*p.m), 2*p.m*at[1]/p.on.a
	if p.Conic() {
		toPole := p.rho - at[1]
		theta = math.Atan2(math.Copysign(at[0], at[0]*p.n), math.Copysign(toPole, toPole*p.n)) / p.n
		rho := math.Hypot(at[0], toPole) * p.n / p.on.a
		q = (p.c - rho*rho) / p.n
	}
	lat, ok := p.on.latitude(q)
	if !ok || !(math.Abs(theta) <= math.Pi*(1+1e-12)) {
		return orb.Point{}, false
	}
	return orb.Point{math.Remainder(p.Meridian+theta*180/math.Pi, 360), lat}, true
}

// Fit chooses parameters for an area: parallels a sixth of its height inside its southern and northern
// limits (Snyder 1987, p. 99), the meridian in its middle, both rounded to what is worth printing.
func Fit(area []orb.MultiPolygon) Projection {
	west, east := longitudes(area)
	south, north := math.Inf(1), math.Inf(-1)
	for _, mp := range area {
		b := mp.Bound()
		south, north = min(south, b.Min[1]), max(north, b.Max[1])
	}
	sixth := (north - south) / 6
	step := 0.05
	switch span := max(north-south, (east-west)/2); {
	case span > 5:
		step = 0.5
	case span > 1:
		step = 0.1
	}
	to := func(v float64) float64 { return math.Round(v/step) * step }
	meridian := math.Remainder(to((west+east)/2), 360)
	return New(tidy(meridian), tidy(to(south+sixth)), tidy(to(north-sixth)))
}

// tidy takes the noise of binary fractions off a number of at most two decimals.
func tidy(v float64) float64 { return math.Round(v*100) / 100 }

// longitudes are the western and eastern limits of an area, east at least west; an area across the antimeridian, such
// as Fiji, has an eastern limit beyond 180. It is the complement of the widest gap between the polygons.
func longitudes(area []orb.MultiPolygon) (west, east float64) {
	const bins = 3600 // tenths of a degree
	var taken [bins]bool
	for _, mp := range area {
		for _, p := range mp {
			b := p.Bound()
			for i := int(math.Floor((b.Min[0] + 180) * 10)); i <= int(math.Ceil((b.Max[0]+180)*10))-1; i++ {
				taken[((i%bins)+bins)%bins] = true
			}
		}
	}
	gap, after := 0, 0 // the widest run of free bins and the bin after it
	run := 0
	for i := range 2 * bins {
		if taken[i%bins] {
			run = 0
			continue
		}
		run++
		if run > gap && run <= bins {
			gap, after = run, i+1
		}
	}
	west = float64(after%bins)/10 - 180
	return west, west + float64(bins-gap)/10
}
