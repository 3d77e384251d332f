package verify

import (
	"encoding/json"
	"math"
)

// The WGS 84 ellipsoid: its semi-major axis in kilometres and the first eccentricity.
const (
	semiMajor    = 6378.137
	eccentricity = 0.0818191908426215
)

// squareKilometres is the area of a polygon or multipolygon on the ellipsoid whose edges are straight in longitude and
// latitude. The equal-area cylinder takes latitude to q(latitude), so that the area below an edge is the integral of q
// along it; the three-point rule of Gauss is exact enough for edges of a few degrees. Rings after the first of a
// polygon are holes.
func squareKilometres(f feature) float64 {
	var polygons [][][]position
	if f.Geometry.Type == "Polygon" {
		var p [][]position
		if json.Unmarshal(f.Geometry.Coordinates, &p) == nil {
			polygons = [][][]position{p}
		}
	} else if json.Unmarshal(f.Geometry.Coordinates, &polygons) != nil {
		return 0 // readLines has said so
	}
	sum := 0.0
	for _, p := range polygons {
		for i, ring := range p {
			a := math.Abs(belowRing(ring))
			if i > 0 {
				a = -a
			}
			sum += a
		}
	}
	return sum
}

// belowRing is the area between a ring and the equator, with the sign of the way it is wound: parts below its lower
// edges are taken off again. Nodes and weights are those of Gauss for three points from 0 to 1.
func belowRing(ring []position) float64 {
	nodes := [3]float64{0.5 - math.Sqrt(0.15), 0.5, 0.5 + math.Sqrt(0.15)}
	weights := [3]float64{5.0 / 18, 8.0 / 18, 5.0 / 18}
	sum := 0.0
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		for k, t := range nodes {
			sum += weights[k] * authalic(a[1]+t*(b[1]-a[1])) * (b[0] - a[0]) * math.Pi / 180
		}
	}
	return sum * semiMajor * semiMajor / 2
}

// authalic is the function q of a geodetic latitude in degrees: Snyder, Map Projections, USGS Professional Paper 1395
// (1987), equation 3-12, doi:10.3133/pp1395.
func authalic(degrees float64) float64 {
	s := math.Sin(degrees * math.Pi / 180)
	e := eccentricity
	return (1 - e*e) * (s/(1-e*e*s*s) - math.Log((1-e*s)/(1+e*s))/(2*e))
}
