package geojson

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/input"
)

func read(t require.TestingT, data string) format.Layer {
	layers, err := Read(format.Source{Name: "a.geojson", Data: []byte(data)}, format.Options{})
	require.NoError(t, err)
	require.Len(t, layers, 1)
	return layers[0]
}

// Features that stand in a collection, line by line, or in a sequence with separators are the same.
func TestFormsOfFeatures(t *testing.T) {
	features := []string{
		`{"type":"Feature","id":"a","properties":{"id":1,"name":"Қызылорда","x":1.50},"geometry":{"type":"Point",` +
			`"coordinates":[70,50,120]}}`,
		`{"properties":{"name":null,"ok":true,"more":{"k":[1]}},"geometry":null,"type":"Feature"}`,
		`{"type":"Feature","properties":{"id":2},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}}`,
	}
	var first []format.Feature
	for _, form := range []string{
		`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`,
		strings.Join(features, "\n") + "\n", strings.Join(features, "\r\n\r\n"), "\xef\xbb\xbf" + strings.Join(features, " "),
		"\x1e" + strings.Join(features, "\n\x1e") + "\n",
	} {
		l := read(t, form)
		require.Equal(t, []format.Field{{Name: "id", Type: format.Integer}, {Name: "name"}, {Name: "x", Type: format.Real},
			{Name: "ok", Type: format.Boolean}, {Name: "more"}}, l.Fields)
		require.Equal(t, 3, l.Count)
		require.Len(t, l.Notes, 1, "on heights")
		got := formattest.Collect(t, l)
		require.Equal(t, got, formattest.Collect(t, l), "each time from the first")
		if first == nil {
			first = got
		}
		require.Equal(t, first, got)
	}
	require.Equal(t, input.Value{Kind: input.Number, Text: "1.50"}, first[0].Values[2])
	require.Equal(t, input.Value{Kind: input.Other, Text: `{"k":[1]}`}, first[1].Values[4])
	require.Equal(t, input.Null, first[1].Values[1].Kind)
	require.Equal(t, input.Missing, first[1].Values[0].Kind)
	require.Equal(t, orb.Point{70, 50}, first[0].Geometry)
	require.Nil(t, first[1].Geometry)
	require.Equal(t, orb.Polygon{{{0, 0}, {1, 1}, {0, 1}, {0, 0}}}, first[2].Geometry, "wound counter-clockwise")
}

func TestFilesThatAreNotRead(t *testing.T) {
	for data, says := range map[string]string{
		`{"type":"FeatureCollection","features":[`: "not JSON",
		`[1,2]`:                                `not a FeatureCollection`,
		`{"type":"Topology","objects":{}}`:     `not a FeatureCollection`,
		`{"type":"Feature","properties":{}} x`: "not JSON",
		``:                                     "the file is empty",
		`{"type":"FeatureCollection","type":"FeatureCollection","features":[]}`: `"type" is given twice`,
	} {
		_, err := Read(format.Source{Name: "a.geojson", Data: []byte(data)}, format.Options{})
		require.ErrorContains(t, err, says)
		require.ErrorContains(t, err, "a.geojson")
	}
	for data, says := range map[string]string{
		`{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}`:                           `"a" is given twice`,
		`{"type":"Feature","properties":{},"geometry":{"type":"Curve","coordinates":[]}}`:         "a Curve, which",
		`{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["NaN", 2]}}`: "not",
		`{"type":"Thing","properties":{},"geometry":null}`:                                        `its type is "Thing"`,
	} {
		l := read(t, `{"type":"FeatureCollection","features":[`+data+`,{"type":"Feature","properties":{},"geometry":null}]}`)
		var errs []error
		for _, err := range l.Features {
			errs = append(errs, err)
		}
		require.Len(t, errs, 2, "the ones behind it follow")
		require.ErrorContains(t, errs[0], says)
		require.ErrorContains(t, errs[0], "features[0]")
		require.NoError(t, errs[1])
	}
}

