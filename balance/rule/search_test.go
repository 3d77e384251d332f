package rule_test

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
)

// plan is a plan of a made-up country: its smallest and largest district and its cost.
type plan struct {
	smallest, largest int64
	cost              float64
}

// universe is a random choice of the ways to share a total, with few costs, so that many are equal; those that break
// the reading are often cheaper.
func universe(r *rand.Rand, t rule.Scope) (plans []plan) {
	most, costs, dear := 1+r.IntN(60), 1+r.IntN(4), 4*r.IntN(2)
	compositions(t.Total, t.Seats, t.Total, nil, func(p []int64) {
		if r.IntN(60) < most {
			x := plan{p[len(p)-1], p[0], float64(r.IntN(costs))}
			if naive(t, p) {
				x.cost += float64(dear + r.IntN(3))
			}
			plans = append(plans, x)
		}
	})
	return plans
}

// answer is the cheapest plan within bounds, the first of equal ones.
func answer(plans []plan, lower, upper int64) (out rule.Answer[int]) {
	out.Proven = true
	for i, p := range plans {
		if p.smallest >= lower && p.largest <= upper && (!out.Found || p.cost < out.Cost) {
			out = rule.Answer[int]{Found: true, Proven: true, Plan: i, Smallest: p.smallest, Largest: p.largest, Cost: p.cost}
		}
	}
	return out
}

// searched is all that a search shows of itself.
type searched struct {
	answer    rule.Answer[int]
	questions [][2]int64
	leaves    []rule.Leaf
}

// searchOf is the witness of Search: its doc comment with a list for a queue and bounds found by trying every number.
func searchOf(t rule.Scope, plans []plan, proven func(question int) bool) (out searched) {
	limit, mean := t.Limit.Rat(), big.NewRat(t.Total, int64(t.Seats))
	w := [2]int64{t.Total + 1, -1}
	compositions(t.Total, t.Seats, t.Total, nil, func(p []int64) {
		if naive(t, p) {
			w = [2]int64{min(w[0], p[len(p)-1]), max(w[1], p[0])}
		}
	})
	out.answer.Proven = true
	if w[0] > w[1] {
		return out
	}
	type open struct {
		a, b int64
		plan rule.Answer[int]
	}
	var queue []open
	all := true
	ask := func(a, b int64) {
		upper := b
		for v := b; v <= w[1]; v++ {
			if within(t.Statistic, limit, mean, b, v) {
				upper = v
			}
		}
		ans := answer(plans, a, upper)
		ans.Proven = proven(len(out.questions))
		all = all && ans.Proven
		out.questions = append(out.questions, [2]int64{a, upper})
		if !ans.Found {
			out.leaves = append(out.leaves, rule.Leaf{From: a, To: b, Lower: a, Upper: upper})
			return
		}
		lawful := within(t.Statistic, limit, mean, ans.Smallest, ans.Largest)
		if lawful && (!out.answer.Found || ans.Cost < out.answer.Cost) {
			out.answer = ans
		}
		queue = append(queue, open{a, b, ans})
	}
	ask(w[0], t.Total/int64(t.Seats))
	for len(queue) > 0 {
		first := 0
		for i, o := range queue {
			f := queue[first]
			if o.plan.Cost < f.plan.Cost || o.plan.Cost == f.plan.Cost && o.a < f.a {
				first = i
			}
		}
		n := queue[first]
		queue = slices.Delete(queue, first, first+1)
		if out.answer.Found && n.plan.Cost >= out.answer.Cost {
			break
		}
		ask(n.a, n.plan.Smallest)
		ask(n.plan.Smallest+1, n.b)
	}
	out.answer.Proven = all
	return out
}

