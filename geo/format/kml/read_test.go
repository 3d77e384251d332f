package kml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

func read(t require.TestingT, text string) []format.Layer {
	layers, err := Read(format.Source{Name: "a.kml", Data: []byte(text)}, format.Options{})
	require.NoError(t, err)
	return layers
}

// in is a document with what stands in it.
func in(members ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" ` +
		`xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Doc</name>` + strings.Join(members, "\n") +
		`</Document></kml>`
}

func placemark(members ...string) string {
	return `<Placemark>` + strings.Join(members, "") + `</Placemark>`
}

func ring(coordinates string) string {
	return `<LinearRing><coordinates>` + coordinates + `</coordinates></LinearRing>`
}

func polygon(outer string, inner ...string) string {
	s := `<Polygon><outerBoundaryIs>` + ring(outer) + `</outerBoundaryIs>`
	for _, x := range inner {
		s += `<innerBoundaryIs>` + ring(x) + `</innerBoundaryIs>`
	}
	return s + `</Polygon>`
}

// Every kind of geometry is read, rings wound as layers have them.
func TestGeometry(t *testing.T) {
	outer := orb.Ring{{0, 0}, {9, 0}, {9, 9}, {0, 0}}
	hole := orb.Ring{{2, 1}, {3, 2}, {4, 1}, {2, 1}}
	other := orb.Ring{{5, 1}, {6, 2}, {7, 1}, {5, 1}}
	point := func(c string) string { return `<Point><coordinates>` + c + `</coordinates></Point>` }
	line := func(c string) string { return `<LineString><coordinates>` + c + `</coordinates></LineString>` }
	for text, want := range map[string]orb.Geometry{
		``:               nil,
		point("70.5,-5"): orb.Point{70.5, -5},
		point(""):        nil,
		`<Point><extrude>1</extrude><altitudeMode>absolute</altitudeMode><coordinates>1,2,3</coordinates></Point>`: orb.Point{
			1, 2},
		line("1,2 3,4,0"):                         orb.LineString{{1, 2}, {3, 4}},
		ring("0,0 9,0 9,9 0,0"):                   orb.LineString(outer),
		ring("0,0 9,0 9,9"):                       orb.LineString(outer),
		polygon("0,0 9,0 9,9 0,0"):                orb.Polygon{outer},
		polygon("0,0 9,9 9,0 0,0"):                orb.Polygon{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}},
		polygon("0,0 9,0 9,9", "2,1 4,1 3,2 2,1"): orb.Polygon{outer, hole},
		polygon(""):                               nil,
		polygon("0,0 9,0 9,9 0,0", ""):            orb.Polygon{outer},
		`<Polygon/>`:                              nil,
		`<MultiGeometry/>`:                        nil,
		`<MultiGeometry>` + point("1,2") + `</MultiGeometry>`: orb.MultiPoint{{1, 2}},
		`<MultiGeometry>` + line("1,2 3,4") + line("5,6 7,8") + `</MultiGeometry>`: orb.MultiLineString{{{1, 2}, {3, 4}}, {{5,
			6}, {7, 8}}},
		`<MultiGeometry><MultiGeometry>` + polygon("0,0 9,0 9,9 0,0") + `</MultiGeometry>` + point("1,2") +
			`</MultiGeometry>`: orb.MultiPolygon{{outer}},
		point("1,2") + point("3,4"): orb.MultiPoint{{1, 2}, {3, 4}},
		`<Polygon><outerBoundaryIs>` + ring("0,0 9,0 9,9 0,0") + `</outerBoundaryIs><innerBoundaryIs>` +
			ring("2,1 4,1 3,2 2,1") + ring("5,1 6,2 7,1 5,1") + `</innerBoundaryIs></Polygon>`: orb.Polygon{outer, hole, other},
	} {
		all := formattest.Collect(t, read(t, in(placemark(text)))[0])
		require.Len(t, all, 1)
		require.Equal(t, want, all[0].Geometry, text)
	}
}

