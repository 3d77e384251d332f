package topojson

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

func read(t require.TestingT, text string) []format.Layer {
	layers, err := Read(format.Source{Name: "a.topojson", Data: []byte(text)}, format.Options{})
	require.NoError(t, err)
	return layers
}

// one is a topology of two squares side by side, and a line on their common border, with features as given.
func one(features ...string) string {
	return `{"type":"Topology","arcs":[[[1,0],[1,1]],[[1,1],[0,1],[0,0],[1,0]],[[1,1],[2,1],[2,0],[1,0]],[[5,5,9],[6,6]],
		[[0.2,0.2],[0.4,0.2],[0.2,0.2]],[[7,7]],[["7",7],[8,8]]],"objects":{"o":{"type":"GeometryCollection","geometries":[` +
		strings.Join(features, ",\n") + `]}}}`
}

// Every kind of geometry is stitched from arcs in either direction, and rings are wound as layers have them.
func TestGeometry(t *testing.T) {
	left := orb.Ring{{1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}}
	right := orb.Ring{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0}}
	for object, want := range map[string]orb.Geometry{
		`{"type":"Point","coordinates":[3,4]}`:              orb.Point{3, 4},
		`{"type":"Point","coordinates":[]}`:                 nil,
		`{"type":"MultiPoint","coordinates":[[3,4],[5,6]]}`: orb.MultiPoint{{3, 4}, {5, 6}},
		`{"type":"MultiPoint","coordinates":[]}`:            nil,
		`{"type":"LineString","arcs":[0]}`: orb.LineString{
			{1, 0}, {1, 1}},
		`{"type":"LineString","arcs":[]}`:             nil,
		`{"type":"LineString","arcs":[-1, -2]}`:       orb.LineString{{1, 1}, {1, 0}, {0, 0}, {0, 1}, {1, 1}},
		`{"type":"LineString","arcs":[ -1 , 0 , 1 ]}`: orb.LineString{{1, 1}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}},
		`{"type":"MultiLineString","arcs":[[-1],[2]]}`: orb.MultiLineString{{{1, 1}, {1, 0}},
			{{1, 1}, {2, 1}, {2, 0}, {1, 0}}},
		`{"arcs":[[0,1]],"type":"Polygon"}`:                          orb.Polygon{left},
		`{"type":"Polygon","arcs":[[0,2]]}`:                          orb.Polygon{right},
		`{"type":"Polygon","arcs":[[-3,-1]]}`:                        orb.Polygon{right},
		`{"type":"Polygon","arcs":[[]]}`:                             nil,
		`{"type":"Polygon","arcs":[[0,1],[4]]}`:                      orb.Polygon{left},
		`{"type":"MultiPolygon","arcs":[[[0,1]],[[0,2]],[[4]]]}`:     orb.MultiPolygon{{left}, {right}},
		`{"type":"MultiPolygon","arcs":[]}`:                          nil,
		`{"type":null}`:                                              nil,
		`{"type":null,"arcs":[99],"coordinates":"x"}`:                nil,
		`{"type":"GeometryCollection","geometries":[]}`:              nil,
		`{"type":"GeometryCollection","geometries":[{"type":null}]}`: nil,
		collected(`{"type":"Point","coordinates":[3,4]}`, `{"type":"MultiPoint","coordinates":[[5,6]]}`): orb.MultiPoint{
			{3, 4}, {5, 6}},
		collected(`{"type":"LineString","arcs":[0]}`): orb.MultiLineString{{{1, 0},
			{1, 1}}},
		collected(collected(`{"type":"Polygon","arcs":[[0,1]]}`), `{"type":"MultiPolygon","arcs":[[[0,2]]]}`,
			`{"type":"LineString","arcs":[0]}`): orb.MultiPolygon{{left}, {right}},
	} {
		l := read(t, one(object))[0]
		for f, err := range l.Features {
			require.NoError(t, err, object)
			require.Equal(t, want, f.Geometry, object)
		}
	}
}

