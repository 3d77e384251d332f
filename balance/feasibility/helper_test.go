package feasibility

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
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

// ask are the questions of a rule for a country.
func ask(t require.TestingT, c *Country, r rule.Rule) *rule.Questions {
	qs, err := c.ask(r)
	require.NoError(t, err)
	return qs
}

func decide(t require.TestingT, c *Country, r rule.Rule) *Verdict {
	v, err := Decide(context.Background(), c, ask(t, c, r), Settings{})
	require.NoError(t, err)
	return v
}

// within asks whether a graph by itself has a plan within bounds; the plan is the district of every node, from 0.
func within(t require.TestingT, g *graph.Graph, seats int, lower, upper int64, s Settings) (Region, []int) {
	p := &part{id: "g", graph: g}
	reg := Region{ID: "g", Units: g.Len(), Voters: g.Total(), Seats: seats, Lower: lower, Upper: upper}
	a, err := s.find(context.Background(), p, seats, lower, upper, nil)
	require.NoError(t, err)
	reg.take(a)
	return reg, reg.plan
}