// White space parts positions, but beside a comma it parts nothing.
func TestPositions(t *testing.T) {
	want := []orb.Point{{1, 2}, {-3.5, 4e-1}}
	for _, s := range []string{"1,2 -3.5,4e-1", "\n\t1,2\r\n  -3.5,0.4\n", "1,2,0 -3.5,0.4,0", "1, 2 -3.5 ,0.4",
		"1\n,\n2\u00a0-3.5,.4",
		"1,2,0\u200b\n-3.5,+0.40,NaN", "\ufeff1,2,-0 -3.5,0.4,0.0"} {
		got, high, problem := positions(s)
		require.Empty(t, problem.String(), s)
		require.Equal(t, want, got, s)
		require.False(t, high)
	}
	_, high, _ := positions("1,2,3")
	require.True(t, high)
	for s, says := range map[string]string{
		"1":                             "a position has a longitude but no latitude",
		"1 2":                           "a position has a longitude but no latitude",
		"1,2,3,4":                       "a position has more than three numbers",
		"1,2, 3,4":                      "a position has more than three numbers",
		"1,2,":                          "a number of a position is missing",
		",1":                            "a number of a position is missing",
		"1,x":                           `a coordinate is "x", not a number`,
		"1,NaN":                         "a coordinate is NaN",
		"1,Inf":                         `a coordinate is "Inf", not a number`,
		"1,0x1p4":                       `a coordinate is "0x1p4", not a number`,
		"1,1e999":                       "a coordinate is too large a number",
		"1;2":                           `a coordinate is "1;2", not a number`,
		"1,2,z":                         `a coordinate is "z", not a number`,
		"1," + strings.Repeat("9", 400): "a coordinate is too large a number",
	} {
		_, _, problem := positions(s)
		require.Contains(t, problem.String(), says, s)
	}
}

// Folders are layers by name, whatever they are in, and placemarks in none are one layer.
func TestFolders(t *testing.T) {
	a := placemark(`<name>x</name>`)
	folder := func(name string, members ...string) string {
		return `<Folder><name>` + name + `</name>` + strings.Join(members, "") + `</Folder>`
	}
	for text, want := range map[string][]string{
		in(a, a):              {"Doc 2"},
		in(folder("A", a), a): {"Doc 1", "A 1"},
		in(folder("A", folder("B", a, a), a), folder("empty"), folder("C", `<Document><name>D</name>`, a, `</Document>`)): {
			"A 1", "B 2", "C 1"},
		in(folder("A", folder("X", a)), folder("B", folder("X", a)), folder("", a)): {"A / X 1", "B / X 1",
			"a 1"},
		in(folder("A", a), folder("A", a), folder("A", a)): {"Doc / A 1", "Doc / A (2) 1",
			"Doc / A (3) 1"},
		`<kml>` + a + `</kml>`: {"a 1"},
		`<k:kml xmlns:k="http://earth.google.com/kml/2.1"><k:Folder><k:name> F
			</k:name><k:Placemark/></k:Folder></k:kml>`: {"F 1"},
		`<kml:kml><kml:Placemark/></kml:kml>`: {"a 1"},
		`<Folder><Placemark/></Folder>`:       {"a 1"},
		`<Placemark/>`:                        {"a 1"},
		"\ufeff" + in(a):                      {"Doc 1"},
	} {
		var got []string
		for _, l := range read(t, text) {
			got = append(got, l.Name+" "+string(rune('0'+len(formattest.Collect(t, l)))))
		}
		require.Equal(t, want, got, text)
	}
	l := read(t, in(`<description>about</description>`, folder("A", `<description> it </description>`, a)))[0]
	require.Equal(t, []string{"A", "it", "Doc"}, []string{l.Name, l.About, l.Title})
}

