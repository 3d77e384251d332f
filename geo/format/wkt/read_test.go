package wkt

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	orbwkt "github.com/paulmach/orb/encoding/wkt"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// heighten finds the ends of positions.
var heighten = regexp.MustCompile(`(\d)([,)])`)

func orbText(_ require.TestingT, g orb.Geometry) string { return orbwkt.MarshalString(g) }

func orbRead(t require.TestingT, s string) orb.Geometry {
	g, err := orbwkt.Unmarshal(s)
	require.NoError(t, err)
	return g
}

func read(t require.TestingT, text string) format.Layer {
	layers, err := Read(format.Source{Name: "a.csv", Data: []byte(text)}, format.Options{})
	require.NoError(t, err, text)
	require.Len(t, layers, 1)
	return layers[0]
}

// Columns of geometry are found by their names or by what is in them, else columns of coordinates are.
func TestColumns(t *testing.T) {
	p := orb.Point{1, 2}
	for text, want := range map[string]struct {
		fields   string
		geometry []orb.Geometry
	}{
		"a,wkt\nx,POINT (1 2)\ny,\n":                          {"a", []orb.Geometry{p, nil}},
		"WKT;a\nPOINT(1 2);x,y\n":                             {"a", []orb.Geometry{p}},
		"The_Geom\ta\nSRID=0;POINT(1 2)\tx\n":                 {"a", []orb.Geometry{p}},
		"geom|a\npoint(1 2)|x\n":                              {"a", []orb.Geometry{p}},
		"\ufeff\" GEOMETRY \",\"a,b\"\nPOINT (1 2),x\n":       {"a,b", []orb.Geometry{p}},
		"sep=;\nSHAPE;a\nPOINT (1 2);x\n":                     {"a", []orb.Geometry{p}},
		"wkt\rPOINT (1 2)\r":                                  {"", []orb.Geometry{p}},
		"shape,geom,a\nPolygon,POINT (1 2),x\n":               {"shape a", []orb.Geometry{p}},
		"a,outline\nx,\ny,POINT (1 2)\n":                      {"a", []orb.Geometry{nil, p}},
		"a,outline\nPOINT (3 4),POINT (1 2)\nx,POINT (1 2)\n": {"a", []orb.Geometry{p, p}},
		"name,lon,lat\nx,1,2\ny,,\n":                          {"name lon lat", []orb.Geometry{p, nil}},
		"Latitude,Longitude\n2,1\n":                           {"Latitude Longitude", []orb.Geometry{p}},
		"Широта;Долгота\n2,0;1,0\n":                           {"Широта Долгота", []orb.Geometry{p}},
		"бойлық;ендік\n1;2\n":                                 {"бойлық ендік", []orb.Geometry{p}},
		"lng,LAT\n1,2\n":                                      {"lng LAT", []orb.Geometry{p}},
		"y,x\n2,1\n":                                          {"y x", []orb.Geometry{p}},
		"lon,lat,x,y\n1,2,3,4\n":                              {"lon lat x y", []orb.Geometry{p}},
		"lon,lat,wkt\n3,4,POINT (1 2)\n":                      {"lon lat", []orb.Geometry{p}},
		"lon,name\n1,2\n":                                     {"lon name", []orb.Geometry{nil}},
		"geom,a\n,x\n":                                        {"a", []orb.Geometry{nil}},
		"shape,a\nround,x\n":                                  {"shape a", []orb.Geometry{nil}},
		"a,b\n":                                               {"a b", nil},
		"wkt":                                                 {"", nil},
		"a,,\n1,,\n":                                          {"a", []orb.Geometry{nil}},
	} {
		l := read(t, text)
		var names []string
		for _, f := range l.Fields {
			names = append(names, f.Name)
		}
		require.Equal(t, want.fields, strings.Join(names, " "), text)
		var got []orb.Geometry
		for _, f := range formattest.Collect(t, l) {
			got = append(got, f.Geometry)
		}
		require.Equal(t, want.geometry, got, text)
		require.Equal(t, "a", l.Name)
		require.Empty(t, l.CRS)
	}
}

