package nodelink

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Places come under the names of GerryChain's and the Census Bureau's dual graphs, as numbers and as texts; what can be
// degrees is projected, and metres stay as they are.
func TestPoints(t *testing.T) {
	read := func(nodes ...string) (*File, error) {
		var all []string
		for i, n := range nodes {
			all = append(all, fmt.Sprintf(`{"id": "u%d", "population": 1, %s}`, i, n))
		}
		return Read(strings.NewReader(`{"nodes": [`+strings.Join(all, ",")+`], "links": []}`), "g", Options{Points: true})
	}
	f, err := read(`"C_X": 500000.5, "C_Y": "-3"`, `"C_Y": 7, "C_X": 0`)
	require.NoError(t, err)
	require.Equal(t, [][]float64{{500000.5, 0}, {-3, 7}}, [][]float64{f.X, f.Y})
	for _, names := range [][2]string{{"X", "Y"}, {"INTPTLON", "INTPTLAT"}, {"INTPTLON20", "INTPTLAT20"}} {
		// Two places on one meridian, a degree apart, and the same on either side of 180 degrees on the equator.
		f, err = read(fmt.Sprintf(`"%s": "-091.8", "%s": "+31"`, names[0], names[1]),
			fmt.Sprintf(`"%s": -91.8, "%s": 32`, names[0], names[1]))
		require.NoError(t, err)
		require.InDelta(t, math.Pi/180*radius, math.Hypot(f.X[1]-f.X[0], f.Y[1]-f.Y[0]), 2)
		require.Greater(t, f.Y[1], f.Y[0])
		f, err = read(fmt.Sprintf(`"%s": 179.5, "%s": 0`, names[0], names[1]),
			fmt.Sprintf(`"%s": -179.5, "%s": 0`, names[0], names[1]))
		require.NoError(t, err)
		require.InDelta(t, math.Pi/180*radius, f.X[1]-f.X[0], 2)
	}
	_, err = read(`"X": 1, "Y": 1`, `"X": 1`, `"X": "east", "Y": 1`)
	require.ErrorContains(t, err, "node 1 (u1): X and Y are not both numbers")
	require.ErrorContains(t, err, "node 2 (u2)")
	_, err = read(`"INTPTLON": 1, "INTPTLAT": 91`)
	require.ErrorContains(t, err, "node 0 (u0): INTPTLON 1, INTPTLAT 91 is no place on earth")
	_, err = read(`"lon": 1`)
	require.ErrorContains(t, err, "no node has a place")
}

// The plane has the areas of the sphere, which Archimedes knew: a field between two meridians and two parallels has the
// radius squared times the angle between the meridians times the difference of the sines.
func TestEqualArea(t *testing.T) {
	const west, east, south, north, steps = 60.0, 80.0, 42.0, 55.0, 2000
	var x, y []float64
	edge := func(x0, y0, x1, y1 float64) {
		for i := range steps {
			s := float64(i) / steps
			x, y = append(x, x0+s*(x1-x0)), append(y, y0+s*(y1-y0))
		}
	}
	edge(west, south, east, south)
	edge(east, south, east, north)
	edge(east, north, west, north)
	edge(west, north, west, south)
	project(x, y)
	area := 0.0
	for i := range x {
		j := (i + 1) % len(x)
		area += (x[i]*y[j] - x[j]*y[i]) / 2
	}
	const degree = math.Pi / 180
	want := radius * radius * (east - west) * degree * (math.Sin(north*degree) - math.Sin(south*degree))
	require.InEpsilon(t, want, area, 1e-6)
}
