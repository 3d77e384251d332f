package exact

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
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

// brute tries every assignment of districts to units, save those with too many voters in a district already, and
// returns the least value and the number of plans up to the numbers of districts that are not fixed. It judges them by
// itself; what the problem says of plans is held against it, of those that it accepts and of every tenth of the rest.
func brute(t *testing.T, p *problem.Problem) (least int64, plans int) {
	n := p.Graph.Len()
	q, err := newQuestion(p)
	require.NoError(t, err)
	plan, voters, tried := make([]int, n), make([]int64, p.Seats), 0
	var visit func(v, used int)
	visit = func(v, used int) {
		if v == n {
			value, meets := judge(p, plan, voters)
			if tried++; meets || tried%10 == 0 {
				said, ok := q.value(plan)
				if ok != meets || ok && said != value {
					t.Fatalf("%+v: the plan %v is one: %t, of value %d; the problem says %t and %d", p, plan, meets, value, ok, said)
				}
			}
			if meets {
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
			if voters[d] += p.Graph.Voters[v]; voters[d] <= p.Upper {
				visit(v+1, max(used, d+1))
			}
			voters[d] -= p.Graph.Voters[v]
		}
	}
	visit(0, 0)
	return least, plans
}

// judge says whether a plan, whose districts have these voters, meets bounds and locks and has districts of one piece
// each, and how many edges it cuts or how long they are.
func judge(p *problem.Problem, plan []int, voters []int64) (value int64, meets bool) {
	for _, x := range voters {
		if x < p.Lower || x > p.Upper {
			return 0, false
		}
	}
	for _, group := range p.Locks.Together {
		for _, v := range group {
			if plan[v] != plan[group[0]] {
				return 0, false
			}
		}
	}
	for v, d := range p.Locks.Fixed {
		if d < 0 && slices.Contains(p.Locks.Finished, plan[v]) {
			return 0, false
		}
	}
	var top [16]int // of each unit another of its piece, or the unit itself
	some := 0       // the districts that have units, as bits
	pieces := len(plan)
	for v, d := range plan {
		top[v] = v
		some |= 1 << d
	}
	of := func(v int) int {
		for top[v] != v {
			v = top[v]
		}
		return v
	}
	for _, e := range p.Graph.Edges {
		switch a, b := of(e.U), of(e.V); {
		case plan[e.U] != plan[e.V]:
			if p.Objective.Kind == problem.Border {
				value += e.Length
			} else {
				value++
			}
		case a != b:
			top[a] = b
			pieces--
		}
	}
	return value, bits.OnesCount(uint(some)) == p.Seats && pieces == p.Seats
}

func TestAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	count := map[problem.Status]int{}
	for i := range testdata.Draws(3000) {
		p := randomProblem(r)
		least, plans := brute(t, &p)
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
