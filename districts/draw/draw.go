// Package draw asks a solver for every region's districts and makes the plan of its answers.
package draw

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"time"

	"okrug/balance"
	"okrug/balance/rule"
	"okrug/districts"
)

// Settings say what to draw and how long to search.
type Settings struct {
	balance.DivideSettings
	Objective balance.Kind // Balanced, Border or Deviation
	// Note is called before each region with its index, the number of regions and its id.
	Note func(i, n int, id string)
}

// Region is one region's answer.
type Region struct {
	districts.Task
	balance.Division
}

// NoPlanError says why there is no plan: for some region it is proven that none exists, or none was found.
type NoPlanError struct {
	// Proven is whether impossibility is proven for at least one region.
	Proven  bool
	Reasons []string // one per region without a plan, with its id and name
}

func (e *NoPlanError) Error() string {
	s := "no plan was found within the limits of time and work"
	if e.Proven {
		s = "no plan within the rule exists"
	}
	return s + ":\n  " + strings.Join(e.Reasons, "\n  ")
}

// Plan draws every region. When ctx ends, regions that have no plan yet are divided in a hurry, a second each at most, so
// that what was found before is not lost. The regions' answers come back with a NoPlanError too.
func Plan(ctx context.Context, d districts.Draft, s Settings) (*districts.Plan, []Region, error) {
	tasks, err := districts.Tasks(d, balance.Objective{Kind: s.Objective})
	if err != nil {
		return nil, nil, err
	}
	var regions []Region
	if d.Rule.Statistic.Coupled() && d.Rule.ScopeName() == rule.Nation {
		regions, err = together(ctx, d, tasks, s)
	} else {
		regions, err = each(ctx, d, tasks, s)
	}
	if err != nil {
		return nil, regions, err
	}
	if err := noPlan(d, regions); err != nil {
		return nil, regions, err
	}
	d.District, d.Numbered = make([]int, len(d.Layer.Units)), false
	next := 1
	for _, r := range regions {
		for i, u := range r.Nodes {
			d.District[u] = next + r.Assignment[i]
		}
		next += d.Seats[r.Region]
	}
	p, err := districts.New(d)
	return p, regions, err
}

// each divides the regions one after the other, within the bounds that their tasks state.
func each(ctx context.Context, d districts.Draft, tasks []districts.Task, s Settings) ([]Region, error) {
	regions := make([]Region, len(tasks))
	for i, t := range tasks {
		if s.Note != nil {
			s.Note(i, len(tasks), d.Layer.Regions[t.Region].ID)
		}
		division, err := balance.Divide(ctx, t.Problem, s.DivideSettings)
		if err == nil && division.Status == balance.Unknown && ctx.Err() != nil {
			division, err = balance.Divide(context.WithoutCancel(ctx), t.Problem, hurried(s.DivideSettings))
		}
		if err != nil {
			return nil, fmt.Errorf("region %s: %w", d.Layer.Regions[t.Region].ID, err)
		}
		regions[i] = Region{t, division}
	}
	return regions, nil
}

// hurried are the settings for the regions still open when a run is interrupted: small regions are searched as ever, large
// ones get a second each, so that a whole plan remains.
func hurried(s balance.DivideSettings) balance.DivideSettings {
	s.SurveyNodes, s.Time, s.Work = hurriedNodes, time.Second, 0
	return s
}

const hurriedNodes = 200_000

// together draws all regions under a rule that compares all districts with each other: it narrows fixed bounds until the
// best plan within them meets the rule, which is exact as long as every region's answer is.
func together(ctx context.Context, d districts.Draft, tasks []districts.Task, s Settings) ([]Region, error) {
	var total int64
	seats := 0
	for _, t := range tasks {
		total += t.Problem.Graph.Total()
		seats += t.Problem.Seats
	}
	var last []Region
	ask := func(ctx context.Context, lower, upper int64) (rule.Answer[[]Region], error) {
		narrowed := make([]districts.Task, len(tasks))
		copy(narrowed, tasks)
		for i := range narrowed {
			narrowed[i].Problem.Lower, narrowed[i].Problem.Upper = lower, upper
		}
		regions, err := each(ctx, d, narrowed, s)
		if err != nil {
			return rule.Answer[[]Region]{}, err
		}
		if last == nil || noPlan(d, last) != nil {
			last = regions
		}
		a := rule.Answer[[]Region]{Plan: regions, Found: true, Proven: true}
		first := true
		infeasible := false
		for _, r := range regions {
			infeasible = infeasible || r.Status == balance.Infeasible
			a.Found = a.Found && (r.Status == balance.Optimal || r.Status == balance.Feasible)
			a.Proven = a.Proven && (r.Status == balance.Optimal || r.Status == balance.Infeasible)
			a.Cost += r.Objective
			for _, v := range r.Voters {
				if first || v < a.Smallest {
					a.Smallest = v
				}
				if first || v > a.Largest {
					a.Largest = v
				}
				first = false
			}
		}
		a.Proven = a.Proven || infeasible // one region without a plan settles it
		return a, nil
	}
	best, err := rule.Search(ctx, d.Rule.Test(total, seats), ask)
	if err != nil {
		return nil, err
	}
	if best.Found {
		return best.Plan, nil
	}
	if last == nil {
		return nil, &NoPlanError{Proven: true, Reasons: []string{"no whole numbers of voters fit the rule"}}
	}
	if noPlan(d, last) == nil {
		return last, &NoPlanError{Proven: best.Proven, Reasons: []string{"every region has plans within the loosest bounds, but no choice of them meets the rule over all districts together"}}
	}
	return last, nil
}

func noPlan(d districts.Draft, regions []Region) error {
	e := &NoPlanError{}
	for _, r := range regions {
		if r.Status == balance.Optimal || r.Status == balance.Feasible {
			continue
		}
		e.Proven = e.Proven || r.Status == balance.Infeasible
		x := d.Layer.Regions[r.Region]
		name := x.ID
		if n := x.Names.In("en", d.Scenario.Languages...); n != "" {
			name = fmt.Sprintf("%s (%s)", n, x.ID)
		}
		lower, upper := r.Problem.Lower, r.Problem.Upper
		e.Reasons = append(e.Reasons, fmt.Sprintf("%s, %d seats, %d voters, %d to %d a district: %s: %s", name, d.Seats[r.Region], r.Problem.Graph.Total(), lower, upper, r.Status, r.Reason))
	}
	if len(e.Reasons) == 0 {
		return nil
	}
	return e
}

// Limits are the largest deviations for which a report counts the plans: 20, 10 and 5 %.
func Limits() []*big.Rat {
	return []*big.Rat{big.NewRat(1, 5), big.NewRat(1, 10), big.NewRat(1, 20)}
}