func collected(geometries ...string) string {
	return `{"type":"GeometryCollection","geometries":[` + strings.Join(geometries, ",") + `]}`
}

// Whole numbers stand for positions, in arcs as steps from one to the next, and decimal grids give decimal numbers.
func TestQuantised(t *testing.T) {
	for _, x := range []struct {
		transform   string
		first, last orb.Point
	}{
		{`"scale":[1e-7,1e-7],"translate":[46.4919,40.5911]`, orb.Point{71.4491234, 51.1605227},
			orb.Point{71.4491235, 51.1605228}},
		{`"translate":[46.4919,40.5911,1],"scale":[0.0000001,0.0000001],"x":1`, orb.Point{71.4491234, 51.1605227},
			orb.Point{71.4491235, 51.1605228}},
		{`"scale":[0.5,-2],"translate":[10,0.25]`, orb.Point{124786127, -211388453.75},
			orb.Point{124786127.5, -211388455.75}},
		{`"scale":[0.0036,0.1],"translate":[-180,3e-9]`, reference(249572234, 105694227), reference(249572235, 105694228)},
		{`"scale":[0,1],"translate":[7,0]`, orb.Point{7, 105694227}, orb.Point{7, 105694228}},
	} {
		layers := read(t, `{"type":"Topology","objects":{"p":{"type":"Point","coordinates":[249572234,105694227]},
			"l":{"type":"LineString","arcs":[0]}},"arcs":[[[249572234,105694227],[1,1],[-1,-1]]],"transform":{`+x.transform+`}}`)
		p := formattest.Collect(t, layers[0])[0].Geometry
		l := formattest.Collect(t, layers[1])[0].Geometry
		require.Equal(t, orb.LineString{x.first, x.last, x.first}, l)
		require.Equal(t, x.first, p, "points are not steps")
	}
}

// reference scales by 0.0036 and 0.1 as the reference implementation of the specification does.
func reference(x, y float64) orb.Point {
	return orb.Point{float64(x*0.0036) + -180, float64(y*0.1) + 3e-9}
}

// Objects are layers in the file's order with fields and types of their own, and ids as they are written.
func TestLayers(t *testing.T) {
	layers := read(t, `{"objects":{"b":{"type":"GeometryCollection","geometries":[
		{"type":null,"id":"070","properties":{"n":1,"x":1.50,"t":"a","m":{"k":[1, NaN]}}},
		{"id":7.0,"type":null,"properties":{"y":true,"n":2,"x":null,"late":NaN}},{"type":null,"properties":null},
		{"type":null}]},
		"a":{"type":null,"properties":{"n":"x"}},"":{"type":"GeometryCollection","properties":{"k":1},"geometries":[]}},
		"type":"Topology","arcs":[]}`)
	require.Len(t, layers, 3)
	require.Equal(t, []string{"b", "a", "a"}, []string{layers[0].Name, layers[1].Name, layers[2].Name})
	require.Equal(t, []format.Field{{Name: "n", Type: format.Integer}, {Name: "x", Type: format.Real}, {Name: "t"},
		{Name: "m"}, {Name: "y", Type: format.Boolean}, {Name: "late"}}, layers[0].Fields)
	all := formattest.Collect(t, layers[0])
	require.Equal(t, all, formattest.Collect(t, layers[0]), "each time from the first")
	require.Len(t, all, 4)
	require.Equal(t, formattest.Text("070"), all[0].ID)
	require.Equal(t, formattest.Number("7.0"), all[1].ID)
	require.Equal(t, []input.Value{formattest.Number("1"), formattest.Number("1.50"), formattest.Text("a"),
		{Kind: input.Other, Text: `{"k":[1, null]}`}, {}, {}}, all[0].Values)
	require.Equal(t, []input.Value{formattest.Number("2"), {Kind: input.Null}, {}, {}, formattest.Truth(true),
		{Kind: input.NaN}}, all[1].Values)
	require.Equal(t, []format.Field{{Name: "n"}}, layers[1].Fields)
	require.Empty(t, layers[2].Fields)
	require.Equal(t, []string{"a.topojson: a: it is a collection with properties of its own, which are left out; its " +
		"members are the features"}, formattest.Told(t, layers))
	for range layers[0].Features {
		break // a reader may end at any feature
	}
}

