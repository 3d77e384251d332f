package amend

import (
	"context"
	"errors"
	"time"

	"okrug/balance"
	"okrug/balance/enumerate"
)

// answer is a result with what comparisons need.
type answer struct {
	Result
	moved int64 // weight
	bound int64 // weight, of every plan
}

// question is the problem with a start that has no number beyond Seats.
func (p *Problem) question(start []int) balance.Problem {
	return balance.Problem{Graph: p.Graph, Seats: p.Seats, Lower: p.Lower, Upper: p.Upper, Rule: p.Rule, Quota: p.Quota,
		Locks: p.Locks, Start: start, Keep: p.weights()}
}

// closest answers for seats that are not fewer than before.
func (p *Problem) closest(ctx context.Context, s Settings) (answer, error) {
	a, err := p.near(ctx, s, p.Start)
	if err != nil {
		return a, err
	}
	a.Dissolved, a.Renumbered = -1, -1
	p.report(&a.Result, func(old int) int { return old })
	a.Bound = p.votersOf(a.bound)
	return a, nil
}

// near finds the plan nearest to start.
func (p *Problem) near(ctx context.Context, s Settings, start []int) (answer, error) {
	q := p.question(start)
	a := answer{bound: p.arithmetic(start)}
	if complete(start) && len(q.Check(start)) == 0 {
		a.Status, a.Plan = balance.Optimal, start
		a.Tried = []string{"the plan in force meets the bounds"}
		return a, nil
	}
	if err := p.exact(ctx, s, &q, &a); err != nil || a.Status == balance.Optimal || a.Status == balance.Infeasible {
		return a, err
	}
	if ctx.Err() != nil {
		return a, nil
	}
	s.Method = balance.Heuristic
	sol, err := balance.Solve(ctx, q, s.Settings)
	if err != nil {
		return a, err
	}
	a.Tried = append(a.Tried, sol.Tried...)
	a.Work, a.Ended = sol.Work, sol.Ended
	switch sol.Status {
	case balance.Infeasible:
		a.Status, a.Reason, a.Plan = balance.Infeasible, sol.Reason, nil
	case balance.Feasible, balance.Optimal:
		if a.Plan == nil || sol.Moved < a.moved || sol.Moved == a.moved && sol.Border < q.Measure(a.Plan).Border {
			a.Plan, a.moved = sol.Assignment, sol.Moved
		}
		a.Status = balance.Feasible
	default:
		if a.Plan == nil {
			a.Reason = sol.Reason
		}
	}
	return a, nil
}

func complete(start []int) bool {
	for _, d := range start {
		if d == balance.Unassigned {
			return false
		}
	}
	return true
}

// exact searches plans that move little, then more.
func (p *Problem) exact(ctx context.Context, s Settings, q *balance.Problem, a *answer) error {
	if s.Settings.Time == 0 {
		if end, ok := ctx.Deadline(); ok { // half of the time is the heuristic's
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, time.Until(end)/2)
			defer cancel()
		}
	}
	set := enumerate.SurveySettings{Settings: enumerate.Settings{Workers: s.Workers, Work: s.Nodes}}
	if s.Progress != nil {
		set.Progress = func(x enumerate.Progress) {
			s.Progress(balance.Progress{Method: balance.Enumerate, Note: x.String()})
		}
	}
	found, err := enumerate.Find(ctx, q, set)
	switch {
	case errors.Is(err, enumerate.ErrTooLarge):
		a.Tried = append(a.Tried, "no exact search: "+err.Error())
		return nil
	case err != nil:
		return err
	}
	a.Nodes = found.Nodes
	a.bound = max(a.bound, found.MovedAtLeast)
	if best := found.Best(enumerate.Border); len(best) > 0 {
		a.Status, a.Plan, a.moved = balance.Feasible, best[0].District, best[0].Moved
	}
	switch {
	case !found.Complete:
		a.Tried = append(a.Tried, "exact search of plans that move little, cut short")
	case a.Plan != nil:
		a.Tried = append(a.Tried, "exact search of plans that move little, complete")
		a.Status, a.bound = balance.Optimal, a.moved
	default:
		a.Tried = append(a.Tried, "exact search of all plans, complete")
		a.Status, a.Reason = balance.Infeasible, found.Impossible
		if a.Reason == "" {
			a.Reason = "a complete search met no connected plan within the bounds, the rule and the locks"
		}
	}
	return nil
}

// arithmetic is a lower bound on the weight moved. A district in force with more voters than the upper bound keeps at most
// that many under its number; one with fewer than the lower bound gains the rest from units that move, or that had no
// district. What is gained by one district is lost by another, so the larger of the two sums counts.
func (p *Problem) arithmetic(start []int) int64 {
	if p.Voters != nil {
		return 0 // the bounds are about something else than what moves
	}
	have := make([]int64, p.Seats)
	var none int64
	for v, d := range start {
		if d == balance.Unassigned {
			none += p.Graph.Voters[v]
		} else {
			have[d] += p.Graph.Voters[v]
		}
	}
	q := p.question(start)
	lower, upper := q.Bounds()
	var over, under int64
	for _, v := range have {
		over += max(0, v-upper)
		under += max(0, lower-v)
	}
	if moved := max(over, under-none); moved > 0 {
		return moved*int64(p.Graph.Len()+1) + 1
	}
	return 0
}
