package heuristic

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

// A group that joins units of two parents hides neither: dividing the first costs more than the longest border.
func TestGroupOfTwoParents(t *testing.T) {
	g, err := graph.New([]string{"w", "u", "v", "z"}, []int64{1, 1, 1, 1},
		[]graph.Edge{{U: 0, V: 1, Length: 1}, {U: 1, V: 2, Length: 1}, {U: 2, V: 3, Length: 50}})
	require.NoError(t, err)
	p := &problem.Problem{Graph: g, Seats: 2, Parents: [][]int{{0, 0, 1, 2}},
		Locks: problem.Locks{Together: [][]int{{1, 2}}}}
	r := Run(t.Context(), p, Settings{Work: 20_000})
	require.True(t, r.Within)
	require.Equal(t, []int{0}, p.Measure(r.Plan).Splits)
}

// drawLocked makes a small problem with parents, groups, finished districts and keep weights.
func drawLocked(t *rapid.T) *problem.Problem {
	n := rapid.IntRange(3, 9).Draw(t, "n")
	g := drawGraph(t, n)
	p := &problem.Problem{Graph: g, Seats: rapid.IntRange(2, min(n, 4)).Draw(t, "seats")}
	p.Objective.Kind = rapid.SampledFrom([]problem.Kind{problem.Border, problem.CutEdges}).Draw(t, "kind")
	p.Lower, p.Upper = g.Total()/int64(2*p.Seats), max(1, 2*g.Total()/int64(p.Seats))
	for range rapid.IntRange(1, 2).Draw(t, "levels") {
		p.Parents = append(p.Parents, rapid.SliceOfN(rapid.IntRange(none, n/2), n, n).Draw(t, "parents"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "groups") {
		group := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 2, 3, rapid.ID[int]).Draw(t, "group")
		p.Locks.Together = append(p.Locks.Together, group)
	}
	if rapid.Bool().Draw(t, "finished") {
		p.Locks.Finished, p.Locks.Fixed = []int{1}, slices.Repeat([]int{none}, n)
		p.Locks.Fixed[rapid.IntRange(0, n-1).Draw(t, "finished unit")] = 1
	}
	if rapid.IntRange(0, 3).Draw(t, "keeping") == 0 {
		p.Start = rapid.SliceOfN(rapid.IntRange(none, p.Seats-1), n, n).Draw(t, "start")
		p.Keep = rapid.SliceOfN(rapid.Int64Range(0, 5), n, n).Draw(t, "keep")
	}
	if !p.Reduce().Contradiction.Empty() {
		t.Skip()
	}
	return p
}

// The search sees every parent that a plan divides, but for those of which a finished district has a part.
func TestDividedParentsOfALevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawLocked(t)
		e := newEngine(t.Context(), newModel(p), Settings{})
		part := rapid.SliceOfN(rapid.Int32Range(0, int32(e.p.seats-1)), e.base.n, e.base.n).Draw(t, "part")
		s := newState(e.base, e.p.seats)
		s.extra = e.terms(e.base)
		s.set(part)
		got := make([]int, len(p.Parents)+1)
		for i, a := range s.extra.areas {
			got[e.base.rank[i]] += a.count
		}
		plan := e.p.plan(e.ofNodes(part))
		for i, parents := range p.DividedParents(plan) {
			parents = slices.DeleteFunc(parents, func(a int) bool {
				v := slices.Index(p.Locks.Fixed, 1)
				return v >= 0 && p.Parents[i][v] == a
			})
			require.Len(t, parents, got[i], "%v", plan)
		}
	})
}

// No plan of the search is better than the best of all plans, and most are as good.
func TestAgainstEveryPlan(t *testing.T) {
	met, missed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawLocked(t)
		var best *problem.Measures
		_, err := enumerate.Visit(t.Context(), p, enumerate.Settings{}, func(v *enumerate.View) bool {
			if m := p.Measure(v.District()); best == nil || p.Compare(&m, best) < 0 {
				best = &m
			}
			return true
		})
		require.NoError(t, err)
		if best == nil {
			return
		}
		r := Run(t.Context(), p, Settings{Seed: rapid.Uint64().Draw(t, "seed"), Work: 60_000})
		met++
		if !r.Within {
			missed++
			return
		}
		m := p.Measure(r.Plan)
		c := p.Compare(&m, best)
		require.GreaterOrEqual(t, c, 0)
		if c > 0 {
			missed++
		}
	})
	testdata.Enough(t, "problems with a plan", met, 10)
	// One in fourteen is usual; a quarter, and three for chance where few are drawn, is too many.
	require.Less(t, 4*(missed-3), met)
}
