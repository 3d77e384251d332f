package kml

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// write makes the bytes of a document.
func write(t require.TestingT, layers ...format.Layer) []byte {
	return formattest.Written(t, Write, "made.kml", layers...)
}

// expected is a layer as it is read again: types that KML does not have are others, and so are values that are none.
func expected(l format.Layer, all []format.Feature) ([]format.Field, []format.Feature) {
	var fields []format.Field
	for k, f := range l.Fields {
		large, huge := false, false
		for _, x := range all {
			v := x.Values[k]
			if f.Type == format.Integer && !v.Absent() {
				n, _ := strconv.ParseInt(v.Text, 10, 64)
				large, huge = large || n != int64(int32(n)), huge || n > 1<<53 || n < -1<<53
			}
		}
		switch {
		case f.Type == format.Date || f.Type == format.Time || huge:
			f.Type = format.Text
		case large:
			f.Type = format.Real
		}
		fields = append(fields, f)
	}
	var out []format.Feature
	for _, x := range all {
		y := format.Feature{Geometry: x.Geometry, Values: []input.Value{}}
		for i, v := range x.Values {
			if v.Absent() {
				v = input.Value{}
			} else if fields[i].Type == format.Text {
				v.Kind = input.Text
			}
			y.Values = append(y.Values, v)
		}
		out = append(out, y)
	}
	return fields, out
}

// What is written is read again, and the same layers give the same bytes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var layers []format.Layer
		var all [][]format.Feature
		for i := range rapid.IntRange(1, 3).Draw(t, "layers") {
			l, features := formattest.Layer(t, "layer "+strconv.Itoa(i), 5)
			l.About = rapid.SampledFrom([]string{"", "of <Kazakhstan>"}).Draw(t, "about")
			layers, all = append(layers, l), append(all, features)
		}
		layers[0].Title = "Title"
		data := write(t, layers...)
		require.Equal(t, data, write(t, layers...))
		got := read(t, string(data))
		require.Len(t, got, len(layers))
		for i, l := range got {
			fields, features := expected(layers[i], all[i])
			require.Equal(t, layers[i].Name, l.Name)
			require.Equal(t, layers[i].About, l.About)
			require.Equal(t, "EPSG:4326", l.CRS)
			require.Equal(t, "UTF-8", l.Encoding)
			require.Empty(t, l.Notes)
			require.Equal(t, fields, l.Fields)
			require.Equal(t, features, formattest.Collect(t, l))
			require.Equal(t, features, formattest.Collect(t, l), "the second time")
		}
		if len(got) == 1 {
			require.Equal(t, "Title", got[0].Title)
		}
	})
}

// districts is a layer with a style, a label, names and ids.
func districts() format.Layer {
	square := func(x float64) orb.Polygon { return orb.Polygon{{{x, 50}, {x, 51}, {x + 1, 51}, {x, 50}}} } // clockwise
	return format.Layer{Name: "districts", Title: "Districts & more", About: "of Kazakhstan",
		Fields: []format.Field{{Name: "name"}, {Name: "description"}, {Name: "class", Type: format.Integer},
			{Name: "share", Type: format.Real}, {Name: "ok", Type: format.Boolean}},
		Style: &format.Style{Label: "name", Field: "class", Fills: map[string]string{"1": "#f1f196", "2": "#c4dd9d"},
			Line: "#102030", Width: 0.5},
		Features: formattest.Sequence([]format.Feature{
			{ID: formattest.Text("KZ-10"), Geometry: orb.MultiPolygon{square(70)}, Values: []input.Value{
				formattest.Text("1. Абай <облысы>"), formattest.Text("first"), formattest.Number("1"), formattest.Number("0.25"),
				formattest.Truth(true)}},
			{ID: formattest.Text("KZ-11"), Geometry: square(72), Values: []input.Value{
				formattest.Text("2"), {}, formattest.Number("3"), {Kind: input.NaN}, {}}},
			{ID: formattest.Text("KZ-12"), Geometry: orb.Point{70, 50}, Values: make([]input.Value, 5)},
		})}
}

