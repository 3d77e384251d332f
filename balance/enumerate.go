package balance

import (
	"context"
	"errors"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// enumerate visits plans within the rule: all of them if count is set, or else those only that can be the best. It
// visits at most work search nodes, 0 for no limit.
func (r *run) enumerate(ctx context.Context, count bool, work int64) error {
	r.sol.Method = Enumerate
	set := enumerate.SurveySettings{Settings: enumerate.Settings{Workers: r.s.Workers, Work: work}}
	if r.s.Progress != nil {
		set.Progress = func(x enumerate.Progress) { r.progress(Progress{Method: Enumerate, Note: x.Text()}) }
	}
	var best *enumerate.Plan
	var stats enumerate.Stats
	var err error
	if objective, ok := surveyed(r.p); ok {
		set.Limit = r.p.Limit()
		set.Shortest = r.p.Objective.Shortest
		look := enumerate.Best
		if count {
			look = enumerate.Explore
		}
		var s *enumerate.Survey
		if s, err = look(ctx, r.p, set); err == nil {
			best, stats = r.heard(s, objective), s.Stats
		}
	} else {
		best, r.sol.Plans, stats, err = enumerate.Minimize(ctx, r.p, set.Settings, scoreOf(r.p))
		r.sol.Counted = stats.Complete
	}
	switch {
	case errors.Is(err, enumerate.ErrTooLarge) && r.s.Method != Enumerate:
		r.tried("no exact search: %v", err)
		return nil
	case errors.Is(err, enumerate.ErrTooLarge):
		return &UnsupportedError{Enumerate, locale.T("%v", err), locale.T("use auto or heuristic")}
	case err != nil:
		return err
	}
	what := locale.T("enumeration")
	if !count && r.p.Keep != nil {
		if what = locale.T("exact search of plans that move little"); stats.Complete && best == nil {
			what = locale.T("exact search of all plans")
		}
	}
	r.searched(what, best, stats)
	return nil
}

// heard takes over what a survey has counted and, where Balanced has no normaliser yet, the shortest border that it
// has met, which is exact if the search was complete; and returns its best plan.
func (r *run) heard(s *enumerate.Survey, objective enumerate.Objective) *enumerate.Plan {
	r.sol.Plans, r.sol.Counted, r.sol.MovedAtLeast = s.Plans, s.Counted, s.MovedAtLeast
	if r.p.Objective.Kind == Balanced && s.Shortest > 0 && r.p.Objective.Shortest == 0 {
		r.p.Objective.Shortest = s.Shortest
	}
	if plans := s.Best(objective); len(plans) > 0 {
		return plans[0]
	}
	return nil
}

// searched records what a search proved.
func (r *run) searched(what locale.Text, best *enumerate.Plan, stats enumerate.Stats) {
	r.visited(stats.Nodes)
	r.refused = stats.Refused
	r.sol.Stopped = Complete
	if !stats.Complete {
		r.sol.Stopped = r.ended(stats.Spent)
	}
	if best != nil {
		r.offer(best.District)
	}
	switch {
	case !stats.Complete:
		r.tried("%s, cut short after %d search {2|node|nodes} and %d {3|plan|plans}", what, stats.Nodes, r.sol.Plans)
	case best == nil:
		r.tried("%s, complete", what)
		r.infeasible(noPlanMet(stats))
	default:
		r.tried("%s, complete", what)
		r.sol.Status = Optimal
		r.bound(r.score())
		r.sol.MovedAtLeast = r.sol.Moved
	}
}

// noPlanMet says why a complete search met no plan.
func noPlanMet(stats enumerate.Stats) locale.Text {
	if !stats.Impossible.Empty() {
		return stats.Impossible
	}
	return locale.T("a complete search met no connected plan within the bounds, the rule and the locks")
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

// scoreOf scores plans that the enumeration has met.
func scoreOf(p *Problem) func(v *enumerate.View) problem.Score {
	s := p.Scorer()
	return func(v *enumerate.View) problem.Score {
		voters := [2]int64{v.Smallest, v.Largest}
		m := Measures{Voters: voters[:], Border: v.Border, CutEdges: v.CutEdges}
		if s.UsesInertia() {
			m.Inertia = p.Inertia(v.District())
		}
		return s.Score(&m)
	}
}
