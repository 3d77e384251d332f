package rule_test

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
)

func genTest(t *rapid.T) rule.Scope {
	s := rapid.SampledFrom(rule.Statistics()).Draw(t, "statistic")
	den := rapid.SampledFrom([]int64{1, 3, 7, 20, 100}).Draw(t, "den")
	num := rapid.Int64Range(0, den).Draw(t, "num")
	if s == rule.LargestOverSmallest {
		num += den
	}
	x := rule.Scope{
		Statistic: s, Limit: rule.NewFraction(num, den),
		Total: rapid.Int64Range(1, 60).Draw(t, "total"), Seats: rapid.IntRange(1, 4).Draw(t, "seats"),
	}
	if s.Coupled() { // some districts are free, but count towards the mean
		x.Apart = rapid.Int64Range(0, x.Total-1).Draw(t, "apart")
		x.ApartSeats = rapid.IntRange(0, x.Seats-1).Draw(t, "apart seats")
	}
	return x
}

// naive judges a plan by the definition of its statistic, multiplied out by hand.
func naive(t rule.Scope, plan []int64) bool {
	lo, hi := plan[0], plan[0]
	for _, v := range plan {
		lo, hi = min(lo, v), max(hi, v)
	}
	l := t.Limit.Rat()
	p, q, k := l.Num().Int64(), l.Denom().Int64(), int64(t.Seats)
	switch t.Statistic {
	case rule.Deviation:
		for _, v := range plan {
			d := v*k - t.Total
			if d < 0 {
				d = -d
			}
			if d*q > p*t.Total {
				return false
			}
		}
		return true
	case rule.RangeOverMean:
		return (hi-lo)*k*q <= p*t.Total
	case rule.RangeOverLargest:
		return (hi-lo)*q <= p*hi
	case rule.RangeOverSmallest:
		return (hi-lo)*q <= p*lo
	case rule.LargestOverSmallest:
		return hi*q <= p*lo
	default:
		panic("no such statistic")
	}
}

// compositions calls yield with every way to share total among seats, in falling order.
func compositions(total int64, seats int, most int64, plan []int64, yield func([]int64)) {
	if seats == 0 {
		if total == 0 {
			yield(plan)
		}
		return
	}
	for v := min(total, most); v >= 0; v-- {
		compositions(total-v, seats-1, v, append(plan, v), yield)
	}
}

func TestWindowAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		test := genTest(t)
		lo, hi := test.Window()
		var least, most int64 = 1 << 62, -1
		total, seats := test.Total-test.Apart, test.Seats-test.ApartSeats
		compositions(total, seats, total, nil, func(p []int64) {
			first, last := p[0], p[len(p)-1]
			ok := naive(test, p)
			require.Equal(t, ok, test.Accept(last, first), "%v", p)
			if v := test.Value(last, first); v != nil {
				require.Equal(t, ok, v.Cmp(test.Limit.Rat()) <= 0, "%v", p)
			} else {
				require.False(t, ok)
			}
			if ok {
				least, most = min(least, last), max(most, first)
			}
		})
		if most < 0 {
			// Deviation may leave bounds that some number fits but no plan does.
			if test.Statistic.Coupled() {
				require.Greater(t, lo, hi)
			}
			return
		}
		if test.Statistic.Coupled() {
			require.Equal(t, [2]int64{least, most}, [2]int64{lo, hi}, "the window is the tightest that holds every plan")
		} else {
			require.True(t, lo <= least && most <= hi)
		}
	})
}

// partitions calls yield with every partition of the ring of units into connected districts (arcs), with its voters.
func partitions(voters []int64, seats int, yield func(cuts []int, sums []int64)) {
	n := len(voters)
	var cuts []int
	var walk func(from int)
	walk = func(from int) {
		if len(cuts) == seats {
			sums := make([]int64, seats)
			for i, c := range cuts {
				for j := c; j != cuts[(i+1)%seats]; j = (j + 1) % n {
					sums[i] += voters[j]
				}
				if seats == 1 {
					sums[0] = 0
					for _, v := range voters {
						sums[0] += v
					}
				}
			}
			yield(cuts, sums)
			return
		}
		for c := from; c < n; c++ {
			cuts = append(cuts, c)
			walk(c + 1)
			cuts = cuts[:len(cuts)-1]
		}
	}
	walk(0)
}