// Values are the texts of the cells; those of a column are numbers where all are plain ones.
func TestValues(t *testing.T) {
	cells := [][]string{
		{"whole", "real", "code", "house", "long", "words", "empty", "mixed", "e"},
		{"12", "1.50", "007", "12E4", "12345678901234567890", " x ", "", "1", "1e-07"},
		{"-3", "-0.25", "12", "13", "1", "y\nz", "", "a", "2.5E+06"},
		{"", "3", "1", "", "2", "1", "", "", ""},
	}
	var lines []string
	for _, row := range cells {
		lines = append(lines, `"`+strings.Join(row, `","`)+`"`)
	}
	l := read(t, strings.Join(lines, "\r\n"))
	types := []format.Type{format.Integer, format.Real, format.Text, format.Text, format.Text, format.Text, format.Text,
		format.Text, format.Real}
	for i, f := range l.Fields {
		require.Equal(t, format.Field{Name: cells[0][i], Type: types[i]}, f)
	}
	for i, f := range formattest.Collect(t, l) {
		for k, v := range f.Values {
			want := input.Value{Kind: input.Text, Text: cells[i+1][k]}
			if types[k] != format.Text {
				want.Kind = input.Number
			}
			if want.Text == "" {
				want.Kind = input.Null
			}
			require.Equal(t, want, v)
		}
	}
}

// Geometry in the notations that programs have.
func TestGeometry(t *testing.T) {
	ring := orb.Ring{{0, 0}, {9, 0}, {9, 9}, {0, 0}}
	hole := orb.Ring{{2, 1}, {3, 2}, {4, 1}, {2, 1}}
	for text, want := range map[string]orb.Geometry{
		"POINT EMPTY":                                                nil,
		"POINT Z EMPTY":                                              nil,
		"POINTZM(1 2 3 4)":                                           orb.Point{1, 2},
		"MULTIPOINT (1 2, 3 4)":                                      orb.MultiPoint{{1, 2}, {3, 4}},
		"MULTIPOINT ((1 2), EMPTY,(3 4))":                            orb.MultiPoint{{1, 2}, {3, 4}},
		"LINESTRING(1 2,3 4)":                                        orb.LineString{{1, 2}, {3, 4}},
		"LineString Empty":                                           nil,
		"MULTILINESTRING(EMPTY,(1 2,3 4))":                           orb.MultiLineString{{{1, 2}, {3, 4}}},
		"POLYGON((0 0,9 0,9 9,0 0))":                                 orb.Polygon{ring},
		"POLYGON((0 0,9 9,9 0,0 0))":                                 orb.Polygon{ring},
		"POLYGON((0 0,9 0,9 9))":                                     orb.Polygon{ring},
		"POLYGON ((0 0,9 0,9 9,0 0) , (2 1,4 1,3 2,2 1))":            orb.Polygon{ring, hole},
		"MULTIPOLYGON(((0 0,9 0,9 9,0 0)),EMPTY)":                    orb.MultiPolygon{{ring}},
		"MULTIPOLYGON EMPTY":                                         nil,
		"GEOMETRYCOLLECTION EMPTY":                                   nil,
		"GEOMETRYCOLLECTION(POINT(1 2),MULTIPOINT(3 4),POINT EMPTY)": orb.MultiPoint{{1, 2}, {3, 4}},
		"GEOMETRYCOLLECTION Z (GEOMETRYCOLLECTION(POLYGON((0 0,9 0,9 9,0 0))),LINESTRING(1 2,3 4))": orb.MultiPolygon{{ring}},
		"POINT(+1.0E0 .2e+1)": orb.Point{1, 2},
	} {
		s := parse(text)
		require.Empty(t, s.Problem.String(), text)
		require.Equal(t, want, s.geometry, text)
		require.Equal(t, strings.Contains(text, "ZM("), s.Measured, text)
		require.Equal(t, strings.Contains(text, "9 9))") && !strings.Contains(text, "0 0))"), s.Unclosed == 1, text)
		require.Equal(t, strings.Contains(text, "LINESTRING(1 2,3 4))"), s.Part, text)
	}
}

