package geopackage

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// collect are the features of a layer, none of which is wrong.
func collect(t require.TestingT, l format.Layer) []format.Feature {
	var all []format.Feature
	for f, err := range l.Features {
		require.NoError(t, err)
		all = append(all, f)
	}
	return all
}

// write makes the bytes of a GeoPackage.
func write(t require.TestingT, layers ...format.Layer) []byte {
	files, err := Write("made.gpkg", layers)
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.Equal(t, "made.gpkg", files[0].Name)
	return files[0].Data
}

// read reads the layers of a GeoPackage that is not wrong.
func read(t require.TestingT, data []byte) []format.Layer {
	layers, err := Read(format.Source{Name: "made.gpkg", Data: data}, format.Options{})
	require.NoError(t, err)
	return layers
}

// What is written is read again, and the same layers give the same bytes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []drawn
		var layers []format.Layer
		for i := range rapid.IntRange(1, 3).Draw(t, "layers") {
			l := drawLayer(t, strconv.Itoa(i), i)
			all, layers = append(all, l), append(layers, l.Layer)
		}
		data := write(t, layers...)
		require.Equal(t, data, write(t, layers...))
		got := read(t, data)
		require.Len(t, got, len(all))
		for i, l := range all {
			fields, features := l.expected()
			g := got[i]
			require.Equal(t, l.Name, g.Name)
			require.Equal(t, fields, g.Fields)
			require.Empty(t, g.Notes)
			require.Equal(t, len(features), g.Count)
			require.Equal(t, []string{l.Title, l.About, l.Lang}, []string{g.Title, g.About, g.Lang})
			spatial := slices.ContainsFunc(features, func(f format.Feature) bool { return f.Geometry != nil })
			require.Equal(t, map[bool]string{true: "EPSG:4326", false: ""}[spatial], g.CRS)
			require.Equal(t, features, collect(t, g))
			require.Equal(t, features, collect(t, g), "the second time")
		}
	})
}

// Reading can be ended at any feature and begun anew.
func TestEndEarly(t *testing.T) {
	l := format.Layer{Name: "t", Fields: []format.Field{{Name: "a", Type: format.Integer}}}
	var all []format.Feature
	for i := range 10 {
		all = append(all, format.Feature{Values: []input.Value{numberValue(strconv.Itoa(i))}})
	}
	l.Features = sequence(all)
	got := read(t, write(t, l))[0]
	for n := range 10 {
		met := 0
		for f, err := range got.Features {
			require.NoError(t, err)
			require.Equal(t, strconv.Itoa(met), f.Values[0].Text)
			if met++; met > n {
				break
			}
		}
		require.Equal(t, n+1, met)
	}
}

// Names that are the standard's own or C cannot hold, that two tables or two fields would have, fields beyond what a
// table can have, values that their fields' type does not have, broken geometry: each is an error that names it.
func TestWriteFaults(t *testing.T) {
	one := func(of format.Type, v input.Value) format.Layer {
		return format.Layer{Name: "t", Fields: []format.Field{{Name: "a", Type: of}},
			Features: sequence([]format.Feature{{ID: textValue("KZ-1"), Values: []input.Value{v}}})}
	}
	named := func(name string, fields ...string) format.Layer {
		l := format.Layer{Name: name, Features: sequence(nil)}
		for _, f := range fields {
			l.Fields = append(l.Fields, format.Field{Name: f})
		}
		return l
	}
	styled := func(s format.Style) format.Layer {
		l := named("t", "a")
		l.Style = &s
		return l
	}
	titled := named("t", "a")
	titled.Title = "a\x01"
	many := make([]string, 1999)
	for i := range many {
		many[i] = "a" + strconv.Itoa(i)
	}
	for want, layers := range map[string][]format.Layer{
		"there is no layer to write":                                   nil,
		"gpkg_t: names that begin with gpkg_ are for":                  {named("gpkg_t")},
		"SQLITE_x: names that begin with sqlite_ are for":              {named("SQLITE_x")},
		"layer_styles: a GeoPackage has another table of the name":     {named("layer_styles")},
		"T: a GeoPackage has another table of the name \"T\"":          {named("t"), named("T")},
		`"a\x00b" is no name that a table can have`:                    {named("a\x00b")},
		`t: "" is no name that a field can have`:                       {named("t", "")},
		`the fields "a" and "A" have one name`:                         {named("t", "a", "A")},
		"it has 1\u00a0999 fields, and a table has 1\u00a0998 at most": {named("t", many...)},
		`the field "a": "x" is no whole number`:                        {one(format.Integer, textValue("x"))},
		`the field "a": "1.5" is no whole number`:                      {one(format.Integer, numberValue("1.5"))},
		`the field "a": "9223372036854775808" is no whole number`: {
			one(format.Integer, numberValue("9223372036854775808"))},
		`the field "a": "1e999" is no number`:            {one(format.Real, numberValue("1e999"))},
		`the field "a": "9007199254740993" is no number`: {one(format.Real, numberValue("9007199254740993"))},
		`the field "a": "1" is neither true nor false`:   {one(format.Boolean, numberValue("1"))},
		`the field "a": "2023-02-29" is no date`:         {one(format.Date, textValue("2023-02-29"))},
		`the field "a": "2023-02-28" is no time`:         {one(format.Time, textValue("2023-02-28"))},
		`"2023-02-28T10:00:00.0001Z" is finer than`: {
			one(format.Time, textValue("2023-02-28T10:00:00.0001Z"))},
		`the field "a": "a\xff" is not text in UTF-8`:          {one(format.Text, textValue("a\xff"))},
		`the field "a": "a\x00b" is not text in UTF-8`:         {one(format.Text, textValue("a\x00b"))},
		"features[0] t (KZ-1): the field \"a\": it is neither": {one(format.Text, input.Value{Kind: input.Other})},
		`its style names the field "b"`:                        {styled(format.Style{Field: "b"})},
		`its style names the field "c"`:                        {styled(format.Style{Label: "c"})},
		`"red" is no colour`:                                   {styled(format.Style{Line: "red"})},
		`"#12345g" is no colour`: {
			styled(format.Style{Fills: map[string]string{"": "#12345g"}})},
		"a line cannot be −1 mm wide":                      {styled(format.Style{Width: -1})},
		`"a\x01" holds a character that XML does not have`: {titled},
	} {
		files, err := Write("made.gpkg", layers)
		require.Nil(t, files, want)
		require.ErrorContains(t, err, want)
		require.True(t, strings.HasPrefix(err.Error(), "made.gpkg: "), err)
		if strings.HasPrefix(want, "the field \"a\"") {
			require.ErrorContains(t, err, "; mend the value, or make the field one of text")
		}
	}
}
