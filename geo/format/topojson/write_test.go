package topojson

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// write makes the bytes of a topology.
func write(t require.TestingT, layers ...format.Layer) []byte {
	return formattest.Written(t, Write, "made.topojson", layers...)
}

// rounded is a geometry on the grid, as it is read again: rings from their least position on.
func rounded(g orb.Geometry, steps orb.Point) orb.Geometry {
	line := func(l []orb.Point) (out []orb.Point) {
		for _, p := range l {
			out = append(out, orb.Point{math.Round(p[0]*steps[0]) / steps[0], math.Round(p[1]*steps[1]) / steps[1]})
		}
		return out
	}
	ring := func(r orb.Ring) orb.Ring {
		r = slices.Compact(line(r[:len(r)-1]))
		least := 0
		for i, p := range r {
			if p[0] < r[least][0] || p[0] == r[least][0] && p[1] < r[least][1] {
				least = i
			}
		}
		return append(append(slices.Clone(r[least:]), r[:least]...), r[least])
	}
	compact := func(l orb.LineString) orb.LineString {
		if l = slices.Compact(line(l)); len(l) == 1 {
			return append(l, l[0])
		}
		return l
	}
	polygon := func(p orb.Polygon) (out orb.Polygon) {
		for _, r := range p {
			out = append(out, ring(r))
		}
		return out
	}
	switch g := g.(type) {
	case orb.Point:
		return line([]orb.Point{g})[0]
	case orb.MultiPoint:
		return orb.MultiPoint(line(g))
	case orb.LineString:
		return compact(g)
	case orb.MultiLineString:
		var out orb.MultiLineString
		for _, l := range g {
			out = append(out, compact(l))
		}
		return out
	case orb.Polygon:
		return polygon(g)
	case orb.MultiPolygon:
		var out orb.MultiPolygon
		for _, p := range g {
			out = append(out, polygon(p))
		}
		return out
	}
	return nil
}

// What is written is read again but for rounding, in any number of layers, and the same layers give the same bytes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var layers []format.Layer
		var all [][]format.Feature
		bound := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
		for i := range rapid.IntRange(1, 3).Draw(t, "layers") {
			l, features := formattest.Layer(t, "layer "+strconv.Itoa(i), 6)
			for k := range features {
				features[k].ID = rapid.SampledFrom([]input.Value{{}, formattest.Text("070"), formattest.Number("7.0")}).Draw(t,
					"id")
				if g := features[k].Geometry; g != nil {
					bound = bound.Union(g.Bound())
				}
				for j := range features[k].Values {
					if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
						features[k].Values[j] = input.Value{}
					}
				}
			}
			layers, all = append(layers, l), append(all, features)
		}
		data := write(t, layers...)
		require.Equal(t, data, write(t, layers...))
		require.True(t, json.Valid(data))
		steps := orb.Point{1e7, 1e7}
		if bound.Max[0]-bound.Min[0] > math.MaxInt32/1e7 {
			steps[0] = 5e6
		}
		got := read(t, string(data))
		require.Len(t, got, len(layers))
		for i, l := range got {
			require.Equal(t, layers[i].Name, l.Name)
			features := formattest.Collect(t, l)
			require.Len(t, features, len(all[i]))
			for k, f := range features {
				want := all[i][k]
				require.Equal(t, want.ID, f.ID)
				require.Equal(t, rounded(want.Geometry, steps), rounded(f.Geometry, steps))
				for j, v := range want.Values { // a field that no feature has is not there
					at := slices.IndexFunc(l.Fields, func(x format.Field) bool { return x.Name == layers[i].Fields[j].Name })
					if at < 0 {
						require.Equal(t, input.Missing, v.Kind)
						continue
					}
					require.Equal(t, v, f.Values[at])
				}
			}
		}
	})
}

// Coordinates of decimal numbers come back as they were to the last digit, where scaling in binary leaves traces.
func TestDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all orb.MultiPoint
		for range rapid.IntRange(1, 9).Draw(t, "points") {
			x, y := rapid.Int64Range(46_0000000, 88_0000000).Draw(t, "x"), rapid.Int64Range(40_0000000, 56_0000000).Draw(t, "y")
			all = append(all, orb.Point{float64(x) / 1e7, float64(y) / 1e7})
		}
		l := format.Layer{Name: "a", Features: formattest.Sequence([]format.Feature{{Geometry: all}})}
		require.Equal(t, all, formattest.Collect(t, read(t, string(write(t, l)))[0])[0].Geometry)
	})
}

