package findings

import (
	"strings"

	"github.com/okrug/okrug/districts/output"
)

// Tables are the answer's tables for programs: the verdict region by region, the least values, the frontier and the
// sensitivity, as far as they were asked for. Shares are shares of 1; names stand in every language of the scenario.
func (out *Report) Tables() []output.Table {
	return []output.Table{out.regionTable(), out.bestTable(), out.frontierTable(), out.sensitivityTable()}
}

// called are the names of regions, separated by semicolons, in every language.
func (out *Report) called(ids ...string) []string {
	return out.langs.Each(func(lang string) string {
		list := make([]string, len(ids))
		for k, id := range ids {
			list[k] = out.region(id, lang)
		}
		return strings.Join(list, "; ")
	})
}

func (out *Report) regionTable() output.Table {
	rows := [][]string{output.Row("region_id", out.langs.Heads("name_"), "units", "voters", "seats", "lower", "upper",
		"status", "method",
		"smallest", "largest", "certificate", "reason")}
	for _, r := range out.Regions {
		rows = append(rows, output.Row(r.ID, out.called(r.ID), r.Units, r.Voters, r.Seats, r.Lower, r.Upper,
			r.Status.String(),
			r.Method, r.Smallest, r.Largest, r.Certificate, r.Reason.String()))
	}
	return output.Table{Name: "feasibility-regions.csv", Rows: rows}
}

func (out *Report) bestTable() output.Table {
	rows := [][]string{output.Row("mean_of", "statistic", "status", "value", "bound", "binding",
		out.langs.Heads("binding_name_"))}
	for _, b := range out.Best {
		rows = append(rows, output.Row(b.Scope, b.Statistic.String(), b.Status.String(), b.Value, b.Bound,
			strings.Join(b.Binding, " "), out.called(b.Binding...)))
	}
	return output.Table{Name: "feasibility-best.csv", Rows: rows}
}

func (out *Report) frontierTable() output.Table {
	rows := [][]string{output.Row("seats", "by_arithmetic", "binding_by_arithmetic", "with_units", "binding", "status",
		"certificate", out.langs.Heads("binding_by_arithmetic_name_"), out.langs.Heads("binding_name_"))}
	for _, p := range out.Frontier {
		rows = append(rows, output.Row(p.Seats, p.RelaxedLimit, strings.Join(p.RelaxedBinding, " "), p.ExactLimit,
			strings.Join(p.Binding, " "), p.Status.String(), p.Certificate, out.called(p.RelaxedBinding...),
			out.called(p.Binding...)))
	}
	return output.Table{Name: "feasibility-frontier.csv", Rows: rows}
}

func (out *Report) sensitivityTable() output.Table {
	rows := [][]string{output.Row("region_id", out.langs.Heads("name_"), "region_gains", "region_loses", "district_gains",
		"district_loses",
		"between_districts")}
	free := func(n int64) *int64 { // -1 is no limit
		if n < 0 {
			return nil
		}
		return &n
	}
	for _, s := range out.Sensitivity {
		rows = append(rows, output.Row(s.ID, out.called(s.ID), free(s.Grow), free(s.Shrink), free(s.Gain), free(s.Lose),
			free(s.Move)))
	}
	return output.Table{Name: "feasibility-sensitivity.csv", Rows: rows}
}
