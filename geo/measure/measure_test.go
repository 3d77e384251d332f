package measure

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/wroge/wgs84"
	"pgregory.net/rapid"
)

func dms(d, m, s float64) float64 { return d + m/60 + s/3600 }

func TestDistancePublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		p, q   orb.Point
		metres float64
	}{
		// Geocentric Datum of Australia Technical Manual, version 2.3, section 4.2 (GRS 80 differs from WGS 84 by less
		// than 0.1 mm here).
		{"Flinders Peak to Buninyong", orb.Point{dms(144, 25, 29.5244), -dms(37, 57, 3.7203)},
			orb.Point{dms(143, 55, 35.3839), -dms(37, 39, 10.1561)}, 54972.271},
		{"quarter meridian", orb.Point{0, 0}, orb.Point{0, 90}, 10001965.729},
		{"a degree of the equator", orb.Point{10, 0}, orb.Point{11, 0}, semiMajor * radian},
		{"across the antimeridian", orb.Point{179.5, 0}, orb.Point{-179.5, 0}, semiMajor * radian},
		{"none", orb.Point{71, 51}, orb.Point{71, 51}, 0},
	} {
		assert.InDelta(t, c.metres, Distance(c.p, c.q), 0.001, c.name)
		assert.InDelta(t, c.metres, Distance(c.q, c.p), 0.001, c.name)
	}
}

// The two formulas must agree where Distance goes over from one to the other.
func TestShortDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{rapid.Float64Range(-180, 179).Draw(t, "x"), rapid.Float64Range(-74.9, 74.9).Draw(t, "y")}
		q := orb.Point{p[0] + rapid.Float64Range(-near, near).Draw(t, "dx"),
			p[1] + rapid.Float64Range(-near, near).Draw(t, "dy")}
		require.InDelta(t, vincenty(p, q), Distance(p, q), 1e-7*vincenty(p, q)+1e-6) // a micrometre is lost to cancellation
	})
}

func TestAreaOfGlobe(t *testing.T) {
	globe := orb.Ring{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}
	// The closed form of the surface of an ellipsoid of revolution.
	e := math.Sqrt(e2)
	want := 2 * math.Pi * semiMajor * semiMajor * (1 + (1-e2)/e*math.Atanh(e))
	assert.InEpsilon(t, want, RingArea(globe), 1e-12)
	assert.InEpsilon(t, 510065621.724, want/1e6, 1e-10)
}

// Areas must be the integral of M·N·cos φ, the product of the radii of curvature.
func TestAreaIsIntegral(t *testing.T) {
	for _, c := range []struct{ south, north, atNorth float64 }{{45, 46, 1}, {0, 10, 1}, {-80, -60, 1}, {40, 55, 0},
		{51.1, 51.1001, 0.5}, {89, 90, 0}, {89.9, 90, 1}} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			// A trapezium one degree wide at the south, atNorth degrees at the north.
			ring := orb.Ring{{70, c.south}, {71, c.south}, {70 + c.atNorth, c.north}, {70, c.north}, {70, c.south}}
			const steps = 200000
			var sum float64
			for i := range steps {
				s := (float64(i) + 0.5) / steps
				phi := (c.south + s*(c.north-c.south)) * radian
				w := 1 - e2*math.Pow(math.Sin(phi), 2)
				sum += semiMajor * semiMajor * (1 - e2) / (w * w) * math.Cos(phi) * (1 + s*(c.atNorth-1)) * radian
			}
			sum *= (c.north - c.south) * radian / steps
			assert.InEpsilon(t, sum, RingArea(ring), 1e-9)
			var back orb.Ring
			for i := range ring {
				back = append(back, ring[len(ring)-1-i])
			}
			assert.InEpsilon(t, -sum, RingArea(back), 1e-9)
		})
	}
}

// Edges run straight in longitude and latitude, so that a place put on one changes no area: not by more than rounding,
// even at a pole, where the strip to the pole is thin.
func TestPlacesOnEdgesChangeNoArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(low, high float64, what string) float64 { return rapid.Float64Range(low, high).Draw(t, what) }
		west, south := draw(-180, 150, "west"), draw(-90, 89, "south")
		east, north := west+draw(0.01, 30, "across"), min(90, south+draw(0.01, 10, "up"))
		ring := orb.Ring{{west, south}, {east, south}, {east, north}}
		at := draw(0.01, 0.99, "at") // on the edge from north-east to south-west
		split := append(slices.Clone(ring), orb.Point{east + at*(west-east), north + at*(south-north)})
		require.InDelta(t, RingArea(ring), RingArea(split), 1e-13*semiMajor*semiMajor*(east-west)*radian+1e-6)
	})
}

