package balance

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// Any plan is found where a trial of all numbered assignments finds one, with and without Judge, and that there is
// none comes with a certificate wherever certificates can state the question.
func TestAnyAgainstBruteForce(t *testing.T) {
	found, certified := 0, 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			if rapid.IntRange(0, 2).Draw(t, "judged") == 0 {
				drawJudge(t, &p)
			}
			want, _ := bestOf(&p)
			s, err := Solve(context.Background(), p, Settings{Any: true, Workers: 1})
			require.NoError(t, err)
			again, err := Solve(context.Background(), p, Settings{Any: true, Workers: 2})
			require.NoError(t, err)
			require.Equal(t, s, again)
			if want != nil {
				found++
				require.Equal(t, Feasible, s.Status)
				require.Empty(t, p.Check(s.Assignment))
				require.Equal(t, p.Measure(s.Assignment), s.Measures)
				require.Nil(t, s.Certificate)
				return
			}
			require.Equal(t, Infeasible, s.Status)
			require.NotEmpty(t, s.Reason)
			if s.Certificate == nil {
				locked := p.Locks.Fixed != nil || p.Locks.Together != nil
				require.True(t, p.Rule != nil || p.Judge != nil || locked, "%+v", p)
				return
			}
			c, err := certificate.Read(written(t, s.Certificate))
			require.NoError(t, err)
			_, err = verify.Certificate(context.Background(), c)
			require.NoError(t, err)
			certified++
		})
	}
	testdata.Enough(t, "problems with a plan", found, 300)
	testdata.Enough(t, "certificates", certified, 100)
}

// Beyond the sizes that are enumerated the heuristic finds a plan at once, and the exact method refutes where there
// is none.
func TestAnyOnLargerGraphs(t *testing.T) {
	p := grid(12, 6, 2)
	s, err := Solve(context.Background(), p, Settings{Any: true})
	require.NoError(t, err)
	require.Equal(t, Feasible, s.Status)
	require.Equal(t, Heuristic, s.Method)
	require.Less(t, s.Work, int64(anyHeuristicWork)/2)

	p = chain(t, 10)
	p.Lower, p.Upper = 38, 41
	s, err = Solve(context.Background(), p, Settings{Any: true})
	require.NoError(t, err)
	require.Equal(t, Infeasible, s.Status, s.Log)
	require.Equal(t, Exact, s.Method)
	require.NotNil(t, s.Certificate)
	_, err = verify.Certificate(context.Background(), s.Certificate)
	require.NoError(t, err)
}

// A question that is too hard ends by its budget of work, with the same answer on any number of cores.
func TestAnyEndsByWork(t *testing.T) {
	p := grid(9, 2, 0) // 81 nodes, of which no two districts can have as many voters as the bounds ask
	for v := range p.Graph.Voters {
		p.Graph.Voters[v] = 10
	}
	p.Graph.Voters[40] = 9
	p.Lower, p.Upper = 401, 408
	set := Settings{Any: true, Work: 20_000}
	r := newRun(context.Background(), &p, set)
	r.b.exactWork = 100_000
	require.NoError(t, r.answer())
	require.Equal(t, Unknown, r.sol.Status, r.sol.Log)
	require.Equal(t, WorkLimit, r.sol.Stopped)
	require.NotEmpty(t, r.sol.Reason)
	again := newRun(context.Background(), &p, Settings{Any: true, Work: 20_000, Workers: 1})
	again.b.exactWork = 100_000
	require.NoError(t, again.answer())
	require.Equal(t, r.sol, again.sol)
}

// chain is 70 nodes in a row, all of one voter but the middle one, to be cut in two.
func chain(t testing.TB, middle int64) Problem {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for v := range 70 {
		ids, voters = append(ids, fmt.Sprint(v)), append(voters, 1)
		if v > 0 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 1})
		}
	}
	voters[35] = middle
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return Problem{Graph: g, Seats: 2}
}
