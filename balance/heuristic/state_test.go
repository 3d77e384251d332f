package heuristic

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
)

// drawGraph makes a connected graph with n nodes: a random tree with random further edges.
func drawGraph(t *rapid.T, n int) *graph.Graph {
	ids, voters := make([]string, n), make([]int64, n)
	var edges []graph.Edge
	seen := map[[2]int]bool{}
	add := func(u, v int) {
		u, v = min(u, v), max(u, v)
		if u != v && !seen[[2]int{u, v}] {
			seen[[2]int{u, v}] = true
			edges = append(edges, graph.Edge{U: u, V: v, Length: int64(u + v)})
		}
	}
	for v := range n {
		ids[v], voters[v] = fmt.Sprint(v), rapid.Int64Range(0, 9).Draw(t, "voters")
		if v > 0 {
			add(v, rapid.IntRange(max(0, v-4), v-1).Draw(t, "to"))
		}
	}
	for range rapid.IntRange(0, 2*n).Draw(t, "more") {
		u := rapid.IntRange(0, n-1).Draw(t, "u")
		add(u, min(n-1, u+rapid.IntRange(1, 5).Draw(t, "v")))
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

// drawProblem makes a problem with every kind of cost.
func drawProblem(t *rapid.T, n int) *model {
	g := drawGraph(t, n)
	p := &model{graph: g, seats: rapid.IntRange(1, min(n, 4)).Draw(t, "seats"), edgeCost: make([]float64, len(g.Edges))}
	for i := range p.edgeCost {
		p.edgeCost[i] = float64(rapid.IntRange(0, 5).Draw(t, "cost"))
	}
	total := g.Total()
	p.quota = max(1, float64(total)/float64(p.seats))
	p.lower, p.upper = int64(p.quota/2), int64(p.quota*2)+9
	p.deviationCost = float64(rapid.IntRange(0, 1).Draw(t, "deviation"))
	p.inertiaCost = float64(rapid.IntRange(0, 1).Draw(t, "inertia"))
	for v := range n {
		p.x, p.y = append(p.x, float64(v%7)), append(p.y, float64(v/7))
	}
	for range rapid.IntRange(0, 2).Draw(t, "levels") {
		p.parents = append(p.parents, rapid.SliceOfN(rapid.IntRange(none, 3), n, n).Draw(t, "parents"))
	}
	if rapid.Bool().Draw(t, "keeping") {
		p.home = rapid.SliceOfN(rapid.IntRange(none, p.seats-1), n, n).Draw(t, "home")
		p.keep = rapid.SliceOfN(rapid.Int64Range(0, 5), n, n).Draw(t, "keep")
	}
	return p
}

// Moves keep every figure of a state as a new count gives it, and the test for contiguity says what a flood fill says.
func TestMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, rapid.IntRange(2, 40).Draw(t, "n"))
		e := newEngine(context.Background(), p, Settings{Seed: rapid.Uint64().Draw(t, "seed")})
		tk := &task{engine: e, r: newSource(1, 2), band: band{lo: p.lower, hi: p.upper}}
		part := tk.seed(e.base)
		require.NotNil(t, part)
		s := newState(e.base, p.seats)
		s.band = band{lo: p.lower, hi: p.upper, unit: 2}
		s.extra = e.terms(e.base)
		s.set(part)
		require.Zero(t, s.looseParts(), "a seed is connected")
		for range 60 {
			if len(s.boundary) == 0 {
				break
			}
			v := s.boundary[tk.r.below(len(s.boundary))]
			a := s.part[v]
			b := s.other(v, a, uint32(tk.r.below(1<<20)))
			o := s.look(v, a, b)
			require.Equal(t, connectedWithout(s, v), s.removable(v, o), "node %d of %v", v, s.part)
			require.LessOrEqual(t, s.slack[v], o.delta)
			if !s.removable(v, o) {
				continue
			}
			want := s.value() + o.delta
			if s.extra != nil {
				want += s.extra.delta(s, v, a, b)
			}
			s.move(v, b)
			require.InDelta(t, want, s.value(), 1e-6)
			requireFresh(t, e, s)
		}
	})
}

// connectedWithout floods v's district without v.
func connectedWithout(s *state, v int32) bool {
	seen := map[int32]bool{v: true}
	var queue []int32
	for w, d := range s.part {
		if d == s.part[v] && int32(w) != v {
			queue = append(queue, int32(w))
			seen[int32(w)] = true
			break
		}
	}
	for i := 0; i < len(queue); i++ {
		for _, w := range s.neighbours(queue[i]) {
			if s.part[w] == s.part[v] && !seen[w] {
				seen[w] = true
				queue = append(queue, w)
			}
		}
	}
	return len(queue) > 0 && len(queue) == int(s.size[s.part[v]])-1
}

// requireFresh compares a state with one made anew from its plan.
func requireFresh(t *rapid.T, e *engine, s *state) {
	f := newState(e.base, s.k)
	f.band = s.band
	f.extra = e.terms(e.base)
	f.set(s.part)
	require.Equal(t, f.pops, s.pops)
	require.Equal(t, f.size, s.size)
	require.Equal(t, f.ext, s.ext)
	require.Equal(t, f.outside(), s.outside())
	require.InDelta(t, f.cut, s.cut, 1e-6)
	require.InDelta(t, f.value(), s.value(), 1e-6)
	require.InDeltaSlice(t, f.slack, s.slack, 1e-6)
	require.ElementsMatch(t, f.boundary, s.boundary)
	for i, v := range s.boundary {
		require.Equal(t, int32(i), s.at[v])
	}
}

// Annealing returns what its keeper has seen: a plan whose figures are those it was kept for, connected, not worse than
// the first.
func TestAnneal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, rapid.IntRange(2, 40).Draw(t, "n"))
		e := newEngine(context.Background(), p, Settings{})
		tk := &task{engine: e, r: newSource(rapid.Uint64().Draw(t, "seed"), 0), band: band{lo: p.lower, hi: p.upper}}
		s := newState(e.base, p.seats)
		s.band, s.extra = tk.band, e.terms(e.base)
		s.set(tk.seed(e.base))
		best := newKeeper(s)
		outside, value := best.outside, best.value
		s.anneal(tk.r, schedule{steps: 3000, hot: 3, cold: 0.1, low: 20, high: 200, perDistrict: p.quota}, best,
			func() bool { return false })
		requireFresh(t, e, s)
		s.set(best.part)
		require.Zero(t, s.looseParts())
		require.Equal(t, best.outside, s.outside())
		require.InDelta(t, best.value, s.value(), 1e-6)
		require.True(t, best.outside < outside || best.outside == outside && best.value <= value+1e-6)
	})
}