// What is wrong with a feature is said of that feature, and the others are read.
func TestFaults(t *testing.T) {
	for object, says := range map[string]string{
		`{"type":"LineString","arcs":[7]}`:                    "it has the arc 7, and there are 7",
		`{"type":"LineString","arcs":[-8]}`:                   "it has the arc -8, and there are 7",
		`{"type":"LineString","arcs":[-9223372036854775808]}`: "it has the arc -9223372036854775808, and there",
		`{"type":"LineString","arcs":[9223372036854775808]}`:  `"9223372036854775808" is not the number of an arc`,
		`{"type":"LineString","arcs":[0.5]}`:                  `"0.5" is not the number of an arc`,
		`{"type":"LineString","arcs":["0"]}`:                  "its arcs are not arrays of whole numbers",
		`{"type":"LineString","arcs":0}`:                      "its arcs are not arrays of whole numbers",
		`{"type":"LineString","arcs":[[0]]}`:                  "its arcs are nested 2 deep, those of a LineString are 1",
		`{"type":"Polygon","arcs":[0,1]}`:                     "its arcs are nested 1 deep, those of a Polygon are 2",
		`{"type":"Polygon","arcs":[[0,1],2]}`:                 "its arcs are nested unevenly",
		`{"type":"MultiPolygon","arcs":[[[[0]]]]}`:            "its arcs are not arrays of whole numbers",
		`{"type":"Polygon","arcs":[[0,1],[]]}`:                "one of its lines or rings has no arcs",
		`{"type":"Polygon"}`:                                  `it has no "arcs"`,
		`{"type":"Point","arcs":[0]}`:                         `it has no "coordinates"`,
		`{"type":"GeometryCollection"}`:                       `it has no "geometries"`,
		`{"type":"Point","coordinates":[1]}`:                  "a position has a longitude but no latitude",
		`{"type":"Point","coordinates":[NaN,1]}`:              "a coordinate is NaN",
		`{"type":"Point","coordinates":[1e999,1]}`:            "a coordinate is too large a number",
		`{"type":"Point","coordinates":[[1,2]]}`:              "its coordinates are nested 2 deep, those of a Point",
		`{"type":"MultiPoint","coordinates":[[[1,2]]]}`:       "its positions are nested 3 deep, and not 2",
		`{"type":"LineString","arcs":[0,3]}`:                  "its arcs 0 and 3 do not meet",
		`{"type":"MultiLineString","arcs":[[-2],[0,5]]}`:      "its arcs 0 and 5 do not meet",
		`{"type":"LineString","arcs":[6]}`:                    "its arc 6 is broken: its coordinates are not arrays",
		`{"type":"LineString","arcs":[5]}`:                    "a line of its geometry has one position only",
		`{"type":"Polygon","arcs":[[1,2]]}`:                   "its arcs 1 and 2 do not meet",
		`{"type":"Polygon","arcs":[[1]]}`:                     "a ring of its arcs does not close",
		`{"type":"Polygon","arcs":[[4]]}`:                     "its rings enclose nothing",
		`{"type":"Polygon","arcs":[[4],[0,1]]}`:               "an outer ring encloses nothing, and has a hole that does",
		`{"type":"Circle"}`:                                   "its geometry is a Circle, which is not read",
		`{"arcs":[0]}`:                                        "it has no type",
		`{"type":5}`:                                          "it has no type",
		`5`:                                                   "it is not an object",
		`{"type":null,"properties":5}`:                        "its properties are not an object",
		`{"type":null,"properties":{"a":1,"a":2}}`:            `"a" is given twice; keep one of the two`,
		collected(`{"type":"LineString","arcs":[9]}`):         "it has the arc 9",
		collected(collected(`7`)):                             "it is not an object",
		collected(`{"type":"Point","coordinates":[1,2]}`,
			`{"type":"LineString","arcs":[0]}`): "a collection of points and lines",
	} {
		l := read(t, one(`{"type":null}`, object, `{"type":"LineString","arcs":[0],"id":5}`))[0]
		var errs []error
		for f, err := range l.Features {
			errs = append(errs, err)
			require.Equal(t, len(errs) == 3, f.Geometry != nil, object)
		}
		require.Len(t, errs, 3)
		require.NoError(t, errs[0])
		require.NoError(t, errs[2])
		require.ErrorContains(t, errs[1], says, object)
		require.ErrorContains(t, errs[1], "features[1] o: ")
		formattest.Told(t, []format.Layer{l})
	}
	l := read(t, one(`{"type":"LineString","arcs":[7],"id":"KZ-10"}`))[0]
	require.Equal(t, []string{"a.topojson: features[0] o (KZ-10): it has the arc 7, and there are 7; export it as " +
		"TopoJSON"},
		formattest.Told(t, []format.Layer{l}))
	l = read(t, `{"type":"Topology","objects":{"a":{"type":"LineString","arcs":[0]},"b":{"type":"Point",`+
		`"coordinates":[9,9]}},`+
		`"arcs":[[[9,9],[1,1]]],"transform":{"scale":[1e308,1],"translate":[0,0]}}`)[0]
	require.Equal(t, []string{"a.topojson: features[0] a: its arc 0 is broken: a coordinate is too large a number; " +
		"export it as TopoJSON"}, formattest.Told(t, []format.Layer{l}))
}

