package verify

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// planValue checks that a plan answers the question and returns its value.
func planValue(q *certificate.Question, plan []int) (int64, error) {
	if q.Graph == nil {
		return 0, refuse("there is a plan and no graph")
	}
	units := q.Graph.Units
	if len(plan) != len(units) {
		return 0, refuse("the plan has %d {1|unit|units} and the graph %d", len(plan), len(units))
	}
	voters := make([]int64, q.Seats+1)
	start := make([]int, q.Seats+1) // a unit of each district
	for d := range start {
		start[d] = -1
	}
	for v, d := range plan {
		if d < 1 || d > q.Seats {
			return 0, refuse("unit %s is in district %d of %d", units[v].ID, locale.Nth(d), q.Seats)
		}
		voters[d] += units[v].Voters
		start[d] = v
	}
	reached := flood(q.Graph, start, func(v, w int) bool { return plan[v] == plan[w] })
	for d := 1; d <= q.Seats; d++ {
		if start[d] < 0 {
			return 0, refuse("district %d is empty", locale.Nth(d))
		}
		if voters[d] < q.Lower || voters[d] > q.Upper {
			return 0, refuse("district %d has %d {2|voter|voters}, outside %d to %d", locale.Nth(d), voters[d], q.Lower,
				q.Upper)
		}
	}
	for v := range plan {
		if !reached[v] {
			return 0, refuse("district %d is not connected: unit %s cannot be reached", locale.Nth(plan[v]), units[v].ID)
		}
	}
	if err := planLocks(q, plan); err != nil {
		return 0, err
	}
	return worth(q, plan, voters)
}

// planLocks checks that a plan keeps the locks.
func planLocks(q *certificate.Question, plan []int) error {
	fixed := make(map[int]int)
	for _, f := range q.Fixed {
		if plan[f[0]] != f[1] {
			return refuse("unit %s is fixed to district %d and lies in %d", q.Graph.Units[f[0]].ID, locale.Nth(f[1]),
				locale.Nth(plan[f[0]]))
		}
		fixed[f[0]] = f[1]
	}
	for _, group := range q.Together {
		for _, v := range group {
			if plan[v] != plan[group[0]] {
				return refuse("units %s and %s must be together", q.Graph.Units[group[0]].ID, q.Graph.Units[v].ID)
			}
		}
	}
	for _, d := range q.Finished {
		for v := range plan {
			if plan[v] == d && fixed[v] != d {
				return refuse("district %d is finished and has unit %s besides", locale.Nth(d), q.Graph.Units[v].ID)
			}
		}
	}
	return nil
}

// flood marks what can be reached from the starts (-1 is none) over edges whose ends satisfy join.
func flood(g *certificate.Graph, starts []int, join func(v, w int) bool) []bool {
	next := neighbours(g)
	reached := make([]bool, len(g.Units))
	var stack []int
	for _, s := range starts {
		if s >= 0 {
			reached[s] = true
			stack = append(stack, s)
		}
	}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, w := range next[v] {
			if !reached[w] && join(v, w) {
				reached[w] = true
				stack = append(stack, w)
			}
		}
	}
	return reached
}

func neighbours(g *certificate.Graph) [][]int {
	next := make([][]int, len(g.Units))
	for _, e := range g.Edges {
		next[e[0]] = append(next[e[0]], int(e[1]))
		next[e[1]] = append(next[e[1]], int(e[0]))
	}
	return next
}