// Search with a solver that knows only fixed bounds finds the best plan of every coupled reading.
func TestSearchAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "n")
		voters := make([]int64, n)
		weight := make([]int, n)
		var total int64
		for i := range voters {
			voters[i] = rapid.Int64Range(0, 30).Draw(t, "voters")
			weight[i] = rapid.IntRange(1, 9).Draw(t, "weight")
			total += voters[i]
		}
		test := genTest(t)
		test.Total, test.Seats = total, rapid.IntRange(1, min(4, n)).Draw(t, "k")
		test.Apart, test.ApartSeats = 0, 0
		if total == 0 {
			return
		}
		cost := func(cuts []int) (c float64) {
			for _, x := range cuts {
				c += float64(weight[x])
			}
			return c
		}
		best, found := 0.0, false
		partitions(voters, test.Seats, func(cuts []int, sums []int64) {
			if c := cost(cuts); naive(test, sums) && (!found || c < best) {
				best, found = c, true
			}
		})
		calls := 0
		got, err := rule.Search(context.Background(), test,
			func(_ context.Context, lower, upper int64) (rule.Answer[[]int64], error) {
				calls++
				ans := rule.Answer[[]int64]{Proven: true}
				partitions(voters, test.Seats, func(cuts []int, sums []int64) {
					lo, hi := sums[0], sums[0]
					for _, s := range sums {
						lo, hi = min(lo, s), max(hi, s)
					}
					if c := cost(cuts); lo >= lower && hi <= upper && (!ans.Found || c < ans.Cost) {
						ans = rule.Answer[[]int64]{Found: true, Proven: true, Plan: append([]int64(nil), sums...), Smallest: lo,
							Largest: hi, Cost: c}
					}
				})
				return ans, nil
			})
		require.NoError(t, err)
		require.True(t, got.Proven)
		require.Equal(t, found, got.Found)
		if found {
			require.Equal(t, best, got.Cost)
			require.True(t, naive(test, got.Plan))
		}
		require.Less(t, calls, 400)
	})
}

func TestSearchIsHonest(t *testing.T) {
	test := rule.Scope{Statistic: rule.RangeOverMean, Limit: rule.NewFraction(1, 10), Total: 1000, Seats: 2}
	boom := errors.New("boom")
	_, err := rule.Search(context.Background(), test,
		func(context.Context, int64, int64) (rule.Answer[int], error) { return rule.Answer[int]{}, boom })
	require.ErrorIs(t, err, boom)
	_, err = rule.Search(context.Background(), test, func(context.Context, int64, int64) (rule.Answer[int], error) {
		return rule.Answer[int]{Found: true, Smallest: 0, Largest: 1000}, nil
	})
	require.ErrorIs(t, err, rule.ErrOutside)
	got, err := rule.Search(context.Background(), test,
		func(context.Context, int64, int64) (rule.Answer[int], error) { return rule.Answer[int]{}, nil })
	require.NoError(t, err)
	require.False(t, got.Proven, "a solver that gave up proves nothing")
}

// Evaluate agrees with the definitions on random plans of several regions, whatever the scope.
func TestEvaluateAgainstDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		test := genTest(t)
		scope := rapid.SampledFrom([]string{rule.Nation, rule.Region}).Draw(t, "scope")
		r := rule.Rule{ID: "x", Scope: scope, Statistic: test.Statistic, Limit: test.Limit}
		n := rapid.IntRange(1, 6).Draw(t, "districts")
		groups := map[string][]int64{}
		var ds []rule.District
		for i := range n {
			d := rule.District{ID: string(rune('a' + i)), Region: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "region"),
				Voters: rapid.Int64Range(1, 50).Draw(t, "voters")}
			ds = append(ds, d)
			key := ""
			if scope == rule.Region {
				key = d.Region
			}
			groups[key] = append(groups[key], d.Voters)
		}
		ok := true
		worst := new(big.Rat)
		for _, plan := range groups {
			one := test
			one.Total, one.Seats = 0, len(plan)
			lo, hi := plan[0], plan[0]
			for _, v := range plan {
				one.Total += v
				lo, hi = min(lo, v), max(hi, v)
			}
			ok = ok && naive(one, plan)
			if v := one.Value(lo, hi); v.Cmp(worst) > 0 {
				worst = v
			}
		}
		got := rule.Evaluate(r, ds, nil)
		require.Equal(t, ok, got.Verdict == rule.Meets)
		require.Equal(t, ok, len(got.Faults) == 0)
		require.Equal(t, ok, got.Margin >= 0)
		require.Zero(t, worst.Cmp(got.Value))
	})
}
