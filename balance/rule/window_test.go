package rule_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
)

// limits are those that small totals reach exactly, some over 1.
var limits = [][2]int64{{0, 1}, {1, 20}, {1, 5}, {1, 3}, {1, 2}, {7, 10}, {1, 1}, {3, 2}, {4, 1}}

// every calls yield with the readings of all statistics, limits and small totals, those that free some of the seats
// too.
func every(most int64, yield func(rule.Scope)) {
	for _, s := range rule.Statistics() {
		for _, l := range limits {
			num, den := l[0], l[1]
			if s == rule.LargestOverSmallest {
				num += den
			}
			for total := range most + 1 {
				for seats := 1; seats <= 4; seats++ {
					t := rule.Scope{Statistic: s, Limit: rule.NewFraction(num, den), Total: total, Seats: seats}
					yield(t)
					if s.Coupled() && seats > 2 {
						t.Apart, t.ApartSeats = total/3, seats-2
						yield(t)
					}
				}
			}
		}
	}
}

// Accept says of every two numbers what the definition says.
func TestAcceptEverything(t *testing.T) {
	every(7, func(test rule.Scope) {
		if test.Total == 0 {
			return
		}
		for smallest := range test.Total + 1 {
			for largest := smallest; largest <= test.Total-test.Apart; largest++ {
				want := naive(test, []int64{smallest, largest})
				if test.Accept(smallest, largest) != want {
					t.Fatalf("%+v of %d and %d is not %t", test, smallest, largest, want)
				}
			}
		}
	})
}

// The window is the tightest that holds every lawful plan, and is empty where there is none.
func TestWindowOfEverything(t *testing.T) {
	every(13, func(test rule.Scope) {
		total, seats := test.Total-test.Apart, test.Seats-test.ApartSeats
		var least, most int64 = total + 1, -1
		lower, upper := test.Window()
		if test.Statistic == rule.Deviation { // of a district, whatever the others
			for v := range 5 * (total + 1) {
				if naive(test, []int64{v}) {
					least, most = min(least, v), max(most, v)
				}
			}
		} else {
			compositions(total, seats, total, nil, func(p []int64) {
				if naive(test, p) {
					least, most = min(least, p[len(p)-1]), max(most, p[0])
				}
			})
		}
		switch {
		case most < 0 && lower <= upper:
			t.Fatalf("%+v has no plan, and its window is %d to %d", test, lower, upper)
		case most >= 0 && (lower != least || upper != most):
			t.Fatalf("%+v: the window is %d to %d and not %d to %d", test, lower, upper, least, most)
		}
	})
}

// Limits of an exception's own stand on their side of the mean alone.
func TestWindowOfTwoSides(t *testing.T) {
	low, high := rule.NewFraction(1, 2), rule.NewFraction(1, 4)
	test := rule.Scope{Limit: rule.NewFraction(1, 10), Total: 300, Seats: 3, Below: &low, Above: &high}
	for _, tt := range []struct {
		below, above *rule.Fraction
		want         [2]int64
	}{{nil, nil, [2]int64{90, 110}}, {&low, nil, [2]int64{50, 110}}, {nil, &high, [2]int64{90, 125}},
		{&low, &high, [2]int64{50, 125}}} {
		test.Below, test.Above = tt.below, tt.above
		lower, upper := test.Window()
		require.Equal(t, tt.want, [2]int64{lower, upper})
		require.True(t, test.Accept(lower, upper))
		require.False(t, test.Accept(lower-1, upper))
		require.False(t, test.Accept(lower, upper+1))
		require.False(t, test.Accept(lower-1, lower-1), "below on its own")
	}
}

// Numbers over what an int64 holds are brought to its end, and what is below no voters to none.
func TestBoundsOfAnySize(t *testing.T) {
	for _, tt := range []struct {
		total, num, den int64
		want            [2]int64
	}{
		{100, 3, 1, [2]int64{0, 400}},
		{100, 1, 1, [2]int64{0, 200}},
		{100, 99, 100, [2]int64{1, 199}},
		{math.MaxInt64, 0, 1, [2]int64{math.MaxInt64, math.MaxInt64}},
		{math.MaxInt64, 1, 1, [2]int64{0, math.MaxInt64}},
		{math.MaxInt64 / 2, 1, 1, [2]int64{0, math.MaxInt64 - 1}},
		{-math.MaxInt64, 3, 1, [2]int64{math.MaxInt64, math.MinInt64}},
	} {
		lower, upper := rule.MaxDeviationBounds(tt.total, 1, rule.NewFraction(tt.num, tt.den))
		require.Equal(t, tt.want, [2]int64{lower, upper}, tt)
	}
	big := rule.Scope{Statistic: rule.LargestOverSmallest, Limit: rule.NewFraction(4, 1), Total: math.MaxInt64, Seats: 2}
	require.True(t, big.Accept(math.MaxInt64/2, math.MaxInt64))
	lower, upper := big.Window()
	require.True(t, big.Accept(lower, upper))
	require.Equal(t, int64(math.MaxInt64), lower+upper)
}
