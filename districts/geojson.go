package districts

import (
	"bytes"
	"iter"
	"math"
	"slices"

	"github.com/okrug/okrug/geo/format/geojson"
)

// decimals of coordinates written: 1e-7 degrees is about a centimetre.
const decimals = 7

// GeoJSON is the plan as RFC 7946: one feature a district, its outline dissolved from the units' own lines. Voters are
// whole numbers, deviation a signed fraction of the quota, area and perimeter on the WGS 84 ellipsoid. Where
// settlements are units their number is a property, and the largest are named.
func (p *Plan) GeoJSON() ([]byte, error) {
	var b bytes.Buffer
	if err := geojson.WriteFeatures(&b, "districts", decimals, p.DistrictFeatures()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// DistrictFeatures are the districts with their figures and units, in the order of their numbers.
func (p *Plan) DistrictFeatures() iter.Seq[geojson.Feature] {
	return func(yield func(geojson.Feature) bool) {
		for _, d := range p.Districts {
			if !yield(geojson.Feature{Geometry: p.Layer.Topology.Dissolve(d.Units), Properties: p.properties(d)}) {
				return
			}
		}
	}
}

func (p *Plan) properties(d District) []geojson.Property {
	m := p.Measure(d)
	quota, _ := d.Quota.Float64()
	deviation, _ := d.Deviation().Float64()
	centre := d.CentreName
	list := []geojson.Property{{Key: "district", Value: d.Number}, {Key: "region_id", Value: nil}}
	if d.Region >= 0 {
		list[1].Value = p.Layer.Regions[d.Region].ID
	}
	for _, lang := range p.languages() {
		list = append(list, geojson.Property{Key: "name_" + lang, Value: d.Names[lang]})
	}
	list = append(list, geojson.Property{Key: "centre", Value: centre.Among(p.languages()[0], p.languages()...)})
	for _, lang := range p.languages() {
		list = append(list, geojson.Property{Key: "centre_" + lang, Value: centre.Among(lang, p.languages()...)})
	}
	if d.Seats > 1 {
		list = append(list, geojson.Property{Key: "seats", Value: d.Seats})
	}
	list = append(list,
		geojson.Property{Key: "voters", Value: d.Voters},
		geojson.Property{Key: "quota", Value: round(quota, 3)},
		geojson.Property{Key: "deviation", Value: round(deviation, 6)},
		geojson.Property{Key: "area_km2", Value: round(m.Area/1e6, 3)},
		geojson.Property{Key: "perimeter_km", Value: round(m.Perimeter/1e3, 3)},
		geojson.Property{Key: "polsby_popper", Value: round(m.PolsbyPopper, 6)},
	)
	if all := p.Settlements(d); all != nil {
		list = append(list, geojson.Property{Key: "settlements", Value: len(all)},
			geojson.Property{Key: "largest_settlements", Value: p.settlementNames(d, p.languages()[0])})
	}
	if p.Layer.HasComputed() {
		list = append(list, geojson.Property{Key: "computed_lines", Value: slices.ContainsFunc(d.Units, func(u int) bool {
			return p.Layer.Units[u].Computed()
		})})
	}
	return append(list, geojson.Property{Key: "units", Value: p.UnitIDs(d)})
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
