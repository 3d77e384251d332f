package heuristic

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
)

func levelOf(t require.TestingT, n int, edges [][2]int) *level {
	ids, voters := make([]string, n), make([]int64, n)
	for i := range ids {
		ids[i], voters[i] = fmt.Sprint(i), int64(1<<i%97)
	}
	es := make([]graph.Edge, len(edges))
	for i, e := range edges {
		es[i] = graph.Edge{U: e[0], V: e[1]}
	}
	g, err := graph.New(ids, voters, es)
	require.NoError(t, err)
	l, _ := (&model{graph: g, seats: 1, edgeCost: make([]float64, len(edges))}).base()
	return l
}

// treeOf names a drawn tree by its edges.
func treeOf(f *forest) string {
	var edges []string
	for v, p := range f.parent {
		if p >= 0 {
			edges = append(edges, fmt.Sprintf("%d-%d", min(v, int(p)), max(v, int(p))))
		}
	}
	slices.Sort(edges)
	return fmt.Sprint(edges)
}

// law is how often each tree comes out of Kruskal's algorithm over all orders of the edges, in which every order
// counts once.
func law(n int, edges [][2]int) map[string]float64 {
	out, total := map[string]float64{}, 0.0
	order := slices.Clone(edges)
	var permute func(k int)
	permute = func(k int) {
		if k < len(order) {
			for i := k; i < len(order); i++ {
				order[k], order[i] = order[i], order[k]
				permute(k + 1)
				order[k], order[i] = order[i], order[k]
			}
			return
		}
		comp := make([]int, n)
		for i := range comp {
			comp[i] = i
		}
		var tree []string
		for _, e := range order {
			a, b := comp[e[0]], comp[e[1]]
			if a == b {
				continue
			}
			for i := range comp {
				if comp[i] == b {
					comp[i] = a
				}
			}
			tree = append(tree, fmt.Sprintf("%d-%d", min(e[0], e[1]), max(e[0], e[1])))
		}
		slices.Sort(tree)
		out[fmt.Sprint(tree)]++
		total++
	}
	permute(0)
	for k := range out {
		out[k] /= total
	}
	return out
}

// Random trees follow the law of Kruskal's algorithm over all 8! orders of the edges of a graph, the sifting of joined
// edges included, by a chi-square test at the level of 1 in 10 000.
func TestTreeLaw(t *testing.T) {
	edges := [][2]int{{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {2, 4}, {4, 5}}
	l := levelOf(t, 6, edges)
	want := law(6, edges)
	require.Greater(t, len(want), 10)
	nodes := []int32{0, 1, 2, 3, 4, 5}
	f := newForest(l)
	r := newSource(5, 0)
	const draws = 60_000
	got := map[string]float64{}
	f.enter(nodes)
	for range draws {
		f.draw(r, nodes)
		got[treeOf(f)]++
	}
	chi := 0.0
	for tree, p := range want {
		chi += math.Pow(got[tree]-p*draws, 2) / (p * draws)
		delete(got, tree)
	}
	require.Empty(t, got, "not spanning trees")
	require.Less(t, chi, distuv.ChiSquared{K: float64(len(want) - 1)}.Quantile(0.9999))
}

// A drawn tree spans its set, children come before parents, and the voters below each edge are those of its side.
func TestTreeSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, rapid.IntRange(1, 60).Draw(t, "n"))
		p.keep, p.home = nil, nil
		l, _ := p.base()
		f := newForest(l)
		nodes := make([]int32, l.n)
		for i := range nodes {
			nodes[i] = int32(i)
		}
		f.enter(nodes)
		f.draw(newSource(rapid.Uint64().Draw(t, "seed"), 0), nodes)
		require.Len(t, f.order, l.n)
		at := make([]int, l.n)
		for i, v := range f.order {
			at[v] = i
		}
		roots := 0
		for v, parent := range f.parent {
			if parent < 0 {
				roots++
				continue
			}
			require.Less(t, at[v], at[parent])
			require.Contains(t, l.neighbours(int32(v)), parent)
			var sum int64
			for w, in := range f.subtree(int32(v)) {
				if in {
					sum += l.pop[w]
				}
			}
			require.Equal(t, sum, f.below[v])
		}
		require.Equal(t, 1, roots)
	})
}

// Coarser levels keep voters and costs, join only what touches and may be joined, and give a plan the same cost.
func TestCoarsen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, rapid.IntRange(10, 80).Draw(t, "n"))
		e := newEngine(context.Background(), p, Settings{})
		tk := &task{engine: e, r: newSource(rapid.Uint64().Draw(t, "seed"), 0), band: band{lo: p.lower, hi: p.upper}}
		class := tk.seed(e.base)
		c, to, ok := e.base.coarsen(tk.r, 20, class)
		if !ok {
			return
		}
		members := make([][]int32, c.n)
		for v, u := range to {
			members[u] = append(members[u], int32(v))
		}
		for u, m := range members {
			require.NotEmpty(t, m)
			require.LessOrEqual(t, len(m), 2)
			var pop int64
			for _, v := range m {
				pop += e.base.pop[v]
				require.Equal(t, class[m[0]], class[v])
			}
			require.Equal(t, pop, c.pop[u])
			if len(m) == 2 {
				require.LessOrEqual(t, pop, int64(20))
				require.Contains(t, e.base.neighbours(m[0]), m[1])
				requireWhole(t, e.base, m[0], m[1])
			}
		}
		fine, coarse := newState(e.base, p.seats), newState(c, p.seats)
		fine.band, coarse.band = tk.band, tk.band
		fine.extra, coarse.extra = e.terms(e.base), e.terms(c)
		fine.set(class)
		coarse.set(lift(class, to, c.n))
		require.Equal(t, fine.pops, coarse.pops)
		require.InDelta(t, fine.value(), coarse.value(), 1e-6)
		require.Equal(t, class, lower(lift(class, to, c.n), to))
	})
}

// requireWhole says that two nodes of different areas hold the whole of them.
func requireWhole(t *rapid.T, l *level, v, w int32) {
	for _, area := range l.area {
		if area[v] == area[w] {
			continue
		}
		for x, a := range area {
			if a != none && (a == area[v] || a == area[w]) {
				require.Contains(t, []int32{v, w}, int32(x), "a part of an area was joined with something outside")
			}
		}
	}
}