// Fields come from placemarks, from data and from schemas, which say their types.
func TestFields(t *testing.T) {
	schema := `<Schema name="s" id="s"><SimpleField type="int" name="n"><displayName>N</displayName></SimpleField>` +
		`<SimpleField name="x" type="xsd:double"/><SimpleField name="b" type="bool"/><SimpleField name="t" type="string"/>` +
		`<SimpleField name="none" type="float"/></Schema>`
	data := func(of string) string { return `<ExtendedData>` + of + `</ExtendedData>` }
	l := read(t, in(
		placemark(`<name> A <![CDATA[<b>]]> </name><address/>`, data(`<SchemaData schemaUrl="#s"><SimpleData `+
			`name="n">12</SimpleData>`+
			`<SimpleData name="x"> 1.50 </SimpleData><SimpleData name="b">1</SimpleData><SimpleData `+
			`name="t">007</SimpleData></SchemaData>`+
			`<Data name="code"><displayName>Code</displayName><value>007</value></Data><Data `+
			`name="count"><value>7</value></Data>`)),
		`<Placemark id="p2"><description>about &amp; more</description>`+data(`<SchemaData schemaUrl="other.kml#s">`+
			`<SimpleData name="n"/><SimpleData name="x">1E5</SimpleData><SimpleData name="b">FALSE</SimpleData><SimpleData `+
			`name="t"/>`+
			`</SchemaData><Data name="count"><value/></Data><Data name="late"><value>1.5</value></Data><Data name="nothing"/>`)+
			`</Placemark>`,
		placemark(data(`<SchemaData schemaUrl="#s"><SimpleData name="x">NaN</SimpleData></SchemaData>`)), schema))[0]
	require.Equal(t, []format.Field{{Name: "name"}, {Name: "description"}, {Name: "n", Type: format.Integer},
		{Name: "x", Type: format.Real}, {Name: "b", Type: format.Boolean}, {Name: "t"}, {Name: "code"},
		{Name: "count", Type: format.Integer}, {Name: "late", Type: format.Real}, {Name: "nothing"},
		{Name: "none", Type: format.Real}}, l.Fields)
	all := formattest.Collect(t, l)
	none, null := input.Value{}, input.Value{Kind: input.Null}
	require.Equal(t, []input.Value{formattest.Text("A <b>"), none, formattest.Number("12"), formattest.Number("1.50"),
		formattest.Truth(true), formattest.Text("007"), formattest.Text("007"), formattest.Number("7"), none, none, none},
		all[0].Values)
	require.Equal(t, []input.Value{none, formattest.Text("about & more"), null, formattest.Number("1E5"),
		formattest.Truth(false), formattest.Text(""), none, null, formattest.Number("1.5"), none, none}, all[1].Values)
	require.Equal(t, input.Value{Kind: input.NaN}, all[2].Values[3])
	require.Equal(t, input.Value{}, all[0].ID)
	require.Equal(t, formattest.Text("p2"), all[1].ID)
	require.Empty(t, l.Notes)

	l = read(t, in(strings.Replace(schema, "bool", "int", 1), placemark(data(`<SchemaData schemaUrl="#s">`+
		`<SimpleData name="n">07</SimpleData><SimpleData name="b">1.0</SimpleData><SimpleData `+
		`name="x">a</SimpleData></SchemaData>`)),
		placemark(`<name>x</name>`, data(`<SchemaData schemaUrl="#s"><SimpleData name="n">many</SimpleData></SchemaData>`+
			`<Data name="name"><value>y</value></Data>`))))[0]
	require.Equal(t, []format.Field{{Name: "placemark_name"}, {Name: "n"}, {Name: "x"}, {Name: "b", Type: format.Real},
		{Name: "t"}, {Name: "none", Type: format.Real}, {Name: "name"}}, l.Fields)
	require.Equal(t, []string{
		`a.kml: Doc: 2 values of the field "n" are not of the type that its Schema states, such as "07"`,
		`a.kml: Doc: 1 value of the field "x" is not of the type that its Schema states, such as "a"`,
		`a.kml: Doc: 1 value of the field "b" is not of the type that its Schema states, such as "1.0"`,
	}, formattest.Told(t, []format.Layer{l}))
}

