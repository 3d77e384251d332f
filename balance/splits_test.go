package balance

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// Dividing parents by trial gives what a trial of all numbered assignments does.
func TestByTrialAgainstBruteForce(t *testing.T) {
	divided := 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			if len(p.Parents) == 0 {
				p.Parents = [][]int{rapid.SliceOfN(rapid.IntRange(Unassigned, 2), p.Graph.Len(), p.Graph.Len()).Draw(t, "parents")}
			}
			want, _ := bestOf(&p)
			r := newRun(context.Background(), &p, Settings{Work: 1_000_000})
			if !r.byTrial() {
				require.Empty(t, p.Groups(p.Parents[0]))
				return
			}
			if want == nil {
				require.Equal(t, Infeasible, r.sol.Status)
				return
			}
			require.Equal(t, Optimal, r.sol.Status)
			require.Empty(t, p.Check(r.sol.Assignment))
			got, least := p.Measure(r.sol.Assignment), p.Measure(want)
			require.Zero(t, better(&p, &got, &least), "found %v, best %v", r.sol.Assignment, want)
			require.Len(t, p.DividedParents(r.sol.Assignment)[0], got.Splits[0])
			if got.Splits[0] > 0 {
				divided++
			}
		})
	}
	testdata.Enough(t, "divided parents", divided, 20)
}

// blocks is a row of areas, each a side x side grid of nodes with the voters given for the whole area.
func blocks(t require.TestingT, side int, voters ...int64) Problem {
	var ids []string
	var of []int64
	var edges []graph.Edge
	var parents []int
	width := side * len(voters)
	for y := range side {
		for x := range width {
			v := y*width + x
			ids = append(ids, fmt.Sprintf("%d.%d", x, y))
			of = append(of, voters[x/side]/int64(side*side))
			parents = append(parents, x/side)
			if x > 0 {
				edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 10})
			}
			if y > 0 {
				edges = append(edges, graph.Edge{U: v - width, V: v, Length: 10})
			}
		}
	}
	g, err := graph.New(ids, of, edges)
	require.NoError(t, err)
	return Problem{Graph: g, Seats: 2, Parents: [][]int{parents}}
}

// Two whole districts of five areas are impossible within 5 %; one area in the middle is divided, and it is proven that
// none need not be, though the areas have more nodes than can be enumerated.
func TestOneParentIsEnough(t *testing.T) {
	p := blocks(t, 6, 3600, 3600, 7200, 3600, 3600)
	p.Lower, p.Upper = 10_260, 11_340
	for _, kind := range []Kind{Border, CutEdges, Balanced} {
		p.Objective = Objective{Kind: kind}
		s, err := Solve(context.Background(), p, Settings{Work: 300_000})
		require.NoError(t, err)
		require.NotNil(t, s.Assignment)
		assert.Empty(t, s.Violations)
		assert.Equal(t, []int{1}, s.Splits, "%v", kind)
		assert.Equal(t, [][]int{{2}}, p.DividedParents(s.Assignment))
		if kind != Balanced {
			assert.Equal(t, Optimal, s.Status, "%v: %v", kind, s.Log)
		}
		t.Log(kind, s.Status, s.Objective, s.Nodes, s.Work, s.Log)
	}
}
