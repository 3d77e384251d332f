package report

import (
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Tables are the report's tables: its districts and regions, the checks with what breaks them, the readings of the
// rule, the whole trade-off of each region where that is known, and the settlements of each district where they are
// units. One without rows is no file.
func (r *Report) Tables() []output.Table {
	return []output.Table{r.districtTable(), r.regionTable(), r.CheckTable(), r.ruleTable(), r.tradeOffTable(),
		r.variantTable(), r.settlementTable()}
}

// langs are the languages in which the tables have names.
func (r *Report) langs() output.Languages { return r.Scenario.Languages }

func (r *Report) districtTable() output.Table {
	in := r.langs()
	several := r.Apportionment.PerDistrict > 1
	seats := func(x any) []string {
		if !several { // every district has one, and none is said
			return nil
		}
		return output.Row(x)
	}
	rows := [][]string{output.Row("district", "region_id", in.Heads("name_"), in.Heads("centre_"), "units", seats("seats"),
		"voters", "quota", "deviation", "lower", "upper", "area_km2", "perimeter_km", "polsby_popper", "parts")}
	for _, d := range r.Districts {
		rows = append(rows, output.Row(d.Number, d.RegionID, in.Names(d.Names), in.Names(d.Centre), len(d.Units),
			seats(d.Seats),
			d.Voters, d.Quota, d.Deviation, d.Lower, d.Upper, d.AreaKm2, d.PerimeterKm, d.PolsbyPopper, d.Parts))
	}
	return output.Table{Name: "districts.csv", Rows: rows}
}

func (r *Report) regionTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("region_id", in.Heads("name_"), "units", "voters", "voters_status", "voters_as_of",
		"seats",
		"seats_enacted", "quota", "max_deviation", "border_km", "status", "plans_within_rule", "best_max_deviation")}
	for _, x := range r.Regions {
		enacted := ""
		if x.SeatsEnacted > 0 {
			enacted = strconv.Itoa(x.SeatsEnacted)
		}
		rows = append(rows, output.Row(x.ID, in.Names(x.Names), x.Units, x.Voters, x.VotersStatus, x.VotersAsOf, x.Seats,
			enacted, x.Quota,
			x.MaxDeviation, x.BorderKm, x.Status, x.PlansWithinRule, x.BestMaxDeviation))
	}
	return output.Table{Name: "regions.csv", Rows: rows}
}

// CheckTable has a row for each check that nothing breaks, and one for everything that breaks a check.
func (r *Report) CheckTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("check", "basis", "state", "soft", "kind", "id", in.Heads("name_"), "detail",
		in.Heads("check_name_"))}
	for _, c := range r.Checks {
		if len(c.Subjects) == 0 {
			rows = append(rows, output.Row(c.ID, string(c.Basis), string(c.State), c.Soft, "", "", in.Names(geo.Names{}), "",
				in.Texts(locale.T("report.check."+c.ID))))
		}
		for _, o := range c.Subjects {
			rows = append(rows, output.Row(c.ID, string(c.Basis), string(c.State), c.Soft, o.Kind, o.ID, in.Names(o.Names),
				o.Detail.String(), in.Texts(locale.T("report.check."+c.ID))))
		}
	}
	return output.Table{Name: "checks.csv", Rows: rows}
}

func (r *Report) ruleTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("rule", in.Heads("title_"), "status", "soft", "verdict", "statistic", "value", "limit",
		"margin", "districts_at_fault")}
	for _, x := range r.Rules {
		rows = append(rows, output.Row(x.ID, in.Names(x.Title), x.Status, x.Soft, string(x.Verdict), x.Statistic, x.Value,
			x.Limit, x.Margin, districts.JoinShort(x.Faulty(), len(r.Districts))))
	}
	return output.Table{Name: "rules.csv", Rows: rows}
}

// tradeOffTable has the plans of each region that no plan within the rule betters in both border and deviation.
func (r *Report) tradeOffTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("region_id", in.Heads("name_"), "max_deviation", "border_km", "chosen")}
	for _, x := range r.Regions {
		for _, p := range x.Pareto {
			rows = append(rows, output.Row(x.ID, in.Names(x.Names), p.MaxDeviation, p.BorderKm, p.Chosen))
		}
	}
	return output.Table{Name: "tradeoff.csv", Rows: rows}
}

// variantTable has a row for each unit of each of a region's best plans: the unit's district in it, from 1.
func (r *Report) variantTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("region_id", "variant", "max_deviation", "border_km", "difference", "part", "unit_id",
		in.Heads("region_name_"), in.Heads("unit_name_"))}
	unitNames := map[string]geo.Names{}
	if r.plan != nil {
		for _, u := range r.plan.Layer.Units {
			unitNames[u.ID] = u.Names
		}
	}
	for _, x := range r.Regions {
		for _, v := range x.Variants {
			for i, units := range v.Districts {
				for _, u := range units {
					rows = append(rows, output.Row(x.ID, v.Rank, v.MaxDeviation, v.BorderKm, v.Difference, i+1, u, in.Names(x.Names),
						in.Names(unitNames[u])))
				}
			}
		}
	}
	return output.Table{Name: "variants.csv", Rows: rows}
}

// settlementTable has the settlements that are units, district by district, most voters first. The parent is the unit
// that is divided into them.
func (r *Report) settlementTable() output.Table {
	in := r.langs()
	rows := [][]string{output.Row("district", "region_id", "parent", "settlement_id", in.Heads("name_"), "kind", "voters",
		"voters_status", in.Heads("region_name_"), in.Heads("parent_name_"))}
	if r.plan == nil {
		return output.Table{}
	}
	l := r.plan.Layer
	regions := districts.RegionOf(l)
	wholes := map[string]geo.Names{}
	for _, u := range l.Divided {
		wholes[u.ID] = u.Names
	}
	for _, d := range r.plan.Districts {
		for _, i := range r.plan.Settlements(d) {
			u := l.Units[i]
			parent := ""
			if n := len(u.Parents); n > 0 {
				parent = u.Parents[n-1]
			}
			rows = append(rows, output.Row(d.Number, u.RegionID, parent, u.ID, in.Names(u.Names), u.Kind, u.Voters,
				u.VotersStatus,
				in.Names(l.Regions[regions[i]].Names), in.Names(wholes[parent])))
		}
	}
	return output.Table{Name: "settlements.csv", Rows: rows}
}