// coupledTest is a random reading that compares districts.
func coupledTest(r *rand.Rand) rule.Scope {
	t := rule.Scope{Statistic: rule.Statistics()[1+r.IntN(4)], Total: int64(15 + r.IntN(31)), Seats: 3 + r.IntN(2)}
	num, den := int64(1+r.IntN(6)), int64(6)
	if t.Statistic == rule.LargestOverSmallest {
		num += den
	}
	t.Limit = rule.NewFraction(num, den)
	return t
}

// searchedBy is what SearchTrace does.
func searchedBy(t *testing.T, test rule.Scope, plans []plan, proven func(question int) bool) (got searched) {
	var err error
	got.answer, err = rule.SearchTrace(context.Background(), test,
		func(_ context.Context, lower, upper int64) (rule.Answer[int], error) {
			ans := answer(plans, lower, upper)
			ans.Proven = proven(len(got.questions))
			got.questions = append(got.questions, [2]int64{lower, upper})
			return ans, nil
		}, func(l rule.Leaf) { got.leaves = append(got.leaves, l) })
	require.NoError(t, err)
	return got
}

// Search asks the questions that its witness asks, in the same order, and finds the plan that trying all finds.
func TestSearchAgainstWitness(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	split, none := 0, 0
	for range 1500 {
		test := coupledTest(r)
		plans := universe(r, test)
		if r.IntN(3) == 0 { // only plans that break the rule
			plans = slices.DeleteFunc(plans, func(p plan) bool { return naive(test, []int64{p.smallest, p.largest}) })
		}
		doubtful := -1
		if r.IntN(3) == 0 {
			doubtful = r.IntN(4)
		}
		proven := func(question int) bool { return question != doubtful }
		want := searchOf(test, plans, proven)
		got := searchedBy(t, test, plans, proven)
		require.Equal(t, want, got, "%v %v", test, plans)

		best, found := math.Inf(1), false
		for _, p := range plans {
			if naive(test, []int64{p.smallest, p.largest}) {
				best, found = min(best, p.cost), true
			}
		}
		require.Equal(t, found, got.answer.Found)
		if found {
			require.Equal(t, best, got.answer.Cost)
		} else if lower, upper := test.Window(); lower <= upper {
			none++
			slices.SortFunc(got.leaves, func(a, b rule.Leaf) int { return int(a.From - b.From) })
			for _, l := range got.leaves {
				require.Equal(t, lower, l.From, "the leaves cover every smallest district once")
				lower = l.To + 1
			}
			require.Equal(t, test.Total/int64(test.Seats)+1, lower)
		}
		if len(got.questions) > 3 {
			split++
		}
	}
	require.Greater(t, split, 50)
	require.Greater(t, none, 50)
}

// Of intervals whose plans cost the same the one with the smallest districts is split first, whenever it was met.
func TestSearchInOrder(t *testing.T) {
	test := rule.Scope{Statistic: rule.RangeOverMean, Limit: rule.NewFraction(1, 2), Total: 100, Seats: 4}
	var just []plan // one voter too unequal
	for m := int64(16); m <= 21; m++ {
		just = append(just, plan{m, m + 13, 0})
	}
	r := rand.New(rand.NewPCG(3, 4))
	always := func(int) bool { return true }
	for range 8 {
		r.Shuffle(len(just), func(i, j int) { just[i], just[j] = just[j], just[i] })
		want := searchOf(test, just, always)
		require.Greater(t, len(want.questions), 7)
		require.Equal(t, want, searchedBy(t, test, just, always))
	}
}

// Deviation puts fixed bounds on districts: one question, whose answer is the answer as it is.
func TestSearchOfFixedBounds(t *testing.T) {
	test := rule.Scope{Limit: rule.NewFraction(1, 10), Total: 200, Seats: 2}
	for _, ans := range []rule.Answer[int]{{Found: true, Plan: 7, Smallest: 95, Largest: 105, Cost: 3}, {Proven: true},
		{}} {
		var asked [][2]int64
		got, err := rule.SearchTrace(context.Background(), test,
			func(_ context.Context, lower, upper int64) (rule.Answer[int], error) {
				asked = append(asked, [2]int64{lower, upper})
				return ans, nil
			}, func(l rule.Leaf) { t.Errorf("a leaf %v of a reading that has none", l) })
		require.NoError(t, err)
		require.Equal(t, ans, got)
		require.Equal(t, [][2]int64{{90, 110}}, asked)
	}
}

