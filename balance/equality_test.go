package balance

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/testdata"
)

// drawWeighed is a problem of any kind with the objective balanced and a weight of any three decimals.
func drawWeighed(t *rapid.T) Problem {
	p := drawProblem(t)
	p.Points = nil
	p.Objective = Objective{Kind: Balanced, Shortest: rapid.Int64Range(1, 5).Draw(t, "shortest"),
		Limit: rapid.SampledFrom([]float64{0, 0.2, 0.35}).Draw(t, "limit"), Equality: drawEquality(t)}
	if rapid.Bool().Draw(t, "any weight") {
		p.Objective.Equality = float64(rapid.IntRange(1, 8000).Draw(t, "thousandths")) / 1000
	}
	return p
}

// Whatever equality weighs, complete searches find the optimum of a trial of all assignments, and no method tells of a
// plan another value than plain fractions give it.
func TestEqualityAgainstBruteForce(t *testing.T) {
	weighed, found := 0, 0
	for range 20 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawWeighed(t)
			want, _ := bestOf(&p)
			check := func(s *Solution, complete bool) {
				if complete && want != nil {
					require.Equal(t, Optimal, s.Status, "%v %v", s.Method, s.Reason)
				}
				judge(t, &p, s, want)
				if s.Status != Optimal && s.Status != Feasible {
					return
				}
				m := p.Measure(s.Assignment)
				cost, _ := worth(&p, &m)
				exact, _ := cost.Float64()
				require.Equal(t, exact, s.Objective, s.Method)
			}
			for _, method := range []Method{Auto, Enumerate, Heuristic} {
				s, err := Solve(context.Background(), p, Settings{Method: method, Work: 3_000, Nodes: 1 << 20})
				require.NoError(t, err)
				check(&s, method != Heuristic)
			}
			d, err := Survey(context.Background(), p, SurveySettings{})
			require.NoError(t, err)
			check(&d.Solution, true)
			if want == nil {
				return
			}
			found++
			plain := p
			plain.Objective.Equality = 0
			other, _ := bestOf(&plain)
			a, b := p.Measure(want), p.Measure(other)
			if x, y := p.MaxDeviation(a.Voters), p.MaxDeviation(b.Voters); x.Cmp(y) != 0 {
				weighed++
				require.Equal(t, p.Objective.Equality > 1, x.Cmp(y) < 0, "more weight makes no plan less equal")
			}
		})
	}
	testdata.Enough(t, "problems with a plan", found, 400)
	testdata.Enough(t, "problems with another plan than for the weight 1", weighed, 10)
}

// A weight that is no number of its range is refused with a remedy; 0 is none given.
func TestEqualityOutOfRange(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 0.0009, 1000.1} {
		p := grid(2, 2, 1)
		p.Objective = Objective{Kind: Balanced, Equality: x}
		_, err := Solve(t.Context(), p, Settings{Work: 1000})
		var faults *fault.Faults
		require.ErrorAs(t, err, &faults, "%g", x)
		require.True(t, faults.Has(problem.BadObjective))
		require.NotEmpty(t, faults.List[0].Remedy)
		require.Error(t, problem.CheckEquality(x))
	}
	for _, x := range []float64{0.001, 1, 1000} {
		require.NoError(t, problem.CheckEquality(x))
	}
}
