package project_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/project"
)

// layer is the bounds of features of some size about a point.
func layer(x, y, size float64) []orb.Bound {
	var list []orb.Bound
	for i := range 5 {
		at := orb.Point{x + float64(i)*size, y}
		list = append(list, orb.Bound{Min: at, Max: orb.Point{at[0] + size, at[1] + size}})
	}
	return list
}

// Coordinates that cannot be in the system stated are told with the systems that they look like, and where on the Earth
// they would be then.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		crs        string
		x, y, size float64
		want       string // "" where nothing is wrong
	}{
		{"", 71, 51, 0.1, ""},
		{"EPSG:4326", -179.9, -89.9, 0.01, ""},
		{"EPSG:4284", 71, 51, 0.1, ""},
		{"EPSG:32642", 400000, 5600000, 1000, ""},
		{"EPSG:28412", 12400000, 5600000, 1000, ""},
		{"EPSG:3857", 7900000, 6600000, 1000, ""},
		{"+proj=tmerc +lat_0=51.1 +lon_0=71.4 +datum=WGS84 +units=km", 50, 50, 1, ""}, // around a town

		{"", 7948684, 6642000, 1000, "it states no coordinate system, and its coordinates, such as [7 950 684, 6 642 000], " +
			"are not degrees; state the system of its coordinates with --crs; by their size they may be EPSG:3857, WGS 84 / " +
			"Pseudo-Mercator, around 51.12, 71.42 (lat, lon); EPSG:28406, Pulkovo 1942 / Gauss-Kruger zone 6, with north " +
			"before east, around 71.59, 37.02 (lat, lon)"},
		{"", 12670000, 5666000, 1000, "they may be EPSG:28412, Pulkovo 1942 / Gauss-Kruger zone 12, around 51.10, 71.45 " +
			"(lat, lon); EPSG:2528, Pulkovo 1942 / 3-degree Gauss-Kruger zone 12, around 51.10, 38.45 (lat, lon); EPSG:10946, " +
			"QazTRF-23 / Gauss-Kruger zone 12, around 51.10, 71.46 (lat, lon); EPSG:3857, WGS 84 / Pseudo-Mercator, around " +
			"45.28, 113.83 (lat, lon)"},
		{"", 5666000, 12670000, 1000, "(lat, lon); EPSG:28412, Pulkovo 1942 / Gauss-Kruger zone 12, with north before " +
			"east, around 51.12, 71.43 (lat, lon); EPSG:2528"},
		{"", 670000, 5666000, 1000, "they may be UTM, EPSG:326 and two digits of the zone, 42 from 66 to 72 degrees east; " +
			"Gauss-Kruger without the number of the zone, such as EPSG:2502 from 66 to 72 degrees east; EPSG:3857"},
		{"", 5666000, 670000, 1000, "(lat, lon); UTM or Gauss-Kruger without the number of the zone, with north before east"},
		{"", 51.1, 91.4, 0.1, "they may be degrees with latitude before longitude"},
		{"", 5e8, 5e8, 1, "are not degrees; find out the system of its coordinates and state it with --crs"},
		{"EPSG:4326", 670000, 5666000, 1000, "it states the coordinate system WGS 84, and its coordinates, such as " +
			"[672 000, 5 666 000], are not degrees; state the system of its coordinates with --crs; by their size they may " +
			"be UTM"},
		{"EPSG:4258", 670000, 5666000, 1000, "it states the coordinate system ETRS89, and its coordinates"},
		{"EPSG:32642", 71, 51, 0.1, "it states the coordinate system WGS 84 / UTM zone 42N, but its coordinates, such as " +
			"[71.2, 51], look like degrees; state the system of its coordinates with --crs; by their size they may be " +
			"EPSG:4326, WGS 84"},
		{"EPSG:3857", 71, 51, 0.1, "look like degrees"},
		{"EPSG:28412", 670000, 5666000, 1000, "it states the coordinate system Pulkovo 1942 / Gauss-Kruger zone 12, where " +
			"its coordinates, such as [672 000, 5 666 000], have no place; state the system of its coordinates with --crs; by " +
			"their size they may be UTM"},
		{"EPSG:32642", 4684000, 550000, 1000, "it states the coordinate system WGS 84 / UTM zone 42N, but its coordinates, " +
			"such as [4 686 000, 550 000], look like north before east; export it anew with east before north; " +
			"then it lies around 42.32, 69.61 (lat, lon)"},
		{"EPSG:28412", 5666000, 12670000, 1000, "look like north before east"},
		{"EPSG:2502", 12670000, 5666000, 1000, "have no place; state the system of its coordinates with --crs; by their " +
			"size they may be EPSG:28412"},
	} {
		err := from(t, c.crs).Check(layer(c.x, c.y, c.size))
		if c.want == "" {
			require.NoError(t, err, "%+v", c)
			continue
		}
		var f fault.Fault
		require.ErrorAs(t, err, &f, "%+v", c)
		require.Equal(t, project.Unfitting, f.Kind)
		require.Contains(t, plainSpaces(f.Error()), c.want)
	}
}

