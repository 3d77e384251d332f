package problem_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/graph"
	. "github.com/okrug/okrug/balance/problem"
)

// Exact ties go to the plan with less border (or, of equal borders, to neither), where sums of floats would say
// otherwise: of each pair the first is the better.
func TestExactTies(t *testing.T) {
	// Measures of two districts.
	plan := func(border int64, cuts int, a, b int64) *Measures {
		return &Measures{Border: border, CutEdges: cuts, Voters: []int64{a, b}}
	}
	balanced := Objective{Kind: Balanced, Shortest: 3}
	for _, c := range []struct {
		name         string
		quota        *big.Rat
		lower, upper int64
		objective    Objective
		a, b         *Measures
	}{
		// The limit is (9-3)/9.
		{"5/3 + 1 = 6/3 + 2/3", big.NewRat(9, 1), 3, 8, balanced, plan(5, 1, 3, 7), plan(6, 1, 5, 5)},
		// The limit is (5-2)/5.
		{"0/3 + 0.2/0.6 = 1/3 + 0", nil, 2, 6, balanced, plan(0, 1, 4, 6), plan(1, 1, 5, 5)},
		{"0/7 + 0.6/0.6 = 7/7 + 0", big.NewRat(5, 1), 0, 0, Objective{Kind: Balanced, Shortest: 7, Limit: 0.6},
			plan(0, 1, 2, 8), plan(7, 1, 5, 5)},
		{"3*0.1 = 0.3", nil, 0, 0, Objective{Kind: Weighted, Weights: Weights{CutEdges: 0.1, Border: 0.3}},
			plan(0, 3, 5, 5), plan(1, 0, 5, 5)},
		{"of equal borders the one that deviates less", nil, 0, 0, Objective{}, plan(4, 1, 4, 6), plan(4, 1, 3, 7)},
		{"of equal cuts the shorter", nil, 0, 0, Objective{Kind: CutEdges}, plan(3, 1, 1, 9), plan(4, 1, 5, 5)},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := graph.New([]string{"a", "b"}, []int64{5, 5}, []graph.Edge{{U: 0, V: 1, Length: 1}})
			require.NoError(t, err)
			p := &Problem{Graph: g, Seats: 2, Quota: c.quota, Lower: c.lower, Upper: c.upper, Objective: c.objective}
			require.Zero(t, p.Score(c.a).Cmp(p.Score(c.b)))
			require.Negative(t, p.Compare(c.a, c.b))
			require.Positive(t, p.Compare(c.b, c.a))
			require.Zero(t, p.Compare(c.a, c.a))
		})
	}
}

// Figures far beyond 64 bits compare as they are: one unit of border more is more.
func TestScoreOfLargeFigures(t *testing.T) {
	g, err := graph.New([]string{"a", "b"}, []int64{math.MaxInt64 / 2, math.MaxInt64 / 2}, nil)
	require.NoError(t, err)
	g.Scale = 1e9
	voters := []int64{math.MaxInt64 / 3, math.MaxInt64 / 2}
	for _, o := range []Objective{
		{}, {Kind: Balanced, Shortest: math.MaxInt64 - 2, Limit: 1e-5},
		{Kind: Weighted, Weights: Weights{Border: 1e-300, Deviation: 1e300}},
		{Kind: Weighted, Weights: Weights{Border: 1, Deviation: math.Pi, Inertia: math.E}},
	} {
		for _, quota := range []*big.Rat{nil, big.NewRat(math.MaxInt64, math.MaxInt64-1), big.NewRat(1, 3)} {
			p := &Problem{Graph: g, Seats: 2, Quota: quota, Objective: o}
			a := Measures{Border: math.MaxInt64 - 1, Voters: voters, Inertia: math.Inf(1)}
			b := a
			b.Border++
			require.Negative(t, p.Compare(&a, &b), "%+v, quota %v", o, quota)
			require.Negative(t, p.Score(&a).Cmp(p.Score(&b)))
		}
	}
}

// A float of a question is the decimal that somebody wrote.
func TestDecimal(t *testing.T) {
	for x, want := range map[float64]string{0.2: "1/5",
		1.0 / 3: "3333333333333333/10000000000000000", 1e9: "1000000000", 0: "0"} {
		r, ok := new(big.Rat).SetString(want)
		require.True(t, ok)
		require.Zero(t, r.Cmp(Decimal(x)), x)
	}
}
