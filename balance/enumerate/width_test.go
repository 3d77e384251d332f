package enumerate

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// ladder is a 2 x n grid with voters that vary.
func ladder(t testing.TB, n int) *graph.Graph {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for v := range 2 * n {
		ids = append(ids, fmt.Sprint(v))
		voters = append(voters, int64(10+v*7%5))
		if v >= 2 {
			edges = append(edges, graph.Edge{U: v - 2, V: v, Length: int64(v)})
		}
		if v%2 == 1 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 3})
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

// Sets of any width give the same plans in the same order with the same number of search nodes.
func TestWidths(t *testing.T) {
	g := ladder(t, 12)
	p := &problem.Problem{Graph: g, Seats: 4, Lower: g.Total() * 9 / 40, Upper: g.Total() * 11 / 40,
		Parents: [][]int{{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7}}}
	in, err := newInstance(p)
	require.NoError(t, err)
	list := func(e engine) (plans []string, stats Stats) {
		of := make([]int, g.Len())
		stats = e.each(context.Background(), in, Settings{}, func(v *View) bool {
			v.Assign(of)
			plans = append(plans, fmt.Sprint(of, v.Border, v.CutEdges, v.Divided, v.Smallest, v.Largest))
			return true
		})
		return plans, stats
	}
	want, stats := list(engineOf[[1]uint64]{})
	require.Greater(t, len(want), 50)
	for _, e := range []engine{engineOf[[2]uint64]{}, engineOf[[4]uint64]{}, engineOf[[8]uint64]{},
		engineOf[[16]uint64]{}} {
		got, s := list(e)
		require.Equal(t, want, got)
		require.Equal(t, stats, s)
	}
}
