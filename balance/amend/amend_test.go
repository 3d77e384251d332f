package amend_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/amend"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/testdata"
)

// cost is what an amendment is judged by, in this order.
type cost struct {
	voters, units, border int64
}

func (a cost) less(b cost) bool {
	switch {
	case a.voters != b.voters:
		return a.voters < b.voters
	case a.units != b.units:
		return a.units < b.units
	}
	return a.border < b.border
}

// lawful is what a plan must keep, without the plan in force.
func lawful(p *amend.Problem) balance.Problem {
	q := p.Problem
	q.Start = nil
	return q
}

// brute tries every assignment of every node to the numbers in force and the new one, and every choice of numbers
// that remain.
func brute(p *amend.Problem) (best cost, found bool) {
	n, numbers := p.Graph.Len(), max(p.Seats, p.StartSeats)
	q := lawful(p)
	of, packed := make([]int, n), make([]int, n)
	var try func(v int)
	try = func(v int) {
		if v < n {
			for d := range numbers {
				of[v] = d
				try(v + 1)
			}
			return
		}
		used := map[int]bool{}
		for _, d := range of {
			used[d] = true
		}
		if len(used) != p.Seats {
			return
		}
		as, next := map[int]int{}, 0
		for d := range numbers {
			if used[d] {
				as[d] = next
				next++
			}
		}
		var c cost
		for v, d := range of {
			packed[v] = as[d]
			if p.Start[v] != balance.Unassigned && p.Start[v] != d {
				c.voters += p.Graph.Voters[v]
				c.units++
			}
		}
		if len(q.Check(packed)) > 0 {
			return
		}
		for _, e := range p.Graph.Edges {
			if of[e.U] != of[e.V] {
				c.border += e.Length
			}
		}
		if !found || c.less(best) {
			best, found = c, true
		}
	}
	try(0)
	return best, found
}

func drawProblem(t *rapid.T) amend.Problem {
	n, k := rapid.IntRange(3, 7).Draw(t, "n"), rapid.IntRange(1, 3).Draw(t, "k")
	ids, voters := make([]string, n), make([]int64, n)
	for v := range n {
		ids[v], voters[v] = fmt.Sprint("u", v), rapid.Int64Range(0, 6).Draw(t, "voters")
	}
	var edges []graph.Edge
	for u := range n {
		for v := u + 1; v < n; v++ {
			if v == u+1 || rapid.IntRange(0, 2).Draw(t, "edge") == 0 {
				edges = append(edges, graph.Edge{U: u, V: v, Length: rapid.Int64Range(0, 5).Draw(t, "length")})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	p := amend.Problem{StartSeats: k}
	p.Graph, p.Seats = g, max(1, k+rapid.IntRange(-1, min(1, 3-k)).Draw(t, "more"))
	p.Start = rapid.SliceOfN(rapid.IntRange(max(-1, rapid.IntRange(-3, 0).Draw(t, "partial")), k-1), n, n).Draw(t, "start")
	mean := g.Total() / int64(p.Seats)
	p.Lower = max(0, mean-rapid.Int64Range(0, 6).Draw(t, "below"))
	p.Upper = mean + rapid.Int64Range(1, 7).Draw(t, "above")
	if p.Seats >= p.StartSeats && rapid.Bool().Draw(t, "lock") {
		p.Locks.Fixed = make([]int, n)
		for v := range n {
			p.Locks.Fixed[v] = max(balance.Unassigned, rapid.IntRange(-8, p.Seats-1).Draw(t, "fixed"))
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "judged") == 0 {
		// One district at most may be outside the bounds, and then only with one node.
		p.Plain = [2]int64{p.Lower, p.Upper}
		p.Lower, p.Upper = 0, 0
		low, high := p.Plain[0], p.Plain[1]
		p.Judge = func(plan []int) bool {
			voters, nodes := make([]int64, n), make([]int, n)
			for v, d := range plan {
				voters[d] += g.Voters[v]
				nodes[d]++
			}
			excepted := 0
			for d, v := range voters {
				if nodes[d] > 0 && (v < low || v > high) {
					if excepted++; nodes[d] > 1 {
						return false
					}
				}
			}
			return excepted < 2
		}
	}
	return p
}

// The closest plan is that of a trial of all numbered assignments.
func TestAgainstBruteForce(t *testing.T) {
	amended := 0
	for range 15 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			want, found := brute(&p)
			got, err := amend.Run(context.Background(), p, amend.Settings{})
			require.NoError(t, err)
			if !found {
				require.Equal(t, balance.Infeasible, got.Status)
				require.NotEmpty(t, got.Reason)
				return
			}
			amended++
			require.Equal(t, balance.Optimal, got.Status)
			require.Equal(t, want, cost{got.MovedVoters, int64(got.MovedUnits), got.Border})
			require.Equal(t, got.MovedVoters, got.Bound)
			q := lawful(&p)
			require.Empty(t, q.Check(got.Plan))
			require.Len(t, got.Moves, got.MovedUnits+got.Placed)
			require.Equal(t, p.Seats < p.StartSeats, got.Dissolved >= 0)
		})
	}
	testdata.Enough(t, "amended plans", amended, 300)
}

// The heuristic's plan is lawful and never closer than its bound or than the exact answer.
func TestHeuristicNeverBeatsExact(t *testing.T) {
	for range 2 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			exact, err := amend.Run(context.Background(), p, amend.Settings{})
			require.NoError(t, err)
			quick, err := amend.Run(context.Background(), p, amend.Settings{Nodes: 1, Work: 5_000})
			require.NoError(t, err)
			if quick.Plan == nil {
				require.NotEqual(t, balance.Optimal, quick.Status)
				return
			}
			require.NotNil(t, exact.Plan)
			require.GreaterOrEqual(t, quick.MovedVoters, exact.MovedVoters)
			require.LessOrEqual(t, quick.Bound, exact.MovedVoters)
		})
	}
}

