package amend

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/geo/locale"
)

// dissolvedByHeuristic is how many districts are tried at most once the exact search has been cut short; every
// trial costs a run of the heuristic.
const dissolvedByHeuristic = 5

// defaultNodes is what the exact searches for all districts together may visit where the settings do not say.
const defaultNodes = 2_000_000

// dissolve answers for one seat fewer: it tries to dissolve each district, those with the fewest voters first.
func (p *Problem) dissolve(ctx context.Context, s Settings) (Result, error) {
	weight := p.weights()
	lost := make([]int64, p.StartSeats)
	for v, d := range p.Start {
		if d != balance.Unassigned {
			lost[d] += weight[v]
		}
	}
	order := make([]int, p.StartSeats)
	for d := range order {
		order[d] = d
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost[a], lost[b]) })
	var best answer
	best.Dissolved, best.Renumbered = -1, -1
	proven, heuristics, skipped := true, 0, 0
	end := time.Now().Add(s.Time)
	bound := int64(-1)
	lower := func(b int64) {
		if bound < 0 || b < bound {
			bound = b
		}
	}
	var reason locale.Text
	for i, d := range order {
		start := p.without(d)
		least := lost[d] + p.arithmetic(start)
		if best.Plan != nil && least > best.moved {
			continue
		}
		if ctx.Err() != nil || heuristics == dissolvedByHeuristic || s.Time > 0 && i > 0 && !time.Now().Before(end) {
			lower(least)
			proven = false
			skipped++
			continue
		}
		one := s
		if one.Nodes = s.Nodes / int64(len(order)); s.Nodes == 0 {
			one.Nodes = defaultNodes / int64(len(order))
		}
		one.Nodes = max(1, one.Nodes)
		if s.Time > 0 {
			// What is left of the time is shared by the heuristics that may still be needed.
			one.Time = max(time.Millisecond, time.Until(end)/time.Duration(min(len(order)-i, dissolvedByHeuristic-heuristics)))
		}
		if s.Work > 0 {
			one.Work = max(1, s.Work/int64(min(len(order), dissolvedByHeuristic)))
		}
		a, err := p.near(ctx, one, start)
		if err != nil {
			return Result{}, err
		}
		a.moved, a.bound = a.moved+lost[d], a.bound+lost[d]
		best.Nodes, best.Work = best.Nodes+a.Nodes, best.Work+a.Work
		if a.Status != balance.Optimal && a.Status != balance.Infeasible {
			heuristics++
			proven = false
		}
		if a.Status != balance.Infeasible {
			lower(a.bound)
		} else if i == 0 || reason.Empty() {
			reason = a.Reason
		}
		if a.Stopped != balance.Complete {
			best.Stopped = a.Stopped
		}
		closer := func() bool {
			return a.moved < best.moved || a.moved == best.moved && p.border(a.Plan) < p.border(best.Plan)
		}
		if a.Plan != nil && (best.Plan == nil || closer()) {
			best.Plan, best.moved, best.Dissolved = a.Plan, a.moved, d
		}
	}
	best.Log = append(best.Log, locale.T("each of %d {1|district|districts} dissolved in turn, exactly while small "+
		"enough", len(order)))
	if skipped > 0 {
		best.Log = append(best.Log, locale.T("%d of them, with more voters, not tried for want of time", skipped))
	}
	switch {
	case best.Plan != nil && proven:
		best.Status = balance.Optimal
	case best.Plan != nil:
		best.Status = balance.Feasible
	case proven:
		best.Status, best.Reason = balance.Infeasible, reason
	default:
		best.Reason = locale.T("no plan was found whichever district is dissolved, and none was proven impossible")
	}
	if best.Plan != nil {
		last := p.StartSeats - 1
		if best.Dissolved != last {
			best.Renumbered = last
		}
		p.report(&best.Result, func(old int) int { return p.successor(best.Dissolved, old) })
	}
	if bound > 0 {
		best.Bound = p.votersOf(bound)
	}
	if best.Status == balance.Optimal {
		best.Bound = best.MovedVoters
	}
	return best.Result, nil
}

// successor is the number that a district in force has after d is dissolved.
func (p *Problem) successor(d, old int) int {
	switch old {
	case d:
		return balance.Unassigned
	case p.StartSeats - 1:
		return d
	}
	return old
}

// without is the plan in force after d is dissolved.
func (p *Problem) without(d int) []int {
	start := slices.Clone(p.Start)
	for v, old := range start {
		if old != balance.Unassigned {
			start[v] = p.successor(d, old)
		}
	}
	return start
}

func (p *Problem) border(plan []int) (length int64) {
	for _, e := range p.Graph.Edges {
		if plan[e.U] != plan[e.V] {
			length += e.Length
		}
	}
	return length
}
