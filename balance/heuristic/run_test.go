package heuristic

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

// square is an n x n grid with one voter a node, to be divided into k districts of lower to upper nodes.
func square(t testing.TB, n, k int, lower, upper int64) *model {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for y := range n {
		for x := range n {
			v := len(ids)
			ids, voters = append(ids, fmt.Sprintf("%d.%d", x, y)), append(voters, 1)
			if x > 0 {
				edges = append(edges, graph.Edge{U: v - 1, V: v})
			}
			if y > 0 {
				edges = append(edges, graph.Edge{U: v - n, V: v})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	p := &model{graph: g, seats: k, lower: lower, upper: upper, quota: float64(n*n) / float64(k),
		edgeCost: make([]float64, len(edges))}
	for i := range p.edgeCost {
		p.edgeCost[i] = 1
	}
	return asking(p)
}

// The same seed and budget give the same result with any number of workers.
func TestWorkers(t *testing.T) {
	for _, p := range []*model{square(t, 12, 5, 26, 31), square(t, 6, 6, 6, 6)} {
		for seed := range uint64(3) {
			set := Settings{Seed: seed, Work: 300_000, Workers: 1}
			one := search(context.Background(), p, set)
			require.True(t, one.Spent)
			for _, workers := range []int{2, 3, 8, 20} {
				set.Workers = workers
				require.Equal(t, one, search(context.Background(), p, set), "%d workers", workers)
			}
			set.Enough, set.Stop = true, new(big.Rat).SetFloat64(one.Cost)
			stopped := search(context.Background(), p, set)
			require.LessOrEqual(t, stopped.Cost, one.Cost)
			require.LessOrEqual(t, stopped.Work, one.Work)
			require.Equal(t, one.Within, !stopped.Spent, "a plan at the bound, exactly, ends the run")
			set.Workers = 1
			require.Equal(t, stopped, search(context.Background(), p, set))
		}
	}
}

// Least cuts of squares that are known: an even grid in four quarters, a row a district, a strip of a 6 x 6 grid and
// the rest halved.
func TestKnownCuts(t *testing.T) {
	for _, c := range []struct {
		n, k int
		cut  float64
	}{{6, 4, 12}, {8, 4, 16}, {6, 3, 10}, {8, 2, 8}} {
		size := int64(c.n * c.n / c.k)
		r := search(context.Background(), square(t, c.n, c.k, size, size), Settings{Work: 3_000_000, Workers: 2})
		require.True(t, r.Within)
		require.Equal(t, c.cut, r.Cost, "%d x %d into %d", c.n, c.n, c.k)
	}
}

// Whatever the problem, the result is a whole plan whose figures agree with a count of its own, and a plan that is said
// to be within the bounds is connected, within them, and keeps groups and fixed nodes.
func TestResult(t *testing.T) {
	within := 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "n")
		p := drawProblem(t, n)
		var groups [][]int
		if rapid.Bool().Draw(t, "together") {
			groups = [][]int{{0, n - 1}, {0, n / 2}}
			p.lock((&problem.Problem{Graph: p.graph, Seats: p.seats, Locks: problem.Locks{Together: groups}}).Reduce())
		}
		if rapid.Bool().Draw(t, "fix") {
			p.fixed = make([]int, n)
			for v := range n {
				p.fixed[v] = max(none, rapid.IntRange(-9, p.seats-1).Draw(t, "fixed"))
			}
			for _, group := range groups {
				for _, v := range group {
					p.fixed[v] = none // the caller refuses contradictions
				}
			}
		}
		if rapid.Bool().Draw(t, "starting") {
			p.start = rapid.SliceOfN(rapid.IntRange(none, p.seats-1), n, n).Draw(t, "start")
		}
		if rapid.IntRange(0, 3).Draw(t, "coupled") == 0 {
			width := rapid.Int64Range(0, 20).Draw(t, "width")
			p.accept = func(least, most int64) bool { return most-least <= width }
		}
		p.deviationFirst = rapid.IntRange(0, 3).Draw(t, "first") == 0
		r := search(context.Background(), asking(p), Settings{Seed: rapid.Uint64().Draw(t, "seed"), Work: 20_000})
		if r.Plan == nil {
			return
		}
		require.Len(t, r.Plan, n)
		pops := make([]int64, p.seats)
		for v, d := range r.Plan {
			pops[d] += p.graph.Voters[v]
			if p.fixed != nil && p.fixed[v] != none {
				require.Equal(t, p.fixed[v], d)
			}
		}
		if !r.Within {
			return
		}
		within++
		for d, pop := range pops {
			require.True(t, p.lower <= pop && pop <= p.upper)
			_, pieces := p.graph.Components(func(v int) bool { return r.Plan[v] == d })
			require.Equal(t, 1, pieces)
		}
		for _, group := range groups {
			require.Equal(t, r.Plan[group[0]], r.Plan[group[1]])
		}
		if p.accept != nil {
			least, most := int64(math.MaxInt64), int64(0)
			for _, pop := range pops {
				least, most = min(least, pop), max(most, pop)
			}
			require.True(t, p.accept(least, most))
		}
	})
	testdata.Enough(t, "plans within the bounds", within, 20)
}

