package amend

import (
	"context"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/geo/locale"
)

// answer is a result with what comparisons need.
type answer struct {
	Result
	moved int64 // weight
	bound int64 // weight, of every plan
}

// question is the problem with a start that has no number beyond Seats, in which it is moves that cost.
func (p *Problem) question(start []int) balance.Problem {
	q := p.Problem
	q.Start, q.Keep, q.Objective, q.Parents = start, p.weights(), balance.Objective{Kind: balance.Border}, nil
	return q
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
		a.Log = []locale.Text{locale.T("the plan in force meets the bounds")}
		return a, nil
	}
	s.Method = balance.Auto
	sol, err := balance.Solve(ctx, q, s)
	if err != nil {
		return a, err
	}
	a.Status, a.Reason, a.Log, a.Stopped = sol.Status, sol.Reason, sol.Log, sol.Stopped
	a.Nodes, a.Work = sol.Nodes, sol.Work
	a.bound = max(a.bound, sol.MovedAtLeast)
	switch sol.Status {
	case balance.Feasible, balance.Optimal:
		a.Plan, a.moved, a.Reason = sol.Assignment, sol.Moved, locale.Text{}
	}
	if sol.Status == balance.Optimal {
		a.bound = a.moved
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

// arithmetic is a lower bound on the weight moved. A district in force with more voters than the upper bound keeps at
// most that many under its number; one with fewer than the lower bound gains the rest from units that move, or that
// had no district. What is gained by one district is lost by another, so the larger of the two sums counts.
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
