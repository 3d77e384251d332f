package balance

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/testdata"
)

// When the exact method gives up early for its memory, the heuristic has the time that is left, whether the method was
// chosen or asked for, and the account says both.
func TestHeuristicGoesOn(t *testing.T) {
	for _, method := range []Method{Auto, Exact} {
		p := grid(14, 6, 1) // 196 nodes
		s, err := Solve(context.Background(), p, Settings{Method: method, Time: time.Minute, Work: 1_000_000,
			MemoryLimit: 1 << 20})
		require.NoError(t, err)
		require.Equal(t, Feasible, s.Status, "%v", s.Log)
		require.Len(t, s.Log, 3, "a plan, the search for a proof, and better plans: %v", s.Log)
		require.Contains(t, s.Reason.String(), "memory", method)
		require.Empty(t, p.Check(s.Assignment))
	}
}

// Why the exact method ended is said in words, and by what.
func TestEndedIsTrue(t *testing.T) {
	p := grid(14, 6, 1)
	s, err := Solve(context.Background(), p, Settings{Method: Exact, Work: 1_000_000, MemoryLimit: 1 << 20})
	require.NoError(t, err)
	require.Equal(t, MemoryLimit, s.Stopped)

	s, err = Solve(context.Background(), p, Settings{Method: Exact, Time: 400 * time.Millisecond})
	require.NoError(t, err)
	require.Equal(t, TimeLimit, s.Stopped)
	require.Equal(t, "the time limit passed before there was a proof", s.Reason.String())

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err = Solve(ctx, p, Settings{Method: Exact, Work: 1_000_000, Progress: func(x Progress) {
		if x.Method == Exact {
			cancel()
		}
	}})
	require.NoError(t, err)
	require.Equal(t, Cancelled, s.Stopped)
	require.Equal(t, "it was interrupted before there was a proof", s.Reason.String())

	s, err = Solve(context.Background(), p, Settings{Method: Heuristic, Work: 10_000})
	require.NoError(t, err)
	require.Equal(t, WorkLimit, s.Stopped)
}

// wide is a grid of n by n nodes whose border lengths have nearly the sum given.
func wide(t testing.TB, n int, sum int64) Problem {
	p := grid(n, 4, 2)
	each := sum / int64(len(p.Graph.Edges)*2)
	edges := make([]graph.Edge, len(p.Graph.Edges))
	for i, e := range p.Graph.Edges {
		edges[i] = graph.Edge{U: e.U, V: e.V, Length: each + each*int64(i*i%97)/97}
	}
	g, err := graph.New(p.Graph.IDs, p.Graph.Voters, edges)
	require.NoError(t, err)
	p.Graph = g
	return p
}

// Of lengths near what the exact method takes, an optimum is claimed with a proof that the checker accepts, or not
// claimed; of lengths beyond, it is not asked unless by name.
func TestLongBorders(t *testing.T) {
	for _, sum := range []int64{1, 7, 14} {
		p := wide(t, 6, sum*1e16)
		s, err := Solve(context.Background(), p, Settings{Method: Exact})
		require.NoError(t, err)
		if s.Status != Optimal {
			require.Equal(t, Feasible, s.Status)
			require.NotEmpty(t, s.Reason)
			require.Nil(t, s.Certificate)
			continue
		}
		require.NotNil(t, s.Certificate)
		_, err = verify.Certificate(context.Background(), s.Certificate)
		require.NoError(t, err, sum)
	}
	p := wide(t, 9, 1e18)
	_, err := Solve(context.Background(), p, Settings{Method: Exact, Work: 10_000})
	require.ErrorIs(t, err, ErrUnsupported)
	for _, any := range []bool{false, true} {
		s, err := Solve(context.Background(), p, Settings{Work: 200_000, Any: any, Nodes: 1000})
		require.NoError(t, err)
		require.Equal(t, Feasible, s.Status, "%v", s.Log)
	}
}

// Louisiana's counties in decimetres, and a graph without a plan whose lengths add up to 8.6e16: both were claimed with
// proofs that the checker refused.
func TestLongBordersOfReview(t *testing.T) {
	for name, want := range map[string]Status{"la_dm.json": Optimal, "bigborder2.json": Infeasible} {
		data, err := os.ReadFile(filepath.Join(testdata.Shared(t, "cases", "certificates"), name))
		require.NoError(t, err)
		in, err := nodelink.Read(bytes.NewReader(data), name, nodelink.Options{})
		require.NoError(t, err)
		p := Problem{Graph: in.Graph, Seats: in.Districts, Lower: in.Lower, Upper: in.Upper}
		s, err := Solve(context.Background(), p, Settings{Method: Exact})
		require.NoError(t, err)
		require.Equal(t, want, s.Status, "%s: %s", name, s.Reason)
		_, err = verify.Certificate(context.Background(), s.Certificate)
		require.NoError(t, err, name)
	}
}

// With a limit of time the exact method is tried on graphs of up to 600 nodes, and without one on smaller ones.
func TestSizesOfExactSearch(t *testing.T) {
	for n, want := range map[int]bool{24: true, 25: false} {
		p := grid(n, 6, 2) // 576 and 625 nodes
		for _, limit := range []time.Duration{0, time.Minute} {
			s, err := Solve(context.Background(), p, Settings{Time: limit, Work: 20_000, MemoryLimit: 1 << 20})
			require.NoError(t, err)
			asked := slices.ContainsFunc(s.Log,
				func(x locale.Text) bool { return strings.HasPrefix(x.String(), "exact search") })
			require.Equal(t, want && limit > 0, asked, "%v", s.Log)
		}
	}
}