func plainSpaces(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\u00a0' || r == '\u202f' {
			out[i] = ' '
		}
	}
	return string(out)
}

// A few features that lie elsewhere do not make a layer another's; they are refused one by one.
func TestCheckGoesByTheMost(t *testing.T) {
	few := append(layer(71, 51, 0.1), layer(670000, 5666000, 1000)[:4]...)
	empty := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	require.NoError(t, project.Transform{}.Check(few))
	require.NoError(t, project.Transform{}.Check([]orb.Bound{empty, empty}))
	require.NoError(t, project.Transform{}.Check(nil))
	most := slices.Concat(layer(71, 51, 0.1)[:4], layer(670000, 5666000, 1000), []orb.Bound{empty, empty})
	require.Error(t, project.Transform{}.Check(most))
	_, err := project.Transform{}.Point(orb.Point{670000, 5666000})
	require.Equal(t, "its position is [670 000, 5 666 000], not longitude and latitude; find out the system of its "+
		"coordinates and state it with --crs", plainSpaces(err.Error()))
}

// Every position of a geometry is turned, and the one given stays as it was; one that has no place is an error.
func TestGeometry(t *testing.T) {
	tr := from(t, "EPSG:32642")
	ring := orb.Ring{{400000, 5.5e6}, {500000, 5.5e6}, {500000, 5.6e6}, {400000, 5.5e6}}
	for _, g := range []orb.Geometry{ring[0], orb.MultiPoint(ring), orb.LineString(ring),
		orb.MultiLineString{orb.LineString(ring)}, orb.Polygon{ring}, orb.MultiPolygon{{ring}}} {
		before := orb.Clone(g)
		got, err := tr.Geometry(g)
		require.NoError(t, err)
		require.Equal(t, before, g)
		require.Equal(t, g.GeoJSONType(), got.GeoJSONType())
		require.InDelta(t, 67.6, got.Bound().Min[0], 0.05)
		require.InDelta(t, 49.64, got.Bound().Min[1], 0.05)
	}
	none, err := tr.Geometry(nil)
	require.NoError(t, err)
	require.Nil(t, none)
	got, err := tr.Geometry(orb.Polygon{ring})
	require.NoError(t, err)
	require.True(t, got.(orb.Polygon)[0].Closed())
	ring[2] = orb.Point{9e6, 5.5e6}
	_, err = tr.Geometry(orb.Polygon{ring})
	require.Equal(t, "its position is [9 000 000, 5 500 000], where WGS 84 / UTM zone 42N has no place; find out the "+
		"system of its coordinates and state it with --crs", plainSpaces(err.Error()))
}

// Whatever the numbers, a position is either refused or turned into longitude and latitude.
func TestNoPlaceIsBeyondTheEarth(t *testing.T) {
	numbers := []float64{0, 1, -1, 90, 180, 180.0001, 1e4, -5e5, 5e5, 6.3e6, 1e7, -1e7, 2e7, 20037508.342789244, 2.1e7,
		3e8, 1e15, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN()}
	turned := 0
	for _, s := range systems {
		tr := from(t, s.crs)
		for _, x := range numbers {
			for _, y := range numbers {
				got, err := tr.Point(orb.Point{x, y})
				if err == nil {
					turned++
					require.LessOrEqual(t, math.Abs(got[0]), 180.0, "%s %v %v", s.crs, x, y)
					require.LessOrEqual(t, math.Abs(got[1]), 90.0, "%s %v %v", s.crs, x, y)
				}
			}
		}
	}
	require.Greater(t, turned, 1000)
	// The ends of the map.
	for _, c := range []struct{ x, y, lon, lat float64 }{
		{20037508.342789244, 20037508.342789244, 180, 85.051128780},
		{-20037508.342789244, -20037508.342789244, -180, -85.051128780},
		{0, 242528680.943836, 0, 90},
	} {
		got, err := from(t, "EPSG:3857").Point(orb.Point{c.x, c.y})
		require.NoError(t, err)
		require.InDelta(t, c.lon, got[0], 1e-9)
		require.InDelta(t, c.lat, got[1], 1e-9)
	}
}
