package wkt

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
)

// written makes the bytes of a table.
func written(t require.TestingT, l format.Layer) []byte {
	return formattest.Written(t, Write, "made.csv", l)
}

// expected is a layer as it is read again: of texts, or of numbers where all of a field look like some.
func expected(l format.Layer, all []format.Feature) (fields []format.Field, features []format.Feature) {
	for k, f := range l.Fields {
		var seen rows.Digits
		for _, x := range all {
			if v := x.Values[k]; !v.Absent() {
				seen.See(v.Text)
			}
		}
		fields = append(fields, format.Field{Name: f.Name, Type: seen.Type()})
	}
	for _, x := range all {
		y := format.Feature{Geometry: x.Geometry, Values: []input.Value{}}
		for k, v := range x.Values {
			switch {
			case v.Absent():
				v = input.Value{Kind: input.Null}
			case fields[k].Type == format.Text:
				v.Kind = input.Text
			default:
				v.Kind = input.Number
			}
			y.Values = append(y.Values, v)
		}
		features = append(features, y)
	}
	return fields, features
}

// What is written is read again, and the same layers give the same bytes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, all := formattest.Layer(t, "a", 6)
		data := written(t, l)
		require.Equal(t, data, written(t, l))
		got := read(t, string(data))
		fields, features := expected(l, all)
		require.Equal(t, "a", got.Name)
		require.Equal(t, "UTF-8", got.Encoding)
		require.Empty(t, got.CRS)
		require.Empty(t, got.Notes)
		require.Equal(t, fields, got.Fields)
		require.Equal(t, features, formattest.Collect(t, got))
		require.Equal(t, features, formattest.Collect(t, got), "the second time")
	})
}

// Every byte of a small table, and the names of several.
func TestBytes(t *testing.T) {
	a := format.Layer{Name: "a", Fields: []format.Field{{Name: "name"}, {Name: "n", Type: format.Integer}},
		Features: formattest.Sequence([]format.Feature{
			{ID: formattest.Text("KZ-10"), Geometry: orb.Polygon{{{70.5, 1e-7}, {71, 0}, {71, 1}, {70.5, 1e-7}}},
				Values: []input.Value{formattest.Text("Абай, \"x\"\ny"), formattest.Number("12")}},
			{ID: formattest.Number("7"), Geometry: orb.MultiPoint{{1, 2}, {3, 4}}, Values: []input.Value{{Kind: input.NaN}, {}}},
			{Geometry: orb.MultiPolygon{}, Values: []input.Value{formattest.Text(""), {}}}})}
	b := format.Layer{Name: "б/в", Fields: []format.Field{{Name: "WKT"}, {}, {Name: "x"}, {Name: "x"}},
		Features: formattest.Sequence([]format.Feature{{Geometry: orb.Point{1, 2}, Values: make([]input.Value, 4)}})}
	bare := format.Layer{Name: "A", Features: formattest.Sequence([]format.Feature{{}, {Geometry: orb.Point{1, 2}}, {}})}
	table := format.Layer{Name: "t", Fields: []format.Field{{Name: "n"}},
		Features: formattest.Sequence([]format.Feature{{Values: make([]input.Value, 1)},
			{Values: []input.Value{formattest.Truth(true)}}})}
	files, err := Write("made.csv", []format.Layer{a, b, bare, table})
	require.NoError(t, err)
	require.Equal(t, []format.File{
		{Name: "made-a.csv", Data: []byte("name,n,id,wkt\n\"Абай, \"\"x\"\"\ny\",12,KZ-10,\"POLYGON ((70.5 0.0000001,71 " +
			"0,71 1,70.5 0.0000001))\"\n,,7,\"MULTIPOINT ((1 2),(3 4))\"\n,,,\n")},
		{Name: "made-б_в.csv", Data: []byte("WKT,column_2,x,x_2,geometry\n,,,,POINT (1 2)\n")},
		{Name: "made-A-2.csv", Data: []byte("wkt\n\"\"\nPOINT (1 2)\n\"\"\n")},
		{Name: "made-t.csv", Data: []byte("n\n\"\"\ntrue\n")},
	}, files)
	for i, n := range []int{3, 1, 3, 2} {
		require.Len(t, formattest.Collect(t, read(t, string(files[i].Data))), n)
	}
	require.Equal(t, "wkt_3", free([]string{"wkt", "GEOMETRY", "geom", "the_geom", "shape", "wkt_2"}))
}

func TestWriteFaults(t *testing.T) {
	formattest.Refused(t, Write, "made.csv", map[string][]format.Layer{
		"made.csv: there is no layer to write": nil,
		"made.csv: features[0] a: a coordinate is NaN": {{Name: "a",
			Features: formattest.Sequence([]format.Feature{{Geometry: orb.Point{math.NaN(), 1}}})}},
		"it has 1 value, the layer 0 fields": {{Name: "a",
			Features: formattest.Sequence([]format.Feature{{Values: make([]input.Value, 1)}})}},
	})
}

// What another writer of well-known text makes of any geometry, we read as it was, and it reads what we write.
func TestOrb(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := formattest.Geometry(t)
		if g == nil {
			return
		}
		theirs := orbText(t, g)
		for _, text := range []string{theirs, strings.ToLower(theirs), " " + strings.ReplaceAll(theirs, ",", " ,\n") + "\t",
			"SRID=4326;" + theirs, string(encode(nil, g))} {
			s := parse(text)
			require.Empty(t, s.Problem.String(), text)
			require.Equal(t, g, s.geometry, text)
			require.False(t, s.Measured || s.Part || s.Unclosed > 0)
		}
		require.Equal(t, g, orbRead(t, string(encode(nil, g))))
	})
}

// Any geometry is read with heights and measures, which are told, in any notation.
func TestHeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := formattest.Geometry(t)
		if g == nil {
			return
		}
		n := rapid.IntRange(1, 2).Draw(t, "more")
		more := strings.Repeat(" "+strconv.FormatFloat(rapid.Float64Range(-9, 9).Draw(t, "z"), 'g', -1, 64), n)
		text := heighten.ReplaceAllString(string(encode(nil, g)), "$1"+more+"$2")
		for _, mark := range []string{" ", " Z ", "Z ", "zm", " M", "ZM "} {
			s := parse(strings.Replace(text, " (", mark+"(", 1))
			require.Empty(t, s.Problem.String(), text)
			require.Equal(t, g, s.geometry)
			require.True(t, s.Measured)
		}
	})
}