// What is left out is told.
func TestNotes(t *testing.T) {
	layers := read(t, strings.Replace(one(`{"type":"Point","coordinates":[1,2]}`, `{"type":"LineString","arcs":[3]}`,
		`{"type":"MultiPolygon","arcs":[[[0,1],[4]],[[4]]]}`,
		collected(`{"type":"Polygon","arcs":[[0,1]]}`, `{"type":"Point","coordinates":[1,2,3]}`)),
		`"arcs"`, `"crs":{"type":"name","properties":{"name":"EPSG:32642"}},"arcs"`, 1))
	require.Equal(t, "EPSG:32642", layers[0].CRS)
	require.Equal(t, []string{
		"a.topojson: o: 2 features have heights, which are left out",
		"a.topojson: o: of 1 collection of geometries only the areas are read",
		"a.topojson: o: 2 rings have fewer than four positions, enclose nothing and are left out; the first is in " +
			"features[2]",
	}, formattest.Told(t, layers))
}

func TestFilesThatAreNotRead(t *testing.T) {
	const object = `"objects":{"a":{"type":null}}}`
	for text, says := range map[string]string{
		``:                                       "a.topojson:1: not JSON: the file is empty",
		`{"type":"Topology",`:                    "a.topojson:1: not JSON: the file ends in the middle",
		"{\"type\":\"Topology\",\n\"arcs\":[x]}": "a.topojson:2: not JSON: ",
		`[1]`:                                    "it is JSON but not a Topology; export it as TopoJSON",
		`{"type":"FeatureCollection"}`:           "it is JSON but not a Topology",
		`{"type":"Topology","arcs":[]}`:          "the Topology has no objects",
		`{"type":"Topology","objects":{}}`:       "the Topology has no objects",
		"PK\x03\x04":                             "not text",
		"\xff\xfe{":                              "UTF-16",
		`{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[{"type":null}],"type":null}}}`: "",
	} {
		layers, err := Read(format.Source{Name: "a.topojson", Data: []byte(text)}, format.Options{})
		if says == "" {
			require.NoError(t, err)
			require.Contains(t, formattest.Told(t, layers)[0], `"type" is given twice`)
			continue
		}
		require.ErrorContains(t, err, says, text)
		require.Nil(t, layers)
		require.True(t, strings.HasPrefix(err.Error(), "a.topojson"), err)
		var f fault.Fault
		require.ErrorAs(t, err, &f)
	}
	_, err := Read(format.Source{Name: "a.topojson", Data: []byte(`{"type":"Topology","objects":{"a":{},"a":{}}}`)},
		format.Options{})
	require.ErrorContains(t, err, `a.topojson:1: objects.a: "a" is given twice`)
	for _, transform := range []string{`{"scale":[1,1]}`, `{"scale":[1,"1"],"translate":[0,0]}`, `[1]`, `5`,
		`{"scale":[1e999,1],"translate":[0,0]}`, `{"scale":[1],"translate":[0,0]}`} {
		_, err := Read(format.Source{Name: "a.topojson", Data: []byte(`{"type":"Topology","transform":` + transform + `,` +
			object)}, format.Options{})
		require.ErrorContains(t, err, "a.topojson: its transform is not an object with", transform)
	}
}

