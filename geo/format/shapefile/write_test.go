package shapefile_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/input"
)

var at = orb.Point{71, 51}

// with is a feature at a place with values.
func with(values ...input.Value) format.Feature { return format.Feature{Geometry: at, Values: values} }

func field(name string, of format.Type) []format.Field { return []format.Field{{Name: name, Type: of}} }

// What a shapefile cannot hold is refused, by the feature and the field.
func TestWhatCannotBeHeld(t *testing.T) {
	const other = "; write another format, such as GeoPackage"
	shape := func(g orb.Geometry) format.Layer { return layerOf("l", nil, with(), format.Feature{Geometry: g}) }
	one := func(name string, of format.Type, v input.Value) format.Layer {
		return layerOf("l", field(name, of), with(v))
	}
	for _, c := range []struct {
		want  string
		layer format.Layer
	}{
		{"u.shp: no feature has a geometry, and a shapefile is of geometry" + other,
			layerOf("l", nil, format.Feature{}, format.Feature{Geometry: orb.MultiPolygon{}})},
		{"u.shp: features[2]: the layer has geometry of several kinds (points; areas), and a shapefile holds one; write " +
			"each kind as a layer of its own, or another format, such as GeoPackage",
			layerOf("l", nil, with(), format.Feature{}, format.Feature{Geometry: orb.Polygon{box(0, 0, 1, false)}})},
		{"u.shp: features[1]: the layer has geometry of several kinds (points; groups of points), and a shapefile holds one",
			shape(orb.MultiPoint{at})},
		{"u.shp: features[1]: the layer has geometry of several kinds (points; lines)", shape(orb.LineString{at, {0, 0}})},
		{"u.shp: features[1]: its geometry is a GeometryCollection" + other, shape(orb.Collection{at})},
		{"u.shp: features[1]: a position is [NaN, 51], which is no place" + other, shape(orb.Point{math.NaN(), 51})},
		{"u.shp: features[1]: a position is [71, Infinity], which is no place" + other,
			shape(orb.MultiPoint{{71, math.Inf(1)}})},
		{"u.shp: features[1]: a line has one position, and needs two" + other, shape(orb.LineString{at})},
		{"u.shp: features[1]: a ring has 3 positions" + other, shape(orb.Polygon{{at, {0, 0}, at}})},
		{"u.shp: features[0]: it has 0 values, the layer 1 field" + other, layerOf("l", field("a", format.Text), with())},
		{"u.shp: the layer has 256 fields, and a shapefile holds 255" + other, layerOf("l", make([]format.Field, 256))},
		{`u.shp: features[0]: voters is "many", not a number` + other, one("voters", format.Integer, text("many"))},
		{`u.shp: features[0]: voters is "1x", not a number` + other, one("voters", format.Real, number("1x"))},
		{`u.shp: features[0]: open is "yes", neither true nor false` + other, one("open", format.Boolean, text("yes"))},
		{`u.shp: features[0]: day is "1.1.2023", not a day as YYYY-MM-DD` + other, one("day", format.Date, text("1.1.2023"))},
		{`u.shp: features[0]: name has 256 bytes of text, and a shapefile holds 254` + other,
			one("name", format.Text, text(strings.Repeat("Қ", 128)))},
		{`u.shp: features[0]: name has a zero byte, which ends a text in a shapefile` + other,
			one("name", format.Text, text("a\x00b"))},
		{`u.shp: features[0]: name is "\xff", which is no text in UTF-8` + other, one("name", format.Text, text("\xff"))},
		{"u.shp: features[0]: share has 304 bytes of text, and a shapefile holds 254" + other,
			one("share", format.Real, number("0."+strings.Repeat("3", 300)))},
		{"u.shp: features[0]: share has 306 bytes of text, and a shapefile holds 254" + other,
			one("share", format.Real, number("1"+strings.Repeat("3", 300)+"e99"))},
	} {
		_, err := shapefile.Write("u.shp", []format.Layer{c.layer})
		require.ErrorContains(t, err, c.want)
		var f fault.Fault
		require.True(t, errors.As(err, &f))
		require.Equal(t, shapefile.NotHeld, f.Kind)
	}
	_, err := shapefile.Write("u.shp", nil)
	require.EqualError(t, err, "u.shp: there is no layer to write")

	// A layer that cannot be read cannot be written.
	broken := layerOf("l", nil, with())
	broken.Features = func(yield func(format.Feature, error) bool) {
		_ = yield(with(), nil) && yield(format.Feature{}, errors.New("the file ends"))
	}
	_, err = shapefile.Write("u.shp", []format.Layer{broken})
	require.EqualError(t, err, "the file ends")
}

