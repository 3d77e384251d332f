package districts

import (
	"encoding/json"
	"math"

	"github.com/paulmach/orb/geojson"
)

// GeoJSON is the plan as RFC 7946: one feature a district, its outline dissolved from the units' own lines.
func (p *Plan) GeoJSON() ([]byte, error) {
	fc := geojson.NewFeatureCollection()
	for _, d := range p.Districts {
		f := geojson.NewFeature(p.Layer.Topology.Dissolve(d.Units))
		m := p.Measure(d)
		quota, _ := d.Quota.Float64()
		deviation, _ := d.Deviation().Float64()
		f.Properties = geojson.Properties{
			"district": d.Number, "region_id": nil, "centre": p.CentreNames(d), "voters": d.Voters,
			"quota": round(quota, 3), "deviation": round(deviation, 6), "area_km2": round(m.Area/1e6, 3),
			"perimeter_km": round(m.Perimeter/1e3, 3), "polsby_popper": round(m.PolsbyPopper, 6), "units": p.UnitIDs(d),
		}
		if d.Region >= 0 {
			f.Properties["region_id"] = p.Layer.Regions[d.Region].ID
		}
		for lang, n := range d.Names {
			f.Properties["name_"+lang] = n
		}
		fc.Append(f)
	}
	return json.Marshal(fc)
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