// Older and other programs have names of their own for placemarks with data, for data and for geometry of parts.
func TestOtherForms(t *testing.T) {
	l := read(t, in(`<Schema parent="Placemark" name="S_1"><SimpleField type="int" name="Foo"/><SimpleField `+
		`type="string" name="Bar"/></Schema>`,
		`<S_1><name>x</name><Bar>7</Bar><Foo>7</Foo><Point><coordinates>1,2</coordinates></Point></S_1>`,
		placemark(`<ExtendedData><SimpleData name="loose">1.5</SimpleData></ExtendedData><MultiPolygon>`+polygon(
			"0,0 9,0 9,9 0,0")+
			`</MultiPolygon>`)))[0]
	require.Equal(t, []format.Field{{Name: "name"}, {Name: "Foo", Type: format.Integer}, {Name: "Bar"},
		{Name: "loose", Type: format.Real}}, l.Fields)
	all := formattest.Collect(t, l)
	require.Equal(t, []input.Value{formattest.Text("x"), formattest.Number("7"), formattest.Text("7"), {}}, all[0].Values)
	require.Equal(t, orb.Point{1, 2}, all[0].Geometry)
	require.Equal(t, orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}}}, all[1].Geometry)
	require.Empty(t, l.Notes)
}

// What is wrong with a placemark is said of it, and the others are read.
func TestFaults(t *testing.T) {
	for text, says := range map[string]string{
		`<Point><coordinates>1,2 3,4</coordinates></Point>`:       "a point has 2 positions",
		`<LineString><coordinates>1,2</coordinates></LineString>`: "a line of its geometry has one position only",
		`<Point><coordinates>1</coordinates></Point>`:             "a position has a longitude but no latitude",
		polygon("0,0 1,1 0,0"):                                    "a ring has 3 positions; a ring has four or more",
		polygon("0,0"):                                            "a ring has 1 position",
		polygon("", "0,0 1,0 1,1 0,0"):                            "a polygon has a hole and no outer ring",
		`<Polygon><outerBoundaryIs>` + ring("0,0 1,0 1,1 0,0") + ring("0,0 1,0 1,1 0,0") +
			`</outerBoundaryIs></Polygon>`: "a polygon has 2 outer rings",
		`<MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 ` +
			`3,4</coordinates></LineString>` +
			`</MultiGeometry>`: "it is a collection of points and lines",
		`<ExtendedData><Data name="a"><value>1</value></Data>` +
			`<Data name="a"><value>2</value></Data></ExtendedData>`: `"a" is given twice`,
	} {
		l := read(t, in(placemark(), "\n\n", `<Placemark id="p"><name>N</name>`+text+`</Placemark>`, placemark()))[0]
		said := formattest.Told(t, []format.Layer{l})
		require.Contains(t, said[len(said)-1], "a.kml:5: features[1] Doc (p “N”): "+says, text)
	}
}

// What is left out is told, with how often it is there.
func TestNotes(t *testing.T) {
	layers := read(t, in(
		`<NetworkLink><Link><href>http://x</href></Link></NetworkLink><NetworkLink/><GroundOverlay/><gx:Tour/>`,
		`<Style id="s"/><StyleMap/><open>1</open><LookAt><longitude>1</longitude></LookAt>`,
		placemark(`<gx:Track><when/></gx:Track><TimeStamp/><styleUrl>#s</styleUrl><atom:link/>`),
		placemark(`<MultiGeometry>`+polygon("0,0 1,0 1,1",
			"1,1 2,1 1,2")+`<Point><coordinates>1,2,5</coordinates></Point></MultiGeometry>`),
		placemark(`<Point><coordinates>1,2,5</coordinates></Point>`), placemark(polygon("0,0 1,0 1,1"))))
	require.Equal(t, []string{
		`a.kml: left out: GroundOverlay (1), NetworkLink (2), TimeStamp (1), gx:Tour (1), gx:Track (1)`,
		"a.kml: Doc: 2 features have heights, which are left out",
		"a.kml: Doc: of 1 collection of geometries only the areas are read",
		"a.kml: Doc: 3 rings do not end where they begin and are read as closed; the first is in features[1]",
	}, formattest.Told(t, layers))
}

