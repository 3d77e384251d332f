package districts

import (
	"strconv"
	"strings"

	"okrug/balance/rule"
	"okrug/geo/measure"
)

// Evaluate tests the plan by a rule, whichever rule binds it.
func (p *Plan) Evaluate(r rule.Rule) *rule.Result {
	return rule.Evaluate(r, p.ruleDistricts(), p.ruleTotals(r))
}

// EvaluateAll tests the plan by every rule, in their order.
func (p *Plan) EvaluateAll(rules []rule.Rule) []*rule.Result {
	ds := p.ruleDistricts()
	out := make([]*rule.Result, len(rules))
	for i, r := range rules {
		out[i] = rule.Evaluate(r, ds, p.ruleTotals(r))
	}
	return out
}

// ruleDistricts are the districts as rules look at them. A district carries a flag where units with more than half of its
// voters have a column of that name that is not 0. Its area is the sum of its units' areas on the ellipsoid.
func (p *Plan) ruleDistricts() []rule.District {
	out := make([]rule.District, len(p.Districts))
	for i, d := range p.Districts {
		x := rule.District{ID: strconv.Itoa(d.Number), Voters: d.Voters, Columns: map[string]int64{}, Parents: map[string]string{}}
		if d.Region >= 0 {
			x.Region = p.Layer.Regions[d.Region].ID
		}
		marked := map[string]int64{}
		for n, u := range d.Units {
			unit := p.Layer.Units[u]
			if p.Layer.Topology != nil {
				x.AreaKM2 += measure.Area(p.Layer.Topology.Face(u)) / 1e6
			}
			for c, v := range unit.Columns {
				x.Columns[c] += v
				if v != 0 {
					marked[c] += unit.Voters
				}
			}
			for level, name := range p.parentLevels() {
				switch {
				case level >= len(unit.Parents):
				case n == 0:
					x.Parents[name] = unit.Parents[level]
				case x.Parents[name] != unit.Parents[level]:
					x.Parents[name] = ""
				}
			}
		}
		for _, c := range sortedKeys(marked) {
			if 2*marked[c] > d.Voters {
				x.Flags = append(x.Flags, c)
			}
		}
		out[i] = x
	}
	return out
}

func (p *Plan) parentLevels() []string {
	if p.Scenario == nil {
		return nil
	}
	return p.Scenario.Levels()
}

// ruleTotals are the whole electorate and seats of every region and of the nation, so that an incomplete plan is measured
// against them. For a scope of parents the districts themselves are summed.
func (p *Plan) ruleTotals(r rule.Rule) rule.Totals {
	scope := r.ScopeName()
	if scope != rule.Nation && scope != rule.Region {
		return nil
	}
	totals := rule.Totals{}
	regionOf := RegionOf(p.Layer)
	for i, reg := range p.Layer.Regions {
		id := reg.ID
		if scope == rule.Nation {
			id = ""
		}
		t := totals[id]
		if t.Total == nil {
			t.Total = map[string]int64{}
		}
		t.Seats += p.Seats[i]
		for u, unit := range p.Layer.Units {
			if regionOf[u] != i {
				continue
			}
			t.Total[rule.Voters] += unit.Voters
			for c, v := range unit.Columns {
				t.Total[c] += v
			}
		}
		totals[id] = t
	}
	return totals
}

// JoinShort lists words, at most so many, and says how many more there are; a dash for none.
func JoinShort(words []string, most int) string {
	switch {
	case len(words) == 0:
		return "—"
	case len(words) > most:
		return strings.Join(words[:most], ", ") + " +" + strconv.Itoa(len(words)-most)
	}
	return strings.Join(words, ", ")
}