// Ids that stand beside the fields become a field, as another program sees.
func TestIDsAreKept(t *testing.T) {
	rows := []format.Feature{{ID: formattest.Text("007"), Geometry: at, Values: []input.Value{formattest.Number("1")}},
		{ID: formattest.Text("010"), Geometry: at, Values: []input.Value{formattest.Number("2")}}}
	path := filepath.Join(t.TempDir(), "u.shp")
	files, err := shapefile.Write(path, []format.Layer{{Name: "u", Fields: field("voters", format.Integer),
		Features: formattest.Sequence(rows)}})
	require.NoError(t, err)
	for _, f := range files {
		require.NoError(t, os.WriteFile(f.Name, f.Data, 0o600))
	}
	for i, f := range formattest.GDAL(t, path, "u") {
		require.Equal(t, rows[i].ID.Text, fmt.Sprint(f.Properties["id"]))
	}
}

// Programs count the bytes of a file in 31 bits.
func TestFilesThatAreTooLong(t *testing.T) {
	in := layerOf("l", field("name", format.Text), with(text(strings.Repeat("x", 200))), with(null))
	shapefile.LimitBytes(t, 402)
	_, err := shapefile.Write("u.shp", []format.Layer{in})
	require.NoError(t, err)
	shapefile.LimitBytes(t, 401)
	_, err = shapefile.Write("u.shp", []format.Layer{in})
	const other = "; write another format, such as GeoPackage"
	require.EqualError(t, err, "u.dbf: it would have 402 bytes, and may have 401"+other)
	shapefile.LimitBytes(t, 155)
	_, err = shapefile.Write("u.shp", []format.Layer{in})
	require.EqualError(t, err, "u.shp: it would have 156 bytes, and may have 155"+other)
}

// Names of fields are ten letters of ASCII, no two of them the same but for capitals; those that are such names stay,
// and a table tells the others.
func TestNamesOfFields(t *testing.T) {
	names := []string{"population_2020", "population", "population_2021", "Население", "название", "Название",
		"Жұмыскер саны", "name", "NAME", "", "", "élu", "a-b", "漢字", "щётка", "ОКТМО"}
	var fields []format.Field
	var values []input.Value
	for _, n := range names {
		fields = append(fields, format.Field{Name: n})
		values = append(values, text(n))
	}
	files, err := shapefile.Write("u.shp", []format.Layer{layerOf("l", fields, with(values...))})
	require.NoError(t, err)
	l, features := read(t, together(inMemory(files)), format.Options{})
	var got []string
	for _, f := range l.Fields {
		got = append(got, f.Name)
	}
	require.Equal(t, []string{"populati_1", "population", "populati_2", "Naselenie", "nazvanie", "Nazvanie_1",
		"Zhumysker_", "name", "NAME_1", "field", "field_1", "elu", "a_b", "__", "shchetka", "OKTMO"}, got)
	for k, n := range names {
		if n != "" {
			require.Equal(t, text(n), features[0].Values[k])
		}
	}
	require.Equal(t, "u.fields.csv", files[5].Name)
	require.Equal(t, "field,name\npopulati_1,population_2020\npopulation,population\npopulati_2,population_2021\n"+
		"Naselenie,Население\nnazvanie,название\nNazvanie_1,Название\nZhumysker_,Жұмыскер саны\nname,name\nNAME_1,NAME\n"+
		"field,\nfield_1,\nelu,élu\na_b,a-b\n__,漢字\nshchetka,щётка\nOKTMO,ОКТМО\n", string(files[5].Data))
}

// One layer has the name given; several have their own behind it.
func TestNamesOfFiles(t *testing.T) {
	names := func(name string, layers ...string) (out []string) {
		var all []format.Layer
		for _, l := range layers {
			all = append(all, layerOf(l, field("id", format.Text), with(text("a"))))
		}
		files, err := shapefile.Write(name, all)
		require.NoError(t, err)
		for _, f := range files {
			out = append(out, f.Name)
		}
		return out
	}
	require.Equal(t, []string{"u.shp", "u.shx", "u.dbf", "u.prj", "u.cpg"}, names("u.shp", "whatever"))
	require.Equal(t, []string{"U.SHP", "U.shx", "U.dbf", "U.prj", "U.cpg"}, names("U.SHP", "whatever"))
	require.Equal(t, []string{"u", "u.shx", "u.dbf", "u.prj", "u.cpg"}, names("u", "whatever"))
	several := names("u.shp", "a/../b", "Округа", "округа", "")
	require.Len(t, several, 20)
	require.Equal(t, []string{"u_a____b.shp", "u_Okruga.shp", "u_okruga_1.shp", "u_field.shp"},
		[]string{several[0], several[5], several[10], several[15]})
	require.Equal(t, "u_okruga_1.cpg", several[14])
}

