package districts

import (
	"strconv"

	"okrug/balance/rule"
)

// RuleDistricts are the plan's districts as rules look at them.
func (p *Plan) RuleDistricts() []rule.District {
	list := make([]rule.District, len(p.Districts))
	for i, d := range p.Districts {
		x := rule.District{ID: strconv.Itoa(d.Number), Voters: d.Voters, Columns: map[string]int64{}}
		if d.Region >= 0 {
			x.Region = p.Layer.Regions[d.Region].ID
		}
		if p.Scenario != nil {
			for column := range p.Scenario.Units.Columns {
				for _, u := range d.Units {
					x.Columns[column] += p.Layer.Units[u].Columns[column]
				}
			}
			x.Parents = p.parentsOf(d)
		}
		if p.Layer.Topology != nil {
			x.AreaKM2 = p.Measure(d).Area / 1e6
		}
		list[i] = x
	}
	return list
}

// parentsOf are the areas that a district lies wholly in, by the name of the level.
func (p *Plan) parentsOf(d District) map[string]string {
	of := map[string]string{}
	for level, name := range p.Scenario.Units.Parents {
		parent := func(u int) string {
			if ps := p.Layer.Units[u].Parents; level < len(ps) {
				return ps[level]
			}
			return ""
		}
		whole := parent(d.Units[0])
		for _, u := range d.Units {
			if parent(u) != whole {
				whole = ""
			}
		}
		if whole != "" {
			of[name] = whole
		}
	}
	return of
}

// RuleTotals are the totals and seats of every scope, so that an unfinished plan is measured against its true quotas.
func (p *Plan) RuleTotals() rule.Totals {
	t := rule.Totals{}
	all := rule.Share{Total: map[string]int64{}}
	regionOf := RegionOf(p.Layer)
	columns := []string{rule.Voters}
	if p.Scenario != nil {
		columns = append(columns, sortedKeys(p.Scenario.Units.Columns)...)
	}
	for r, x := range p.Layer.Regions {
		t[x.ID] = rule.Share{Seats: p.Seats[r], Total: map[string]int64{}}
		all.Seats += p.Seats[r]
	}
	for u, x := range p.Layer.Units {
		for _, c := range columns {
			n := Base(x, c)
			t[p.Layer.Regions[regionOf[u]].ID].Total[c] += n
			all.Total[c] += n
		}
	}
	t[""] = all
	return t
}

// Evaluate tests the plan by any rule.
func (p *Plan) Evaluate(r rule.Rule) *rule.Result {
	return rule.Evaluate(r, p.RuleDistricts(), p.RuleTotals())
}

// Bounds are the least and the most that the binding rule lets a district count, both inclusive, without exceptions that
// look at single districts. For statistics that compare districts with each other they are the loosest that any plan
// within the rule keeps.
func (p *Plan) Bounds(d District) (lower, upper int64) {
	total, seats := p.shares().of(p.Rule, d.Region)
	region := ""
	if d.Region >= 0 {
		region = p.Layer.Regions[d.Region].ID
	}
	t, free, _ := p.Rule.In(region, total, max(1, seats))
	if free {
		return 0, total
	}
	return t.Window()
}

// sentence is a rule in words, for messages.
type sentence struct{ rule.Rule }

// In says the rule in a language.
func (s sentence) In(lang string) string { return s.Sentence(lang) }

// checkEquality evaluates the rule that binds. A district of an unfinished region that has too few is not yet at fault.
func (p *Plan) checkEquality() Check {
	res := p.Evaluate(p.Rule)
	c := Check{ID: CheckEquality, Tested: say("tested."+CheckEquality, sentence{p.Rule}), Limit: Figure{p.Rule.Limit.Float64(), "share"}}
	if res.Value != nil {
		v, _ := res.Value.Float64()
		c.Value = Figure{v, "share"}
	}
	if res.Verdict == rule.Untestable {
		for _, problem := range res.Problems {
			c.Offenders = append(c.Offenders, Offender{"plan", "", nil, say("equality.untestable", problem)})
		}
		if len(p.Districts) == 0 {
			return c.judge(Incomplete)
		}
		return c.judge(Fail)
	}
	c.Margin = &res.Margin
	bad := Incomplete
	unfinished := p.unfinishedRegions()
	for res := res; res != nil; res = res.Projected {
		for _, f := range res.Faults {
			d := p.byNumber(f.District)
			if f.By > 0 {
				c.Offenders = append(c.Offenders, p.blameDistrict(d, say("equality.over", f.Count, f.By)))
			} else {
				c.Offenders = append(c.Offenders, p.blameDistrict(d, say("equality.under", f.Count, -f.By)))
			}
			if f.By > 0 || d.Region < 0 || !unfinished[d.Region] {
				bad = Fail
			}
		}
	}
	if res.OK() && res.Verdict == rule.Breaks { // a soft rule: said, but not held against the plan
		c.Soft = true
	}
	c = c.judge(bad)
	if c.Soft {
		c.State, c.OK = Pass, true
	}
	if c.OK && !p.finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}

func (p *Plan) byNumber(id string) District {
	for _, d := range p.Districts {
		if strconv.Itoa(d.Number) == id {
			return d
		}
	}
	return District{}
}