// What is wrong with a line is said of it, and the others are read.
func TestFaults(t *testing.T) {
	for text, says := range map[string]string{
		"hello":                     `it has no geometry in well-known text, but "hello"`,
		"POINT 1 2":                 `it has no geometry in well-known text`,
		`{"type":"Point"}`:          `it has no geometry in well-known text`,
		"POINT(1":                   "its geometry ends in the middle",
		"POINT(1 2":                 "its geometry ends in the middle",
		"POINT(1)":                  `")" stands where a number is expected in its geometry`,
		"POINT()":                   `")" stands where a number is expected`,
		"POINT(1 2 3 4 5)":          `"5)" stands where "," is expected`,
		"POINT(1 2) x":              `"x" follows after its geometry`,
		"POINT(1 2),":               `"," follows after its geometry`,
		"POINT(1 2,3 4)":            "a point has 2 positions",
		"POINT(1 x)":                `a coordinate is "x", not a number`,
		"POINT(1 0x2)":              `a coordinate is "0x2", not a number`,
		"POINT(1 0x1p9999)":         `a coordinate is "0x1p9999", not a number`,
		"POINT(nan nan)":            "a coordinate is NaN",
		"POINT(1 inf)":              `a coordinate is "inf", not a number`,
		"POINT(1 1e999)":            "a coordinate is too large a number",
		"POINT(1,5 2,5)":            `",5 2,5)" stands where a number is expected`,
		"LINESTRING(1 2)":           "a line of its geometry has one position only",
		"LINESTRING((1 2,3 4))":     `"(1 2,3 4))" stands where a number is expected`,
		"POLYGON(1 2,3 4)":          `"1 2,3 4)" stands where "(" is expected`,
		"POLYGON((0 0,1 1,0 0))":    "a ring has 3 positions; a ring has four or more",
		"POLYGON((0 0,1 1)":         "its geometry ends in the middle",
		"POLYGON((0 0,1 0,1 1,0 0)": "its geometry ends in the middle",
		"MULTIPOINT((1 2,3 4))":     `",3 4))" stands where ")" is expected`,
		"CIRCULARSTRING(0 0,1 1,2 0)": "its geometry is a CIRCULARSTRING, which is not read; write it as points, lines " +
			"or areas",
		"CURVEPOLYGON EMPTY":                                 "its geometry is a CURVEPOLYGON, which is not read",
		"GEOMETRYCOLLECTION(TIN EMPTY)":                      "its geometry is a TIN, which is not read",
		"GEOMETRYCOLLECTION(1 2)":                            `"1 2)" stands where "POINT" is expected`,
		"GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))": "it is a collection of points and lines",
		"SRID=3857;POINT(1 2)": "its geometry is in the system SRID=3857, and that of " +
			"others in SRID=4326",
		strings.Repeat("GEOMETRYCOLLECTION(", 9000): "its collections are nested more than 100 deep",
		strings.Repeat("POLYGON(", 9000): `"POLYGON(POLYGON(POLYGON(POLYGON(POLYGON(…" stands where ` +
			`"(" is expected`,
	} {
		l := read(t, "wkt;a\nSRID=4326;POINT(1 2)\n"+"\"SRID=4326;POINT(1 2)\";x\n\""+strings.ReplaceAll(text, `"`, `""`)+
			"\";y\nPOINT(3 4);z\n")
		require.Equal(t, "EPSG:4326", l.CRS)
		said := formattest.Told(t, []format.Layer{l})
		require.Contains(t, said[len(said)-1], "a.csv:4: features[2]: "+says, text)
	}
	for text, says := range map[string]string{
		"a,b\n1,2,,\n1,2,3\n": `a.csv:3: features[1]: the line has 3 cells, the header names 2 columns`,
		"lon,lat\n1,\n":       `a.csv:2: features[0]: it has one of "lon" and "lat" and not the other; give both or neither`,
		"lon,lat\n1,x\n":      `a.csv:2: features[0]: a coordinate is "x", not a number`,
		"x;y\n1,5;2\n":        `a.csv:2: features[0]: a coordinate is "1,5", not a number`,
		"lon,lat\n1e400,2\n":  `a coordinate is too large a number`,
		"lon,lat\nNaN,2\n":    `a coordinate is NaN`,
	} {
		require.Contains(t, formattest.Told(t, []format.Layer{read(t, text)})[0], says)
	}
}

// What is assumed or left out is told.
func TestNotes(t *testing.T) {
	for text, says := range map[string]string{
		"wkt\nPOINT(1 2 3)\nPOINT M (1 2 3)\n": "a.csv: 2 features have heights or measures (Z, M), which are left out",
		"wkt\n\"GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1)),POINT(1 2))\"\n": "a.csv: of 1 collection of geometries only " +
			"the areas are read\na.csv: 1 ring does not end where it begins and is read as closed; the first is in features[0]",
		"долгота;широта\n71,5;51,25\n70;50,5\n": `a.csv: 3 numbers of "долгота" and "широта" have a comma before the ` +
			`decimals`,
		"a,b\n1\n1,2\n1\n": "a.csv:2: 2 lines have fewer cells than the header names columns, and the others are taken to " +
			"be empty",
		"geom,a\n0101000000000000000000F03F0000000000000040,x\n": `a.csv: the column "geom" looks like geometry in ` +
			`hexadecimal digits, ` +
			"which is read as text; export it as well-known text, in PostGIS with ST_AsEWKT",
	} {
		require.Equal(t, strings.Split(says, "\n"), formattest.Told(t, []format.Layer{read(t, text)}), text)
	}
}

