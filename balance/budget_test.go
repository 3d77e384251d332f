package balance

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// most is how many steps a region takes at most for each work unit asked for: six runs of the heuristic, 60 steps for
// the methods that prove, and once as many, since some steps are only counted when they are done.
const most = 6 + 2*stepsOfWork

// drawCountry is a grid of up to 150 nodes with up to 25 seats and one or two levels of parents, or none, all of which
// are blocks of the grid.
func drawCountry(t *rapid.T) Problem {
	w, h := rapid.IntRange(4, 15).Draw(t, "width"), rapid.IntRange(4, 10).Draw(t, "height")
	voters := rapid.SliceOfN(rapid.Int64Range(50, 500), w*h, w*h).Draw(t, "voters")
	long := rapid.SliceOfN(rapid.Int64Range(1, 1000), w*h, w*h).Draw(t, "lengths")
	ids, edges := make([]string, w*h), []graph.Edge(nil)
	for v := range ids {
		ids[v] = string(rune('a'+v%w)) + string(rune('a'+v/w))
		if v%w > 0 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: long[v]})
		}
		if v >= w {
			edges = append(edges, graph.Edge{U: v - w, V: v, Length: long[w*h-1-v]})
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	p := Problem{Graph: g, Seats: rapid.IntRange(2, min(25, w*h/3)).Draw(t, "seats")}
	p.Objective.Kind = rapid.SampledFrom([]Kind{Balanced, Border, Deviation, CutEdges}).Draw(t, "objective")
	mean, slack := g.Total()/int64(p.Seats), rapid.Int64Range(5, 40).Draw(t, "slack")
	p.Lower, p.Upper = mean-mean*slack/100, mean+mean*slack/100
	side := rapid.IntRange(2, 5).Draw(t, "side")
	for range rapid.IntRange(0, 2).Draw(t, "levels") {
		of := make([]int, w*h)
		for v := range of {
			of[v] = v/w/side*w + v%w/side
		}
		p.Parents = append(p.Parents, of)
		side = max(1, side/2)
	}
	return p
}

// Whatever the country, the seats and the work, all methods together keep to the budget: the work of the heuristic, ten
// steps at least for a search node, and those of the exact method.
func TestStepsOfAnyCountry(t *testing.T) {
	searched, exact, open := 0, 0, 0
	for range 5 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawCountry(t)
			set := Settings{Work: rapid.Int64Range(1000, 20_000).Draw(t, "work"), Any: rapid.IntRange(0, 3).Draw(t, "any") == 0}
			if !set.Any && rapid.IntRange(0, 3).Draw(t, "exactly") == 0 && p.Objective.Kind != Balanced {
				set.Method = Exact
			}
			var s Solution
			if rapid.Bool().Draw(t, "divided") {
				d, err := Survey(context.Background(), p, SurveySettings{Settings: set, SurveyNodes: 1})
				require.NoError(t, err)
				s = d.Solution
			} else {
				var err error
				s, err = Solve(context.Background(), p, set)
				require.NoError(t, err)
			}
			require.LessOrEqual(t, s.Work+10*s.Nodes+s.Steps/exactPerStep, most*set.Work,
				"%d of the heuristic, %d search nodes, %d of the exact method; %v", s.Work, s.Nodes, s.Steps, s.Log)
			switch s.Status {
			case Feasible, Optimal:
				require.Empty(t, p.Check(s.Assignment))
			case Unknown:
				require.NotEmpty(t, s.Reason)
			}
			if (s.Status == Feasible || s.Status == Unknown) && !set.Any {
				open++
			}
			if s.Nodes > 0 {
				searched++
			}
			if s.Steps > 0 {
				exact++
			}
		})
	}
	testdata.Enough(t, "enumerations", searched, 20)
	testdata.Enough(t, "exact searches", exact, 20)
	testdata.Enough(t, "questions left open", open, 20)
}
