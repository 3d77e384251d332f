package graph_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
)

// drawGraph makes a graph and the same graph of gonum. Edges come in any order and direction.
func drawGraph(t *rapid.T) (*graph.Graph, *simple.WeightedUndirectedGraph) {
	n := rapid.IntRange(0, 9).Draw(t, "n")
	other := simple.NewWeightedUndirectedGraph(0, math.NaN())
	var ids []string
	for v := range n {
		ids = append(ids, fmt.Sprint("unit ", v))
		other.AddNode(simple.Node(v))
	}
	var edges []graph.Edge
	for u := range n {
		for v := range u {
			if rapid.IntRange(0, 3).Draw(t, "edge") > 0 {
				continue
			}
			e := graph.Edge{U: u, V: v, Length: rapid.Int64Range(0, 9).Draw(t, "length")}
			if rapid.Bool().Draw(t, "turned") {
				e.U, e.V = v, u
			}
			edges = append(edges, e)
			other.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(u), T: simple.Node(v), W: float64(e.Length)})
		}
	}
	edges = rapid.Permutation(edges).Draw(t, "order")
	g, err := graph.New(ids, rapid.SliceOfN(rapid.Int64Range(0, 9), n, n).Draw(t, "voters"), edges)
	require.NoError(t, err)
	return g, other
}

// numbers are the nodes of gonum, ascending.
func numbers(nodes []gonum.Node) []int {
	var out []int
	for _, n := range nodes {
		out = append(out, int(n.ID()))
	}
	slices.Sort(out)
	return out
}

// same compares a graph, of some nodes of another's, with that of gonum.
func same(t *rapid.T, g *graph.Graph, other *simple.WeightedUndirectedGraph, nodes []int) {
	require.Equal(t, len(nodes), g.Len())
	edges := 0
	for a, v := range nodes {
		require.True(t, slices.IsSorted(g.Neighbours(a)))
		var got []int
		for i, b := range g.Neighbours(a) {
			w := nodes[b]
			got = append(got, w)
			e := g.Edges[g.Incident(a)[i]]
			require.Equal(t, [2]int{min(a, int(b)), max(a, int(b))}, [2]int{e.U, e.V})
			length, ok := other.Weight(int64(v), int64(w))
			require.True(t, ok)
			require.Equal(t, length, float64(e.Length))
		}
		slices.Sort(got)
		want := slices.DeleteFunc(numbers(gonum.NodesOf(other.From(int64(v)))), func(w int) bool {
			return !slices.Contains(nodes, w)
		})
		require.Equal(t, len(want), len(got))
		require.Subset(t, want, got)
		edges += len(got)
	}
	require.Len(t, g.Edges, edges/2)
}

// A graph, its parts and what hangs together in them are those that gonum finds.
func TestAgainstGonum(t *testing.T) {
	for range 5 {
		rapid.Check(t, func(t *rapid.T) {
			g, other := drawGraph(t)
			all := make([]int, g.Len())
			var total int64
			for v := range all {
				all[v] = v
				total += g.Voters[v]
			}
			require.Equal(t, total, g.Total())
			same(t, g, other, all)
			in := rapid.SliceOfN(rapid.Bool(), g.Len(), g.Len()).Draw(t, "in")
			nodes := slices.DeleteFunc(rapid.Permutation(all).Draw(t, "nodes"), func(v int) bool { return !in[v] })
			sub := g.Sub(nodes)
			same(t, sub, other, nodes)
			for a, v := range nodes {
				require.Equal(t, g.IDs[v], sub.IDs[a])
				require.Equal(t, g.Voters[v], sub.Voters[a])
			}

			of, count := g.Components(nil)
			parts := topo.ConnectedComponents(other)
			require.Len(t, parts, count)
			sets := graph.NewSets(g.Len())
			for _, e := range g.Edges {
				sets.Join(e.U, e.V)
			}
			for _, part := range parts {
				members := numbers(part)
				for _, v := range members {
					require.Equal(t, of[members[0]], of[v])
					require.Equal(t, members[0], sets.Find(v), "its smallest member names a set")
				}
			}
			for v := range all {
				if !in[v] {
					other.RemoveNode(int64(v))
				}
			}
			of, count = g.Components(func(v int) bool { return in[v] })
			require.Equal(t, len(topo.ConnectedComponents(other)), count)
			last := -1
			for v, c := range of {
				require.Equal(t, in[v], c >= 0)
				require.LessOrEqual(t, c, last+1, "components are numbered in the order of their smallest nodes")
				last = max(last, c)
			}
		})
	}
}

// What breaks the invariants is refused, all of it at once.
func TestRefusedGraphs(t *testing.T) {
	for want, try := range map[string]func() (*graph.Graph, error){
		"1 id for 2 nodes": func() (*graph.Graph, error) { return graph.New([]string{"a"}, []int64{1, 2}, nil) },
		"node b has −2 voters; it must not be negative\nedge a-b has the negative length −3\n" +
			"edge 1 names a node outside 0..1\nnode a touches itself": func() (*graph.Graph, error) {
			return graph.New([]string{"a", "b"}, []int64{1, -2}, []graph.Edge{{U: 0, V: 1, Length: -3}, {U: 0, V: 2}, {}})
		},
		"edge a-b is given twice": func() (*graph.Graph, error) {
			return graph.New([]string{"a", "b"}, []int64{1, 2}, []graph.Edge{{U: 0, V: 1}, {U: 1, V: 0}})
		},
		"the sum of all voters does not fit in 64 bits": func() (*graph.Graph, error) {
			return graph.New([]string{"a", "b"}, []int64{math.MaxInt64, 1}, nil)
		},
	} {
		g, err := try()
		require.Nil(t, g)
		require.EqualError(t, err, want)
	}
}
