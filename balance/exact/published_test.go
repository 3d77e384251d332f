package exact

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/heuristic"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

type instance struct {
	Graph struct {
		Districts    int
		Lower, Upper int64
		Min          int64 `json:"min_cut_edges"`
		Feasible     bool
	}
	Nodes []struct {
		ID         string
		Population int64
	}
	Links []struct {
		Source, Target string
		Perim          float64 `json:"shared_perim"`
	}
}

// load reads an instance; lengths are degrees times 1e9.
func load(t testing.TB, name string) (problem.Problem, *instance) {
	b, err := os.ReadFile(filepath.Join(testdata.Shared(t, "bench"), name))
	if err != nil {
		t.Fatal(err)
	}
	var in instance
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	var ids []string
	var voters []int64
	for i, n := range in.Nodes {
		at[n.ID] = i
		ids, voters = append(ids, n.ID), append(voters, n.Population)
	}
	var edges []graph.Edge
	for _, l := range in.Links {
		edges = append(edges, graph.Edge{U: at[l.Source], V: at[l.Target], Length: int64(math.Round(l.Perim * 1e9))})
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		t.Fatal(err)
	}
	return problem.Problem{Graph: g, Seats: in.Graph.Districts, Lower: in.Graph.Lower, Upper: in.Graph.Upper,
		Objective: problem.Objective{Kind: problem.CutEdges}}, &in
}

// start is a plan by the heuristic, as a caller would give it; it may be none within the bounds.
func start(p *problem.Problem) []int {
	return heuristic.Run(context.Background(), p, heuristic.Settings{Work: 3_000_000}).Plan
}

// proven solves a problem and has the proof checked, after a way through its file.
func proven(t testing.TB, p problem.Problem) *Solution {
	t.Helper()
	s, err := Solve(context.Background(), &p, Settings{})
	require.NoError(t, err)
	require.NoError(t, s.Reason)
	require.Contains(t, []problem.Status{problem.Optimal, problem.Infeasible}, s.Status)
	checked(t, s)
	return s
}

func checked(t testing.TB, s *Solution) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, certificate.Write(&b, s.Certificate))
	c, err := certificate.Read(&b)
	require.NoError(t, err)
	_, err = verify.Certificate(context.Background(), c)
	require.NoError(t, err)
}

// TestCounties proves the optima of Validi and Buchanan, "Political districting to minimize cut edges", Mathematical
// Programming Computation 14 (2022).
func TestCounties(t *testing.T) {
	for _, state := range []string{"ME", "NM", "ID", "WV", "AL", "AR", "IA"} {
		t.Run(state, func(t *testing.T) {
			p, in := load(t, "county2010-"+state+".json")
			p.Start = start(&p)
			s := proven(t, p)
			assert.Equal(t, problem.Optimal, s.Status)
			assert.Equal(t, in.Graph.Min, s.Value)
		})
	}
}

// TestFeasible compares with the verdicts of Buchanan for 2020.
func TestFeasible(t *testing.T) {
	for _, state := range []string{"AL", "ME", "NM", "ID", "IA", "AZ", "CA", "CT", "KY", "MA", "NJ", "NV", "RI", "TN"} {
		t.Run(state, func(t *testing.T) {
			p, in := load(t, "feasible2020-"+state+".json")
			assert.Equal(t, in.Graph.Feasible, proven(t, p).Status == problem.Optimal)
		})
	}
}

// TestBorder is about large weights. Maine has one plan only; its border is 13.00552 degrees.
func TestBorder(t *testing.T) {
	p, _ := load(t, "county2010-ME.json")
	p.Objective.Kind = problem.Border
	s := proven(t, p)
	assert.Equal(t, problem.Optimal, s.Status)
	assert.InDelta(t, 13.00552, float64(s.Value)/1e9, 5e-6)
}

// TestGrids divides n by n grids into n districts of n units. Up to 5 the least cut is compared with an enumeration;
// above, the values are those of districts of the least perimeter that n cells can have, 2*ceil(2*sqrt(n)) (Harary
// and Harborth 1976), which no plan can undercut.
func TestGrids(t *testing.T) {
	for n := 2; n <= 8; n++ {
		p := grids(n)
		want := int64((n*2*int(math.Ceil(2*math.Sqrt(float64(n)))) - 4*n) / 2)
		if n <= 5 {
			want = math.MaxInt64
			_, err := enumerate.Visit(context.Background(), &problem.Problem{Graph: p.Graph, Seats: n, Lower: p.Lower,
				Upper: p.Upper},
				enumerate.Settings{}, func(v *enumerate.View) bool { want = min(want, int64(v.CutEdges)); return true })
			require.NoError(t, err)
		}
		assert.Equal(t, want, proven(t, p).Value, n)
	}
}

func grids(n int) problem.Problem {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for v := range n * n {
		ids, voters = append(ids, string(rune('a'+v/n))+string(rune('a'+v%n))), append(voters, 1)
		if v%n > 0 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 1})
		}
		if v >= n {
			edges = append(edges, graph.Edge{U: v - n, V: v, Length: 1})
		}
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		panic(err)
	}
	return problem.Problem{Graph: g, Seats: n, Lower: int64(n), Upper: int64(n),
		Objective: problem.Objective{Kind: problem.CutEdges}}
}
