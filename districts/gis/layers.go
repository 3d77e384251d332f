// Package gis is a plan as the layers of other programs: districts and units, with a style and a title.
package gis

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// The names of the layers.
const (
	Districts = "districts"
	Units     = "units"
)

// colour is the field of a district's colour class: neighbours have different ones.
const colour = "colour"

// Layers are the districts and the units of a plan, with the properties of plan.geojson and units.geojson. Lists are no
// property here, since most formats have none: which units a district has is said by the units. Districts are drawn
// in the fills of maps and labelled by their numbers.
func Layers(p *districts.Plan, lang string) ([]format.Layer, error) {
	all, err := p.GeoJSON()
	if err != nil {
		return nil, err
	}
	units, err := p.UnitGeoJSON()
	if err != nil {
		return nil, err
	}
	ds, err := layer(Districts, all)
	if err != nil {
		return nil, err
	}
	us, err := layer(Units, units)
	if err != nil {
		return nil, err
	}
	class, classes := colouring.Of(p)
	tints := drawing.Tints(classes)
	style := &format.Style{Label: "district", Field: colour, Fills: map[string]string{}, Line: "#000000", Width: 0.5}
	for _, c := range class {
		fill := tints[c%len(tints)]
		style.Fills[strconv.Itoa(c+1)] = fmt.Sprintf("#%02x%02x%02x", fill.R, fill.G, fill.B)
	}
	ds = without(ds, "units", "largest_settlements")
	ds = with(ds, format.Field{Name: colour, Type: format.Integer}, func(i int) input.Value {
		return input.Value{Kind: input.Number, Text: strconv.Itoa(class[i] + 1)}
	})
	ds.Style = style
	us.Style = &format.Style{Line: "#808080", Width: 0.15}
	if p.Scenario != nil {
		title := p.Scenario.Title.In(lang, p.Scenario.Languages...)
		ds.Title, us.Title = locale.Of(lang).Must("maps.Districts"), locale.Of(lang).Must("publish.Units")
		ds.About, us.About = title, title
	}
	ds.Lang, us.Lang = lang, lang
	return []format.Layer{ds, us}, nil
}

// layer reads what the plan writes.
func layer(name string, data []byte) (format.Layer, error) {
	layers, err := geojson.Read(format.Source{Name: name, Data: data}, format.Options{})
	if err != nil {
		return format.Layer{}, err
	}
	layers[0].Name = name
	return layers[0], nil
}

// without is a layer without some fields.
func without(l format.Layer, names ...string) format.Layer {
	var keep []int
	out := l
	out.Fields = nil
	for i, f := range l.Fields {
		if !slices.Contains(names, f.Name) {
			keep = append(keep, i)
			out.Fields = append(out.Fields, f)
		}
	}
	out.Features = func(yield func(format.Feature, error) bool) {
		for f, err := range l.Features {
			values := make([]input.Value, len(keep))
			for i, k := range keep {
				values[i] = f.Values[k]
			}
			f.Values = values
			if !yield(f, err) {
				return
			}
		}
	}
	return out
}

// with is a layer with a field more, whose value of the feature i is of.
func with(l format.Layer, field format.Field, of func(i int) input.Value) format.Layer {
	out := l
	out.Fields = append(slices.Clone(l.Fields), field)
	out.Features = func(yield func(format.Feature, error) bool) {
		i := 0
		for f, err := range l.Features {
			f.Values = append(slices.Clone(f.Values), of(i))
			i++
			if !yield(f, err) {
				return
			}
		}
	}
	return out
}
