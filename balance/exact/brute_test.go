package exact

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

// randomProblem is a small question of any shape: sparse or dense, connected or not, with units without voters, with
// wide or narrow bounds, with or without locks.
func randomProblem(r *rand.Rand) problem.Problem {
	n := 1 + r.IntN(10)
	ids, voters := make([]string, n), make([]int64, n)
	for v := range n {
		ids[v], voters[v] = fmt.Sprint("u", v), r.Int64N(20)
	}
	var edges []graph.Edge
	have := map[[2]int]bool{}
	link := func(a, b int) {
		if a > b {
			a, b = b, a
		}
		if a != b && !have[[2]int{a, b}] {
			have[[2]int{a, b}] = true
			edges = append(edges, graph.Edge{U: a, V: b, Length: r.Int64N(50)})
		}
	}
	for v := 1; v < n; v++ {
		if r.IntN(12) > 0 {
			link(v, max(0, v-1-r.IntN(3)))
		}
	}
	for range r.IntN(n + 1) {
		a := r.IntN(n)
		link(a, min(n-1, a+r.IntN(4)))
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		panic(err)
	}
	p := problem.Problem{Graph: g, Seats: 1 + r.IntN(min(n, 5)), Objective: problem.Objective{Kind: problem.CutEdges}}
	if r.IntN(2) == 0 {
		p.Objective.Kind = problem.Border
	}
	mean := g.Total() / int64(p.Seats)
	band := r.Int64N(mean + 2)
	p.Lower, p.Upper = max(0, mean-band), mean+1+r.Int64N(band+1)
	if r.IntN(3) == 0 {
		p.Locks.Fixed = make([]int, n)
		for v := range n {
			p.Locks.Fixed[v] = -1
			if r.IntN(3) == 0 {
				p.Locks.Fixed[v] = r.IntN(p.Seats)
			}
		}
		if r.IntN(3) == 0 {
			p.Locks.Finished = []int{r.IntN(p.Seats)}
		}
	}
	for r.IntN(3) == 0 {
		p.Locks.Together = append(p.Locks.Together, []int{r.IntN(n), r.IntN(n)})
	}
	return p
}

// brute tries every assignment of districts to units and returns the least value and the number of plans up to the
// numbers of districts that are not fixed.
func brute(p *problem.Problem) (least int64, plans int) {
	n := p.Graph.Len()
	q, err := newQuestion(p)
	if err != nil {
		panic(err)
	}
	plan := make([]int, n)
	var visit func(v, used int)
	visit = func(v, used int) {
		if v == n {
			if value, ok := q.value(plan); ok {
				if plans == 0 || value < least {
					least = value
				}
				plans++
			}
			return
		}
		top := min(used+1, p.Seats)
		if p.Locks.Fixed != nil {
			top = p.Seats
		}
		for d := range top {
			if p.Locks.Fixed != nil && p.Locks.Fixed[v] >= 0 && p.Locks.Fixed[v] != d {
				continue
			}
			plan[v] = d
			visit(v+1, max(used, d+1))
		}
	}
	visit(0, 0)
	return least, plans
}

func TestAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	count := map[problem.Status]int{}
	for i := range testdata.Draws(3000) {
		p := randomProblem(r)
		least, plans := brute(&p)
		s, err := Solve(context.Background(), &p, Settings{Workers: 1 + i%2})
		require.NoError(t, err)
		describe := fmt.Sprintf("case %d: %+v\nvoters %v edges %v", i, p, p.Graph.Voters, p.Graph.Edges)
		require.NoError(t, s.Reason, describe)
		if plans == 0 {
			require.Equal(t, problem.Infeasible, s.Status, describe)
		} else {
			require.Equal(t, problem.Optimal, s.Status, describe)
			require.Equal(t, least, s.Value, describe)
			q, err := newQuestion(&p)
			require.NoError(t, err)
			v, ok := q.value(s.Plan)
			require.True(t, ok, describe)
			require.Equal(t, least, v, describe)
		}
		count[s.Status]++
		_, err = verify.Certificate(context.Background(), s.Certificate)
		require.NoError(t, err, describe)
	}
	testdata.Enough(t, "optimal plans", count[problem.Optimal], 500)
	testdata.Enough(t, "problems without a plan", count[problem.Infeasible], 500)
}
