// Package planning makes the plan of a case, region by region, and revises a plan in force. It decides nothing that a
// solver decides: it puts the questions of the binding rule, takes the answers, numbers the districts and makes the
// plan.
package planning

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Settings say what to plan and how long to search. The zero value plans every region by the scenario's objective.
type Settings struct {
	balance.SurveySettings
	// Objective is balanced, border or deviation; empty is the scenario's own.
	Objective string
	// Equality is the weight of equality in the objective balanced; 0 is the scenario's own.
	Equality float64
	// Region is the id of the one region to plan; the others' units stay without a district. Empty plans all.
	Region string
	// Total is the limit on the clock for all regions together, which share it by their size; 0 is none. Time is that of
	// each region.
	Total time.Duration
	// Choose takes another than the best plan of a region: 2 is the second of its variants. By region id.
	Choose map[string]int
	// Note is called before each region with its index, the number of regions and its id.
	Note func(i, n int, id string)
}

// Region is one region's answer.
type Region struct {
	districts.Task
	balance.Result
	// Chosen is the variant that the plan takes, from 0.
	Chosen int
	// Skipped says that it was not searched, because another region settles that there is no plan.
	Skipped bool
	// Doubt says that the answer would be another, or could not be decided, were pairs of units neighbours that are
	// none at the tolerance of the inputs but near it; nil where it holds with them joined too.
	Doubt *geo.Fault
	// Beyond says that the rule is soft and cannot be kept here: the plan is the one with the least deviation instead.
	Beyond bool
}

// Made is a plan with what was found of every region. Where a region has no plan, Plan is nil and None says why.
type Made struct {
	Plan      *districts.Plan
	Regions   []Region // of the regions planned
	None      *NoPlanError
	Settings  Settings // as used: with the scenario's objective and the default limits
	Objective balance.Objective

	planner *planner
}

// Variant is the plan with another variant, from 0, of the i-th region.
func (m *Made) Variant(i, n int) (*districts.Plan, error) {
	regions := slices.Clone(m.Regions)
	regions[i].Assignment = regions[i].Variants[n].District
	return m.planner.plan(regions)
}

// NoPlanError says why there is no plan: for some region it is proven that none exists, or none was found.
type NoPlanError struct {
	// Proven is whether impossibility is proven for at least one region.
	Proven  bool
	Reasons []locale.Text // one per region without a plan, with its id and name
}

func (e *NoPlanError) Error() string { return e.In("en") }

// In is the error in a language, a reason a line.
func (e *NoPlanError) In(lang string) string {
	what := locale.T("no plan was found within the limits of time and work")
	if e.Proven {
		what = locale.T("no plan within the rule exists")
	}
	lines := what.In(lang) + ":"
	for _, r := range e.Reasons {
		lines += "\n  " + r.In(lang)
	}
	return lines
}

// Objectives are the names of those that a plan of a country can be best at; those that only graphs have are not among
// them.
func Objectives() []string {
	return balance.PlanKinds()
}

// Make plans a case. What whole numbers alone show to be impossible is said of all regions before any is searched. When
// ctx ends, regions that have no plan yet are divided in a hurry, in less than a second all together, so that what was
// found before is not lost. Districts are numbered like those of the plan that the scenario names for it. That there is
// no plan is no error but stands in Made.None.
func Make(ctx context.Context, c *districts.Case, s Settings) (*Made, error) {
	if s.Objective == "" && c.Scenario != nil {
		s.Objective = c.Scenario.Objective
	}
	s.Objective = cmp.Or(s.Objective, "balanced")
	if !slices.Contains(Objectives(), s.Objective) {
		return nil, locale.Errorf("--objective %s: choose %s", s.Objective, locale.Or(Objectives()...))
	}
	kind, err := balance.ParseKind(s.Objective)
	if err != nil {
		return nil, err
	}
	s.Objective = kind.String()
	objective := balance.Objective{Kind: kind}
	if kind == balance.Balanced {
		if s.Equality == 0 && c.Scenario != nil {
			s.Equality = c.Scenario.EqualityWeight
		}
		objective.Equality = s.Equality
	}
	if s.Within == nil {
		s.Within = limits()
	}
	m := &Made{Settings: s, Objective: objective}
	tasks, err := c.Tasks(objective)
	if err != nil {
		return nil, err
	}
	if tasks, err = only(c, tasks, s.Region); err != nil {
		return nil, err
	}
	p := &planner{c: c, s: s, objective: objective, clock: newClock(s.Total, tasks)}
	m.planner = p
	if m.Regions, err = p.answers(ctx, tasks); err != nil {
		return nil, err
	}
	if err = p.doubt(ctx, m.Regions); err != nil {
		return nil, err
	}
	if m.None = p.none(m.Regions); m.None != nil {
		return m, nil
	}
	if err := p.choose(m.Regions); err != nil {
		return nil, err
	}
	if m.Plan, err = p.plan(m.Regions); err != nil {
		return nil, err
	}
	m.None = p.judge(m)
	return m, nil
}

// only is the task of one region, or all for no id.
func only(c *districts.Case, tasks []districts.Task, id string) ([]districts.Task, error) {
	if id == "" {
		return tasks, nil
	}
	var ids []string
	for _, t := range tasks {
		x := c.Layer.Regions[t.Region]
		if x.ID == id {
			return []districts.Task{t}, nil
		}
		ids = append(ids, x.ID)
	}
	return nil, locale.Errorf("there is no region %q; the regions are %s", id, strings.Join(ids, ", "))
}

type planner struct {
	c         *districts.Case
	s         Settings
	objective balance.Objective
	clock     *clock
}

