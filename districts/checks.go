package districts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// State is the outcome of a check.
type State string

const (
	Pass          State = "pass"
	Fail          State = "fail"
	Incomplete    State = "incomplete" // the plan is not finished; what there is breaks nothing
	NotApplicable State = "not applicable"
	// Noted and Exceeded are what a check has come to beside its state: see Outcome.
	Noted    State = "noted"
	Exceeded State = "exceeded"
)

// Check is one test of a plan: what was tested, on what, and whether it holds.
type Check struct {
	ID    string `json:"id"`
	State State  `json:"state"`
	OK    bool   `json:"ok"` // pass or not applicable
	// Basis is who asks for it.
	Basis Basis `json:"basis"`
	// Tested says in words what was compared with what.
	Tested locale.Text `json:"tested"`
	// Value and Limit are the figures compared, where the check compares figures.
	Value Quantity `json:"value,omitzero"`
	Limit Quantity `json:"limit,omitzero"`
	// Margin is how many voters the tightest district may still gain or lose; negative where the limit is broken.
	Margin *int64 `json:"margin_voters,omitempty"`
	// Soft says that the check is broken and that the rule, or the scenario, does not hold it against the plan.
	Soft     bool      `json:"soft,omitempty"`
	Subjects []Subject `json:"offenders"`
}

// Subject is who is to blame, or what is still missing, and what to do.
type Subject struct {
	Kind   string      `json:"kind"` // unit, district or region
	ID     string      `json:"id"`   // of a district its number
	Names  geo.Names   `json:"names,omitempty"`
	Detail locale.Text `json:"detail"`
}

// Quantity is a number with what it counts: "districts", "units", "voters", or "share" for a fraction of 1.
type Quantity struct {
	Number float64 `json:"number"`
	Of     string  `json:"of"`
}

// Duplicates are units that a plan's source assigns to several districts, with the districts' numbers.
type Duplicates map[string][]int

// The checks by their ids, by which a scenario's law names them. Each has its words in geo/locale: report.check.ID,
// act.check.ID and checks.tested.ID.
const (
	CheckAssigned   = "units-assigned-once"
	CheckSeats      = "seats-per-region"
	CheckMinimum    = "minimum-seats"
	CheckContiguity = "contiguity"
	CheckCrossing   = "no-crossing"
	CheckVoters     = "voters-sum"
	CheckEquality   = "equality"
)

// checks are all, in the order in which a plan is checked.
var checks = []struct {
	id  string
	run func(*Plan) Check
}{
	{CheckAssigned, (*Plan).checkAssigned},
	{CheckSeats, (*Plan).checkSeats},
	{CheckMinimum, (*Plan).checkMinimum},
	{CheckContiguity, (*Plan).checkContiguity},
	{CheckCrossing, (*Plan).checkCrossing},
	{CheckVoters, (*Plan).checkVoters},
	{CheckEquality, (*Plan).checkEquality},
}

// Checks runs every check of the plan.
func (p *Plan) Checks() []Check {
	list := make([]Check, len(checks))
	for i, x := range checks {
		list[i] = x.run(p)
		list[i].ID, list[i].Basis = x.id, basis(p.Scenario, x.id)
	}
	return list
}

// CheckIDs are the ids of all checks, in the order in which a plan is checked.
func CheckIDs() []string {
	ids := make([]string, len(checks))
	for i, x := range checks {
		ids[i] = x.id
	}
	return ids
}

// Met is whether every check holds.
func Met(checks []Check) bool {
	return !slices.ContainsFunc(checks, func(c Check) bool { return !c.OK })
}

// judge sets the state of a check from its subjects: none is a pass, otherwise what the caller says.
func (c Check) judge(bad State) Check {
	c.State = Pass
	if len(c.Subjects) > 0 {
		c.State = bad
	}
	c.OK = c.State == Pass || c.State == NotApplicable
	if c.Subjects == nil {
		c.Subjects = []Subject{}
	}
	return c
}

// Outcome is the state as readers are told it. What a scenario only wants noted, and a limit that is exceeded and soft,
// are not held against the plan, and so the state is Pass; but neither is called kept.
func (c *Check) Outcome() State {
	switch {
	case !c.Soft:
		return c.State
	case c.ID == CheckContiguity:
		return Noted
	}
	return Exceeded
}

func (p *Plan) subjectUnit(u int, detail locale.Text) Subject {
	x := p.Layer.Units[u]
	return Subject{"unit", x.ID, x.Names, detail}
}

func (p *Plan) subjectRegion(r int, detail locale.Text) Subject {
	x := p.Layer.Regions[r]
	return Subject{"region", x.ID, x.Names, detail}
}

func (p *Plan) subjectDistrict(d District, detail locale.Text) Subject {
	return Subject{"district", fmt.Sprint(d.Number), d.Names, detail}
}

// Finished is whether every unit has a district.
func (p *Plan) Finished() bool { return !slices.Contains(p.Of, Unassigned) }

