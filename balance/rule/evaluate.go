package rule

import (
	"math/big"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// District is what a rule looks at in one district.
type District struct {
	ID string
	// Region is the region it lies in, "" where it lies in several.
	Region string
	// Parents are the areas it lies wholly in, by the name of their level.
	Parents map[string]string
	Voters  int64
	Columns map[string]int64 // further bases
	AreaKM2 float64          // 0 where not known
	Flags   []string         // marks that exceptions look at
}

// Share is a scope's total and seats where they are not just the sum over the districts given, as in an incomplete
// plan.
type Share struct {
	Seats int
	Total map[string]int64 // by base
}

// Totals holds shares by scope id ("" for the nation); a scope that is missing is summed over its districts.
type Totals map[string]Share

// Verdict of a rule on a plan.
type Verdict string

// The verdicts. A rule is untestable where the units lack its base, or districts lie in no single scope.
const (
	Meets      Verdict = "meets"
	Breaks     Verdict = "breaks"
	Untestable Verdict = "untestable"
	// Incomplete is said of unfinished plans alone, by those who know that they are: nothing in them breaks the rule for
	// good.
	Incomplete Verdict = "incomplete"
)

// Result is the verdict of one rule on one plan, with the numbers that it rests on.
type Result struct {
	Rule    string  `json:"rule"`
	Verdict Verdict `json:"verdict"`
	Soft    bool    `json:"soft,omitempty"`
	// Value is the statistic of the worst scope, without excepted districts; nil where it is not defined.
	Value *big.Rat `json:"value"`
	Limit Fraction `json:"limit"`
	// Margin is how many voters (of the base) the district next to breaking the rule could still gain or lose, the mean
	// held; negative by how many the worst one breaks it.
	Margin    int64         `json:"margin"`
	TargetMet *bool         `json:"target_met,omitempty"`
	Scopes    []ScopeResult `json:"scopes"`
	Faults    []Fault       `json:"faults,omitempty"`
	Excepted  []string      `json:"excepted,omitempty"` // districts that an exception fits
	Problems  []locale.Text `json:"problems,omitempty"` // why the rule could not be tested in full
	Projected *Result       `json:"projected,omitempty"`
	// Districts has every district of a scope that was tested, in the order of the scopes.
	Districts []DistrictResult `json:"-"`
}

// DistrictResult is what the rule asks of one district, and what it has.
type DistrictResult struct {
	District string
	Scope    string
	Count    int64
	// Quota is the mean per seat of the scope, of all its districts where every one is outside the quota.
	Quota *big.Rat
	// Lower and Upper are the bounds that hold for it, both inclusive, those of its exception among them; for statistics
	// that compare districts they are the loosest that any plan within the rule keeps.
	Lower, Upper int64
	Excepted     bool // an exception fits it
}

// OK reports whether the plan meets the rule, a soft one counting as met.
func (r *Result) OK() bool { return r.Verdict == Meets || r.Verdict == Breaks && r.Soft }

// ScopeResult is the test of one scope.
type ScopeResult struct {
	Scope             string   `json:"scope"` // id, "" for the nation
	Seats             int      `json:"seats"`
	Total             int64    `json:"total"`
	Mean              *big.Rat `json:"mean"`
	Lower             int64    `json:"lower"` // bounds of Test.Window
	Upper             int64    `json:"upper"`
	Smallest, Largest int64
	Value             *big.Rat `json:"value"`
	Margin            int64    `json:"margin"`
	OK                bool     `json:"ok"`
}

// Fault is a district that the rule is broken by.
type Fault struct {
	District string `json:"district"`
	Scope    string `json:"scope"`
	Count    int64  `json:"count"`
	Lower    int64  `json:"lower"` // the bounds it leaves; for coupled statistics those that the others leave it
	Upper    int64  `json:"upper"`
	By       int64  `json:"by"` // voters too many, or too few if negative
}

// Evaluate tests the plan. Totals may be nil for a complete plan.
func Evaluate(r Rule, districts []District, totals Totals) *Result {
	res := evaluate(r, r.BaseName(), districts, totals)
	if r.Projected != nil {
		second := r
		second.Limit, second.Soft, second.Target, second.Projected = r.Projected.Limit, r.Projected.Soft, nil, nil
		res.Projected = evaluate(second, r.Projected.Base, districts, totals)
		switch {
		case res.Projected.Verdict == Untestable:
			res.Problems = append(res.Problems, locale.T("the projected numbers could not be tested"))
		case !res.Projected.OK():
			res.Verdict = Breaks
		}
	}
	return res
}

func evaluate(r Rule, base string, districts []District, totals Totals) *Result {
	res := &Result{Rule: r.ID, Soft: r.Soft, Limit: r.Limit, Verdict: Meets}
	groups, order := map[string][]int{}, []string{}
	counts := make([]int64, len(districts))
	for i, d := range districts {
		n, ok := d.Voters, true
		if base != Voters {
			n, ok = d.Columns[base]
		}
		if !ok {
			res.Problems = append(res.Problems, locale.T("the units have no column %q", base))
			break
		}
		counts[i] = n
		scope, ok := d.scope(r.ScopeName())
		if !ok {
			res.Problems = append(res.Problems, locale.T("district %s lies in no single %s", d.ID, r.ScopeName()))
			continue
		}
		if groups[scope] == nil {
			order = append(order, scope)
		}
		groups[scope] = append(groups[scope], i)
	}
	if len(res.Problems) > 0 || len(order) == 0 {
		res.Verdict = Untestable
		return res
	}
	slices.Sort(order)
	worst := &worst{}
	for _, scope := range order {
		r.evaluateScope(res, worst, base, scope, groups[scope], districts, counts, totals)
	}
	res.Margin = worst.margin
	if !worst.undefined {
		res.Value = worst.value
	}
	if r.Target != nil {
		met := res.Verdict == Meets && res.Value != nil && res.Value.Cmp(r.Target.Rat()) <= 0
		res.TargetMet = &met
	}
	return res
}

// worst collects what is worst over all scopes.
type worst struct {
	value     *big.Rat
	undefined bool
	margin    int64
	any       bool
}

func (w *worst) addMargin(m int64) {
	if !w.any || m < w.margin {
		w.margin, w.any = m, true
	}
}

func (w *worst) addValue(v *big.Rat) {
	switch {
	case v == nil:
		w.undefined = true
	case w.value == nil || v.Cmp(w.value) > 0:
		w.value = v
	}
}

func (d District) scope(name string) (string, bool) {
	switch name {
	case Nation:
		return "", true
	case Region:
		return d.Region, d.Region != ""
	}
	s, ok := d.Parents[name]
	return s, ok && s != ""
}

// exception returns the first exception that fits the district.
func (r Rule) exception(d District) *Exception {
	if !r.Binds() {
		return &everything
	}
	for i := range r.Exceptions {
		e := &r.Exceptions[i]
		if (len(e.Regions) == 0 || slices.Contains(e.Regions, d.Region)) &&
			(e.AreaAbove <= 0 || d.AreaKM2 > e.AreaAbove) &&
			(e.Flag == "" || slices.Contains(d.Flags, e.Flag)) {
			return e
		}
	}
	return nil
}

// everything is the exception that frees every district of a rule that asks nothing.
var everything = Exception{Free: true}