func TestFilesThatAreNotRead(t *testing.T) {
	for text, says := range map[string]string{
		"":                             "a.csv: the file is empty; give a CSV file with a header",
		"\n\n":                         "the file is empty",
		"PK\x03\x04":                   "it is an Excel workbook",
		"a,b\n1,\"2\n":                 "not CSV: a cell opens with a quotation mark and does not close with one",
		"a,b\n1,2\"\n":                 "a.csv:2: not CSV: a quotation mark stands within a cell",
		"a,a\n1,2\n":                   `a.csv:1: the header names the column "a" twice`,
		"POINT (1 2),x\nPOINT (3 4),y": "a.csv:1: its first line holds a geometry, and no names of columns",
		"a,\n1,\n2,3\n":                "a.csv:3: column 2 has no name in the header",
		strings.Repeat(",a", 5000) + strings.Repeat("\na", 5000): "the header names the column",
	} {
		layers, err := Read(format.Source{Name: "a.csv", Data: []byte(text)}, format.Options{})
		require.ErrorContains(t, err, says)
		require.Nil(t, layers)
		var f fault.Fault
		require.ErrorAs(t, err, &f)
	}
	var head strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&head, "c%d,", i)
	}
	_, err := Read(format.Source{Name: "a.csv", Data: []byte(head.String() + "x" + strings.Repeat("\na", 5000))},
		format.Options{})
	require.ErrorContains(t, err, "a.csv: its 5\u00a0000 features have 5\u00a0001 different fields")
}

// Texts are in the encoding that is told, or that the file looks to be in, which is told then.
func TestEncodings(t *testing.T) {
	text := "название;wkt\nАкмолинская область;POINT (1 2)\nКызылординская область;POINT (3 4)\n"
	narrow, err := charmap.Windows1251.NewEncoder().String(text)
	require.NoError(t, err)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	require.NoError(t, err)
	for _, x := range []struct {
		data, told, encoding string
		notes                int
	}{{text, "", "UTF-8", 0}, {narrow, "", "windows-1251", 1}, {narrow, "cp1251", "windows-1251", 0},
		{wide, "", "UTF-16LE", 0}} {
		layers, err := Read(format.Source{Name: "a.csv", Data: []byte(x.data)}, format.Options{Encoding: x.told})
		require.NoError(t, err)
		require.Equal(t, x.encoding, layers[0].Encoding)
		require.Len(t, layers[0].Notes, x.notes)
		require.Equal(t, formattest.Text("Кызылординская область"), formattest.Collect(t, layers[0])[1].Values[0])
	}
	for told, says := range map[string]string{"UTF-8": "which is no text in UTF-8", "klingon": "is no encoding"} {
		_, err := Read(format.Source{Name: "a.csv", Data: []byte(narrow)}, format.Options{Encoding: told})
		require.ErrorContains(t, err, says)
	}
}

// A table has areas where the column that is read as its geometry has some.
func TestHasAreas(t *testing.T) {
	for text, want := range map[string]bool{
		"d,wkt\n1,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n":               true,
		"d;the_geom\n1;SRID=4326;MULTIPOLYGON EMPTY\n":             false, // a cell parted by its semicolon
		"d;the_geom\n1;\"SRID=4326;multipolygon EMPTY\"\n":         true,
		"district,outline\n,\n1,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n": true,
		"d,wkt\n1,POINT (1 2)\n":                                   false,
		"d,wkt\n1,\n":                                              false,
		"lon,lat\n1,2\n":                                           false,
		"1,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n":                      false, // nothing names its columns
		"d,note\n1,\"a POLYGON ((0 0\"\n":                          false,
		"":                                                         false,
	} {
		require.Equal(t, want, HasAreas(format.Source{Name: "t.csv", Data: []byte(text)}, format.Options{}), text)
	}
}