// Where no plan can keep the reading nothing is asked.
func TestSearchOfNothing(t *testing.T) {
	never := func(context.Context, int64, int64) (rule.Answer[int], error) { panic("asked") }
	for _, test := range []rule.Scope{
		{Total: 10, Seats: 3}, // no whole number is 10/3
		{Statistic: rule.RangeOverMean, Total: 10, Seats: 3},
		{Statistic: rule.LargestOverSmallest, Limit: rule.NewFraction(1, 1), Total: 11, Seats: 2},
	} {
		got, err := rule.SearchTrace(context.Background(), test, never, func(rule.Leaf) { panic("a leaf") })
		require.NoError(t, err)
		require.Equal(t, rule.Answer[int]{Proven: true}, got)
	}
}

// A solver that leaves its bounds on either side is found out, one that keeps just within them is not.
func TestSearchOutside(t *testing.T) {
	test := rule.Scope{Statistic: rule.RangeOverMean, Limit: rule.NewFraction(1, 10), Total: 1000, Seats: 2} // 475 to 525
	for _, tt := range []struct {
		smallest, largest int64
		want              error
	}{{475, 525, nil}, {474, 525, rule.ErrOutside}, {475, 526, rule.ErrOutside}} {
		asked := 0
		_, err := rule.Search(context.Background(), test, func(context.Context, int64, int64) (rule.Answer[int], error) {
			asked++
			return rule.Answer[int]{Found: asked == 1, Proven: true, Smallest: tt.smallest, Largest: tt.largest}, nil
		})
		require.ErrorIs(t, err, tt.want)
	}
}

// A cancelled search asks no more and gives the best lawful plan met, not proven; an error comes with it too.
func TestSearchStopped(t *testing.T) {
	test := rule.Scope{Statistic: rule.RangeOverMean, Limit: rule.NewFraction(1, 2), Total: 60, Seats: 3} // a range of 10
	plans := []plan{{17, 24, 5}, {14, 26, 0}, {15, 26, 1}, {14, 25, 2}, {18, 22, 6}}
	full := searchOf(test, plans, func(int) bool { return true })
	require.Equal(t, rule.Answer[int]{Found: true, Proven: true, Plan: 0, Smallest: 17, Largest: 24, Cost: 5}, full.answer)
	n := len(full.questions)
	require.GreaterOrEqual(t, n, 5)
	for stop := range n {
		ctx, cancel := context.WithCancel(context.Background())
		asked := 0
		var best rule.Answer[int]
		solve := func(_ context.Context, lower, upper int64) (rule.Answer[int], error) {
			if asked++; asked == stop+1 {
				cancel()
			}
			ans := answer(plans, lower, upper)
			if ans.Found && test.Accept(ans.Smallest, ans.Largest) {
				best = ans
			}
			return ans, nil
		}
		got, err := rule.Search(ctx, test, solve)
		cancel()
		require.NoError(t, err)
		require.LessOrEqual(t, asked, stop+2, "the half that was begun is all that may follow")
		require.Equal(t, best.Found, got.Found)
		if !got.Found {
			require.False(t, got.Proven)
		}

		asked = 0
		boom := errors.New("boom")
		_, err = rule.Search(context.Background(), test,
			func(_ context.Context, lower, upper int64) (rule.Answer[int], error) {
				if asked++; asked == stop+1 {
					return rule.Answer[int]{}, boom
				}
				return answer(plans, lower, upper), nil
			})
		require.ErrorIs(t, err, boom, "question %d", stop)
		require.Equal(t, stop+1, asked)
	}
}
