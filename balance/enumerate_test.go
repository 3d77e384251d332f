package balance

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

type spread int64

func (s spread) Window(total int64, seats int) (int64, int64) { return 0, total }
func (s spread) Accept(least, most int64) bool                { return most-least <= int64(s) }

// drawProblem makes a problem so small that all numberings of all plans can be tried.
func drawProblem(t *rapid.T) Problem {
	n, k := rapid.IntRange(2, 6).Draw(t, "n"), rapid.IntRange(1, 3).Draw(t, "k")
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
	mean := g.Total() / int64(k)
	p := Problem{Graph: g, Seats: k, Lower: max(0, mean-rapid.Int64Range(0, 6).Draw(t, "below")),
		Upper: rapid.SampledFrom([]int64{0, mean + 1, mean + 3, mean + 7}).Draw(t, "upper")}
	if rapid.IntRange(0, 3).Draw(t, "rule") == 0 {
		p.Rule = spread(rapid.Int64Range(0, 9).Draw(t, "spread"))
	}
	if rapid.IntRange(0, 3).Draw(t, "quota") == 0 {
		p.Quota = big.NewRat(rapid.Int64Range(1, 20).Draw(t, "num"), rapid.Int64Range(1, 3).Draw(t, "den"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "levels") {
		p.Parents = append(p.Parents, rapid.SliceOfN(rapid.IntRange(Unassigned, 2), n, n).Draw(t, "parents"))
	}
	if rapid.Bool().Draw(t, "lock") {
		p.Locks.Fixed = make([]int, n)
		for v := range n {
			p.Locks.Fixed[v] = max(Unassigned, rapid.IntRange(-6, k-1).Draw(t, "fixed"))
		}
		if rapid.IntRange(0, 3).Draw(t, "finish") == 0 {
			p.Locks.Finished = []int{0}
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "together") == 0 {
		p.Locks.Together = [][]int{{0, n - 1}}
	}
	if rapid.IntRange(0, 2).Draw(t, "amend") == 0 {
		p.Start = rapid.SliceOfN(rapid.IntRange(Unassigned, k-1), n, n).Draw(t, "start")
		p.Keep = rapid.SliceOfN(rapid.Int64Range(0, 5), n, n).Draw(t, "keep")
	}
	p.Objective.Kind = Kind(rapid.IntRange(int(Border), int(Weighted)).Draw(t, "kind"))
	p.Objective.Weights = Weights{Border: 1, CutEdges: 2, Deviation: 3, Inertia: 0.25}
	if p.Objective.Kind == Inertia || p.Objective.Kind == Weighted {
		for v := range n {
			p.Points = append(p.Points, Point{X: float64(v * v % 7), Y: float64(v)})
		}
	}
	if p.Objective.Kind == Balanced {
		p.Objective.Shortest = rapid.Int64Range(1, 5).Draw(t, "shortest")
		p.Objective.Equality = drawEquality(t)
	}
	return p
}

// drawEquality is a weight of equality, often one that is not 1.
func drawEquality(t *rapid.T) float64 {
	return rapid.SampledFrom([]float64{0, 0.001, 0.1, 0.3, 1, 1.5, 2, 2.5, 4, 7, 1000}).Draw(t, "equality")
}

// bestOf tries every numbered assignment and counts the plans, numbers apart. It compares them by plain fractions.
func bestOf(p *Problem) (best []int, plans int) {
	n := p.Graph.Len()
	of := make([]int, n)
	seen := map[string]bool{}
	var least Measures
	var try func(v int)
	try = func(v int) {
		if v < n {
			for d := range p.Seats {
				of[v] = d
				try(v + 1)
			}
			return
		}
		if len(p.Check(of)) > 0 {
			return
		}
		seen[pattern(of, p.Seats)] = true
		if m := p.Measure(of); best == nil || better(p, &m, &least) < 0 {
			best, least = append([]int(nil), of...), m
		}
	}
	try(0)
	return best, len(seen)
}

// pattern names a plan without its numbers.
func pattern(of []int, seats int) string {
	as, s := make([]int, seats), ""
	next := 0
	for _, d := range of {
		if as[d] == 0 {
			next++
			as[d] = next
		}
		s += fmt.Sprint(as[d], " ")
	}
	return s
}

// Enumeration answers every kind of problem as a trial of all numbered assignments does, with parents, locks and keep
// weights too.
func TestEnumerateAgainstBruteForce(t *testing.T) {
	counted := 0
	for range 20 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			want, plans := bestOf(&p)
			s, err := Solve(context.Background(), p, Settings{Method: Enumerate, Work: 1_000_000})
			require.NoError(t, err)
			if want == nil {
				require.Equal(t, Infeasible, s.Status)
				require.NotEmpty(t, s.Reason)
				return
			}
			counted++
			require.Equal(t, Optimal, s.Status)
			require.True(t, s.Counted)
			require.Equal(t, int64(plans), s.Plans)
			require.Empty(t, p.Check(s.Assignment))
			got, least := p.Measure(s.Assignment), p.Measure(want)
			require.Zero(t, better(&p, &got, &least), "found %v, best %v", s.Assignment, want)
			require.Zero(t, s.Gap)
		})
	}
	testdata.Enough(t, "problems with a plan", counted, 500)
}

// The survey weighs deviation by the limit that the problem's own bounds imply, as the measures do, though no district
// can have as many voters as the upper bound admits.
func TestYardstickOfTheBounds(t *testing.T) {
	g, err := graph.New([]string{"a", "b", "c"}, []int64{1, 1, 0}, []graph.Edge{{U: 0, V: 1, Length: 1}, {U: 1, V: 2}})
	require.NoError(t, err)
	p := Problem{Graph: g, Seats: 2, Upper: 4, Objective: Objective{Kind: Balanced, Shortest: 2}}
	s, err := Solve(t.Context(), p, Settings{Method: Enumerate})
	require.NoError(t, err)
	// The limit is (4-1)/1: ab|c costs 0/2 + 1/3, a|bc costs 1/2 + 0/3.
	require.Equal(t, []int{0, 0, 1}, s.Assignment)
	require.InDelta(t, 1.0/3, s.Objective, 1e-12)
}