// An impossible problem ends with its budget and the closest plan; a cancelled run ends at once.
func TestEnds(t *testing.T) {
	p := square(t, 5, 4, 7, 7) // 25 is not 4 times 7
	r := search(context.Background(), p, Settings{Work: 100_000})
	require.False(t, r.Within)
	require.True(t, r.Spent)
	require.NotNil(t, r.Plan)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	r = search(ctx, p, Settings{})
	require.False(t, r.Spent)
	require.NotNil(t, r.Plan)
}

// Components get whole numbers of districts, as many as their voters need.
func TestComponents(t *testing.T) {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for part, size := range []int{3, 9, 6} {
		for i := range size {
			v := len(ids)
			ids, voters = append(ids, fmt.Sprint(part, ".", i)), append(voters, 1)
			if i > 0 {
				edges = append(edges, graph.Edge{U: v - 1, V: v})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	p := &model{graph: g, seats: 6, lower: 3, upper: 3, quota: 3, edgeCost: make([]float64, len(edges))}
	r := search(context.Background(), asking(p), Settings{Work: 50_000})
	require.True(t, r.Within)
}

// Whole parents come before cost: columns of a grid as parents stay whole although rows would be as cheap.
func TestParentsFirst(t *testing.T) {
	p := square(t, 6, 3, 12, 12)
	columns := make([]int, 36)
	for v := range columns {
		columns[v] = v % 6
	}
	p.parents = [][]int{columns}
	r := search(context.Background(), asking(p), Settings{Work: 1_000_000})
	require.True(t, r.Within)
	for v, d := range r.Plan {
		require.Equal(t, r.Plan[v%6], d)
	}
}

// Keep weights hold districts where they are, numbers included, and move what must move.
func TestKeepWeights(t *testing.T) {
	p := square(t, 6, 3, 11, 13)
	p.home, p.keep = make([]int, 36), make([]int64, 36)
	for v := range p.home {
		p.home[v], p.keep[v] = 2-v/12, 1
	}
	p.graph.Voters[0] = 3 // the district at the top has 14 voters now
	p.start = p.home
	r := search(context.Background(), asking(p), Settings{Work: 500_000})
	require.True(t, r.Within)
	moved := 0
	for v, d := range r.Plan {
		if d != p.home[v] {
			moved++
		}
	}
	require.Equal(t, 1, moved)
}

// A context that ends at any moment, while workers wait for one another too, ends the run with what it has.
func TestCancelledAtAnyMoment(t *testing.T) {
	p := square(t, 9, 8, 10, 11)
	for i := range 60 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*time.Millisecond)
		r := search(ctx, p, Settings{Seed: uint64(i), Workers: 4})
		cancel()
		require.GreaterOrEqual(t, r.Tasks, 0)
	}
}

// Where every district is fixed in one component, another cannot be given to any: there is no whole plan to begin with.
func TestComponentWithoutADistrict(t *testing.T) {
	g, err := graph.New([]string{"a", "b", "c"}, []int64{1, 1, 1}, []graph.Edge{{U: 0, V: 1}})
	require.NoError(t, err)
	p := &model{graph: g, seats: 2, upper: 3, quota: 1.5, edgeCost: []float64{1}, fixed: []int{0, 1, none},
		start: []int{0, 1, none}}
	r := search(t.Context(), asking(p), Settings{Work: 2000})
	require.Nil(t, r.Plan)
	require.False(t, r.Within)
}

// The cost of a plan is the whole problem's, the border of finished districts in it, so that a bound from elsewhere
// does not seem to be met by a plan that is above it.
func TestCostWithFinishedDistricts(t *testing.T) {
	edges := []graph.Edge{{U: 0, V: 1, Length: 5}, {U: 1, V: 2, Length: 1}, {U: 2, V: 3, Length: 2},
		{U: 3, V: 4, Length: 3}}
	g, err := graph.New([]string{"a", "b", "c", "d", "e"}, []int64{4, 1, 2, 2, 1}, edges)
	require.NoError(t, err)
	for _, kind := range []problem.Kind{problem.Border, problem.CutEdges, problem.Deviation, problem.Balanced} {
		p := &problem.Problem{Graph: g, Seats: 3, Lower: 1, Objective: problem.Objective{Kind: kind, Shortest: 6, Limit: 0.3}}
		p.Locks = problem.Locks{Fixed: []int{0, none, none, none, none}, Finished: []int{0}}
		r := Run(t.Context(), p, Settings{Work: 20_000})
		require.True(t, r.Within)
		m := p.Measure(r.Plan)
		require.Equal(t, p.Value(&m), r.Cost, kind)
		r = Run(t.Context(), p, Settings{Work: 20_000, Enough: true,
			Stop: new(big.Rat).Sub(p.Score(&m), big.NewRat(1, 1_000_000))})
		require.True(t, r.Spent, "nothing is below the best")
	}
}
