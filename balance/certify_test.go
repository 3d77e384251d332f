package balance

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/testdata"
)

// completed says that an answer rests on a complete search, as its account says.
func completed(s *Solution) bool {
	return s.Counted || slices.ContainsFunc(s.Log, func(text locale.Text) bool {
		x := text.String()
		return strings.Contains(x, ", complete") || strings.HasPrefix(x, "exact search in ") &&
			!strings.Contains(x, "not finished") ||
			strings.Contains(x, "choices of")
	})
}

// Whatever is called optimal or impossible has a certificate that the checker accepts, or was searched completely, or
// has but one plan, whichever the method.
func TestNothingIsClaimedWithoutProof(t *testing.T) {
	certified := map[Status]int{}
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			if rapid.Bool().Draw(t, "find the shortest") {
				p.Objective.Shortest = 0
			}
			method := rapid.SampledFrom([]Method{Auto, Exact, Heuristic, Enumerate}).Draw(t, "method")
			s, err := Solve(context.Background(), p, Settings{Method: method, Work: 3_000})
			if errors.Is(err, ErrUnsupported) {
				return
			}
			require.NoError(t, err)
			if s.Status != Optimal && s.Status != Infeasible {
				return
			}
			if s.Status == Infeasible {
				require.False(t, s.Bounded, "of no plan there is no least")
			}
			if s.Certificate == nil {
				one := p.Seats == 1 && s.Status == Optimal
				none := s.Status == Infeasible && p.Rule != nil // arithmetic on the rule's own words
				require.True(t, one || none || completed(&s), "%s by %s: %v", s.Status, s.Method, s.Log)
				return
			}
			c, err := certificate.Read(written(t, s.Certificate))
			require.NoError(t, err)
			_, err = verify.Certificate(context.Background(), c)
			require.NoError(t, err)
			require.Equal(t, s.Status == Optimal, c.Claim.Status == certificate.Optimal)
			certified[s.Status]++
		})
	}
	testdata.Enough(t, "proofs of an optimum", certified[Optimal], 50)
	testdata.Enough(t, "proofs that there is no plan", certified[Infeasible], 50)
}

// A row of five units with a voter each into three districts: no plan is nearer to the mean than 1, 2 and 2, which
// plain counting shows.
func TestBestByArithmetic(t *testing.T) {
	g, err := graph.New([]string{"a", "b", "c", "d", "e"}, []int64{1, 1, 1, 1, 1},
		[]graph.Edge{{U: 0, V: 1}, {U: 1, V: 2}, {U: 2, V: 3}, {U: 3, V: 4}})
	require.NoError(t, err)
	p := Problem{Graph: g, Seats: 3, Upper: 2, Objective: Objective{Kind: Deviation}}
	for _, method := range []Method{Exact, Heuristic} {
		s, err := Solve(context.Background(), p, Settings{Method: method})
		require.NoError(t, err)
		require.Equal(t, Optimal, s.Status)
		require.NotNil(t, s.Certificate, method)
		r, err := verify.Certificate(context.Background(), s.Certificate)
		require.NoError(t, err)
		require.Contains(t, r.Statement.String(), "the plan is a best one of 5 units into 3 connected districts")
	}
	// That parents are to be whole makes nothing possible that was not.
	p.Lower, p.Upper, p.Objective = 0, 1, Objective{Kind: CutEdges}
	p.Parents = [][]int{{0, 0, 1, 1, 1}}
	s, err := Solve(context.Background(), p, Settings{})
	require.NoError(t, err)
	require.Equal(t, Infeasible, s.Status)
	require.NotNil(t, s.Certificate)
}

// Parents that should stay whole make no plan possible: whoever proves that there is none proves it with them too. An
// optimum of the exact method with parents has a proof, of the question in which those stay whole that can.
func TestProofsWithParents(t *testing.T) {
	none, optimal := 0, 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			p.Rule, p.Keep, p.Start = nil, nil, nil
			p.Objective = Objective{Kind: rapid.SampledFrom([]Kind{Border, CutEdges, Deviation}).Draw(t, "known")}
			n := p.Graph.Len()
			p.Parents = [][]int{rapid.SliceOfN(rapid.IntRange(Unassigned, 2), n, n).Draw(t, "parents")}
			set := Settings{Method: rapid.SampledFrom([]Method{Auto, Exact}).Draw(t, "method"), Work: 3_000}
			s, err := Solve(context.Background(), p, set)
			if errors.Is(err, ErrUnsupported) {
				require.Zero(t, p.PerSeat().Sign(), "nobody votes, so that there is no deviation")
				return
			}
			require.NoError(t, err)
			plain := p
			plain.Parents = nil
			want, err := Solve(context.Background(), plain, set)
			require.NoError(t, err)
			require.Equal(t, want.Status == Infeasible, s.Status == Infeasible, "%v", s.Log)
			if s.Status == Infeasible || s.Status == Optimal && s.Method == Exact {
				require.NotNil(t, s.Certificate, "%s by %s: %v", s.Status, s.Method, s.Log)
				_, err = verify.Certificate(context.Background(), s.Certificate)
				require.NoError(t, err)
			}
			switch {
			case s.Status == Infeasible:
				none++
			case s.Status == Optimal && s.Method == Exact:
				optimal++
				require.Equal(t, numbered(s.Assignment), s.Certificate.Plan)
			}
		})
	}
	testdata.Enough(t, "problems without a plan", none, 50)
	testdata.Enough(t, "optimal plans", optimal, 20)
}

// numbered is a plan as certificates have it.
func numbered(plan []int) (out []int) {
	for _, d := range plan {
		out = append(out, d+1)
	}
	return out
}
