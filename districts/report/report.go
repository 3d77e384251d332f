// Package report holds what a validation report says, in one structure, and writes it for programs: report.json,
// described by schema.json. Package people writes it for people.
package report

import (
	"encoding/json"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Report is the content of a validation report. Its JSON form is report.json.
type Report struct {
	Okrug    string           `json:"okrug"`  // version of the program
	Format   int              `json:"format"` // version of this structure, 1
	Made     string           `json:"made"`   // "plan", "amend" or "check"
	Scenario ScenarioInfo     `json:"scenario"`
	Inputs   []scenario.Input `json:"inputs"`
	Seed     uint64           `json:"seed"`
	// Objective is what the plan is best at; empty where nothing was solved.
	Objective string `json:"objective,omitempty"`
	// EqualityWeight is that of equality against the border, where Objective is balanced and it is not 1.
	EqualityWeight float64  `json:"equality_weight,omitempty"`
	Rule           RuleInfo `json:"rule"`

	// Verdict is the outcome as a whole.
	Verdict Verdict `json:"verdict"`
	// Lawful is whether every check holds, under the name that it had first. It says nothing of law that Checks do not:
	// Basis tells there who asks for what.
	//
	// Deprecated: use Verdict.
	Lawful bool              `json:"lawful"`
	Checks []districts.Check `json:"checks"`

	// Rules are the plan's tests by every known rule, where they were asked for.
	Rules []RuleTest `json:"rules,omitempty"`
	// Amendment is what changed against the plan in force, where the plan was amended.
	Amendment *AmendmentInfo `json:"amendment,omitempty"`
	// Feasibility is what okrug feasibility found, in the form of feasibility.json.
	Feasibility json.RawMessage `json:"feasibility,omitempty"`

	Seats         map[string]int `json:"seats"` // by region id
	Apportionment Apportionment  `json:"apportionment"`
	Regions       []Region       `json:"regions"`
	Districts     []District     `json:"districts"`
	Unassigned    []string       `json:"unassigned"` // unit ids

	// Estimated says which voters are estimates.
	Estimated Estimated `json:"estimated"`
	// Elsewhere are voters without territory, who are among those of their units.
	Elsewhere []Elsewhere `json:"elsewhere,omitempty"`
	Notes     []geo.Names `json:"notes"` // what a reader of every output must know
	// InputNotes are faults of the input too small to matter, such as sliver gaps.
	InputNotes []locale.Text     `json:"input_notes"`
	Sources    []scenario.Source `json:"sources"`

	plan *districts.Plan
}

// AmendmentInfo is what an amendment changes. Moves are those that okrug compare names for the two plans.
type AmendmentInfo struct {
	Base        string `json:"plan_in_force"` // as it was named
	Status      string `json:"status"`        // optimal: no plan within the rule moves fewer voters
	MovedVoters int64  `json:"moved_voters"`
	AtLeast     int64  `json:"moved_voters_at_least"`

	Moved        []compare.Move        `json:"moved"`
	Placed       []compare.Move        `json:"placed"` // units that had no district
	Renumbered   []compare.Renumbering `json:"renumbered"`
	NewDistricts []int                 `json:"new_districts"`
	// Carried says how the plan in force was carried over to the list of units, and what was decided for units of several
	// districts, in every language. It is no part of what moves.
	Carried []geo.Names `json:"carried_over,omitempty"`
}

// Elsewhere is voters without territory.
type Elsewhere struct {
	ID       string    `json:"id"`
	Names    geo.Names `json:"names"`
	Kind     string    `json:"kind,omitempty"`
	Unit     string    `json:"unit"`     // id of the unit in which they count
	District int       `json:"district"` // number, 0 where the unit has none
	Voters   int64     `json:"voters"`
}

// ScenarioInfo names the scenario.
type ScenarioInfo struct {
	ID        string    `json:"id"`
	Title     geo.Names `json:"title"`
	Languages []string  `json:"languages"`
	UnitsAsOf string    `json:"units_as_of,omitempty"`
	Units     int       `json:"units"`
	Voters    int64     `json:"voters"`
}

// RuleInfo is the rule as tested.
type RuleInfo struct {
	ID        string    `json:"id"`
	Title     geo.Names `json:"title,omitempty"`
	Base      string    `json:"base"`
	Scope     string    `json:"scope"`
	Statistic string    `json:"statistic"`
	Limit     float64   `json:"limit"`
	LimitText string    `json:"limit_text"`
	// Soft, Exceptions and Projected are those of the rule, so that a second program can judge by it.
	Soft       bool             `json:"soft,omitempty"`
	Exceptions []rule.Exception `json:"exceptions,omitempty"`
	Projected  *rule.Projected  `json:"projected,omitempty"`

	Status   string    `json:"status,omitempty"`
	Sentence geo.Names `json:"sentence"` // what it asks, in plain words
	Citation geo.Names `json:"citation,omitempty"`
	Sourced  geo.Names `json:"sourced,omitempty"` // how well it is known
}

// Apportionment says how regions got their seats.
type Apportionment struct {
	Method string `json:"method"` // or "fixed"
	Base   string `json:"base"`
	Total  int    `json:"total"`
	// PerDistrict is how many seats every district has, where they are several.
	PerDistrict int `json:"seats_per_district,omitempty"`
	Minimum     int `json:"minimum"`
	Maximum     int `json:"maximum,omitempty"`
	// Ties is how a tie was broken, where there was one.
	Ties locale.Text `json:"ties,omitzero"`
}

// Region is one region's result.
type Region struct {
	ID     string      `json:"region_id"`
	Names  geo.Names   `json:"names"`
	Status string      `json:"status"` // optimal, feasible, infeasible or unknown; "checked" where nothing was solved
	Reason locale.Text `json:"reason,omitzero"`
	// ReasonIn is the reason in every language, so that a report that is made again says the same.
	ReasonIn map[string]string `json:"reason_in,omitempty"`
	// Doubt says that the answer would be another, or could not be decided, were pairs of units neighbours that are near
	// the tolerance.
	Doubt *geo.Fault `json:"doubt,omitempty"`
	// DoubtIn is that in every language.
	DoubtIn map[string]string `json:"doubt_in,omitempty"`

	Gap          float64       `json:"gap,omitempty"`
	Stopped      string        `json:"ended,omitempty"` // complete, time, work, memory or cancelled: what ended the search
	Log          []locale.Text `json:"tried,omitempty"` // what was done, method by method
	Units        int           `json:"units"`
	Voters       int64         `json:"voters"`
	VotersStatus string        `json:"voters_status,omitempty"`
	VotersAsOf   string        `json:"voters_as_of,omitempty"`
	Seats        int           `json:"seats"`
	SeatsEnacted int           `json:"seats_enacted,omitempty"`
	Quota        float64       `json:"quota"`
	MaxDeviation float64       `json:"max_deviation"`
	BorderKm     float64       `json:"border_km"` // length of the borders between its districts
	// PlansWithinRule is the number of all contiguous plans within the rule; nil where they were not all counted.
	PlansWithinRule *int64 `json:"plans_within_rule"`
	// PlansWithin counts the contiguous plans within other limits on the largest deviation.
	PlansWithin      []PlansWithin `json:"plans_within,omitempty"`
	BestMaxDeviation *float64      `json:"best_max_deviation,omitempty"`
	// Pareto is the whole trade-off between border and deviation: no plan within the rule is better in both.
	Pareto   []Point   `json:"front,omitempty"`
	Variants []Variant `json:"variants,omitempty"`
	// Splits are the parents with units in several districts, level by level.
	Splits []DividedParent `json:"divided,omitempty"`
}

// DividedParent is an area that the plan divides, and why.
type DividedParent struct {
	Level     string    `json:"level"`
	ID        string    `json:"parent"`
	Districts []int     `json:"districts"` // numbers
	Why       geo.Names `json:"why"`
}

// PlansWithin is a number of contiguous plans within a limit.
type PlansWithin struct {
	Limit float64 `json:"limit"`
	Plans int64   `json:"plans"`
}

// Point is one plan's border and largest deviation.
type Point struct {
	BorderKm     float64 `json:"border_km"`
	MaxDeviation float64 `json:"max_deviation"`
	Chosen       bool    `json:"chosen"`
}

// Variant is one of the best plans of a region.
type Variant struct {
	Rank         int     `json:"rank"` // from 1
	BorderKm     float64 `json:"border_km"`
	MaxDeviation float64 `json:"max_deviation"`
	// Difference is the share of voters with another district than in variant 1, districts paired so that it is the least.
	Difference float64    `json:"difference"`
	Districts  [][]string `json:"districts"` // unit ids
}

// District is one district's result.
type District struct {
	Number       int       `json:"district"`
	RegionID     string    `json:"region_id"` // "" where it crosses regions
	Names        geo.Names `json:"names"`
	Centre       geo.Names `json:"centre"`
	Seats        int       `json:"seats,omitempty"` // where they are several
	Voters       int64     `json:"voters"`
	Quota        float64   `json:"quota"`     // per seat
	Deviation    float64   `json:"deviation"` // signed share of the quota, of the voters per seat
	Lower        int64     `json:"lower"`     // the rule's bounds on its voters, inclusive
	Upper        int64     `json:"upper"`
	AreaKm2      float64   `json:"area_km2"`
	PerimeterKm  float64   `json:"perimeter_km"`
	PolsbyPopper float64   `json:"polsby_popper"`
	Parts        int       `json:"parts"` // connected parts, 1 for a contiguous district
	Units        []string  `json:"units"`
	// Open is whether units of its region have no district yet, so that its figures may change.
	Open bool `json:"open,omitempty"`
}

// Estimated counts what is not an official figure.
type Estimated struct {
	Units   int      `json:"units"`
	Regions []string `json:"regions"` // ids of regions whose own figure is not an official one of the scenario's date
}
