package project

import "math"

// ellipsoid is an ellipsoid of revolution by its semi-major axis in metres and its inverse flattening, 0 for a sphere.
type ellipsoid struct{ a, inverse float64 }

// The ellipsoids of the datums that are known, as the EPSG dataset has them.
var (
	wgs84Ellipsoid = ellipsoid{6378137, 298.257223563}
	grs80          = ellipsoid{6378137, 298.257222101}
	krassowsky     = ellipsoid{6378245, 298.3}
	gsk2011        = ellipsoid{6378136.5, 298.2564151}
	pz90           = ellipsoid{6378136, 298.257839303}
)

func (l ellipsoid) flattening() float64 {
	if l.inverse == 0 {
		return 0
	}
	return 1 / l.inverse
}

// eccentricity2 is the square of the first eccentricity.
func (l ellipsoid) eccentricity2() float64 {
	f := l.flattening()
	return f * (2 - f)
}

func (l ellipsoid) eccentricity() float64 { return math.Sqrt(l.eccentricity2()) }

// like says whether two ellipsoids are the same but for the digits that a file leaves out. A metre in the axis or a
// hundredth in the inverse flattening moves a place by less than a metre.
func (l ellipsoid) like(other ellipsoid) bool {
	return math.Abs(l.a-other.a) < 1 && math.Abs(l.inverse-other.inverse) < 0.01
}

// earthly says whether an ellipsoid may be one of the Earth.
func (l ellipsoid) earthly() bool {
	return l.a > 6.3e6 && l.a < 6.4e6 && (l.inverse == 0 || l.inverse > 250 && l.inverse < 350)
}

// conformal is the tangent of the conformal latitude for that of the geodetic one, on an ellipsoid of the first
// eccentricity e (Karney, Transverse Mercator with an accuracy of a few nanometers, Journal of Geodesy 85, 2011, eqs.
// 7-9, doi:10.1007/s00190-011-0445-3).
func conformal(tan, e float64) float64 {
	sec := math.Hypot(1, tan)
	sigma := math.Sinh(e * math.Atanh(e*tan/sec))
	return tan*math.Hypot(1, sigma) - sigma*sec
}

// geodetic is the tangent of the geodetic latitude for that of the conformal one, by Newton's method (ibid., eqs.
// 19-21).
func geodetic(tan, e float64) float64 {
	if math.IsInf(tan, 0) {
		return tan
	}
	rest := 1 - e*e
	found := tan / rest
	if math.Abs(found) > 70 {
		found = tan * math.Exp(e*math.Atanh(e))
	}
	for range 10 {
		c := conformal(found, e)
		step := (tan - c) / math.Hypot(1, c) * (1 + rest*found*found) / (rest * math.Hypot(1, found))
		found += step
		if math.Abs(step) <= 1e-15*max(1, math.Abs(found)) {
			break
		}
	}
	return found
}

// isometric is the isometric latitude of a geodetic one, in radians: the height of its parallel on a map in Mercator's
// projection with the semi-major axis for unit. That of a pole is infinite.
func isometric(lat, e float64) float64 {
	if math.Abs(lat) >= math.Pi/2 {
		return math.Inf(int(math.Copysign(1, lat)))
	}
	return math.Asinh(conformal(math.Tan(lat), e))
}

// fromIsometric is the geodetic latitude of an isometric one, in radians.
func fromIsometric(psi, e float64) float64 { return math.Atan(geodetic(math.Sinh(psi), e)) }

// parallelRadius is the radius of a parallel in units of the semi-major axis (Snyder, Map Projections: A Working
// Manual, USGS Professional Paper 1395, 1987, eq. 14-15, doi:10.3133/pp1395).
func parallelRadius(lat, e float64) float64 {
	sin, cos := math.Sincos(lat)
	return cos / math.Sqrt(1-e*e*sin*sin)
}
