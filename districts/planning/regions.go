package planning

import (
	"context"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// each divides the regions one after the other, within the bounds that their tasks state.
func (p *planner) each(ctx context.Context, tasks []districts.Task) ([]Region, error) {
	regions := make([]Region, len(tasks))
	for i, t := range tasks {
		if p.s.Note != nil {
			p.s.Note(i, len(tasks), p.c.Layer.Regions[t.Region].ID)
		}
		r, err := p.divide(ctx, t)
		if err != nil {
			return nil, err
		}
		if regions[i] = r; p.c.Rule.Soft {
			if err := p.beyond(ctx, &regions[i]); err != nil {
				return nil, err
			}
		}
		p.clock.done(t)
	}
	return regions, nil
}

// divide asks for one region's districts.
func (p *planner) divide(ctx context.Context, t districts.Task) (Region, error) {
	s := p.s.SurveySettings
	s.Time = p.clock.limit(t, s.Time)
	result, err := balance.Survey(ctx, t.Problem, s)
	if err == nil && result.Status == balance.Unknown && ctx.Err() != nil {
		// Interrupted: small regions are searched as ever, and all large ones share the time that is left, so that a whole
		// plan remains.
		p.clock.hurry()
		s.SurveyNodes, s.Time, s.Work = hurriedNodes, p.clock.limit(t, p.s.Time), 0
		result, err = balance.Survey(context.WithoutCancel(ctx), t.Problem, s)
	}
	if err != nil {
		return Region{}, locale.Errorf("region %s: %w", p.c.Layer.Regions[t.Region].ID, err)
	}
	if result.Status == balance.Infeasible && !balance.Proves(t.Rule) {
		result.Status, result.Reason = balance.Unknown, openReason
	}
	return Region{Task: t, Result: result}, nil
}

// hurriedNodes is what the complete search of a region may take then.
const hurriedNodes = 200_000

// beyond looks for the plan with the least deviation where a soft rule's limit cannot be kept, or was not: no law
// forbids such a plan, it must be justified.
func (p *planner) beyond(ctx context.Context, r *Region) error {
	if r.Status == balance.Optimal || r.Status == balance.Feasible {
		return nil
	}
	t := r.Task
	t.Problem = beyondRule(t.Problem)
	t.Problem.Objective = balance.Objective{Kind: balance.Deviation}
	found, err := p.divide(ctx, t)
	if err != nil {
		return err
	}
	if found.Status != balance.Optimal && found.Status != balance.Feasible {
		*r = found // it is not the rule that stands in the way
		return nil
	}
	found.Beyond = true
	found.Reason = locale.T("the rule's limit is not kept here (%s: %s); the rule is soft, so the plan with the least "+
		"deviation stands in", r.Status, r.Reason)
	*r = found
	return nil
}

// beyondRule is a question without the rule's limits.
func beyondRule(p balance.Problem) balance.Problem {
	p.Lower, p.Upper, p.Plain, p.Rule, p.Judge = 0, p.Graph.Total(), [2]int64{}, nil, nil
	return p
}

// together draws all regions under a rule that compares all districts with each other: it narrows fixed bounds until
// the best plan within them meets the rule, which is exact as long as every region's answer is. Regions that an
// exception frees are compared with nothing, and are divided once.
func (p *planner) together(ctx context.Context, tasks []districts.Task) ([]Region, error) {
	var compared []districts.Task
	all := make([]Region, len(tasks))
	for i, t := range tasks {
		if !t.Rule.Free {
			compared = append(compared, t)
			continue
		}
		r, err := p.divide(ctx, t)
		if err != nil {
			return nil, err
		}
		all[i] = r
	}
	if len(compared) == 0 {
		return all, nil
	}
	found, err := p.compare(ctx, compared)
	if err != nil {
		return nil, err
	}
	for i, t := range tasks {
		if !t.Rule.Free {
			all[i], found = found[0], found[1:]
		}
	}
	return all, nil
}

// compare divides the regions whose districts are compared with each other.
func (p *planner) compare(ctx context.Context, tasks []districts.Task) ([]Region, error) {
	var last []Region
	ask := func(ctx context.Context, lower, upper int64) (rule.Answer[[]Region], error) {
		narrowed := make([]districts.Task, len(tasks))
		copy(narrowed, tasks)
		for i := range narrowed {
			narrowed[i].Problem.Lower, narrowed[i].Problem.Upper = lower, upper
		}
		regions := make([]Region, len(tasks))
		for i, t := range narrowed {
			var err error
			if regions[i], err = p.divide(ctx, t); err != nil {
				return rule.Answer[[]Region]{}, err
			}
		}
		if last == nil || p.none(last) != nil {
			last = regions
		}
		return answer(regions), nil
	}
	test := p.questions(tasks).Nation
	best, err := rule.Search(ctx, test, ask)
	switch {
	case err != nil:
		return nil, err
	case best.Found:
		return best.Plan, nil
	case last == nil:
		last = make([]Region, len(tasks))
		for i, t := range tasks {
			last[i].Task, last[i].Skipped = t, i > 0
		}
		last[0].Status, last[0].Log = balance.Infeasible, []locale.Text{locale.T("arithmetic on the rule's bounds")}
		last[0].Reason = locale.T("no whole numbers of voters fit the rule over all regions together")
		if !balance.Proves(tasks[0].Rule) {
			last[0].Status, last[0].Reason = balance.Unknown, openReason
		}
	case p.none(last) == nil:
		status := balance.Unknown
		if best.Proven && balance.Proves(tasks[0].Rule) {
			status = balance.Infeasible
		}
		for i := range last {
			last[i].Status = status
			last[i].Reason = locale.T("every region has plans within the loosest bounds, but no choice of them meets the rule " +
				"over all districts together")
		}
	}
	return last, nil
}

// questions are those that the tasks come from.
func (p *planner) questions(tasks []districts.Task) *rule.Questions { return tasks[0].Rule.Of() }

// answer sums the regions' answers up. One region without a plan settles it.
func answer(regions []Region) rule.Answer[[]Region] {
	a := rule.Answer[[]Region]{Plan: regions, Found: true, Proven: true}
	first, infeasible := true, false
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
	a.Proven = a.Proven || infeasible
	return a
}
