package balance

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/testdata"
)

// No method says what a trial of all numbered assignments refutes: a plan keeps bounds, rule and locks, none is
// better than the best, "optimal" is, "infeasible" is true, and one worker gives the same bytes as two.
func TestMethodsAgainstBruteForce(t *testing.T) {
	for _, method := range []Method{Auto, Exact, Heuristic} {
		t.Run(method.String(), func(t *testing.T) {
			found := 0
			check := func(t *rapid.T) {
				p := drawProblem(t)
				want, _ := bestOf(&p)
				s, err := Solve(context.Background(), p, Settings{Method: method, Work: 3_000, Workers: 1})
				if errors.Is(err, ErrUnsupported) {
					require.Equal(t, Exact, method, "only a method called by name refuses")
					return
				}
				require.NoError(t, err)
				again, err := Solve(context.Background(), p, Settings{Method: method, Work: 3_000, Workers: 2})
				require.NoError(t, err)
				require.Equal(t, s, again)
				judge(t, &p, &s, want)
				if s.Status == Optimal || s.Status == Feasible {
					found++
				}
			}
			for range 10 {
				rapid.Check(t, check)
			}
			testdata.Enough(t, "problems with a plan", found, 150)
		})
	}
}

// judge compares an answer with the best plan that there is, nil for none.
func judge(t *rapid.T, p *Problem, s *Solution, want []int) {
	switch s.Status {
	case Infeasible:
		require.Nil(t, want, "called infeasible")
		require.Nil(t, s.Assignment)
		require.NotEmpty(t, s.Reason)
		return
	case Unknown:
		require.NotEmpty(t, s.Reason)
		if s.Assignment != nil {
			require.NotEmpty(t, p.Check(s.Assignment), "a plan within the rule is called unknown")
			require.NotEmpty(t, s.Violations)
		}
		return
	}
	require.NotNil(t, want)
	require.Empty(t, p.Check(s.Assignment))
	got, least := p.Measure(s.Assignment), p.Measure(want)
	require.Equal(t, got, s.Measures)
	require.GreaterOrEqual(t, better(p, &got, &least), 0, "better than the best: the comparison is wrong")
	has, _ := worth(p, &got)
	lowest, _ := worth(p, &least)
	if s.Bounded && len(p.Parents) == 0 && p.Keep == nil {
		nearest, _ := lowest.Float64()
		require.LessOrEqual(t, s.Bound, nearest, "a bound above the best")
	}
	if s.Status == Optimal {
		require.Zero(t, has.Cmp(lowest), "called optimal")
		require.Equal(t, least.Splits, got.Splits)
		require.Equal(t, least.Moved, got.Moved)
	}
}

// A certificate that Solve hands out is accepted by the checker, which shares no code with it.
func TestCertificatesAreAccepted(t *testing.T) {
	accepted := 0
	check := func(t *rapid.T) {
		p := drawProblem(t)
		s, err := Solve(context.Background(), p, Settings{Method: Exact, Work: 3_000})
		if errors.Is(err, ErrUnsupported) || s.Certificate == nil {
			return
		}
		require.NoError(t, err)
		c, err := certificate.Read(written(t, s.Certificate))
		require.NoError(t, err)
		_, err = verify.Certificate(context.Background(), c)
		require.NoError(t, err)
		accepted++
	}
	for range 10 {
		rapid.Check(t, check)
	}
	testdata.Enough(t, "certificates", accepted, 20)
}

// written is a certificate as its file.
func written(t require.TestingT, c *certificate.Certificate) *bytes.Buffer {
	var b bytes.Buffer
	require.NoError(t, certificate.Write(&b, c))
	return &b
}

// A call ends at once when its context has ended, with an honest status.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, method := range []Method{Auto, Exact, Heuristic, Enumerate} {
		p := grid(12, 6, 1)
		s, err := Solve(ctx, p, Settings{Method: method})
		require.NoError(t, err, method)
		require.Contains(t, []Status{Unknown, Feasible}, s.Status)
		require.Equal(t, Cancelled, s.Stopped, method)
	}
}

// A time limit holds.
func TestTimeLimit(t *testing.T) {
	p := grid(40, 7, 0)
	s, err := Solve(context.Background(), p, Settings{Time: 50 * time.Millisecond})
	require.NoError(t, err)
	require.Equal(t, TimeLimit, s.Stopped)
}

// Everything wrong with a problem is said at once.
func TestFaultsTogether(t *testing.T) {
	p := grid(2, 2, 0)
	p.Seats, p.Lower, p.Keep = 0, -1, []int64{1, -1, 1, 1}
	p.Objective.Kind = Inertia
	p.Locks.Together = [][]int{{}, {9}}
	_, err := Solve(context.Background(), p, Settings{Work: -1})
	var faults *fault.Faults
	require.ErrorAs(t, err, &faults)
	require.True(t, faults.Has(problem.BadWeights))
	require.Len(t, faults.List, 8, "%v", faults)
}

// One district has one plan, which is found and proven however little time there is.
func TestOneDistrictNeedsNoTime(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, kind := range []Kind{Balanced, Border, Deviation} {
		p := grid(40, 1, 1)
		p.Objective = problem.Objective{Kind: kind}
		s, err := Solve(ctx, p, Settings{Time: time.Nanosecond})
		require.NoError(t, err)
		require.Equal(t, Optimal, s.Status, "%v: %v", kind, s.Reason)
		require.Equal(t, make([]int, 1600), s.Assignment)
	}
}