// Numbers have the width and decimals that they need, and their digits; very long ones have an exponent.
func TestNumbersAsWritten(t *testing.T) {
	for _, c := range []struct {
		of                  format.Type
		in, want            []string
		kind, width, places byte
	}{
		{format.Integer, []string{"1", "-20", ""}, []string{"  1", "-20", "   "}, 'N', 3, 0},
		{format.Integer, []string{"", ""}, []string{" ", " "}, 'N', 1, 0},
		{format.Integer, []string{"5e3", "1.5"}, []string{"5000", " 1.5"}, 'N', 4, 1},
		{format.Real, []string{"1", "2"}, []string{"  1", "  2"}, 'N', 3, 1},
		{format.Real, []string{"0.25", "-1234.5"}, []string{"   0.25", "-1234.5"}, 'N', 7, 2},
		{format.Real, []string{"1e-7", "12"}, []string{"0.0000001", "       12"}, 'N', 9, 7},
		{format.Real, []string{"1.50e1"}, []string{"15.0"}, 'N', 4, 1},
		{format.Real, []string{"0.1234567890123456789"}, []string{"0.1234567890123456789"}, 'N', 21, 19},
		{format.Real, []string{"1e300", "2.5"}, []string{"1e300", "  2.5"}, 'F', 5, 1},
		{format.Real, []string{"-25e-300"}, []string{"-2.5e-299"}, 'F', 9, 1},
		{format.Real, []string{"0e99", "-0.000"}, []string{"     0", "-0.000"}, 'N', 6, 3},
		{format.Real, []string{"0." + strings.Repeat("0", 40) + "12"}, []string{"1.2e-41"}, 'F', 7, 1},
		{format.Real, []string{"1" + strings.Repeat("0", 40)}, []string{"1e40"}, 'F', 4, 1},
	} {
		var rows []format.Feature
		for _, s := range c.in {
			v := number(s)
			if s == "" {
				v = null
			}
			rows = append(rows, with(v))
		}
		files, err := shapefile.Write("u.shp", []format.Layer{layerOf("l", field("n", c.of), rows...)})
		require.NoError(t, err)
		dbf := files[2].Data
		require.Equal(t, []byte{c.kind, c.width, c.places}, []byte{dbf[32+11], dbf[32+16], dbf[32+17]}, c.in)
		var got []string
		for i := range c.in {
			from := 65 + i*(1+int(c.width)) + 1
			got = append(got, string(dbf[from:from+int(c.width)]))
		}
		require.Equal(t, c.want, got)
	}
}

// Every code page that a table may name is known.
func TestPagesOfDriversAreKnown(t *testing.T) {
	for driver, page := range shapefile.DriverPages() {
		e, err := charset.Named(fmt.Sprint(page))
		require.NoError(t, err, "%02x: %d", driver, page)
		require.False(t, e.IsZero())
	}
}

// A shape is written as Esri's description says (page 8, Polygon), outer ring clockwise.
func TestBytesOfAPolygon(t *testing.T) {
	shape := orb.Polygon{box(0, 0, 2, false), box(0, 0, 1, false)}
	in := layerOf("l", nil, format.Feature{Geometry: shape}, format.Feature{})
	files, err := shapefile.Write("u.shp", []format.Layer{in})
	require.NoError(t, err)
	want := raw(5, rawParts(5, box(0, 0, 2, true), box(0, 0, 1, false)), make([]byte, 4))
	bounds := rawPoints(nil, orb.Point{-2, -2}, orb.Point{2, 2})
	copy(want[36:], bounds)
	copy(want[112:], bounds)
	require.Equal(t, want, files[0].Data)
	require.Equal(t, []int{100, len(want) - 12}, places(files[1].Data))
	require.True(t, slices.Equal(files[1].Data[36:68], bounds))
}

// places are those of an index.
func places(shx []byte) (out []int) {
	for b := shx[100:]; len(b) >= 8; b = b[8:] {
		out = append(out, 2*int(b[3])+512*int(b[2]))
	}
	return out
}
