package balance

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/testdata"
)

// drawJudge gives a problem exceptions: loose bounds that any district can have, and a Judge that accepts a plan if
// every district keeps the problem's own bounds or holds one of some chosen nodes and at most so many nodes, and if
// at most so many districts are excepted.
func drawJudge(t *rapid.T, p *Problem) {
	lower, upper := p.Bounds()
	p.Plain = [2]int64{p.Lower, p.Upper}
	p.Lower = max(0, p.Lower-rapid.Int64Range(0, 8).Draw(t, "looser"))
	if p.Upper > 0 {
		p.Upper += rapid.Int64Range(0, 8).Draw(t, "looser")
	}
	n := p.Graph.Len()
	special := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "special")
	small := rapid.IntRange(1, n).Draw(t, "small")
	most := rapid.IntRange(0, p.Seats).Draw(t, "most")
	graph, seats := p.Graph, p.Seats
	p.Judge = func(plan []int) bool {
		voters, nodes, excepted := make([]int64, seats), make([]int, seats), make([]bool, seats)
		for v, d := range plan {
			voters[d] += graph.Voters[v]
			nodes[d]++
			excepted[d] = excepted[d] || special[v]
		}
		count := 0
		for d := range seats {
			if voters[d] >= lower && voters[d] <= upper {
				continue
			}
			if !excepted[d] || nodes[d] > small {
				return false
			}
			count++
		}
		return count <= most
	}
}

// With Judge no method says what a trial of all numbered assignments refutes, a complete enumeration is a proof, and a
// certificate is one of the question without Judge.
func TestJudgeAgainstBruteForce(t *testing.T) {
	for _, method := range []Method{Auto, Exact, Heuristic, Enumerate} {
		t.Run(method.String(), func(t *testing.T) {
			found, excepted, none, certified := 0, 0, 0, 0
			check := func(t *rapid.T) {
				p := drawProblem(t)
				drawJudge(t, &p)
				want, plans := bestOf(&p)
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
				if method == Enumerate || method == Auto {
					require.Contains(t, []Status{Optimal, Infeasible}, s.Status)
					if s.Counted {
						require.Equal(t, int64(plans), s.Plans)
					}
				}
				if s.Certificate != nil {
					// It is about the question without Judge: that has no plan, or none better than one that Judge accepts.
					relaxed, _ := bestOf(p.Relaxed())
					if s.Status == Infeasible {
						require.Nil(t, relaxed)
					} else {
						require.Equal(t, Optimal, s.Status)
						m := p.Measure(relaxed)
						require.Equal(t, p.Value(&m), s.Objective)
					}
					c, err := certificate.Read(written(t, s.Certificate))
					require.NoError(t, err)
					_, err = verify.Certificate(context.Background(), c)
					require.NoError(t, err)
					certified++
				}
				switch {
				case s.Status == Infeasible:
					none++
				case s.Status == Feasible || s.Status == Optimal:
					found++
					if len(p.Narrowed().Check(s.Assignment)) > 0 {
						excepted++
					}
				}
			}
			for range 10 {
				rapid.Check(t, check)
			}
			t.Log(found, excepted, none, certified)
			testdata.Enough(t, "problems with a plan", found, 150)
			require.Positive(t, none)
			if method == Enumerate || method == Auto {
				testdata.Enough(t, "best plans that use an exception", excepted, 20)
				require.Positive(t, certified)
			}
		})
	}
}

// The survey counts, ranks and compares the plans that Judge accepts, and those alone.
func TestSurveyWithJudge(t *testing.T) {
	seen := 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := drawProblem(t)
			p.Keep, p.Start = nil, nil
			p.Objective = Objective{Kind: rapid.SampledFrom([]Kind{Border, Deviation}).Draw(t, "kind")}
			drawJudge(t, &p)
			want, plans := bestOf(&p)
			d, err := Survey(context.Background(), p, SurveySettings{Variants: 3})
			require.NoError(t, err)
			judge(t, &p, &d.Solution, want)
			if !d.Surveyed {
				return
			}
			require.Equal(t, int64(plans), d.Plans)
			require.Len(t, d.Variants, min(3, plans))
			for _, c := range slices.Concat(d.Variants, d.Pareto) {
				require.Empty(t, p.Check(c.District))
				seen++
			}
			if want != nil {
				require.Equal(t, d.LeastDeviation.Cmp(d.Pareto[len(d.Pareto)-1].Deviation), 0)
			}
		})
	}
	testdata.Enough(t, "plans of surveys", seen, 500)
}

// A graph too large to enumerate gets a plan without exceptions, and the status does not claim more than that.
func TestJudgeOnLargeGraph(t *testing.T) {
	p := grid(13, 6, 2) // beyond what the exact method is tried on
	p.Plain = [2]int64{p.Lower, p.Upper}
	p.Lower, p.Upper = 0, 169
	for _, accepts := range []bool{true, false} {
		p.Judge = func(plan []int) bool {
			return accepts && len(p.Narrowed().Check(plan)) == 0
		}
		s, err := Solve(context.Background(), p, Settings{Work: 200_000})
		require.NoError(t, err)
		require.Equal(t, accepts, s.Status == Feasible)
		if !accepts {
			require.Equal(t, Unknown, s.Status)
		}
	}
}

// What is impossible even within the loosest bounds is proven so with a certificate: by counting, or by the exact
// method where a graph is too large to enumerate.
func TestJudgeRelaxedIsImpossible(t *testing.T) {
	for name, p := range map[string]Problem{"counting": chain(t, 100), "search": chain(t, 10)} {
		p.Judge = func([]int) bool { return true }
		p.Lower, p.Upper, p.Plain = 38, 41, [2]int64{39, 40}
		s, err := Solve(context.Background(), p, Settings{Work: 100_000})
		require.NoError(t, err)
		require.Equal(t, Infeasible, s.Status, "%s: %v", name, s.Log)
		require.NotEmpty(t, s.Reason)
		c, err := certificate.Read(written(t, s.Certificate))
		require.NoError(t, err)
		_, err = verify.Certificate(context.Background(), c)
		require.NoError(t, err, name)
	}
}
