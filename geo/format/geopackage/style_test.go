package geopackage

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// styled is a layer of one geometry, of two fields.
func styled(g orb.Geometry, s *format.Style) format.Layer {
	return format.Layer{Name: "a & b", Style: s, Fields: []format.Field{{Name: "my class"}, {Name: `the "name"`}},
		Features: sequence([]format.Feature{{Geometry: g, Values: []input.Value{textValue("1"), textValue("x")}}})}
}

// A style is read as it was written; of lines and points what they do not have is left out.
func TestStyles(t *testing.T) {
	area, line, place := orb.Polygon{square(0, 0, 1)}, orb.LineString{{0, 0}, {1, 1}}, orb.Point{0, 0}
	classes := map[string]string{"1": "#ff8800", "2": "#0088ff", "10": "#123456", "<&\"'>": "#00ff00", "": "#ffffff"}
	some := map[string]string{"1": "#ff8800"}
	for _, c := range []struct {
		g           orb.Geometry
		given, read *format.Style
	}{
		{area, &format.Style{Fills: map[string]string{"": "#ff0000"}, Line: "#000000", Width: 0.4}, nil},
		{area, &format.Style{Field: "my class", Fills: classes, Line: "#333333", Width: 0.25, Label: `the "name"`}, nil},
		{area, &format.Style{Field: "my class", Fills: some}, nil},
		{area, &format.Style{Fills: map[string]string{}}, nil},
		{place, &format.Style{Field: "my class", Fills: some, Line: "#333333", Width: 0.25, Label: "my class"}, nil},
		{line, &format.Style{Fills: map[string]string{}, Line: "#333333", Width: 2}, nil},
		{line, &format.Style{Field: "my class", Fills: some, Line: "#333333", Width: 2}, nil},
		{line, &format.Style{Fills: map[string]string{"": "#ff0000"}, Width: 1},
			&format.Style{Fills: map[string]string{}, Line: "#ff0000", Width: 1}},
		{nil, &format.Style{Fills: map[string]string{"": "#ff0000"}}, nil},
	} {
		data := write(t, styled(c.g, c.given))
		require.Equal(t, data, write(t, styled(c.g, c.given)))
		want := c.read
		if want == nil && c.g != nil {
			want = c.given
		}
		if c.given.Line == "" && c.read == nil && want != nil {
			want.Width = 0
		}
		layers := read(t, data)
		require.Len(t, layers, 1, "the table of styles is no layer")
		if c.g != nil && c.given.Field != "" && c.g.GeoJSONType() == "LineString" {
			// what has no class is a line like the others
			require.Equal(t, c.given.Fills, layers[0].Style.Fills)
			require.Equal(t, c.given.Field, layers[0].Style.Field)
			continue
		}
		require.Equal(t, want, layers[0].Style)
	}
}

// Classes stand in the order of their numbers, and all of it is XML.
func TestStyleTexts(t *testing.T) {
	tools(t, "sqlite3")
	s := &format.Style{Field: "my class", Fills: map[string]string{"10": "#000010", "9": "#000009", "a<b": "#00000a"},
		Label: `the "name"`, Line: "#333333", Width: 0.28}
	file := filepath.Join(t.TempDir(), "a.gpkg")
	require.NoError(t, os.WriteFile(file, write(t, styled(orb.Polygon{square(0, 0, 1)}, s)), 0o600))
	for column, want := range map[string][]string{
		"styleQML": {`value="9"`, `value="10"`, `value="a&lt;b"`, `value=""`},
		"styleSLD": {"<ogc:Literal>9<", "<ogc:Literal>10<", "<ogc:Literal>a&lt;b<", "<se:ElseFilter/>",
			`<se:SvgParameter name="stroke-width">1.00<`, "<ogc:PropertyName>the &#34;name&#34;<"},
	} {
		text := run(t, "sqlite3", file, "SELECT "+column+" FROM layer_styles WHERE useAsDefault AND f_table_name = 'a & b'")
		at := 0
		for _, w := range want {
			next := strings.Index(text[at:], w)
			require.GreaterOrEqual(t, next, 0, "%s in %s", w, text[at:])
			at += next
		}
		in := xml.NewDecoder(strings.NewReader(text))
		for {
			_, err := in.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
		}
	}
}

