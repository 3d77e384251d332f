package report

import (
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// divided says which parents a region's plan divides, and why.
func (r *Report) divided(a planning.Region) {
	if a.Assignment == nil || r.plan == nil || r.plan.Scenario == nil || len(a.Splits) == 0 ||
		a.Status != balance.Optimal && a.Status != balance.Feasible {
		return
	}
	levels := r.plan.Scenario.Levels()
	for level, name := range levels {
		numbers, order := map[string][]int{}, []string(nil)
		for _, u := range a.Nodes {
			unit, d := r.plan.Layer.Units[u], r.plan.Of[u]
			if level >= len(unit.Parents) || unit.Parents[level] == "" || d == districts.Unassigned {
				continue
			}
			id, n := unit.Parents[level], r.plan.Districts[d].Number
			if numbers[id] == nil {
				order = append(order, id)
			}
			if !slices.Contains(numbers[id], n) {
				numbers[id] = append(numbers[id], n)
			}
		}
		for _, id := range order {
			if len(numbers[id]) > 1 {
				slices.Sort(numbers[id])
				x := &r.Regions[a.Region]
				x.Splits = append(x.Splits, DividedParent{Level: name, ID: id, Districts: numbers[id], Why: why(a, level)})
			}
		}
	}
}

// why is the reason why parents are divided, as far as it is proven.
func why(a planning.Region, level int) geo.Names {
	reason := locale.T("report.divided.unproven", a.Splits[level])
	if a.Status == balance.Optimal && level == 0 {
		reason = locale.T("report.divided.proven", a.Splits[level])
	}
	if w := a.WholeDeviation; w != nil && level == 0 {
		reason = locale.T("report.divided.whole", reason, 100*float(w))
	}
	return reason.InAll()
}
