package shapefile_test

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/testdata"
)

// unit is the step of random positions, which decimal numbers of a few digits hold exactly.
const unit = 1.0 / 64

// place is a random position in longitude and latitude.
func place(t *rapid.T) orb.Point {
	return orb.Point{float64(rapid.IntRange(-180*64, 180*64).Draw(t, "x")) * unit,
		float64(rapid.IntRange(-90*64, 90*64).Draw(t, "y")) * unit}
}

// square is a ring around a middle, begun anywhere and run either way.
func square(t *rapid.T, x, y, half float64) orb.Ring {
	corners := []orb.Point{{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}}
	if rapid.Bool().Draw(t, "clockwise") {
		corners[1], corners[3] = corners[3], corners[1]
	}
	first := rapid.IntRange(0, 3).Draw(t, "first corner")
	var r orb.Ring
	for k := range 5 {
		r = append(r, corners[(first+k)%4])
	}
	return r
}

// area is a random area of squares apart from one another, with holes, islands in the holes, and holes in those.
func area(t *rapid.T) orb.Geometry {
	some := func(what string) bool { return rapid.Bool().Draw(t, what) }
	var all orb.MultiPolygon
	for k := range rapid.IntRange(1, 3).Draw(t, "squares") {
		x := float64(-100 + 40*k)
		outer := orb.Polygon{square(t, x, 0, 16)}
		if some("hole") {
			outer = append(outer, square(t, x-8, 9, 4))
		}
		if some("hole for an island") {
			outer = append(outer, square(t, x, -8, 6))
			if some("island") {
				island := orb.Polygon{square(t, x, -8, 3)}
				if some("hole of the island") {
					island = append(island, square(t, x, -8, 1))
				}
				all = append(all, island)
			}
		}
		all = append(all, outer)
	}
	if len(all) == 1 && some("single") {
		return all[0]
	}
	return all
}

func line(t *rapid.T) orb.LineString {
	return rapid.SliceOfN(rapid.Custom(place), 2, 6).Draw(t, "line")
}

// geometry is one of a kind.
func geometry(t *rapid.T, kind string) orb.Geometry {
	if rapid.IntRange(0, 7).Draw(t, "geometry") == 0 {
		return nil
	}
	switch kind {
	case "point":
		return place(t)
	case "points":
		return orb.MultiPoint(rapid.SliceOfN(rapid.Custom(place), 1, 5).Draw(t, "points"))
	case "lines":
		if rapid.Bool().Draw(t, "single") {
			return line(t)
		}
		return orb.MultiLineString(rapid.SliceOfN(rapid.Custom(line), 1, 3).Draw(t, "lines"))
	}
	return area(t)
}

// letters are what random texts are made of, those of several scripts and what CSV and JSON must mind.
var letters = []rune("aZ09 _.,;\"'\\/\n\t«»№–éßӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЖжЩщЪъ漢字😀")

// value is one of a type of field.
func value(t *rapid.T, of format.Type) input.Value {
	if rapid.IntRange(0, 5).Draw(t, "absent") == 0 {
		return input.Value{Kind: rapid.SampledFrom([]input.Kind{input.Missing, input.Null, input.NaN}).Draw(t, "kind")}
	}
	day := time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "seconds"), 0).UTC()
	switch of {
	case format.Integer:
		return number(strconv.FormatInt(rapid.Int64().Draw(t, "integer"), 10))
	case format.Real:
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 0:
			return number(strconv.FormatFloat(rapid.Float64().Draw(t, "real"), 'g', -1, 64))
		case 1:
			return number(strconv.FormatFloat(rapid.Float64Range(-1e6, 1e6).Draw(t, "real"), 'f', -1, 64))
		}
		return number(rapid.StringMatching(`-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?(e[+-]?[0-9]{1,2})?`).Draw(t, "real"))
	case format.Boolean:
		return input.Value{Kind: input.Other, Text: strconv.FormatBool(rapid.Bool().Draw(t, "boolean"))}
	case format.Date:
		return text(day.Format(time.DateOnly))
	case format.Time:
		return text(day.Format(time.RFC3339))
	}
	s := rapid.StringOfN(rapid.SampledFrom(letters), 0, 60, 254).Draw(t, "text")
	return text(strings.TrimRight(s, " "))
}

