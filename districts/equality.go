package districts

import (
	"slices"
	"strconv"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// sentence is a rule in words, for messages.
type sentence struct{ *Case }

// In says the rule in a language.
func (s sentence) In(lang string) string { return s.RuleSentence(lang) }

// checkEquality evaluates the rule that binds. A district of an unfinished region that has too few is not yet at fault.
func (p *Plan) checkEquality() Check {
	if !p.Rule.Binds() {
		c := Check{Tested: locale.T("%s", sentence{p.Case})}.judge(Fail)
		c.State = NotApplicable
		return c
	}
	res := p.Evaluate(p.Rule)
	c := Check{Tested: locale.T("%s", sentence{p.Case}),
		Limit: Quantity{p.Rule.Limit.Float64(), "share"}}
	// What is measured of an unfinished plan is a figure of the moment.
	if res.Value != nil && p.Finished() {
		v, _ := res.Value.Float64()
		c.Value = Quantity{v, "share"}
	}
	if len(p.Districts) == 0 {
		c = c.judge(Pass)
		c.State, c.OK = Incomplete, false
		return c
	}
	if res.Verdict == rule.Untestable {
		for _, problem := range res.Problems {
			c.Subjects = append(c.Subjects, Subject{"plan", "", nil, locale.T("checks.equality.untestable", problem)})
		}
		return c.judge(Fail)
	}
	if p.Finished() {
		c.Margin = &res.Margin
	}
	for res := res; res != nil; res = res.Projected {
		for _, f := range res.Faults {
			d := p.byNumber(f.District)
			if f.By > 0 {
				c.Subjects = append(c.Subjects, p.subjectDistrict(d, locale.T("checks.equality.over", f.Count, f.By)))
			} else {
				c.Subjects = append(c.Subjects, p.subjectDistrict(d, locale.T("checks.equality.under", f.Count, -f.By)))
			}
		}
	}
	bad := Fail
	if p.Standing(p.Rule, res) == rule.Incomplete {
		bad = Incomplete
	}
	if res.OK() && res.Verdict == rule.Breaks { // a soft rule: said, but not held against the plan
		c.Soft = true
	}
	c = c.judge(bad)
	if c.Soft {
		c.State, c.OK = Pass, true
	}
	if c.OK && !p.Finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}

// Standing is the verdict of a rule on the plan as far as it goes: that of the result where the plan is finished; of an
// unfinished one, that it breaks the rule if some district does whatever becomes of the units still without one, else
// that it is incomplete.
func (p *Plan) Standing(r rule.Rule, res *rule.Result) rule.Verdict {
	if p.Finished() {
		return res.Verdict
	}
	if len(p.StandingFaults(r, res)) > 0 {
		return rule.Breaks
	}
	if res.Verdict == rule.Untestable && len(p.Districts) > 0 {
		return rule.Untestable
	}
	if p.apartForGood(r, p.UnfinishedRegions()) {
		return rule.Breaks
	}
	return rule.Incomplete
}

// StandingFaults are the faults of a result, those of the projected numbers too, that stay whatever becomes of the
// units still without a district: all of them where the plan is finished.
func (p *Plan) StandingFaults(r rule.Rule, res *rule.Result) []rule.Fault {
	stay := []rule.Fault{}
	finished, unfinished := p.Finished(), p.UnfinishedRegions()
	for ; res != nil; res = res.Projected {
		for _, f := range res.Faults {
			if finished || p.forGood(r, f, unfinished) {
				stay = append(stay, f)
			}
		}
	}
	return stay
}

// forGood reports whether a fault stays, whatever becomes of the units without a district. A district can only grow,
// and the one that it is compared with too; as it grows an exception may come to fit it.
func (p *Plan) forGood(r rule.Rule, f rule.Fault, unfinished []bool) bool {
	d := p.byNumber(f.District)
	if r.Statistic.Coupled() {
		return r.ScopeName() == rule.Region && d.Region >= 0 && !unfinished[d.Region]
	}
	grows := d.Region < 0 || unfinished[d.Region]
	return !grows || f.By > 0 && len(r.Exceptions) == 0
}

// apartForGood reports whether districts that change no more are too far apart already: what is compared over more
// districts only gets worse. Where exceptions might come to fit others, nothing is said.
func (p *Plan) apartForGood(r rule.Rule, unfinished []bool) bool {
	if !r.Statistic.Coupled() || len(r.Exceptions) > 0 || r.Projected != nil {
		return false
	}
	settled := *p
	settled.Districts = slices.DeleteFunc(slices.Clone(p.Districts), func(d District) bool {
		return d.Region < 0 || unfinished[d.Region]
	})
	return len(settled.Districts) > 0 && settled.Evaluate(r).Verdict == rule.Breaks
}

func (p *Plan) byNumber(id string) District {
	for _, d := range p.Districts {
		if strconv.Itoa(d.Number) == id {
			return d
		}
	}
	return District{}
}
