package balance

import (
	"cmp"
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// fraction is a decimal as a fraction.
func fraction(x float64) *big.Rat {
	r, ok := new(big.Rat).SetString(fmt.Sprint(x))
	if !ok {
		panic(x)
	}
	return r
}

// worth is the objective of a plan from its measures by plain fractions, and what breaks ties: the witness of what the
// solvers compare by.
func worth(p *Problem, m *Measures) (cost, tie *big.Rat) {
	quota, deviation := p.PerSeat(), new(big.Rat)
	for _, v := range m.Voters {
		d := new(big.Rat).SetInt64(v)
		if d.Sub(d, quota).Abs(d); quota.Sign() > 0 && d.Cmp(deviation) > 0 {
			deviation = d
		}
	}
	if quota.Sign() > 0 {
		deviation.Quo(deviation, quota)
	}
	whole := new(big.Rat).SetInt64(m.Border)
	border := new(big.Rat).Quo(whole, fraction(p.Graph.Scale))
	tie = whole
	switch o := p.Objective; o.Kind {
	case Border:
		return border, deviation
	case CutEdges:
		return new(big.Rat).SetInt64(int64(m.CutEdges)), tie
	case Deviation:
		return deviation, tie
	case Inertia:
		return new(big.Rat).SetFloat64(m.Inertia), tie
	case Balanced:
		plain := *p
		plain.Objective.Equality = 1
		cost = new(big.Rat).Quo(deviation, plain.Limit())
		if o.Equality != 0 {
			cost.Mul(cost, fraction(o.Equality))
		}
		return cost.Add(cost, new(big.Rat).SetFrac64(m.Border, max(1, o.Shortest))), tie
	default:
		cost = new(big.Rat)
		add := func(weight float64, x *big.Rat) { cost.Add(cost, new(big.Rat).Mul(fraction(weight), x)) }
		add(o.Weights.Border, border)
		add(o.Weights.CutEdges, new(big.Rat).SetInt64(int64(m.CutEdges)))
		add(o.Weights.Deviation, deviation)
		add(o.Weights.Inertia, new(big.Rat).SetFloat64(m.Inertia))
		return cost, tie
	}
}

// better compares plans as Problem.Compare does, by the witness.
func better(p *Problem, a, b *Measures) int {
	for i := range a.Splits {
		if c := cmp.Compare(a.Splits[i], b.Splits[i]); c != 0 {
			return c
		}
	}
	x, xTie := worth(p, a)
	y, yTie := worth(p, b)
	return cmp.Or(cmp.Compare(a.Moved, b.Moved), x.Cmp(y), xTie.Cmp(yTie))
}

// Plans compare as plain fractions say, with figures of every size and with decimals as weights and limits.
func TestCompareAgainstFractions(t *testing.T) {
	ties := 0
	for range 20 {
		rapid.Check(t, func(t *rapid.T) {
			most := rapid.SampledFrom([]int64{3, 1000, 1 << 40, 1 << 60}).Draw(t, "most")
			count := rapid.Int64Range(0, most)
			decimal := rapid.SampledFrom([]float64{0, 0.1, 0.2, 0.3, 0.6, 1, 2.5, 1e-9, 1.0 / 3, 1e12})
			g, err := graph.New([]string{"a", "b"}, []int64{count.Draw(t, "voters"), count.Draw(t, "voters")}, nil)
			require.NoError(t, err)
			g.Scale = rapid.SampledFrom([]float64{1, 1e9}).Draw(t, "scale")
			p := Problem{Graph: g, Seats: 2, Points: make([]Point, 2)}
			p.Objective = Objective{Kind: Kind(rapid.IntRange(int(Border), int(Weighted)).Draw(t, "kind")),
				Shortest: count.Draw(t, "shortest"), Limit: decimal.Draw(t, "limit"), Equality: drawEquality(t),
				Weights: Weights{Border: decimal.Draw(t, "border"), CutEdges: decimal.Draw(t, "cuts"),
					Deviation: decimal.Draw(t, "deviation"), Inertia: decimal.Draw(t, "inertia")}}
			if rapid.Bool().Draw(t, "quota") {
				p.Quota = big.NewRat(1+count.Draw(t, "num"), 1+count.Draw(t, "den"))
			}
			draw := func() *Measures {
				first := rapid.Int64Range(0, g.Total()).Draw(t, "first")
				return &Measures{Voters: []int64{first, g.Total() - first}, Border: count.Draw(t, "border"),
					CutEdges: int(count.Draw(t, "cuts")), Inertia: float64(count.Draw(t, "inertia")) / 3,
					Moved: rapid.Int64Range(0, 1).Draw(t, "moved")}
			}
			a, b := draw(), draw()
			require.Equal(t, better(&p, a, b), p.Compare(a, b))
			cost, _ := worth(&p, a)
			require.Zero(t, cost.Cmp(p.Score(a)))
			nearest, _ := cost.Float64()
			require.Equal(t, nearest, p.Value(a))
			if other, _ := worth(&p, b); cost.Cmp(other) == 0 {
				ties++
			}
		})
	}
	testdata.Enough(t, "equal costs", ties, 100)
}

// Every method gives the plan that exact ties ask for: of 0/3 + 0.2/0.6 and 1/3 + 0 the one without a border, though
// sums of floats differ.
func TestTieOfBalanced(t *testing.T) {
	// 6 | 4 costs 0/3 + (1/5)/(3/5), and 5 | 5 costs 1/3 + 0.
	g, err := graph.New([]string{"a", "b", "c"}, []int64{5, 1, 4}, []graph.Edge{{U: 0, V: 1, Length: 1}, {U: 1, V: 2}})
	require.NoError(t, err)
	for _, method := range []Method{Auto, Heuristic, Enumerate} {
		p := Problem{Graph: g, Seats: 2, Lower: 2, Upper: 6, Objective: Objective{Kind: Balanced, Shortest: 3}}
		s, err := Solve(t.Context(), p, Settings{Method: method, Work: 10_000})
		require.NoError(t, err)
		require.Equal(t, s.Assignment[0], s.Assignment[1], method)
		require.Zero(t, p.Score(&s.Measures).Cmp(big.NewRat(1, 3)))
		require.Equal(t, 1.0/3, s.Objective)
	}
}

// A plan is nearer than another by the number of faults, then by voters out of bounds, then by what Judge says.
func TestSeverity(t *testing.T) {
	inOrder := [][]Violation{
		nil, {{Kind: Refused}}, {{Kind: TooFew, Voters: 1}}, {{Kind: TooMany, Voters: 1}, {Kind: TooFew, Voters: 1}},
		{{Kind: TooMany, Voters: 1 << 60}}, {{Kind: TooMany, Voters: 1<<60 + 1}}, {{Kind: Empty}},
		{{Kind: NotContiguous}, {Kind: TooFew, Voters: 1}},
		{{Kind: LockBroken}, {Kind: RuleBroken}},
	}
	for i, a := range inOrder {
		for j, b := range inOrder {
			require.Equal(t, cmp.Compare(i, j), severityOf(a).compare(severityOf(b)), "%v, %v", a, b)
		}
	}
}

// A bound proves the plan that is exactly at it, and not one that only its nearest float puts there.
func TestAtBoundExactly(t *testing.T) {
	g, err := graph.New([]string{"a", "b"}, []int64{2, 1}, []graph.Edge{{U: 0, V: 1, Length: 1}})
	require.NoError(t, err)
	p := Problem{Graph: g, Seats: 2, Objective: Objective{Kind: Deviation}}
	r := newRun(t.Context(), &p, Settings{})
	r.take([]int{0, 1}) // deviates by 1/3
	third, below := big.NewRat(1, 3), new(big.Rat).SetFloat64(1.0/3)
	require.Negative(t, below.Cmp(third))
	r.bound(below)
	require.Equal(t, r.sol.Objective, r.sol.Bound)
	require.False(t, r.atBound())
	r.bound(third)
	require.True(t, r.atBound())
	r.bound(below)
	require.True(t, r.atBound(), "a bound only rises")
}
