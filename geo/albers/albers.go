// Package albers is the equal-area projection that maps are drawn in.
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

var eccentricity = math.Sqrt(eccentricity2)

// Projection is the Albers equal-area conic projection of the WGS 84 ellipsoid, in metres (Snyder, Map Projections: A
// Working Manual, USGS Professional Paper 1395, 1987, pp. 101-102, doi:10.3133/pp1395). Where the parallels lie
// symmetrically about the equator it becomes the cylindrical equal-area projection (ibid., p. 81).
type Projection struct {
	Meridian     float64    // central meridian, degrees
	Parallels    [2]float64 // standard parallels, degrees, south first
	n, c, rho, m float64
}

// New is the projection of a central meridian and standard parallels, in degrees.
func New(meridian, south, north float64) Projection {
	p := Projection{Meridian: meridian, Parallels: [2]float64{south, north}}
	m1, m2 := parallelRadius(south), parallelRadius(north)
	q1, q2 := authalic(south), authalic(north)
	p.m = m1
	if math.Abs(q2-q1) < 1e-12 {
		p.n = math.Sin(south * math.Pi / 180)
	} else {
		p.n = (m1*m1 - m2*m2) / (q2 - q1)
	}
	p.c = m1*m1 + p.n*q1
	if p.Conic() {
		p.rho = semiMajor * math.Sqrt(p.c-p.n*authalic((south+north)/2)) / p.n
	}
	return p
}

// parallelRadius is Snyder's m (14-15): the radius of a parallel in units of the semi-major axis.
func parallelRadius(lat float64) float64 {
	sin, cos := math.Sincos(lat * math.Pi / 180)
	return cos / math.Sqrt(1-eccentricity2*sin*sin)
}

// authalic is Snyder's q (3-12), which grows with the area between the equator and a parallel.
func authalic(lat float64) float64 {
	sin := math.Sin(lat * math.Pi / 180)
	es := eccentricity * sin
	return (1 - eccentricity2) * (sin/(1-es*es) - math.Log((1-es)/(1+es))/(2*eccentricity))
}

// Conic says whether the projection has a cone, and not a cylinder.
func (p Projection) Conic() bool { return math.Abs(p.n) > 1e-6 }

// Point projects a position in degrees to metres east and north of the projection's origin.
func (p Projection) Point(ll orb.Point) orb.Point {
	theta := math.Remainder(ll[0]-p.Meridian, 360) * math.Pi / 180
	q := authalic(ll[1])
	if !p.Conic() {
		return orb.Point{semiMajor * p.m * theta, semiMajor * q / (2 * p.m)}
	}
	theta *= p.n
	rho := semiMajor * math.Sqrt(max(0, p.c-p.n*q)) / p.n
	sin, cos := math.Sincos(theta)
	return orb.Point{rho * sin, p.rho - rho*cos}
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