// answers are the regions' answers.
func (p *planner) answers(ctx context.Context, tasks []districts.Task) ([]Region, error) {
	if regions := p.arithmetic(tasks); regions != nil {
		return regions, nil
	}
	return p.search(ctx, tasks)
}

// arithmetic are the regions' answers where whole numbers alone show that some region has no plan; nil otherwise. A
// soft rule forbids no plan.
func (p *planner) arithmetic(tasks []districts.Task) []Region {
	if p.c.Rule.Soft {
		return nil
	}
	regions := make([]Region, len(tasks))
	found := false
	for i, t := range tasks {
		regions[i].Task = t
		q := t.Problem
		q.Lower, q.Upper = t.Rule.Loosest[0], t.Rule.Loosest[1]
		if reason := q.Impossible(); !reason.Empty() {
			found = true
			regions[i].Status, regions[i].Reason = balance.Infeasible, reason
			regions[i].Log = []locale.Text{locale.T("arithmetic on bounds, units and components")}
		} else {
			regions[i].Skipped = true
			regions[i].Reason = locale.T("not searched: arithmetic shows already that another region has no plan")
		}
		regions[i].Result.Shortest = -1
	}
	if !found {
		return nil
	}
	return regions
}

// coupled says whether the rule compares the districts of all regions with each other.
func (p *planner) coupled() bool {
	return p.c.Rule.Statistic.Coupled() && p.c.Rule.ScopeName() == rule.Nation
}

// search divides the regions.
func (p *planner) search(ctx context.Context, tasks []districts.Task) ([]Region, error) {
	if !p.coupled() {
		return p.each(ctx, tasks)
	}
	regions, err := p.together(ctx, tasks)
	if err != nil || !p.c.Rule.Soft {
		return regions, err
	}
	for i := range regions {
		if err := p.beyond(ctx, &regions[i]); err != nil {
			return nil, err
		}
	}
	return regions, nil
}

// none says why there is no plan; nil if there is one.
func (p *planner) none(regions []Region) *NoPlanError {
	e := &NoPlanError{}
	for _, r := range regions {
		if r.Status == balance.Optimal || r.Status == balance.Feasible {
			continue
		}
		if r.Status == balance.Infeasible {
			e.Proven = true
		}
		if r.Skipped {
			continue
		}
		x := p.c.Layer.Regions[r.Region]
		e.Reasons = append(e.Reasons, locale.T("%s, %d {2|seat|seats}, %d {3|voter|voters}, %d to %d a district: %s: %s",
			districts.Label{ID: x.ID, Names: x.Names}, p.c.Seats[r.Region], r.Problem.Graph.Total(), r.Problem.Lower,
			r.Problem.Upper, r.Status, r.Reason))
	}
	if len(e.Reasons) == 0 {
		return nil
	}
	return e
}

// choose puts the variants that were asked for in place of the best plans.
func (p *planner) choose(regions []Region) error {
	left := map[string]bool{}
	for id := range p.s.Choose {
		left[id] = true
	}
	for i := range regions {
		r := &regions[i]
		id := p.c.Layer.Regions[r.Region].ID
		n, ok := p.s.Choose[id]
		if !ok {
			continue
		}
		delete(left, id)
		if n < 1 || n > len(r.Variants) {
			return locale.Errorf("%s has %d {2|variant|variants}, there is none of number %d; ask for more variants, or "+
				"choose another", id, len(r.Variants), n)
		}
		r.Chosen, r.Assignment = n-1, r.Variants[n-1].District
	}
	for _, id := range slices.Sorted(func(yield func(string) bool) {
		for id := range left {
			if !yield(id) {
				return
			}
		}
	}) {
		return locale.Errorf("there is no region %q to choose a variant of", id)
	}
	return nil
}

// plan numbers the districts in the order of the regions, and then like the plan that the scenario names for it.
func (p *planner) plan(regions []Region) (*districts.Plan, error) {
	counts := p.c.DistrictCounts()
	first := make([]int, len(counts)) // number of each region's first district
	next := 1
	for r, n := range counts {
		first[r] = next
		next += n
	}
	label := make([]int, len(p.c.Layer.Units))
	for _, r := range regions {
		// By their first units, as districts are numbered within a region.
		number := map[int]int{}
		for i, u := range r.Nodes {
			d := r.Assignment[i]
			if _, ok := number[d]; !ok {
				number[d] = first[r.Region] + len(number)
			}
			label[u] = number[d]
		}
	}
	plan, err := districts.NewNumbered(p.c, label)
	if err != nil || p.c.Scenario == nil || p.c.Scenario.Numbering == "" {
		return plan, err
	}
	old, err := p.c.KnownPlan(p.c.Scenario.Numbering)
	if err != nil {
		return nil, err
	}
	plan.KeepNumbers(old)
	return plan, nil
}

// judge lets the rule's own words have the last say: where districts of several regions decide together whether
// exceptions fit, the regions' answers may make a plan that breaks the rule, and then none has been found.
func (p *planner) judge(m *Made) *NoPlanError {
	if p.c.Rule.Soft || p.s.Region != "" {
		return nil
	}
	res := m.Plan.Evaluate(p.c.Rule)
	if res.Verdict != rule.Breaks {
		return nil
	}
	m.Plan = nil
	return &NoPlanError{Reasons: []locale.Text{locale.T("the plan that was found breaks the rule once its exceptions " +
		"for single districts are looked at; whether another keeps it was not decided")}}
}

// limits are the largest deviations for which a report counts the plans: 20, 10 and 5 %.
func limits() []*big.Rat {
	return []*big.Rat{big.NewRat(1, 5), big.NewRat(1, 10), big.NewRat(1, 20)}
}
