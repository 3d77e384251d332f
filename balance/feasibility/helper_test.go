package feasibility

import (
	"testing"

	"github.com/stretchr/testify/require"

	"okrug/balance/graph"
)

// line is a path of units.
func line(t testing.TB, voters ...int64) *graph.Graph {
	var ids []string
	var edges []graph.Edge
	for i := range voters {
		ids = append(ids, string(rune('a'+i)))
		if i > 0 {
			edges = append(edges, graph.Edge{U: i - 1, V: i, Length: 1})
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}