// UnfinishedRegions says of each region whether it has a unit without a district.
func (p *Plan) UnfinishedRegions() []bool {
	un := make([]bool, len(p.Layer.Regions))
	for u, r := range RegionOf(p.Layer) {
		if p.Of[u] == Unassigned {
			un[r] = true
		}
	}
	return un
}

func (p *Plan) checkAssigned() Check {
	c := Check{Tested: locale.T("checks.tested.units-assigned-once", len(p.Layer.Units))}
	bad := Incomplete
	for u, x := range p.Layer.Units {
		if ds := p.Duplicates[x.ID]; len(ds) > 1 {
			bad = Fail
			c.Subjects = append(c.Subjects, p.subjectUnit(u, locale.T("checks.unit.doubled", joinInts(ds))))
		} else if p.Of[u] == Unassigned {
			c.Subjects = append(c.Subjects, p.subjectUnit(u, locale.T("checks.unit.unassigned")))
		}
	}
	c.Value, c.Limit = count(len(p.Layer.Units)-len(c.Subjects), "units"), count(len(p.Layer.Units), "units")
	return c.judge(bad)
}

// districtsIn counts the districts that lie wholly in each region.
func (p *Plan) districtsIn() []int {
	n := make([]int, len(p.Layer.Regions))
	for _, d := range p.Districts {
		if d.Region >= 0 {
			n[d.Region]++
		}
	}
	return n
}

func (p *Plan) checkSeats() Check {
	counts, total := p.DistrictCounts(), p.AllDistricts()
	c := Check{Tested: locale.T("checks.tested.seats-per-region", total)}
	bad := Incomplete
	unfinished := p.UnfinishedRegions()
	for r, n := range p.districtsIn() {
		if n == counts[r] {
			continue
		}
		if n > counts[r] || !unfinished[r] {
			bad = Fail
		}
		what := locale.T("checks.region.seats", n, p.Seats[r])
		if per := p.PerDistrict(); per > 1 {
			what = locale.T("checks.region.seats.several", n, per, p.Seats[r])
		}
		c.Subjects = append(c.Subjects, p.subjectRegion(r, what))
	}
	c.Value, c.Limit = count(len(p.Districts), "districts"), count(total, "districts")
	return c.judge(bad)
}

func (p *Plan) checkMinimum() Check {
	least := 1
	if p.Scenario != nil {
		least = p.Scenario.MinimumDistricts()
	}
	c := Check{Tested: locale.T("checks.tested.minimum-seats", least),
		Limit: count(least, "districts")}
	bad := Incomplete
	unfinished := p.UnfinishedRegions()
	for r, n := range p.districtsIn() {
		if n < least {
			if !unfinished[r] {
				bad = Fail
			}
			c.Subjects = append(c.Subjects, p.subjectRegion(r, locale.T("checks.region.minimum", n, least)))
		}
	}
	return c.judge(bad)
}

func (p *Plan) checkCrossing() Check {
	c := Check{Tested: locale.T("checks.tested.no-crossing")}
	regionOf := RegionOf(p.Layer)
	for _, d := range p.Districts {
		if d.Region >= 0 {
			continue
		}
		var parts []locale.Text
		for r, x := range p.Layer.Regions {
			var in []int
			for _, u := range d.Units {
				if regionOf[u] == r {
					in = append(in, u)
				}
			}
			if len(in) > 0 {
				parts = append(parts, locale.T("%s: %s", Label{x.ID, x.Names}, p.labels(in)))
			}
		}
		c.Subjects = append(c.Subjects, p.subjectDistrict(d, locale.T("checks.district.crosses", parts)))
	}
	return c.judge(Fail)
}

func (p *Plan) checkVoters() Check {
	var units, assigned, districts int64
	for u, x := range p.Layer.Units {
		units += x.Voters
		if p.Of[u] != Unassigned {
			assigned += x.Voters
		}
	}
	for _, d := range p.Districts {
		districts += d.Voters
	}
	tested := locale.T("checks.tested.voters-sum")
	if !slices.ContainsFunc(p.Layer.Regions, func(r geo.Region) bool { return r.HasVoters }) {
		tested = locale.T("checks.tested.voters-sum.units") // no region has a figure of its own to compare with
	}
	c := Check{
		Tested: tested,
		Value:  Quantity{float64(districts), "voters"}, Limit: Quantity{float64(units), "voters"},
	}
	for r, sum := range p.RegionVoters() {
		if x := p.Layer.Regions[r]; x.HasVoters && x.Voters != sum {
			c.Subjects = append(c.Subjects, p.subjectRegion(r, locale.T("checks.region.voters", sum, x.Voters, sum-x.Voters)))
		}
	}
	if districts != assigned {
		c.Subjects = append(c.Subjects, Subject{"plan", "", nil, locale.T("checks.plan.voters", districts, assigned)})
	}
	c = c.judge(Fail)
	if c.OK && !p.Finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}

func (p *Plan) labels(units []int) Labels {
	ls := make(Labels, len(units))
	for i, u := range units {
		ls[i] = Label{p.Layer.Units[u].ID, p.Layer.Units[u].Names}
	}
	return ls
}

func count(n int, of string) Quantity { return Quantity{float64(n), of} }

func joinInts(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}
