package project

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// dms is an angle of degrees, minutes and seconds, in degrees.
func dms(d, m, s float64) float64 { return math.Copysign(math.Abs(d)+m/60+s/3600, d) }

// The examples of IOGP Publication 373-7-2, Geomatics Guidance Note 7, part 2 (September 2019), sections 3.1 to 3.5,
// and one of Snyder (1987), p. 292, to the digits that are printed.
func TestPublishedExamples(t *testing.T) {
	const usFoot = 12.0 / 39.37
	airy, clarke1866 := ellipsoid{6377563.396, 299.32496}, ellipsoid{6378206.4, 294.9786982}
	bessel := ellipsoid{6377397.155, 299.1528128}
	for _, c := range []struct {
		name                  string
		on                    ellipsoid
		method                method
		given                 map[parameter]float64
		unit                  float64
		east, north, lon, lat float64
		millimetres           float64 // that the printed digits leave open
	}{
		{"Transverse Mercator: OSGB 1936 / British National Grid", airy, transverse, map[parameter]float64{
			originLatitude: 49, originLongitude: -2, scaleFactor: 0.9996012717, falseEasting: 400000, falseNorthing: -100000},
			1, 577274.99, 69740.50, dms(0, 30, 0), dms(50, 30, 0), 10},
		{"Lambert 2SP: NAD27 / Texas South Central", clarke1866, lambertConic, map[parameter]float64{
			originLatitude: dms(27, 50, 0), originLongitude: -99, firstParallel: dms(28, 23, 0), secondParallel: dms(30, 17, 0),
			falseEasting: 2000000 * usFoot}, usFoot, 2963503.91, 254759.80, -96, dms(28, 30, 0), 10},
		{"Lambert 1SP: JAD69 / Jamaica National Grid", clarke1866, lambertConic, map[parameter]float64{
			originLatitude: 18, originLongitude: -77, scaleFactor: 1, falseEasting: 250000, falseNorthing: 150000},
			1, 255966.58, 142493.51, dms(-76, 56, 37.26), dms(17, 55, 55.80), 10},
		{"Mercator A: Makassar / NEIEZ", bessel, mercatorMethod, map[parameter]float64{
			originLongitude: 110, scaleFactor: 0.997, falseEasting: 3900000, falseNorthing: 900000},
			1, 5009726.58, 569150.82, 120, -3, 10},
		{"Mercator B: Pulkovo 1942 / Caspian Sea Mercator", krassowsky, mercatorMethod, map[parameter]float64{
			originLongitude: 51, firstParallel: 42}, 1, 165704.29, 5171848.07, 53, 53, 10},
		{"Pseudo-Mercator: WGS 84", wgs84Ellipsoid, pseudoMercator, map[parameter]float64{originLongitude: 0},
			1, -11169055.58, 2800000, dms(-100, 20, 0), dms(24, 22, 54.433), 20},
		{"Albers: NAD83 / Great Lakes Albers", grs80, albersConic, map[parameter]float64{
			originLatitude: 45.568977, originLongitude: -84.455955, firstParallel: 42.122774, secondParallel: 49.01518,
			falseEasting: 1000000, falseNorthing: 1000000}, 1, 1466493.492, 702903.006, dms(-78, 45, 0), dms(42, 45, 0), 1},
		{"Albers: Snyder", clarke1866, albersConic, map[parameter]float64{
			originLatitude: 23, originLongitude: -96, firstParallel: 29.5, secondParallel: 45.5},
			1, 1885472.7, 1535925.0, -75, 35, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &parameters{}
			for which, v := range c.given {
				p.set(which, v)
			}
			s := &system{on: c.on}
			require.NoError(t, s.project(c.method, p))
			s.unit = c.unit
			got, err := Transform{system: s}.Point(orb.Point{c.east, c.north})
			require.NoError(t, err)
			metre := 180 / math.Pi / c.on.a
			require.InDelta(t, c.lat, got[1], c.millimetres/1000*metre)
			require.InDelta(t, c.lon, got[0], c.millimetres/1000*metre/math.Cos(radians(c.lat)))
		})
	}
}

// The example of the same, section 4.3.3, from WGS 72 to WGS 84: to a thousandth of a second of arc.
func TestPublishedExampleOfAShift(t *testing.T) {
	wgs72 := ellipsoid{6378135, 298.26}
	s := shift{tz: 4.5, rz: 0.554, ppm: 0.219}
	got := s.apply(wgs72, orb.Point{4, 55})
	require.InDelta(t, dms(55, 0, 0.090), got[1], 0.0005/3600)
	require.InDelta(t, dms(4, 0, 0.554), got[0], 0.0005/3600)
	frame := coordinateFrame(0, 0, 4.5, 0, 0, -0.554, 0.219)
	require.Equal(t, s, frame)
}

// Conformal and geodetic latitudes turn into one another, at the poles as well.
func TestConformalLatitude(t *testing.T) {
	for _, on := range []ellipsoid{krassowsky, wgs84Ellipsoid, {a: 6371000}} {
		e := on.eccentricity()
		for lat := -89.999; lat < 90; lat += 0.997 {
			require.InDelta(t, lat, degrees(math.Atan(geodetic(conformal(math.Tan(radians(lat)), e), e))), 1e-12)
			require.InDelta(t, lat, degrees(fromIsometric(isometric(radians(lat), e), e)), 1e-11)
		}
		require.Equal(t, 90.0, degrees(fromIsometric(math.Inf(1), e)))
		require.Equal(t, -90.0, degrees(fromIsometric(isometric(-math.Pi/2, e), e)))
	}
}