// Every byte of a small document.
func TestBytes(t *testing.T) {
	filled := func(id, colour string) string {
		return `  <Style id="` + id + `">
   <IconStyle>
    <color>` + colour + `</color>
   </IconStyle>
   <LineStyle>
    <color>ff302010</color>
    <width>1.89</width>
   </LineStyle>
   <PolyStyle>
    <color>` + colour + `</color>
    <fill>1</fill>
    <outline>1</outline>
   </PolyStyle>
  </Style>
`
	}
	require.Equal(t, `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
 <Document>
  <name>Districts &amp; more</name>
`+filled("style-1-1", "ff96f1f1")+filled("style-1-2", "ff9dddc4")+`  <Style id="style-1-3">
   <LineStyle>
    <color>ff302010</color>
    <width>1.89</width>
   </LineStyle>
   <PolyStyle>
    <fill>0</fill>
    <outline>1</outline>
   </PolyStyle>
  </Style>
  <Schema id="schema-1" name="districts">
   <SimpleField name="class" type="int"></SimpleField>
   <SimpleField name="share" type="double"></SimpleField>
   <SimpleField name="ok" type="bool"></SimpleField>
   <SimpleField name="id" type="string"></SimpleField>
  </Schema>
  <Folder>
   <name>districts</name>
   <description>of Kazakhstan</description>
   <Placemark>
    <name>1. Абай &lt;облысы&gt;</name>
    <description>first</description>
    <styleUrl>#style-1-1</styleUrl>
    <ExtendedData>
     <SchemaData schemaUrl="#schema-1">
      <SimpleData name="class">1</SimpleData>
      <SimpleData name="share">0.25</SimpleData>
      <SimpleData name="ok">1</SimpleData>
      <SimpleData name="id">KZ-10</SimpleData>
     </SchemaData>
    </ExtendedData>
    <MultiGeometry>
     <Polygon>
      <outerBoundaryIs>
       <LinearRing>
        <coordinates>70,50 71,51 70,51 70,50</coordinates>
       </LinearRing>
      </outerBoundaryIs>
     </Polygon>
    </MultiGeometry>
   </Placemark>
   <Placemark>
    <name>2</name>
    <styleUrl>#style-1-3</styleUrl>
    <ExtendedData>
     <SchemaData schemaUrl="#schema-1">
      <SimpleData name="class">3</SimpleData>
      <SimpleData name="id">KZ-11</SimpleData>
     </SchemaData>
    </ExtendedData>
    <Polygon>
     <outerBoundaryIs>
      <LinearRing>
       <coordinates>72,50 73,51 72,51 72,50</coordinates>
      </LinearRing>
     </outerBoundaryIs>
    </Polygon>
   </Placemark>
   <Placemark>
    <styleUrl>#style-1-3</styleUrl>
    <ExtendedData>
     <SchemaData schemaUrl="#schema-1">
      <SimpleData name="id">KZ-12</SimpleData>
     </SchemaData>
    </ExtendedData>
    <Point>
     <coordinates>70,50</coordinates>
    </Point>
   </Placemark>
  </Folder>
 </Document>
</kml>
`, string(write(t, districts())))
}

// Names and descriptions are the placemarks' own where nothing of them is lost, and the label is what people read.
func TestNames(t *testing.T) {
	of := func(label string, names ...string) (fields []string, features []format.Feature) {
		l := format.Layer{Name: "a", Fields: []format.Field{{Name: "name"}, {Name: "name_kk"}}}
		if label != "" {
			l.Style = &format.Style{Label: label}
		}
		var all []format.Feature
		for i, n := range names {
			all = append(all, format.Feature{Values: []input.Value{formattest.Text(n), formattest.Text(strconv.Itoa(i))}})
		}
		l.Features = formattest.Sequence(all)
		got := read(t, string(write(t, l)))[0]
		for _, f := range got.Fields {
			fields = append(fields, f.Name)
		}
		return fields, formattest.Collect(t, got)
	}
	for _, label := range []string{"", "name"} {
		fields, all := of(label, "Абай", "12")
		require.Equal(t, []string{"name", "name_kk"}, fields)
		require.Equal(t, []input.Value{formattest.Text("12"), formattest.Text("1")}, all[1].Values)
	}
	fields, all := of("name_kk", "Абай", "12")
	require.Equal(t, []string{"placemark_name", "name", "name_kk"}, fields)
	require.Equal(t, []input.Value{formattest.Text("1"), formattest.Text("12"), formattest.Text("1")}, all[1].Values)
	fields, all = of("", "Абай", " 12")
	require.Equal(t, []string{"name", "name_kk"}, fields)
	require.Equal(t, formattest.Text(" 12"), all[1].Values[0])
}

