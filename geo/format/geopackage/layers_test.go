package geopackage

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// sequence gives features that are at hand.
func sequence(all []format.Feature) iter.Seq2[format.Feature, error] {
	return func(yield func(format.Feature, error) bool) {
		for _, f := range all {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func textValue(s string) input.Value   { return input.Value{Kind: input.Text, Text: s} }
func numberValue(s string) input.Value { return input.Value{Kind: input.Number, Text: s} }
func boolValue(b bool) input.Value {
	return input.Value{Kind: input.Other, Text: strconv.FormatBool(b)}
}

var null = input.Value{Kind: input.Null}

// square is a ring around a place, wound counter-clockwise.
func square(x, y, half float64) orb.Ring {
	return orb.Ring{{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half},
		{x - half, y - half}}
}

// drawn is a random layer with its features at hand.
type drawn struct {
	format.Layer
	features []format.Feature
}

// drawLayer draws a layer. Names are unlike each other whatever their case.
func drawLayer(t *rapid.T, label string, index int) drawn {
	of := func(name string) string { return label + " " + name }
	word := rapid.StringOfN(rapid.RuneFrom([]rune(`abzXÖ 0_-'".;,Округ№ү`)), 1, 8, -1)
	l := drawn{Layer: format.Layer{Name: "t" + strconv.Itoa(index) + word.Draw(t, of("name"))}}
	for i := range rapid.IntRange(0, 5).Draw(t, of("fields")) {
		name := word.Draw(t, of("field")) + strconv.Itoa(i)
		if rapid.IntRange(0, 5).Draw(t, of("usual")) == 0 {
			name = []string{"id", "fid", "geom", "rowid", "name"}[i]
		}
		l.Fields = append(l.Fields, format.Field{Name: name, Type: format.Type(rapid.IntRange(0, 5).Draw(t, of("type")))})
	}
	ids := rapid.SampledFrom([]string{"none", "numbers", "falling", "again", "texts", "some"}).Draw(t, of("ids"))
	shapes := rapid.SampledFrom([]string{"none", "points", "lines", "areas", "any"}).Draw(t, of("shapes"))
	for i := range rapid.IntRange(0, 5).Draw(t, of("features")) {
		f := format.Feature{ID: drawID(ids, i), Values: make([]input.Value, len(l.Fields)), Geometry: drawShape(t, shapes)}
		for k, x := range l.Fields {
			f.Values[k] = drawValue(t, x.Type)
		}
		l.features = append(l.features, f)
	}
	l.Count, l.Layer.Features = len(l.features), sequence(l.features)
	if rapid.Bool().Draw(t, of("titled")) {
		l.Title, l.About = word.Draw(t, of("title")), word.Draw(t, of("about"))
		l.Lang = rapid.SampledFrom([]string{"", "kk", "ru"}).Draw(t, of("lang"))
	}
	return l
}

func drawID(kind string, i int) input.Value {
	switch {
	case kind == "numbers":
		return numberValue(strconv.Itoa(100 + 7*i))
	case kind == "falling":
		return numberValue(strconv.Itoa(100 - 7*i))
	case kind == "again":
		return numberValue("5")
	case kind == "texts", kind == "some" && i%2 == 1:
		return textValue(fmt.Sprintf("KZ-%d", i))
	}
	return input.Value{}
}

func drawValue(t *rapid.T, of format.Type) input.Value {
	if rapid.IntRange(0, 4).Draw(t, "absent") == 0 {
		return null
	}
	switch of {
	case format.Integer:
		return numberValue(strconv.FormatInt(rapid.Int64().Draw(t, "integer"), 10))
	case format.Real:
		x := rapid.Float64Range(-1e300, 1e300).Draw(t, "real")
		return numberValue(shortest(x + 0)) // which has no sign where it is 0
	case format.Boolean:
		return boolValue(rapid.Bool().Draw(t, "boolean"))
	case format.Date:
		return textValue(drawTime(t).Format(time.DateOnly))
	case format.Time:
		return textValue(drawTime(t).Format("2006-01-02T15:04:05.000Z"))
	}
	return textValue(rapid.StringOfN(rapid.RuneFrom([]rune("aЖү 5\n\t\"'&<")), 0, 12, -1).Draw(t, "text"))
}

func drawTime(t *rapid.T) time.Time {
	return time.UnixMilli(rapid.Int64Range(-2e12, 4e12).Draw(t, "time")).UTC()
}

// drawShape draws a geometry of a family, of one part or of several, or none.
func drawShape(t *rapid.T, family string) orb.Geometry {
	if family == "any" {
		family = rapid.SampledFrom([]string{"points", "lines", "areas"}).Draw(t, "family")
	}
	if family == "none" || rapid.IntRange(0, 5).Draw(t, "nothing") == 0 {
		return nil
	}
	n := rapid.IntRange(1, 3).Draw(t, "parts")
	single := n == 1 && rapid.Bool().Draw(t, "single")
	place := func() orb.Point {
		// in 64ths of a degree, which few digits say exactly
		return orb.Point{float64(rapid.IntRange(-11500, 11500).Draw(t, "x")) / 64,
			float64(rapid.IntRange(-5700, 5700).Draw(t, "y")) / 64}
	}
	var points orb.MultiPoint
	var lines orb.MultiLineString
	var areas orb.MultiPolygon
	for range n {
		p := place()
		points = append(points, p)
		lines = append(lines, orb.LineString{p, place(), place()})
		hole := square(p[0], p[1], 0.25)
		hole.Reverse()
		areas = append(areas, orb.Polygon{square(p[0], p[1], 0.5), hole}[:1+len(points)%2])
	}
	switch {
	case family == "points" && single:
		return points[0]
	case family == "points":
		return points
	case family == "lines" && single:
		return lines[0]
	case family == "lines":
		return lines
	case single:
		return areas[0]
	}
	return areas
}

// expected are the features as a GeoPackage has them: of one type of geometry where they are of one family, and with
// ids that do not number the rows in a field of their own.
func (l drawn) expected() ([]format.Field, []format.Feature) {
	families, multi := map[string]bool{}, false
	numbered, last := true, -1
	given, whole, twin := 0, 0, -1
	for i, f := range l.Fields {
		if strings.EqualFold(f.Name, "id") {
			twin = i
		}
	}
	same := twin >= 0
	for _, f := range l.features {
		if f.Geometry != nil {
			name := f.Geometry.GeoJSONType()
			families[strings.TrimPrefix(name, "Multi")] = true
			multi = multi || strings.HasPrefix(name, "Multi")
		}
		n, err := strconv.Atoi(f.ID.Text)
		if f.ID.Kind == input.Number {
			whole++
		}
		numbered = numbered && err == nil && n > last
		last = n
		if f.ID.Kind != input.Missing {
			given++
		}
		same = same && f.Values[twin].Text == f.ID.Text
	}
	fields := append([]format.Field(nil), l.Fields...)
	apart := !numbered && given > 0 && !same
	if apart {
		name := "id"
		if twin >= 0 {
			name = "feature_id"
		}
		of := format.Text
		if whole == given {
			of = format.Integer
		}
		fields = append(fields, format.Field{Name: name, Type: of})
	}
	var out []format.Feature
	for i, f := range l.features {
		values := append(make([]input.Value, 0, len(f.Values)), f.Values...)
		if apart {
			v := f.ID
			if v.Kind == input.Missing {
				v = null
			}
			values = append(values, v)
		}
		id := f.ID
		if !numbered {
			id = numberValue(strconv.Itoa(i + 1))
		}
		g := f.Geometry
		if len(families) == 1 && multi {
			switch x := g.(type) {
			case orb.Point:
				g = orb.MultiPoint{x}
			case orb.LineString:
				g = orb.MultiLineString{x}
			case orb.Polygon:
				g = orb.MultiPolygon{x}
			}
		}
		out = append(out, format.Feature{ID: id, Values: values, Geometry: g})
	}
	return fields, out
}