// Texts are in the encoding that is told, or that a mark or the declaration names.
func TestEncodings(t *testing.T) {
	text := strings.Replace(in(placemark(`<name>Қызылорда</name>`)), "Қызылорда", "Кызылорда", 1)
	declared := func(name string) string { return strings.Replace(text, `encoding="UTF-8"`, `encoding="`+name+`"`, 1) }
	encoded := func(s string) string {
		out, err := charmap.Windows1251.NewEncoder().String(s)
		require.NoError(t, err)
		return out
	}
	wide := func(order unicode.Endianness, mark unicode.BOMPolicy, s string) string {
		out, err := unicode.UTF16(order, mark).NewEncoder().String(s)
		require.NoError(t, err)
		return out
	}
	for _, x := range []struct{ data, told, encoding string }{
		{text, "", "UTF-8"}, {"\ufeff" + text, "", "UTF-8"}, {declared("utf-16"), "", "UTF-8"},
		{strings.Replace(text, ` encoding="UTF-8"`, "", 1), "", "UTF-8"},
		{encoded(declared("windows-1251")), "", "windows-1251"}, {encoded(declared("Windows-1251")), "", "windows-1251"},
		{encoded(text), "windows-1251", "windows-1251"}, {encoded(declared("latin1")), "cp1251", "windows-1251"},
		{wide(unicode.LittleEndian, unicode.UseBOM, declared("utf-16")), "", "UTF-16LE"},
		{wide(unicode.BigEndian, unicode.IgnoreBOM, declared("utf-16")), "", "UTF-16BE"},
	} {
		layers, err := Read(format.Source{Name: "a.kml", Data: []byte(x.data)}, format.Options{Encoding: x.told})
		require.NoError(t, err, x.encoding)
		require.Equal(t, x.encoding, layers[0].Encoding)
		require.Equal(t, formattest.Text("Кызылорда"), formattest.Collect(t, layers[0])[0].Values[0])
		require.Empty(t, layers[0].Notes)
	}
	for _, x := range []struct{ data, told, says string }{
		{encoded(text), "", "which is no text in UTF-8; name the encoding"},
		{declared("klingon"), "", `"klingon" is no encoding`},
		{text, "klingon", `"klingon" is no encoding`},
	} {
		_, err := Read(format.Source{Name: "a.kml", Data: []byte(x.data)}, format.Options{Encoding: x.told})
		require.ErrorContains(t, err, x.says)
		require.ErrorContains(t, err, "a.kml")
	}
}

