package districts

import (
	"bytes"
	"encoding/csv"
	"iter"
	"strconv"

	"github.com/okrug/okrug/geo/format/geojson"
)

// UnitTable is the plan as a table of its units, in the layer's order: unit_id, district (empty for none), region_id,
// the names in every language of the scenario, kind and voters with their status, and those of them that are without
// territory where there are any.
func (p *Plan) UnitTable() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer does not fail, so neither does the writer.
	head := []string{"unit_id", "district", "region_id"}
	for _, lang := range p.languages() {
		head = append(head, "name_"+lang)
	}
	head = append(head, "kind", "voters", "voters_status")
	elsewhere := p.Layer.ElsewhereOf()
	if elsewhere != nil {
		head = append(head, "voters_elsewhere")
	}
	_ = w.Write(head)
	for u, x := range p.Layer.Units {
		row := []string{x.ID, "", x.RegionID}
		if d := p.Of[u]; d != Unassigned {
			row[1] = strconv.Itoa(p.Districts[d].Number)
		}
		for _, lang := range p.languages() {
			row = append(row, x.Names.Among(lang, p.languages()...))
		}
		row = append(row, x.Kind, strconv.FormatInt(x.Voters, 10), x.VotersStatus)
		if elsewhere != nil {
			row = append(row, strconv.FormatInt(elsewhere[u], 10))
		}
		_ = w.Write(row)
	}
	w.Flush()
	return b.Bytes()
}

// UnitGeoJSON is UnitTable with the outlines of the units (RFC 7946); the district of a unit without one is null.
func (p *Plan) UnitGeoJSON() ([]byte, error) {
	var b bytes.Buffer
	if err := geojson.WriteFeatures(&b, "units", decimals, p.UnitFeatures()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// UnitFeatures are the units with their districts, in the layer's order.
func (p *Plan) UnitFeatures() iter.Seq[geojson.Feature] {
	elsewhere, computed := p.Layer.ElsewhereOf(), p.Layer.HasComputed()
	return func(yield func(geojson.Feature) bool) {
		for u, x := range p.Layer.Units {
			list := []geojson.Property{{Key: "unit_id", Value: x.ID}, {Key: "district", Value: nil},
				{Key: "region_id", Value: x.RegionID}}
			if d := p.Of[u]; d != Unassigned {
				list[1].Value = p.Districts[d].Number
			}
			for _, lang := range p.languages() {
				list = append(list, geojson.Property{Key: "name_" + lang, Value: x.Names.Among(lang, p.languages()...)})
			}
			list = append(list, geojson.Property{Key: "kind", Value: x.Kind}, geojson.Property{Key: "voters", Value: x.Voters},
				geojson.Property{Key: "voters_status", Value: x.VotersStatus})
			if elsewhere != nil {
				list = append(list, geojson.Property{Key: "voters_elsewhere", Value: elsewhere[u]})
			}
			if computed {
				list = append(list, geojson.Property{Key: "computed_lines", Value: x.Computed()})
			}
			if !yield(geojson.Feature{Geometry: p.Layer.Topology.Face(u), Properties: list}) {
				return
			}
		}
	}
}
