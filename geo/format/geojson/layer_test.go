package geojson

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// A layer of features is what is read of the file that they would be, also where features differ in what they have.
func TestLayerOf(t *testing.T) {
	features := []Feature{
		{Properties: []Property{{"a", 1}, {"name", "<Қ>"}, {"z", 2.5}}, Geometry: orb.Point{1, 2}},
		{ID: "x", Properties: []Property{{"a", int64(7)}, {"more", []string{"b"}}, {"name", nil}, {"ok", true}}},
	}
	var b bytes.Buffer
	require.NoError(t, WriteFeatures(&b, "", Exact, slices.Values(features)))
	want, got := read(t, b.String()), LayerOf("l", slices.Values(features))
	require.Equal(t, want.Fields, got.Fields)
	require.Equal(t, want.Count, got.Count)
	values := func(f []input.Value) []input.Value {
		for i := range f {
			if f[i].Kind == input.Null {
				f[i].Kind = input.Missing
			}
		}
		return f
	}
	for range 2 { // each time from the first
		read := formattest.Collect(t, want)
		for i, f := range formattest.Collect(t, got) {
			require.Equal(t, values(read[i].Values), values(f.Values))
			require.Equal(t, read[i].Geometry, f.Geometry)
			require.Equal(t, read[i].ID.ID(), f.ID.ID())
		}
	}
	require.Equal(t, input.NaN, valueOf(math.NaN()).Kind)
}
