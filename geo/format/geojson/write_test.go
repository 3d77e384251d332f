package geojson

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ExampleWriteFeatures() {
	_ = WriteFeatures(os.Stdout, "units", 4, slices.Values([]Feature{
		{ID: "1", Properties: []Property{{"n", "<x>"}}, Geometry: orb.LineString{{0, 0}, {1, 1.00004}}},
		{Geometry: orb.Point{-0.00001, 51.5}},
		{},
	}))
	// Output:
	// {"type":"FeatureCollection","name":"units","features":[
	// {"type":"Feature","id":"1","properties":{"n":"<x>"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},
	// {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,51.5]}},
	// {"type":"Feature","properties":{},"geometry":null}
	// ]}
}

func TestWriteIsReadByOrb(t *testing.T) {
	for _, g := range []orb.Geometry{
		orb.Point{1, 2}, orb.LineString{{1, 2}, {3, 4}}, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
		orb.Polygon{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{5, 1}, {6, 2}, {6, 1}, {5, 1}}},
		orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}, {{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}},
	} {
		var b bytes.Buffer
		require.NoError(t, WriteFeatures(&b, "", 7,
			slices.Values([]Feature{{Properties: []Property{{"a", []string{"x"}}}, Geometry: g}})))
		fc, err := orbjson.UnmarshalFeatureCollection(b.Bytes())
		require.NoError(t, err)
		assert.Equal(t, g, fc.Features[0].Geometry)
	}
	var b strings.Builder
	assert.Error(t, WriteFeatures(&b, "", 7, slices.Values([]Feature{{Properties: []Property{{"a", func() {}}}}})))
	assert.Error(t, WriteFeatures(&b, "", 7, slices.Values([]Feature{{Geometry: orb.Collection{}}})))
}
