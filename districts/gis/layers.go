// Package gis is a plan as the layers of other programs: districts and units, with a style and a title.
package gis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
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
// property here, since most formats have none: which units a district has is said by the units, and the names of its
// largest settlements are one text. Districts are drawn in the fills of maps and labelled by their numbers.
func Layers(p *districts.Plan, lang string) []format.Layer {
	us := geojson.LayerOf(Units, p.UnitFeatures())
	us.Title, us.About, us.Lang = locale.Of(lang).Must("publish.Units"), title(p, lang), lang
	us.Style = &format.Style{Line: "#808080", Width: 0.15}
	return []format.Layer{districtLayer(p, lang, nil), us}
}

// title is that of the plan's scenario in a language, "" where it has none.
func title(p *districts.Plan, lang string) string {
	if p.Scenario == nil {
		return ""
	}
	return p.Scenario.Title.Among(lang, p.Scenario.Languages...)
}

// districtLayer are the districts with their style. What label gives, where it is not nil, is the first of their
// properties, and what they are labelled by in place of their numbers.
func districtLayer(p *districts.Plan, lang string, label func(districts.District) geojson.Property) format.Layer {
	class, classes := colouring.Of(p)
	tints := drawing.Tints(classes)
	style := &format.Style{Label: "district", Field: colour, Fills: map[string]string{}, Line: "#000000", Width: 0.5}
	for _, c := range class {
		fill := tints[c%len(tints)]
		style.Fills[strconv.Itoa(c+1)] = fmt.Sprintf("#%02x%02x%02x", fill.R, fill.G, fill.B)
	}
	l := geojson.LayerOf(Districts, func(yield func(geojson.Feature) bool) {
		d := 0
		for f := range p.DistrictFeatures() {
			f.Properties = slices.DeleteFunc(f.Properties, func(x geojson.Property) bool { return x.Key == "units" })
			for i, x := range f.Properties {
				if names, ok := x.Value.([]string); ok {
					f.Properties[i].Value = strings.Join(names, ", ")
				}
			}
			if label != nil {
				first := label(p.Districts[d])
				style.Label = first.Key
				f.Properties = slices.Insert(f.Properties, 0, first)
			}
			f.Properties = append(f.Properties, geojson.Property{Key: colour, Value: class[d] + 1})
			if d++; !yield(f) {
				return
			}
		}
	})
	l.Title, l.About, l.Lang, l.Style = locale.Of(lang).Must("maps.Districts"), title(p, lang), lang, style
	return l
}