// Albers' equal-area projection by another library, on small areas, where its straight lines are ours.
func TestAreaAlbers(t *testing.T) {
	albers := wgs84.Transform(wgs84.LonLat(), wgs84.WGS84().AlbersEqualAreaConic(66, 48, 42, 54, 0, 0))
	rapid.Check(t, func(t *rapid.T) {
		var ring, flat orb.Ring
		x, y := rapid.Float64Range(46, 87).Draw(t, "x"), rapid.Float64Range(40, 56).Draw(t, "y")
		n := rapid.IntRange(3, 9).Draw(t, "n")
		for i := range n + 1 {
			s, c := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
			ring = append(ring, orb.Point{x + 0.01*c, y + 0.01*s})
			e, f, _ := albers(ring[i][0], ring[i][1], 0)
			flat = append(flat, orb.Point{e, f})
		}
		require.InEpsilon(t, math.Abs(planar.Area(flat)), RingArea(ring), 1e-6)
	})
}

func TestHolesAndParts(t *testing.T) {
	outer := orb.Bound{Min: orb.Point{70, 50}, Max: orb.Point{71, 51}}.ToRing()
	inner := orb.Bound{Min: orb.Point{70.4, 50.4}, Max: orb.Point{70.5, 50.5}}.ToRing()
	far := orb.Bound{Min: orb.Point{80, 50}, Max: orb.Point{80.1, 50.1}}.ToRing()
	m := orb.MultiPolygon{{outer, inner}, {far}}
	assert.InEpsilon(t, RingArea(outer)-RingArea(inner)+RingArea(far), Area(m), 1e-12)
	assert.InEpsilon(t, Length(orb.LineString(outer))+Length(orb.LineString(inner))+Length(orb.LineString(far)),
		Perimeter(m), 1e-12)
	assert.Zero(t, RingArea(orb.Ring{{1, 1}, {2, 2}}))
	assert.Zero(t, Area(nil))
}

func TestPolsbyPopper(t *testing.T) {
	assert.InDelta(t, 1, PolsbyPopper(math.Pi, 2*math.Pi), 1e-12)
	assert.InDelta(t, math.Pi/4, PolsbyPopper(1, 4), 1e-12)
	assert.Zero(t, PolsbyPopper(1, 0))
}

func ExampleArea() {
	degree := orb.MultiPolygon{{orb.Bound{Min: orb.Point{70, 50}, Max: orb.Point{71, 51}}.ToRing()}}
	fmt.Printf("%.1f km²", Area(degree)/1e6)
	// Output: 7892.2 km²
}

func BenchmarkDistance(b *testing.B) {
	b.Run("near", func(b *testing.B) {
		for b.Loop() {
			Distance(orb.Point{70, 50}, orb.Point{70.01, 50.01})
		}
	})
	b.Run("far", func(b *testing.B) {
		for b.Loop() {
			Distance(orb.Point{70, 50}, orb.Point{71, 51})
		}
	})
}

// The line at 180 degrees where a shape is cut is no part of its outline, as far as it lies on both sides.
func TestPerimeterAcross180(t *testing.T) {
	box := func(west, south, east, north float64) orb.Polygon {
		return orb.Polygon{orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}.ToRing()}
	}
	cut := orb.MultiPolygon{box(179, 10, 180, 12), box(-180, 11, -179, 13)}
	moved := orb.MultiPolygon{{{{9, 10}, {10, 10}, {10, 11}, {11, 11}, {11, 13}, {10, 13}, {10, 12}, {9, 12}, {9, 10}}}}
	assert.InEpsilon(t, Perimeter(moved), Perimeter(cut), 1e-9)
	west := orb.MultiPolygon{box(179, 10, 180, 12)}
	assert.InEpsilon(t, Length(orb.LineString(west[0][0])), Perimeter(west), 1e-12)
}