// fieldName is a name as files have them, long ones and Cyrillic ones too.
func fieldName(t *rapid.T) string {
	return rapid.SampledFrom([]string{"id", "ID", "name", "name_kk", "population", "population_2020", "Название",
		"название", "Қала атауы", "voters", "a b", "", "1", "élu", "_", "POPULATION_2021"}).Draw(t, "name")
}

// layer is a random layer of one kind of geometry, with one shape at least.
func layer(t *rapid.T) format.Layer {
	kind := rapid.SampledFrom([]string{"point", "points", "lines", "areas"}).Draw(t, "kind")
	var fields []format.Field
	for range rapid.IntRange(0, 6).Draw(t, "fields") {
		fields = append(fields, format.Field{Name: fieldName(t),
			Type: format.Type(rapid.IntRange(int(format.Text), int(format.Time)).Draw(t, "type"))})
	}
	var features []format.Feature
	some := false
	for range rapid.IntRange(1, 6).Draw(t, "features") {
		f := format.Feature{Geometry: geometry(t, kind)}
		some = some || f.Geometry != nil
		for _, c := range fields {
			f.Values = append(f.Values, value(t, c.Type))
		}
		features = append(features, f)
	}
	for !some {
		features[0].Geometry = geometry(t, kind)
		some = features[0].Geometry != nil
	}
	return layerOf("layer", fields, features...)
}

// What is written is read back: shapes, values by their worth, names by their table; and the same layer makes the same
// bytes.
func TestRoundTrip(t *testing.T) {
	renamed, nested := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		in := layer(t)
		files, err := shapefile.Write("units.shp", []format.Layer{in})
		require.NoError(t, err)
		again, err := shapefile.Write("units.shp", []format.Layer{in})
		require.NoError(t, err)
		require.Equal(t, files, again)
		require.Equal(t, "units.shp", files[0].Name)

		made := inMemory(files)
		out, features := read(t, together(made), format.Options{})
		require.Empty(t, notes(out))
		require.Equal(t, "units", out.Name)
		require.Contains(t, out.CRS, "GCS_WGS_1984")
		require.Equal(t, in.Count, out.Count)
		names := originalNames(t, made, out)
		if made["units.fields.csv"] != nil {
			renamed++
		}
		if len(in.Fields) > 0 {
			require.Len(t, out.Fields, len(in.Fields))
		}
		seen := map[string]bool{}
		for k, f := range out.Fields {
			require.Regexp(t, `^[A-Za-z0-9_]{1,10}$`, f.Name)
			require.False(t, seen[strings.ToLower(f.Name)])
			seen[strings.ToLower(f.Name)] = true
			if len(in.Fields) == 0 {
				require.Equal(t, format.Field{Name: "FID", Type: format.Integer}, f)
				continue
			}
			require.Equal(t, in.Fields[k].Name, names[k])
			want := in.Fields[k].Type
			if want == format.Time {
				want = format.Text // a table has no type for it
			}
			require.Equal(t, want, f.Type)
		}
		row := 0
		for f := range in.Features {
			got := features[row]
			if m, ok := f.Geometry.(orb.MultiPolygon); ok && len(m) > 1 {
				nested++
			}
			require.Equal(t, plainly(f.Geometry), plainly(got.Geometry))
			requireWound(t, got.Geometry)
			for k, v := range f.Values {
				requireValue(t, in.Fields[k].Type, v, got.Values[k])
			}
			row++
		}
	})
	testdata.Enough(t, "layers with names that a table cannot hold", renamed, 20)
	testdata.Enough(t, "areas of several parts", nested, 20)
}

// requireValue compares a value with what was read of it.
func requireValue(t require.TestingT, of format.Type, want, got input.Value) {
	switch {
	case want.Absent(), of == format.Text && want.Text == "":
		require.Equal(t, null, got)
	case of == format.Integer, of == format.Real:
		require.Equal(t, input.Number, got.Kind)
		requireNumber(t, want.Text, got.Text)
	default:
		require.Equal(t, want, got)
	}
}

// originalNames are those of a layer's fields before they were written.
func originalNames(t require.TestingT, made map[string][]byte, l format.Layer) []string {
	rows, err := csv.NewReader(bytes.NewReader(made["units.fields.csv"])).ReadAll()
	require.NoError(t, err)
	var names []string
	for k, f := range l.Fields {
		name := f.Name
		if rows != nil {
			require.Len(t, rows, len(l.Fields)+1)
			require.Equal(t, f.Name, rows[k+1][0])
			name = rows[k+1][1]
		}
		names = append(names, name)
	}
	return names
}