// What KML cannot hold is an error that names it.
func TestWriteFaults(t *testing.T) {
	of := func(change func(*format.Layer)) []format.Layer {
		l := districts()
		change(&l)
		return []format.Layer{l}
	}
	style := func(s format.Style) []format.Layer { return of(func(l *format.Layer) { l.Style = &s }) }
	value := func(v input.Value) []format.Layer {
		return of(func(l *format.Layer) {
			l.Features = formattest.Sequence([]format.Feature{{ID: formattest.Text("KZ-10"), Values: []input.Value{v, {}, {}, {},
				{}}}})
		})
	}
	formattest.Refused(t, Write, "made.kml", map[string][]format.Layer{
		"made.kml: there is no layer to write": nil,
		`made.kml: districts: two layers have the name "districts"`: append(style(format.Style{}),
			style(format.Style{})...),
		`made.kml: districts: its style names the field "x"`: style(format.Style{Label: "x"}),
		`its style names the field "y"`:                      style(format.Style{Field: "y"}),
		`"red" is no colour in the form #rrggbb`:             style(format.Style{Line: "red"}),
		`"#12345g" is no colour`: style(format.Style{
			Fills: map[string]string{"": "#12345g"}}),
		`"#" is no colour`:                                 style(format.Style{Line: "#"}),
		"a line cannot be −1 mm wide":                      style(format.Style{Width: -1}),
		`"a\x01" holds a character that XML does not have`: of(func(l *format.Layer) { l.Title = "a\x01" }),
		`"b\x01" holds a character that XML does not have`: of(
			func(l *format.Layer) { l.Fields[0].Name = "b\x01" }),
		`features[0] districts (KZ-10): the field "name": "a\xff" holds`: value(formattest.Text("a\xff")),
		`the field "name": "a\ufffe" holds`:                              value(formattest.Text("a\ufffe")),
		"a coordinate is NaN": of(func(l *format.Layer) {
			l.Features = formattest.Sequence([]format.Feature{{Geometry: orb.Point{math.NaN(), 1}, Values: make([]input.Value,
				5)}})
		}),
	})
}

// Documents are as the schema of the standard says.
func TestStandard(t *testing.T) {
	dir := t.TempDir()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/twpayne/go-kml/v3").Output()
	if err != nil {
		t.Skip("needs go, for the schema that comes with the module go-kml")
	}
	schema, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "xsd", "ogckml22.xsd"))
	require.NoError(t, err)
	// What it takes from Atom and from xAL is declared without saying what it is; we write nothing of it.
	others := map[string]string{}
	for space, elements := range map[string]string{
		"http://www.w3.org/2005/Atom":              `<element name="author"/><element name="link"/>`,
		"urn:oasis:names:tc:ciq:xsdschema:xAL:2.0": `<element name="AddressDetails"/>`,
	} {
		file := filepath.Join(dir, strconv.Itoa(len(others))+".xsd")
		others[space] = file
		require.NoError(t, os.WriteFile(file, []byte(`<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="`+
			space+`">`+elements+`</schema>`), 0o600))
	}
	text := string(schema)
	for space, file := range others {
		_, rest, ok := strings.Cut(text, `namespace="`+space+`"`)
		require.True(t, ok)
		_, rest, _ = strings.Cut(rest, `schemaLocation="`)
		location, _, _ := strings.Cut(rest, `"`)
		text = strings.Replace(text, location, file, 1)
	}
	xsd := filepath.Join(dir, "kml.xsd")
	require.NoError(t, os.WriteFile(xsd, []byte(text), 0o600))
	check := func(data []byte) {
		file := filepath.Join(dir, "made.kml")
		require.NoError(t, os.WriteFile(file, data, 0o600))
		formattest.Run(t, "xmllint", "--nonet", "--noout", "--schema", xsd, file)
	}
	check(write(t, districts()))
	for seed := range 8 {
		check(rapid.Custom(func(t *rapid.T) []byte {
			l, _ := formattest.Layer(t, "a", 5)
			l.Style = &format.Style{Fills: map[string]string{"": "#ff0000"}, Line: "#000000", Width: 0.3}
			return write(t, l)
		}).Example(seed))
	}
}