// Files that are no KML, or hostile, are refused with the reason.
func TestFilesThatAreNotRead(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "` + strings.Repeat("ha", 100) + `"><!ENTITY b "` +
		strings.Repeat("&a;", 100) + `">]>` + "\n<kml><Placemark><name>&b;</name></Placemark></kml>"
	for text, says := range map[string]string{
		"":                                "a.kml: the file is empty",
		" \n":                             "a.kml: the file is empty",
		"{}":                              "a.kml: the file is empty",
		"<gpx/>":                          `a.kml: it is XML but not KML: its root is "gpx"`,
		`<kml xmlns="urn:x"/>`:            `it is XML but not KML: its root is "kml"`,
		"<kml/>":                          "a.kml: it has no placemarks; give the file that has the placemarks",
		in(`<NetworkLink/>`, `<Folder/>`): "it has no placemarks, but NetworkLink (1);",
		bomb:                              "a.kml:1: it has a document type declaration, which is not read",
		"<kml>\n<Placemark><name>a & b</name></Placemark></kml>":    "a.kml:2: not XML: invalid character entity",
		"<kml>\n<Placemark><name>&eacute;</name></Placemark></kml>": "a.kml:2: not XML: invalid character entity",
		"<kml><Placemark>\n</kml>":                                  "a.kml:2: not XML: element <Placemark> closed by </kml>",
		"<kml><Placemark/>":                                         "the file ends in the middle",
		"<kml><Placemark/></kml><kml>":                              "the file ends in the middle",
		in(strings.Repeat("<Folder>", 9000), strings.Repeat("</Folder>",
			9000)): "nested more than 100 deep",
		in(placemark(`<name>` + strings.Repeat("<b>", 9000) + strings.Repeat("</b>", 9000) +
			`</name>`)): "nested more than 100 deep",
		in(placemark(strings.Repeat("<MultiGeometry>", 9000) +
			strings.Repeat("</MultiGeometry>", 9000))): "nested more than 100 deep",
		in(placemark(`<Style>` + strings.Repeat("<b>", 9000) + strings.Repeat("</b>", 9000) +
			`</Style>`)): "nested more than 100 deep",
	} {
		layers, err := Read(format.Source{Name: "a.kml", Data: []byte(text)}, format.Options{})
		require.ErrorContains(t, err, says)
		require.Nil(t, layers)
		var f fault.Fault
		require.ErrorAs(t, err, &f)
	}
	var wide strings.Builder
	for i := range 6000 {
		wide.WriteString(placemark(`<ExtendedData><Data name="` + strings.Repeat("a", i%50) + string(rune(0x4e00+i)) +
			`"><value/></Data></ExtendedData>`))
	}
	_, err := Read(format.Source{Name: "a.kml", Data: []byte(in(wide.String()))}, format.Options{})
	require.ErrorContains(t, err, "different fields, most of which only few have")

	// Folders of one placemark each that all have the fields of one schema.
	var schema strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&schema, `<SimpleField name="f%d"/>`, i)
	}
	folder := `<Folder><Placemark><ExtendedData><SchemaData schemaUrl="#s"/></ExtendedData></Placemark></Folder>`
	_, err = Read(format.Source{Name: "a.kml", Data: []byte(in(`<Schema id="s">`+schema.String()+`</Schema>`,
		strings.Repeat(folder, 2000)))}, format.Options{})
	require.ErrorContains(t, err, "a.kml: its folders have more than")
}

// KML is known by its root, in any encoding.
func TestIs(t *testing.T) {
	wide, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("<?xml version='1.0'?>\n<kml/>")
	require.NoError(t, err)
	for text, want := range map[string]bool{"<kml>": true, in(): true, wide: true,
		"\ufeff\n<!-- a\n<b> --><k:kml xmlns:k='x'>": true,
		"<kmls>": false, "<gpx><kml>": false, "<!-- <kml> -->": false, "kml": false, "": false} {
		require.Equal(t, want, Is([]byte(text)), text)
	}
}

// A file of which the end is missing is no KML, wherever it is cut.
func TestTruncated(t *testing.T) {
	text := in(`<Schema id="s"><SimpleField name="a" type="int"/></Schema>`, placemark(`<name>x</name>`,
		polygon("0,0 1,0 1,1 0,0"),
		`<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="a">1</SimpleData></SchemaData></ExtendedData>`))
	for n := range len(text) {
		_, err := Read(format.Source{Name: "a.kml", Data: []byte(text[:n])}, format.Options{})
		require.Error(t, err, n)
		require.True(t, strings.HasPrefix(err.Error(), "a.kml"), err)
	}
}