// What QGIS saves is read: its properties as elements Option since 3.18 and as elements prop before, fields in
// quotation marks, several values in a class. Styles of other kinds are none.
func TestQGISStyles(t *testing.T) {
	fields := []format.Field{{Name: "class"}, {Name: "my name"}}
	const symbols = `<symbols>
<symbol name="0" type="fill" alpha="1"><data_defined_properties><Option type="Map"/></data_defined_properties>
<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">
<Option name="color" value="255,0,16,255,rgb:1,0,0.06,1" type="QString"/>
<Option name="style" value="solid" type="QString"/>
<Option name="outline_color" value="51,51,51,255" type="QString"/>
<Option name="outline_style" value="solid" type="QString"/>
<Option name="outline_width" value="1" type="QString"/><Option name="outline_width_unit" value="Point" type="QString"/>
</Option></layer></symbol>
<symbol name="1" type="fill" alpha="1"><layer class="SimpleFill" enabled="1" locked="0" pass="0">
<prop k="color" v="0,255,0,255"/><prop k="style" v="solid"/><prop k="outline_color" v="51,51,51,255"/>
</layer></symbol></symbols>`
	const point = 25.4 / 72
	labels := `<labeling type="simple"><settings calloutType="simple"><text-style fieldName="&quot;my name&quot;"
isExpression="1" fontSize="10"/></settings></labeling>`
	categorised := func(attribute, categories string) string {
		return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>` +
			`<qgis version="3.22.16-Białowieża" labelsEnabled="1">` +
			`<renderer-v2 type="categorizedSymbol" attr="` + attribute + `" symbollevels="0"><categories>` + categories +
			`</categories>` + symbols + `</renderer-v2>` + labels + `</qgis>`
	}
	const two = `<category value="7" symbol="0" label="x" render="true" type="long"/>
<category value="8" symbol="1" label="y" render="true"/>`
	const list = `<category symbol="1" type="List" render="true"><val value="7" type="long"/>
<val value="8" type="long"/></category>`
	want := &format.Style{Label: "my name", Field: "class", Fills: map[string]string{"7": "#ff0010", "8": "#00ff00"},
		Line: "#333333", Width: point}
	for qml, style := range map[string]*format.Style{
		categorised("class", two):             want,
		categorised("&quot;class&quot;", two): want,
		categorised("class * 2", two):         nil,
		categorised("class", list): {
			Label: "my name", Field: "class", Fills: map[string]string{"7": "#00ff00", "8": "#00ff00"}, Line: "#333333"},
		`<qgis labelsEnabled="0"><renderer-v2 type="singleSymbol">` + symbols + `</renderer-v2>` + labels + `</qgis>`: {
			Fills: map[string]string{"": "#ff0010"}, Line: "#333333", Width: point},
		`<qgis><renderer-v2 type="graduatedSymbol" attr="class">` + symbols + `</renderer-v2></qgis>`: nil,
		"no XML": nil,
		"":       nil,
	} {
		require.Equal(t, style, parseQML(qml, fields), qml)
	}
}

// Dublin Core is read wherever it stands; other metadata, and what is no XML, say nothing.
func TestAbout(t *testing.T) {
	const dc = `xmlns:dc="http://purl.org/dc/elements/1.1/"`
	for document, want := range map[string]about{
		`<r ` + dc + `><dc:title>A &amp; <b/>B</dc:title><x><dc:language>kk</dc:language></x></r>`: {
			title: "A & ", lang: "kk"},
		`<r ` + dc + `><dc:title>A</dc:title><dc:title>B</dc:title><dc:description> x</dc:description>`: {
			title: "A", about: " x"},
		`<r><title>A</title></r>`: {},
		"not XML":                 {},
	} {
		require.Equal(t, want, parseAbout(document), document)
	}
}
