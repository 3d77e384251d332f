// Package formattest has what the tests of formats have in common: random layers, and what other programs read.
package formattest

import (
	"encoding/json"
	"iter"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// Text is a value that is a text.
func Text(s string) input.Value { return input.Value{Kind: input.Text, Text: s} }

// Number is a value that is a number of these digits.
func Number(s string) input.Value { return input.Value{Kind: input.Number, Text: s} }

// Truth is a value that is true or false.
func Truth(b bool) input.Value { return input.Value{Kind: input.Other, Text: strconv.FormatBool(b)} }

// Sequence gives features one by one.
func Sequence(all []format.Feature) iter.Seq2[format.Feature, error] {
	return func(yield func(format.Feature, error) bool) {
		for _, f := range all {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// Collect are the features of a layer, none of which is wrong.
func Collect(t require.TestingT, l format.Layer) []format.Feature {
	var all []format.Feature
	for f, err := range l.Features {
		require.NoError(t, err)
		all = append(all, f)
	}
	require.Len(t, all, l.Count)
	return all
}

// Told is what is said of layers in order: notes, and errors of features, which are faults that name the file.
func Told(t require.TestingT, layers []format.Layer) []string {
	var all []string
	for _, l := range layers {
		for _, n := range l.Notes {
			require.NotEmpty(t, n.File)
			all = append(all, n.Error())
		}
		for _, err := range l.Features {
			if err != nil {
				var f fault.Fault
				require.ErrorAs(t, err, &f)
				require.True(t, f.HasFeature && f.File != "" && f.Kind != "" && !f.Remedy.Empty(), err)
				all = append(all, err.Error())
			}
		}
	}
	return all
}

// Example is a layer of up to six features that Layer draws, always the same for the same seed.
func Example(seed int) (l format.Layer, all []format.Feature) {
	rapid.Custom(func(t *rapid.T) int {
		l, all = Layer(t, "a", 6)
		return 0
	}).Example(seed)
	return l, all
}

// Layer draws a layer of up to so many features with fields of every type and geometry of every kind. Texts have
// anything in them that XML has too.
func Layer(t *rapid.T, name string, most int) (format.Layer, []format.Feature) {
	l := format.Layer{Name: name}
	for i := range rapid.IntRange(0, 7).Draw(t, "fields") {
		l.Fields = append(l.Fields, format.Field{Name: rapid.SampledFrom([]string{"a", "B c", "ауданы", "x,y", "ә\"б"}).
			Draw(t, "name") + strconv.Itoa(i), Type: format.Type(rapid.IntRange(0, 5).Draw(t, "type"))})
	}
	all := make([]format.Feature, rapid.IntRange(1, most).Draw(t, "features"))
	for i := range all {
		all[i] = format.Feature{Geometry: Geometry(t), Values: make([]input.Value, len(l.Fields))}
		for k, f := range l.Fields {
			if rapid.IntRange(0, 5).Draw(t, "empty") == 0 {
				all[i].Values[k] = input.Value{Kind: input.Null}
				continue
			}
			all[i].Values[k] = value(t, f.Type)
		}
	}
	l.Count, l.Features = len(all), Sequence(all)
	return l, all
}

func value(t *rapid.T, of format.Type) input.Value {
	switch of {
	case format.Integer:
		return Number(strconv.FormatInt(rapid.Int64().Draw(t, "whole"), 10))
	case format.Real:
		return Number(rapid.SampledFrom([]string{"1.50", "-0.25", "1e-07", "12345678901234567890.5", "-2.5e+300"}).
			Draw(t, "real"))
	case format.Boolean:
		return Truth(rapid.Bool().Draw(t, "truth"))
	case format.Date:
		return Text(day(t).Format(time.DateOnly))
	case format.Time:
		return Text(day(t).Format(time.RFC3339))
	}
	return Text(rapid.StringMatching(`[a-zА-яқҢ0-9 ,;<&>"'\n\t\\№😀]{0,8}[a-z"<]`).Draw(t, "text"))
}

func day(t *rapid.T) time.Time {
	return time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "day"), 0).UTC()
}

// Geometry draws a geometry of any kind, or none, in degrees with all digits.
func Geometry(t *rapid.T) orb.Geometry {
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return at(t)
	case 1:
		return orb.MultiPoint(several(t, at))
	case 2:
		return line(t)
	case 3:
		return orb.MultiLineString(several(t, line))
	case 4:
		return polygon(t)
	case 5:
		return orb.MultiPolygon(several(t, polygon))
	}
	return nil
}

// several draws up to three of something.
func several[T any](t *rapid.T, one func(*rapid.T) T) (all []T) {
	for range rapid.IntRange(1, 3).Draw(t, "parts") {
		all = append(all, one(t))
	}
	return all
}

func at(t *rapid.T) orb.Point {
	return orb.Point{rapid.Float64Range(-175, 175).Draw(t, "x"), rapid.Float64Range(-85, 85).Draw(t, "y")}
}

func line(t *rapid.T) orb.LineString {
	l := orb.LineString{at(t), at(t)}
	for range rapid.IntRange(0, 3).Draw(t, "more") {
		l = append(l, at(t))
	}
	return l
}

// polygon is an area without a dent, and perhaps a hole of the same form in it.
func polygon(t *rapid.T) orb.Polygon {
	o, n, size := at(t), rapid.IntRange(3, 8).Draw(t, "corners"), rapid.Float64Range(0.01, 4).Draw(t, "size")
	ring := func(size float64) (r orb.Ring) {
		for i := range n {
			angle := 2 * math.Pi * float64(i) / float64(n)
			r = append(r, orb.Point{o[0] + size*math.Cos(angle), o[1] + size*math.Sin(angle)})
		}
		return append(r, r[0])
	}
	p := orb.Polygon{ring(size)}
	if rapid.Bool().Draw(t, "hole") {
		hole := ring(size / 3)
		slices.Reverse(hole)
		p = append(p, hole)
	}
	return p
}

// Long is a text of so many of a part, between a beginning and an end.
func Long(begin, part string, n int, end string) string { return begin + strings.Repeat(part, n) + end }

// Near sees to it that a geometry is the same as another but for the last of 15 digits.
func Near(t require.TestingT, want, got orb.Geometry, says ...any) {
	a, x := takenApart(t, want)
	b, y := takenApart(t, got)
	require.Equal(t, a, b, says...)
	require.InDeltaSlice(t, x, y, 1e-12, says...)
}

// takenApart is how a geometry is put together, and its coordinates. It takes them from the text that orb writes, so
// that it shares nothing with what it is a witness of.
func takenApart(t require.TestingT, g orb.Geometry) (form string, all []float64) {
	text, err := json.Marshal(geojson.NewGeometry(g))
	require.NoError(t, err)
	for _, s := range decimal.FindAllString(string(text), -1) {
		x, err := strconv.ParseFloat(s, 64)
		require.NoError(t, err)
		all = append(all, x)
	}
	return decimal.ReplaceAllString(string(text), "x"), all
}

// decimal is a number as JSON has it.
var decimal = regexp.MustCompile(`-?\d+(\.\d+)?([eE][-+]?\d+)?`)
