package report

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// Table is a table of the report for programs: a row for each thing, a column for each property, shares as shares of 1
// and numbers as programs write them. Names stand in every language of the scenario.
type Table struct {
	Name string // of its file
	Rows [][]string
}

// CSV is the table with its head (RFC 4180).
func (t Table) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(t.Rows) // a bytes.Buffer does not fail
	return b.Bytes()
}

// Tables are the report's tables: its districts and regions, the checks with what breaks them, the readings of the
// rule, and the whole trade-off of each region where that is known. A table without rows is left out.
func (r *Report) Tables() []Table {
	var out []Table
	for _, t := range []Table{r.districtTable(), r.regionTable(), r.checkTable(), r.ruleTable(), r.tradeOffTable(),
		r.variantTable()} {
		if len(t.Rows) > 1 {
			out = append(out, t)
		}
	}
	return out
}

// names are the heads of columns of names.
func (r *Report) names(prefix string) []string {
	var heads []string
	for _, lang := range r.Scenario.Languages {
		heads = append(heads, prefix+lang)
	}
	return heads
}

func (r *Report) in(n geo.Names) []string {
	var out []string
	for _, lang := range r.Scenario.Languages {
		out = append(out, n.In(lang, r.Scenario.Languages...))
	}
	return out
}

// Row is a row of strings, lists of strings, numbers and truths; nothing stands for a number that is not known.
func Row(cells ...any) []string {
	var out []string
	for _, c := range cells {
		switch c := c.(type) {
		case []string:
			out = append(out, c...)
		case string:
			out = append(out, c)
		case int:
			out = append(out, strconv.Itoa(c))
		case int64:
			out = append(out, strconv.FormatInt(c, 10))
		case float64:
			out = append(out, strconv.FormatFloat(c, 'f', -1, 64))
		case *float64:
			out = append(out, optional(c, func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }))
		case *int64:
			out = append(out, optional(c, func(x int64) string { return strconv.FormatInt(x, 10) }))
		case bool:
			out = append(out, strconv.FormatBool(c))
		}
	}
	return out
}

// optional is a number, or nothing where it is not known.
func optional[T any](x *T, text func(T) string) string {
	if x == nil {
		return ""
	}
	return text(*x)
}

func (r *Report) districtTable() Table {
	rows := [][]string{Row("district", "region_id", r.names("name_"), r.names("centre_"), "units", "voters", "quota",
		"deviation",
		"lower", "upper", "area_km2", "perimeter_km", "polsby_popper", "parts")}
	for _, d := range r.Districts {
		rows = append(rows, Row(d.Number, d.RegionID, r.in(d.Names), r.in(d.Centre), len(d.Units), d.Voters, d.Quota,
			d.Deviation,
			d.Lower, d.Upper, d.AreaKm2, d.PerimeterKm, d.PolsbyPopper, d.Parts))
	}
	return Table{"districts.csv", rows}
}

func (r *Report) regionTable() Table {
	rows := [][]string{Row("region_id", r.names("name_"), "units", "voters", "voters_status", "voters_as_of", "seats",
		"seats_enacted", "quota", "max_deviation", "border_km", "status", "plans_within_rule", "best_max_deviation")}
	for _, x := range r.Regions {
		enacted := ""
		if x.SeatsEnacted > 0 {
			enacted = strconv.Itoa(x.SeatsEnacted)
		}
		rows = append(rows, Row(x.ID, r.in(x.Names), x.Units, x.Voters, x.VotersStatus, x.VotersAsOf, x.Seats, enacted,
			x.Quota,
			x.MaxDeviation, x.BorderKm, x.Status, x.PlansWithinRule, x.BestMaxDeviation))
	}
	return Table{"regions.csv", rows}
}

// checkTable has a row for each check that nothing breaks, and one for everything that breaks a check.
func (r *Report) checkTable() Table {
	rows := [][]string{Row("check", "state", "soft", "kind", "id", r.names("name_"), "detail")}
	for _, c := range r.Checks {
		if len(c.Offenders) == 0 {
			rows = append(rows, Row(c.ID, string(c.State), c.Soft, "", "", r.in(geo.Names{}), ""))
		}
		for _, o := range c.Offenders {
			rows = append(rows, Row(c.ID, string(c.State), c.Soft, o.Kind, o.ID, r.in(o.Names), o.Detail.String()))
		}
	}
	return Table{"checks.csv", rows}
}

func (r *Report) ruleTable() Table {
	rows := [][]string{Row("rule", r.names("title_"), "status", "soft", "verdict", "value", "limit", "margin",
		"districts_at_fault")}
	for _, x := range r.Rules {
		rows = append(rows, Row(x.ID, r.in(x.Title), x.Status, x.Soft, string(x.Verdict), x.Value, x.Limit, x.Margin,
			districts.JoinShort(x.Faulty(), len(r.Districts))))
	}
	return Table{"rules.csv", rows}
}

// tradeOffTable has the plans of each region that no plan within the rule betters in both border and deviation.
func (r *Report) tradeOffTable() Table {
	rows := [][]string{Row("region_id", r.names("name_"), "max_deviation", "border_km", "chosen")}
	for _, x := range r.Regions {
		for _, p := range x.Front {
			rows = append(rows, Row(x.ID, r.in(x.Names), p.MaxDeviation, p.BorderKm, p.Chosen))
		}
	}
	return Table{"tradeoff.csv", rows}
}

// variantTable has a row for each unit of each of a region's best plans: the unit's district in it, from 1.
func (r *Report) variantTable() Table {
	rows := [][]string{Row("region_id", "variant", "max_deviation", "border_km", "difference", "part", "unit_id")}
	for _, x := range r.Regions {
		for _, v := range x.Variants {
			for i, units := range v.Districts {
				for _, u := range units {
					rows = append(rows, Row(x.ID, v.Rank, v.MaxDeviation, v.BorderKm, v.Difference, i+1, u))
				}
			}
		}
	}
	return Table{"variants.csv", rows}
}