func line(t testing.TB, voters ...int64) *graph.Graph {
	ids := make([]string, len(voters))
	var edges []graph.Edge
	for v := range voters {
		ids[v] = fmt.Sprint("u", v)
		if v > 0 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 1})
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

// A district more takes the next number; a district fewer leaves no gap.
func TestSeats(t *testing.T) {
	g := line(t, 10, 10, 10, 10, 10, 10)
	more, err := amend.Run(context.Background(), amend.Problem{StartSeats: 2, Problem: balance.Problem{
		Graph: g, Start: []int{0, 0, 0, 1, 1, 1}, Seats: 3, Lower: 20, Upper: 20}}, amend.Settings{})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 0, 2, 2, 1, 1}, more.Plan)
	assert.Equal(t, []amend.Move{{Node: 2, From: 0, To: 2, Voters: 10}, {Node: 3, From: 1, To: 2, Voters: 10}}, more.Moves)
	fewer, err := amend.Run(context.Background(), amend.Problem{StartSeats: 3, Problem: balance.Problem{
		Graph: g, Start: []int{0, 0, 1, 1, 2, 2}, Seats: 2, Lower: 30, Upper: 30}}, amend.Settings{})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 0, 0, 1, 1, 1}, fewer.Plan)
	assert.Equal(t, 1, fewer.Dissolved)
	assert.Equal(t, 2, fewer.Renumbered)
	assert.Equal(t, 2, fewer.MovedUnits)
}

// Faults are named all together.
func TestFaults(t *testing.T) {
	_, err := amend.Run(context.Background(), amend.Problem{StartSeats: 2,
		Problem: balance.Problem{Graph: line(t, 1, 1), Start: []int{0, 5}, Seats: 4}}, amend.Settings{})
	var faults *fault.Faults
	require.ErrorAs(t, err, &faults)
	require.True(t, faults.Has(problem.BadPlan) && faults.Has(problem.BadSeats))
	assert.ErrorContains(t, err, "district 6 of 2")
	assert.ErrorContains(t, err, "4 districts instead of 2")
}
