package balance

import (
	"context"
	"errors"

	"okrug/balance/enumerate"
)

// enumerate visits plans within the rule: all of them if count is set, or else those only that can be the best. It
// visits at most work search nodes, 0 for no limit.
func (r *run) enumerate(ctx context.Context, count bool, work int64) error {
	r.sol.Method = Enumerate
	set := enumerate.SurveySettings{Settings: enumerate.Settings{Workers: r.s.Workers, Work: work}}
	if r.s.Progress != nil {
		set.Progress = func(x enumerate.Progress) { r.progress(Progress{Method: Enumerate, Note: x.String()}) }
	}
	var best *enumerate.Plan
	var stats enumerate.Stats
	var err error
	if objective, ok := surveyed(r.p); ok {
		set.Limit = r.p.Limit()
		set.Shortest = r.p.Objective.Shortest
		look := enumerate.Find
		if count {
			look = enumerate.Look
		}
		var s *enumerate.Survey
		if s, err = look(ctx, r.p, set); err == nil {
			stats = s.Stats
			r.sol.Plans, r.sol.Counted = s.Plans, s.Counted
			if plans := s.Best(objective); len(plans) > 0 {
				best = plans[0]
			}
			if r.p.Objective.Kind == Balanced && s.Shortest > 0 && set.Shortest == 0 {
				// The yardstick of Balanced is now known, and exact if the search was complete.
				r.p.Objective.Shortest = s.Shortest
			}
		}
	} else {
		best, r.sol.Plans, stats, err = enumerate.Least(ctx, r.p, set.Settings, func(v *enumerate.View) float64 { return costOf(r.p, v) })
		r.sol.Counted = stats.Complete
	}
	switch {
	case errors.Is(err, enumerate.ErrTooLarge):
		return &UnsupportedError{Enumerate, err.Error(), "use auto or heuristic"}
	case err != nil:
		return err
	}
	r.enumerated(best, stats)
	return nil
}

// enumerated records what a search proved.
func (r *run) enumerated(best *enumerate.Plan, stats enumerate.Stats) {
	r.sol.Nodes += stats.Nodes
	r.refused = stats.Refused
	r.sol.Ended = Complete
	if !stats.Complete {
		r.sol.Ended = r.ended(stats.Spent)
	}
	if best != nil {
		r.offer(best.District)
	}
	switch {
	case !stats.Complete:
		r.tried("enumeration, cut short after %d search nodes and %d plans", stats.Nodes, r.sol.Plans)
	case best == nil:
		r.tried("enumeration, complete")
		r.sol.Status, r.sol.Reason = Infeasible, stats.Impossible
		if r.sol.Reason == "" {
			r.sol.Reason = "a complete search met no connected plan within the bounds, the rule and the locks"
		}
	default:
		r.tried("enumeration, complete")
		r.sol.Status = Optimal
		r.bound(r.sol.Objective)
	}
}

// surveyed is the enumeration's name of the objective, where it compares plans exactly and by the same ties.
func surveyed(p *Problem) (enumerate.Objective, bool) {
	switch p.Objective.Kind {
	case Border:
		return enumerate.Border, true
	case Deviation:
		return enumerate.Deviation, true
	case Balanced:
		return enumerate.Balanced, true
	}
	return 0, false
}

// costOf is the objective of a plan that the enumeration has met.
func costOf(p *Problem, v *enumerate.View) float64 {
	m := Measures{Border: v.Border, CutEdges: v.CutEdges}
	if q := p.PerSeat(); q.Sign() > 0 {
		// Whole numbers below 2^53 divide to the nearest float, as a fraction does.
		m.MaxDeviation = float64(v.Deviation) / float64(q.Num().Int64())
	}
	if p.Points != nil {
		m.Inertia = p.Inertia(v.District())
	}
	return p.Value(&m)
}