// A topology is known by its type, wherever that stands.
func TestIs(t *testing.T) {
	for text, want := range map[string]bool{`{"type":"Topology"`: true,
		"\ufeff {\"arcs\":[],\"type\": \"Topology\"}":    true,
		`{"type":"FeatureCollection","type":"Topology"}`: false, `{"properties":{"type":"Topology"}}`: false,
		`["Topology"]`: false,
		``:             false, `{`: false} {
		require.Equal(t, want, Is([]byte(text)), text)
	}
}

// A file of which the end is missing is no topology, wherever it is cut.
func TestTruncated(t *testing.T) {
	text := one(`{"type":"MultiPolygon","arcs":[[[0,1]]],"id":7,"properties":{"a":"b"}}`)
	for n := range len(text) {
		_, err := Read(format.Source{Name: "a.topojson", Data: []byte(text[:n])}, format.Options{})
		require.ErrorContains(t, err, "not JSON", n)
	}
}

// A small file does not make large layers: positions of arcs that are named again and again, a column for every row,
// arrays without end.
func TestHostile(t *testing.T) {
	long := formattest.Long(`{"type":"Topology","arcs":[[[0,0]`, ",[1,1],[0,0]", 20000, `]],"objects":{"a":`+
		`{"type":"GeometryCollection","geometries":[{"type":"LineString","arcs":[0]}`+
		strings.Repeat(`,{"type":"LineString","arcs":[0`+strings.Repeat(",0", 99)+`]}`, 9)+`]}}}`)
	l := read(t, long)[0]
	bad, positions := 0, 0
	for f, err := range l.Features {
		if err != nil {
			require.ErrorContains(t, err, "with it the features have more than")
			bad++
			continue
		}
		positions += len(f.Geometry.(orb.LineString))
	}
	require.Equal(t, 8, bad)
	require.Equal(t, 40001+4000001, positions)

	var wide strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&wide, `,{"type":null,"properties":{"%d":1}}`, i)
	}
	_, err := Read(format.Source{Name: "a.topojson", Data: []byte(`{"type":"Topology","objects":{"a":{"type":` +
		`"GeometryCollection","geometries":[` + wide.String()[1:] + `]}}}`)}, format.Options{})
	require.ErrorContains(t, err, "a.topojson: its 5\u00a0000 features have 5\u00a0000 different fields")

	deep := formattest.Long(one(formattest.Long("", `{"type":"GeometryCollection","geometries":[`, 9000, "")), "", 0, "")
	_, err = Read(format.Source{Name: "a.topojson", Data: []byte(deep)}, format.Options{})
	require.ErrorContains(t, err, "not JSON")
	for _, nest := range []string{`"arcs":`, `"coordinates":`, `"properties":`, `"x":`} {
		l := read(t, one(`{"type":"Polygon",`+nest+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`}`))[0]
		require.Len(t, formattest.Told(t, []format.Layer{l}), 1)
	}
}
