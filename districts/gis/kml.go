package gis

import (
	"cmp"
	"fmt"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/format/kml"
	"github.com/okrug/okrug/geo/locale"
)

// KML is the plan for map viewers: one placemark a district, named by its number and name in lang, with the properties
// of plan.geojson as data. The lines are those of the units, vertex for vertex, in longitude and latitude on WGS 84;
// the description says that the text of the act prevails.
func KML(p *districts.Plan, lang string) ([]byte, error) {
	var languages []string
	if p.Scenario != nil {
		languages = p.Scenario.Languages
	}
	l := districtLayer(p, lang, func(d districts.District) geojson.Property {
		return geojson.Property{Key: "name", Value: fmt.Sprintf("%d. %s", d.Number, d.Names.Among(lang, languages...))}
	})
	l.Title, l.About = cmp.Or(l.About, l.Title), locale.Of(lang).Must("maps.TextPrevails")
	files, err := kml.Write("plan.kml", []format.Layer{l})
	if err != nil {
		return nil, err
	}
	return files[0].Data, nil
}