// Every byte of a small topology: a square cut in two, and its border as a line.
func TestBytes(t *testing.T) {
	left, right := orb.Polygon{{{70, 50}, {70.5, 50}, {70.5, 51}, {70, 51}, {70, 50}}},
		orb.MultiPolygon{{{{71, 51}, {70.5, 51}, {70.5, 50}, {71, 50}, {71, 51}}}}
	layers := []format.Layer{
		{Name: "units", Fields: []format.Field{{Name: "name"}, {Name: "n", Type: format.Integer}},
			Features: formattest.Sequence([]format.Feature{
				{ID: formattest.Text("KZ-10"), Values: []input.Value{formattest.Text("Абай <&>"), formattest.Number("12")},
					Geometry: left},
				{ID: formattest.Number("7"), Values: []input.Value{{Kind: input.NaN}, {}}, Geometry: right},
				{Values: []input.Value{{}, {}}}})},
		{Name: "lines", Features: formattest.Sequence([]format.Feature{
			{Geometry: orb.LineString{{70.5, 51}, {70.5, 50}}}, {Geometry: orb.MultiLineString{{{70, 50}, {70, 51}}}},
			{Geometry: orb.Point{70.1, 50.1000001}}})},
	}
	require.Equal(t, `{"type":"Topology","bbox":[70,50,71,51],"transform":{"scale":[1e-07,1e-07],"translate":[70,50]},
"objects":{
"units":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","id":"KZ-10","properties":{"name":"Абай <&>","n":12},"arcs":[[0,1,2,3]]},
{"type":"MultiPolygon","id":7,"properties":{"name":null},"arcs":[[[-2,4]]]},
{"type":null}]},
"lines":{"type":"GeometryCollection","geometries":[
{"type":"LineString","arcs":[-2]},
{"type":"MultiLineString","arcs":[[-4]]},
{"type":"Point","coordinates":[1000000,1000001]}]}},
"arcs":[
[[0,0],[5000000,0]],
[[5000000,0],[0,10000000]],
[[5000000,10000000],[-5000000,0]],
[[0,10000000],[0,-10000000]],
[[5000000,0],[5000000,0],[0,10000000],[-5000000,0]]]}
`, string(write(t, layers...)))
}

// A layer that reaches further than 32 bits count in steps of 1 cm is rounded more, and one in metres is refused.
func TestExtent(t *testing.T) {
	for _, x := range []struct {
		points orb.MultiPoint
		want   string
	}{
		{orb.MultiPoint{{-107, 1}, {107.7, 1}}, `"scale":[1e-07,1e-07]`},
		{orb.MultiPoint{{-107, 1}, {107.8, 1}}, `"scale":[2e-07,1e-07]`},
		{orb.MultiPoint{{-180, -90}, {180, 90}}, `"scale":[2e-07,1e-07]`},
		{orb.MultiPoint{{0, 0}, {4e6, 5e6}}, `"scale":[0.002,0.005]`},
	} {
		l := format.Layer{Name: "a", Features: formattest.Sequence([]format.Feature{{Geometry: x.points}})}
		require.Contains(t, string(write(t, l)), x.want)
	}
}

// What the grid leaves no extent is written all the same, with as many positions as the specification asks for.
func TestWithoutExtent(t *testing.T) {
	p, q := orb.Point{70, 50}, orb.Point{70.0000001, 50}
	tiny := orb.Point{70.00000004, 50}
	l := format.Layer{Name: "a", Features: formattest.Sequence([]format.Feature{
		{Geometry: orb.LineString{p, tiny}}, {Geometry: orb.Polygon{{p, tiny, {70, 50.00000004}, p}}},
		{Geometry: orb.Polygon{{p, q, {70, 50.00000004}, p}}}, {Geometry: orb.LineString{}}, {Geometry: orb.MultiPolygon{}}})}
	all := formattest.Collect(t, read(t, string(write(t, l)))[0])
	require.Equal(t, orb.LineString{p, p}, all[0].Geometry)
	require.Equal(t, orb.Polygon{{p, p, p, p}}, all[1].Geometry)
	require.Equal(t, orb.Polygon{{p, q, p, p}}, all[2].Geometry)
	require.Nil(t, all[3].Geometry)
	require.Nil(t, all[4].Geometry)
}

// What a topology cannot hold is an error that names it.
func TestWriteFaults(t *testing.T) {
	of := func(g orb.Geometry, values ...input.Value) []format.Layer {
		return []format.Layer{{Name: "a", Fields: []format.Field{{Name: "f"}},
			Features: formattest.Sequence([]format.Feature{{Geometry: nil, Values: make([]input.Value, 1)},
				{ID: formattest.Text("KZ-10"), Geometry: g, Values: values}})}}
	}
	none := input.Value{}
	formattest.Refused(t, Write, "made.topojson", map[string][]format.Layer{
		"made.topojson: there is no layer to write":        nil,
		"made.topojson: a: two layers have the name \"a\"": append(of(nil, none), of(nil, none)...),
		"made.topojson: a: two fields have the name \"f\"": {{Name: "a",
			Fields: []format.Field{{Name: "f"}, {Name: "f"}}}},
		"made.topojson: features[1] a (KZ-10): it has 2 values, the layer 1 field": of(nil, none, none),
		"features[1] a (KZ-10): a coordinate is NaN":                               of(orb.Point{math.NaN(), 1}, none),
		"a coordinate is +Inf":                                 of(orb.Polygon{{{1, math.Inf(1)}}}, none),
		"a geometry of type GeometryCollection is not written": of(orb.Collection{orb.Point{}}, none),
		"one of its lines or rings has no positions": of(orb.Polygon{{{1, 2}, {2, 2}, {2, 3}, {1, 2}}, {}},
			none),
		`its field "f" cannot be written: "1."`:    of(nil, formattest.Number("1.")),
		`its field "f" cannot be written: "true"`:  of(nil, formattest.Number("true")),
		`its field "f" cannot be written: "a\xff"`: of(nil, formattest.Text("a\xff")),
		`its field "f" cannot be written: "yes"`: of(nil,
			input.Value{Kind: input.Other, Text: "yes"}),
		"its coordinates reach from 0 to 1e+300, which are no degrees": of(orb.MultiPoint{{0, 0}, {1e300, 0}},
			none),
	})
	wrong := fault.Fault{File: "b", ID: "KZ-10"}
	_, err := Write("made.topojson", []format.Layer{{Features: func(yield func(format.Feature, error) bool) {
		yield(format.Feature{}, wrong)
	}}})
	require.EqualError(t, err, wrong.Error(), "what cannot be read is not written")
}