// What is written is read as it was, as a collection and line by line.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 4).Draw(t, "fields")
		l := format.Layer{Name: "layer"}
		for i := range n {
			l.Fields = append(l.Fields, format.Field{Name: fmt.Sprint("f", i)})
		}
		at := func() orb.Point {
			return orb.Point{rapid.Float64Range(-180, 180).Draw(t, "x"), rapid.Float64Range(-90, 90).Draw(t, "y")}
		}
		ring := func() orb.Ring {
			p, d := at(), rapid.Float64Range(0.001, 1).Draw(t, "d")
			return orb.Ring{p, {p[0] + d, p[1]}, {p[0] + d, p[1] + d}, p}
		}
		var features []format.Feature
		for range rapid.IntRange(1, 5).Draw(t, "features") {
			f := format.Feature{Values: make([]input.Value, n)}
			for i := range f.Values {
				f.Values[i] = rapid.SampledFrom([]input.Value{{}, {Kind: input.Null}, {Kind: input.Text, Text: "\"Ә\n"},
					{Kind: input.Number, Text: "12.50"}, {Kind: input.Other, Text: "true"}, {Kind: input.Number,
						Text: "1e3"}}).Draw(t, "v")
			}
			f.Geometry = rapid.SampledFrom([]orb.Geometry{nil, at(), orb.MultiPoint{at(), at()}, orb.LineString{at(), at()},
				orb.MultiLineString{{at(), at()}, {at(), at()}}, orb.Polygon{ring()}, orb.MultiPolygon{{ring()}, {ring()}}}).
				Draw(t, "geometry")
			features = append(features, f)
		}
		l.Features = func(yield func(format.Feature, error) bool) {
			for _, f := range features {
				if !yield(f, nil) {
					return
				}
			}
		}
		for _, write := range []format.Writer{Write, WriteSequence} {
			files, err := write("a.geojson", []format.Layer{l})
			require.NoError(t, err)
			require.Len(t, files, 1)
			back := read(t, string(whole(t, files)))
			of := map[string]int{}
			for i, f := range back.Fields {
				of[f.Name] = i
			}
			got := formattest.Collect(t, back)
			require.Len(t, got, len(features))
			for i, f := range features {
				require.Equal(t, f.Geometry, got[i].Geometry)
				for k, v := range f.Values {
					var w input.Value
					if at, ok := of[l.Fields[k].Name]; ok {
						w = got[i].Values[at]
					}
					require.Equal(t, v, w)
				}
			}
		}
	})
}

func TestSeveralLayers(t *testing.T) {
	none := func(func(format.Feature, error) bool) {}
	two := []format.Layer{{Name: "a", Features: none}, {Name: "b", Features: none}}
	files, err := Write("x.geojson", two)
	require.NoError(t, err)
	require.Equal(t, "x-a.geojson", files[0].Name)
	require.Equal(t, "x-b.geojson", files[1].Name)
	files, err = WriteSequence("x.geojsonl", append(two, format.Layer{Name: "a", Features: none}))
	require.NoError(t, err)
	require.Equal(t, "x-a.geojsonl", files[0].Name)
	require.Equal(t, "x-b.geojsonl", files[1].Name)
	require.Equal(t, "x-a-2.geojsonl", files[2].Name, "no file is written over another")
	broken := format.Layer{Features: func(yield func(format.Feature, error) bool) {
		yield(format.Feature{}, fault.Fault{File: "in.shp", Kind: parts.BadFeature})
	}}
	files, err = Write("x.geojson", []format.Layer{broken})
	require.NoError(t, err)
	require.ErrorContains(t, files[0].To(io.Discard), "in.shp")
	_, err = files[0].Whole()
	require.ErrorContains(t, err, "in.shp")
}

// whole are the contents of the only file.
func whole(t require.TestingT, files []format.File) []byte {
	f, err := files[0].Whole()
	require.NoError(t, err)
	return f.Data
}

// A file is written feature by feature: the first is out before the last is asked for.
func TestWritesAsItReads(t *testing.T) {
	const features = 10_000
	written := 0
	most := 0 // features between reading and writing
	l := format.Layer{Name: "a", Fields: []format.Field{{Name: "n"}},
		Features: func(yield func(format.Feature, error) bool) {
			for i := range features {
				most = max(most, i-written)
				if !yield(format.Feature{Values: []input.Value{{Kind: input.Text, Text: "x"}}}, nil) {
					return
				}
			}
		}}
	for _, write := range []format.Writer{Write, WriteSequence} {
		written, most = 0, 0
		files, err := write("a", []format.Layer{l})
		require.NoError(t, err)
		require.Nil(t, files[0].Data)
		require.NoError(t, files[0].To(writer(func(data []byte) { written += bytes.Count(data, []byte("\n")) })))
		require.GreaterOrEqual(t, written, features)
		require.Less(t, most, 1000)
	}
}

type writer func([]byte)

func (w writer) Write(data []byte) (int, error) {
	w(data)
	return len(data), nil
}

// Whatever the bytes, they are read or refused, and what was read can be written and is read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}`))
	f.Add([]byte("\x1e{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, err := Read(format.Source{Name: "a", Data: data}, format.Options{})
		if err != nil {
			return
		}
		for _, err := range layers[0].Features {
			if err != nil {
				return
			}
		}
		files, err := Write("b", layers)
		require.NoError(t, err)
		again, err := Read(format.Source{Name: "b", Data: whole(t, files)}, format.Options{})
		require.NoError(t, err)
		require.Equal(t, layers[0].Count, again[0].Count)
		twice, err := Write("b", again)
		require.NoError(t, err)
		require.True(t, bytes.Equal(whole(t, files), whole(t, twice)) || layers[0].Name != again[0].Name)
	})
}
