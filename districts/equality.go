package districts

import (
	"strconv"

	"okrug/balance/rule"
)

// sentence is a rule in words, for messages.
type sentence struct{ rule.Rule }

// In says the rule in a language.
func (s sentence) In(lang string) string { return s.Sentence(lang) }

// checkEquality evaluates the rule that binds. A district of an unfinished region that has too few is not yet at fault.
func (p *Plan) checkEquality() Check {
	if !p.Rule.Binds() {
		c := Check{ID: CheckEquality, Tested: say("tested."+CheckEquality, sentence{p.Rule})}.judge(Fail)
		c.State = NotApplicable
		return c
	}
	res := p.Evaluate(p.Rule)
	c := Check{ID: CheckEquality, Tested: say("tested."+CheckEquality, sentence{p.Rule}), Limit: Figure{p.Rule.Limit.Float64(), "share"}}
	if res.Value != nil {
		v, _ := res.Value.Float64()
		c.Value = Figure{v, "share"}
	}
	if len(p.Districts) == 0 {
		c = c.judge(Pass)
		c.State, c.OK = Incomplete, false
		return c
	}
	if res.Verdict == rule.Untestable {
		for _, problem := range res.Problems {
			c.Offenders = append(c.Offenders, Offender{"plan", "", nil, say("equality.untestable", problem)})
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
