package report

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// RuleTest is the plan's test by one rule, whether or not it binds.
type RuleTest struct {
	ID      string       `json:"id"`
	Title   geo.Names    `json:"title,omitempty"`
	Status  string       `json:"status,omitempty"` // in law
	Verdict rule.Verdict `json:"verdict"`
	Soft    bool         `json:"soft"`
	// Statistic is what Value and Limit are: shares, but for largest/smallest, which is a ratio.
	Statistic string `json:"statistic"`
	// Value is the statistic of the worst scope, null where it is not defined or not testable, or where the plan is not
	// finished; Limit is inclusive.
	Value     *float64 `json:"value"`
	Limit     float64  `json:"limit"`
	TargetMet *bool    `json:"target_met,omitempty"`
	// Margin is in voters of the rule's base, negative by how many the worst district breaks the rule; null like Value.
	Margin *int64 `json:"margin"`
	// AtFault are, where the plan is not finished, those that break the rule whatever becomes of the other units.
	AtFault  []rule.Fault  `json:"at_fault"`
	Problems []locale.Text `json:"problems,omitempty"`
}

// testRules adds the plan's test by every rule, in their order.
func (r *Report) testRules(p *districts.Plan, rules []rule.Rule) {
	r.Rules = []RuleTest{}
	for i, res := range p.EvaluateAll(rules) {
		x := rules[i]
		t := RuleTest{ID: x.ID, Title: geo.Names(x.Title), Status: x.Status, Verdict: p.Standing(x, res), Soft: x.Soft,
			Statistic: x.Statistic.String(), Limit: x.Limit.Float64(), AtFault: p.StandingFaults(x, res),
			Problems: res.Problems}
		// What is measured of an unfinished plan is a figure of the moment, and stands for nothing.
		if p.Finished() {
			t.TargetMet = res.TargetMet
			if res.Value != nil {
				v, _ := res.Value.Float64()
				t.Value = &v
			}
			if res.Verdict != rule.Untestable {
				m := res.Margin
				t.Margin = &m
			}
		}
		r.Rules = append(r.Rules, t)
	}
}

// Measured writes the value or the limit in a language.
func (t RuleTest) Measured(x float64, l *locale.Locale) string {
	if t.Statistic == rule.LargestOverSmallest.String() {
		return l.Fixed(x, 2)
	}
	return l.Share(x, 2)
}

// Written is the limit in a language, as exactly as LimitText says it.
func (r RuleInfo) Written(l *locale.Locale) string {
	var s rule.Statistic
	limit, err := rule.ParseFraction(r.LimitText)
	if err != nil || s.UnmarshalText([]byte(r.Statistic)) != nil {
		return r.LimitText
	}
	return s.Write(limit.Rat(), 6, l)
}

// Faulty are the numbers of the districts at fault, each once, in order.
func (t RuleTest) Faulty() []string {
	var out []string
	seen := map[string]bool{}
	for _, f := range t.AtFault {
		if !seen[f.District] {
			seen[f.District] = true
			out = append(out, f.District)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return out
}
