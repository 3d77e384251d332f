package rule

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Text holds one string per language.
type Text locale.Names

// In returns the text in lang or in the one that stands for it, tidied.
func (t Text) In(lang string) string { return locale.Tidy(locale.Names(t).In(lang)) }

// Scopes that are always there. Any other scope is the name of a level of parents.
const (
	Nation = "nation" // one quota for all districts: the mean per seat of the whole scenario
	Region = "region" // each region has its own quota: the mean per seat of the region
)

// Voters is the base that every unit has. Any other base is a column that the scenario names.
const Voters = "voters"

// Status of a rule in law.
const (
	InForce        = "in force"
	Repealed       = "repealed"
	Reported       = "reported"       // told by a source that is not the law itself
	Recommendation = "recommendation" // by a body that cannot bind
	Convention     = "convention"     // used in research or practice, written in no law
	Proposed       = "proposed"       // the user's own
)

// Rule is one reading of an equality limit. The zero value tests that no district is away from its nation's mean of
// voters at all.
type Rule struct {
	ID    string `json:"id"`
	Title Text   `json:"title,omitempty"`
	// Base is the number that is counted: voters, or the name of a column. Empty is voters.
	Base string `json:"base"`
	// Scope is what the quota is the mean of: nation, region, or the name of a level of parents. Districts of one scope
	// are compared with each other. Empty is nation.
	Scope     string    `json:"scope"`
	Statistic Statistic `json:"statistic"`
	// Limit is inclusive: a plan at the limit meets the rule. For LargestOverSmallest it is a ratio, 1.2 or 120 %; a
	// text with 1 or more for another one needs the %.
	Limit Fraction `json:"limit"`
	// Target, where not nil, is what should be kept if possible, below Limit.
	Target *Fraction `json:"target,omitempty"`
	// Soft says that a plan beyond Limit is not unlawful, only worse.
	Soft       bool        `json:"soft,omitempty"`
	Exceptions []Exception `json:"exceptions,omitempty"`
	// Projected, where not nil, is a second test of the same statistic and scope on another base, such as the voters
	// expected some years ahead.
	Projected *Projected `json:"projected,omitempty"`
	Status    string     `json:"status,omitempty"` // one of the constants above
	From      string     `json:"from,omitempty"`   // in force from, ISO 8601, as exactly as known
	Until     string     `json:"until,omitempty"`
	Citation  Text       `json:"citation,omitempty"`
	URL       string     `json:"url,omitempty"`
	// Sourced says how well the figures are known: what was read, in which form, and what was not.
	Sourced Text `json:"sourced,omitempty"`
	Note    Text `json:"note,omitempty"`
}

// Exception frees some districts from the limit or gives them another. A district is excepted if every condition that
// is stated holds; at least one must be. The first exception that fits a district counts.
type Exception struct {
	Title Text `json:"title,omitempty"`
	// Regions: the district lies in one of these regions.
	Regions []string `json:"regions,omitempty"`
	// AreaAbove: the district's area is over this many square kilometres.
	AreaAbove float64 `json:"area_above_km2,omitempty"`
	// Flag: the district carries this mark, such as "remote" or "special".
	Flag string `json:"flag,omitempty"`
	// Lower and Upper are the limits below and above the mean that hold instead, nil for the rule's own; Free lifts
	// both. Only for Deviation may they differ from free.
	Lower *Fraction `json:"lower,omitempty"`
	Upper *Fraction `json:"upper,omitempty"`
	Free  bool      `json:"free,omitempty"`
	// OutsideQuota takes the district and its seat out of the mean, unless that leaves no district to take it of. Not
	// together with AreaAbove.
	OutsideQuota bool `json:"outside_quota,omitempty"`
}

// Projected is a second test on another base.
type Projected struct {
	Base  string   `json:"base"`
	Limit Fraction `json:"limit"`
	Soft  bool     `json:"soft,omitempty"`
}

// BaseName is Base, voters where that is empty.
func (r Rule) BaseName() string {
	if r.Base == "" {
		return Voters
	}
	return r.Base
}

// ScopeName is Scope, nation where that is empty.
func (r Rule) ScopeName() string {
	if r.Scope == "" {
		return Nation
	}
	return r.Scope
}

// For is the rule's arithmetic for one scope without exceptions.
func (r Rule) For(total int64, seats int) Scope {
	return Scope{Statistic: r.Statistic, Limit: r.Limit, Total: total, Seats: seats}
}

// Validate names every fault of the rule.
func (r Rule) Validate() []fault.Fault {
	var faults []fault.Fault
	bad := func(kind fault.Kind, remedy, format string, a ...any) {
		faults = append(faults, fault.Fault{Kind: kind, Detail: locale.Text{Key: format, Args: a},
			Remedy: locale.Text{Key: remedy}})
	}
	one := NewFraction(1, 1)
	if r.ID == "" {
		bad(fault.MissingID, "", "a rule needs an id")
	}
	if r.Statistic == LargestOverSmallest && r.Limit.Cmp(one) < 0 {
		bad(BadRule, "the limit of largest/smallest must be at least 1 (100 %)",
			"limit: the largest district cannot have less than the smallest")
	}
	if r.Statistic == RangeOverLargest && r.Limit.Cmp(one) > 0 {
		bad(BadRule, "", "limit: range/largest is never over 100 %%")
	}
	if r.Target != nil && r.Target.Cmp(r.Limit) >= 0 {
		bad(BadRule, "", "target: must be stricter than the limit")
	}
	statuses := []string{InForce, Repealed, Reported, Recommendation, Convention, Proposed}
	if r.Status != "" && !slices.Contains(statuses, r.Status) {
		bad(fault.BadValue, "", "status: %q is none of %s", r.Status, strings.Join(statuses, ", "))
	}
	if r.Projected != nil && r.Projected.Base == "" {
		bad(BadRule, "", "projected: needs a base, the column with the projected numbers")
	}
	for i, e := range r.Exceptions {
		blame := func(remedy, format string, a ...any) {
			bad(BadRule, remedy, "exceptions[%d]: %s", locale.Nth(i), locale.Text{Key: format, Args: a})
		}
		if len(e.Regions) == 0 && e.AreaAbove <= 0 && e.Flag == "" {
			blame("", "needs a condition: regions, area_above_km2 or flag")
		}
		if !e.Free && e.Lower == nil && e.Upper == nil {
			blame("state lower, upper or free: true", "changes nothing")
		}
		if e.Free && (e.Lower != nil || e.Upper != nil) {
			blame("state either that or lower and upper", "free lifts both limits")
		}
		if r.Statistic.Coupled() && !e.Free {
			blame("an exception from it can only be free", "%s compares districts with each other", r.Statistic)
		}
		if e.OutsideQuota && e.AreaAbove > 0 {
			blame("", "outside_quota cannot depend on a district's area")
		}
	}
	return faults
}

// LooksAtAreas reports whether some exception depends on a district's area.
func (r Rule) LooksAtAreas() bool {
	return slices.ContainsFunc(r.Exceptions, func(e Exception) bool { return e.AreaAbove > 0 })
}
