package stream

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/testdata"
)

func read(in string, want ...string) ([]Feature, File, error) {
	var out []Feature
	f, err := Read(context.Background(), strings.NewReader(in), want, func(f Feature) error {
		out = append(out, f)
		return nil
	})
	return out, f, err
}

func TestRead(t *testing.T) {
	features, file, err := read("\xef\xbb\xbf"+`{"features": [
		{"geometry": {"coordinates": [[[1, 2, 9], [3, 4.5e0], [5,6],[1,2]], []], "type": "Polygon"}, "properties": `+
		`{"a": "x", "b": 12.0, "c": null, "d": [1, {"e": 2}], "z": 1}, "type": "Feature"},
		{"type": "Feature", "id": 7, "properties": null, "geometry": null},
		{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [70.5, -50]}},
		{"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[1,2],[3,4],[5,`+
		`6],[1,2]]],[[[7,8],[9,10],[11,12],[7,8]]]]}},
		{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[1,2],[3,4]]}},
		{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[1,2],[3,4]]}},
		{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": []}},
		{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[["1",2],[3,4],[5,6],[1,2]]]}},
		{"type": "Point"}, 5,
		{"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": [[[1,2],[3,4]],`+
		`[[5,6],[7,8],[9,10]]]}}
	], "crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, "type": `+
		`"FeatureCollection"}`, "a", "b", "c", "d", "e")
	require.NoError(t, err)
	assert.Equal(t, File{Type: "FeatureCollection", CRS: "EPSG:3857", Features: true, Count: 11,
		Names: []string{"a", "b", "c", "d", "z"}}, file)
	assert.Equal(t, []input.Value{{Kind: input.Text, Text: "x"}, {Kind: input.Number, Text: "12.0"},
		{Kind: input.Null}, {Kind: input.Other}, {}}, features[0].Values)
	assert.Equal(t, "one of its rings is empty", features[0].Problem.String())
	assert.Equal(t, "", features[1].GeometryType)
	assert.Equal(t, orb.Point{70.5, -50}, features[2].Point)
	assert.Equal(t, orb.MultiPolygon{{{{1, 2}, {3, 4}, {5, 6}, {1, 2}}}, {{{7, 8}, {9, 10}, {11, 12}, {7, 8}}}},
		features[3].Polygons)
	assert.Equal(t, "LineString", features[4].GeometryType)
	assert.Equal(t, orb.MultiLineString{{{1, 2}, {3, 4}}}, features[4].Lines)
	assert.Equal(t, "its coordinates are nested 2 deep, those of a Polygon are 3 deep", features[5].Problem.String())
	assert.Equal(t, "", features[6].Problem.String())
	assert.Nil(t, features[6].Polygons)
	assert.Equal(t, "its coordinates are not arrays of numbers", features[7].Problem.String())
	assert.Equal(t, `its type is "Point", not "Feature"`, features[8].Problem.String())
	assert.Equal(t, "it is not an object", features[9].Problem.String())
	assert.Equal(t, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}}, features[10].Lines)
}

func TestSyntax(t *testing.T) {
	for _, c := range []struct {
		in     string
		offset int64
		line   int
	}{
		{"", 0, 1},
		{"{\"type\": \"FeatureCollection\",\n \"features\": [\n{]}", 46, 3},
		{"{\"features\": [\n\n", 16, 3},
		{"{}\n{}", 4, 2},
		{"\xef\xbb\xbf{]", 4, 1},
	} {
		_, _, err := read(c.in)
		var s *input.SyntaxError
		require.True(t, errors.As(err, &s), "%q: %v", c.in, err)
		assert.Equal(t, c.line, s.Line, "%q: %v at %d", c.in, err, s.Offset)
		assert.InDelta(t, c.offset, s.Offset, 1, "%q", c.in)
	}
	_, _, err := read("\xff\xfe{\x00")
	assert.ErrorIs(t, err, input.ErrUTF16)
	for _, other := range []string{"[1, 2]", "null", `"x"`, `{"features": 5}`} {
		_, f, err := read(other)
		assert.NoError(t, err)
		assert.False(t, f.Features)
	}
}

func TestReadIsOrb(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(testdata.Shared(t, "kz", "boundaries"), "kaz_admbnda_adm2_2024.geojson"))
	require.NoError(t, err)
	fc, err := geojson.UnmarshalFeatureCollection(b)
	require.NoError(t, err)
	features, _, err := read(string(b), "KATO", "ADM2_RU")
	require.NoError(t, err)
	require.Len(t, features, len(fc.Features))
	for i, f := range fc.Features {
		assert.Equal(t, f.Properties["KATO"], features[i].Values[0].Text)
		assert.Equal(t, f.Properties["ADM2_RU"], features[i].Values[1].Text)
		if p, ok := f.Geometry.(orb.Polygon); ok {
			assert.Equal(t, orb.MultiPolygon{p}, features[i].Polygons)
		} else {
			assert.Equal(t, f.Geometry, features[i].Polygons)
		}
	}
}

// exactNames is false where members may have names that differ by case alone, which orb does not tell apart.
func exactNames(in []byte) bool {
	for _, name := range []string{"features", "geometry", "coordinates", "type"} {
		if strings.Count(strings.ToLower(string(in)), name) != strings.Count(string(in), name) {
			return false
		}
	}
	return !strings.Contains(string(in), `\u`)
}

// sameShapes compares geometries that both read.
func sameShapes(t *testing.T, features []Feature, want []*geojson.Feature) {
	if len(features) != len(want) {
		t.Fatalf("%d features, orb reads %d", len(features), len(want))
	}
	for i, f := range features {
		if want[i] == nil || !f.Problem.Empty() {
			continue
		}
		switch g := want[i].Geometry.(type) {
		case orb.Point:
			require.Equal(t, g, f.Point)
		case orb.Polygon:
			if len(g) > 0 {
				require.Equal(t, orb.MultiPolygon{g}, f.Polygons)
			}
		case orb.MultiPolygon:
			if len(g) > 0 {
				require.Equal(t, g, f.Polygons)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon",` +
			`"coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}`,
		`{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:32642"}},"features":[{"type":"Feature",` +
			`"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0]]],[]]}}]}`,
		`{"features":[{"geometry":{"coordinates":[1,[2]],"type":"Point"}}]`,
		"\xef\xbb\xbf[]", `{"features":[[[[[[[[[[[[]]]]]]]]]]]]}`,
		`{"features":[{"geometry":{"coordinates":[[[[[[[[[[1,1]]]]]]]]]],"type":"Point"}}]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		features, file, err := read(string(in), "a")
		fc, orbErr := geojson.UnmarshalFeatureCollection(in)
		if orbErr != nil {
			return
		}
		if err == nil && len(file.Repeats) == 0 && exactNames(in) {
			sameShapes(t, features, fc.Features)
		}
		if err == nil {
			return
		}
		// What orb reads is JSON; it takes names twice and bytes that are not UTF-8, as the standard library did.
		var s *input.SyntaxError
		if errors.As(err, &s) && len(fc.Features) > 0 && !strings.Contains(err.Error(), "UTF-8") &&
			!strings.Contains(err.Error(), "surrogate") && !strings.Contains(err.Error(), "depth") {
			t.Errorf("orb reads %q, we do not: %v", in, err)
		}
	})
}
