package apportion_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/apportion"
)

func genRegions(t *rapid.T, most int64) []apportion.Region {
	n := rapid.IntRange(1, 5).Draw(t, "n")
	r := make([]apportion.Region, n)
	for i := range r {
		r[i] = apportion.Region{ID: fmt.Sprint(i), Base: rapid.Int64Range(1, most).Draw(t, "base"),
			Min: rapid.IntRange(0, 2).Draw(t, "min")}
		if rapid.Bool().Draw(t, "capped") {
			r[i].Max = max(1, r[i].Min) + rapid.IntRange(0, 3).Draw(t, "room")
		}
	}
	return r
}

// signpost states d(a) a second time, in floating point squared for Huntington-Hill: exact here, as every number is
// far below 2^53 when multiplied out as a fraction.
func signpost(m apportion.Method, a int64) (num, den int64, square bool) {
	switch m {
	case apportion.Adams:
		return a, 1, false
	case apportion.Dean:
		return 2 * a * (a + 1), 2*a + 1, false
	case apportion.HuntingtonHill:
		return a * (a + 1), 1, true
	case apportion.Webster:
		return 2*a + 1, 2, false
	case apportion.Jefferson:
		return a + 1, 1, false
	}
	panic("not a divisor method")
}

// claimOver reports whether p/d(a) > q/d(b), a claim over a signpost 0 being boundless.
func claimOver(m apportion.Method, p, a, q, b int64) bool {
	n1, d1, square := signpost(m, a)
	n2, d2, _ := signpost(m, b)
	if square {
		p, q = p*p, q*q
	}
	switch {
	case n1 == 0 && n2 == 0:
		return p > q // the convention for too few seats
	case n1 == 0:
		return true
	case n2 == 0:
		return false
	}
	return p*d1*n2 > q*d2*n1
}

// fair is the min-max inequality that characterises a divisor method (Balinski and Young, Fair Representation,
// proposition 3.3): no region below its maximum has a larger claim to a further seat than another has to its last.
func fair(m apportion.Method, r []apportion.Region, seats []int) bool {
	for i := range r {
		for j := range r {
			if i == j || seats[j] == r[j].Min || r[i].Max > 0 && seats[i] >= r[i].Max {
				continue
			}
			if claimOver(m, r[i].Base, int64(seats[i]), r[j].Base, int64(seats[j]-1)) {
				return false
			}
		}
	}
	return true
}

// all calls yield with every apportionment within the bounds.
func all(r []apportion.Region, seats int, yield func([]int)) {
	cur := make([]int, len(r))
	var walk func(i, left int)
	walk = func(i, left int) {
		if i == len(r) {
			if left == 0 {
				yield(cur)
			}
			return
		}
		hi := left
		if r[i].Max > 0 {
			hi = min(hi, r[i].Max)
		}
		for s := r[i].Min; s <= hi; s++ {
			cur[i] = s
			walk(i+1, left-s)
		}
	}
	walk(0, seats)
}

func TestDivisorMethodsAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRegions(t, rapid.SampledFrom([]int64{6, 40, 5000}).Draw(t, "most"))
		seats := rapid.IntRange(1, 12).Draw(t, "seats")
		m := rapid.SampledFrom(apportion.Methods()[1:]).Draw(t, "method")
		var right [][]int
		possible := false
		all(r, seats, func(s []int) {
			possible = true
			if fair(m, r, s) {
				right = append(right, append([]int(nil), s...))
			}
		})
		got, err := apportion.Apportion(r, seats, m, apportion.ByOrder)
		if !possible {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		require.Contains(t, right, got.Seats)
		if got.Tie == nil {
			require.Len(t, right, 1)
			_, err := apportion.Apportion(r, seats, m, apportion.Refuse)
			require.NoError(t, err)
		} else {
			require.Equal(t, int64(len(right)), got.Tie.Ways().Int64())
			_, err := apportion.Apportion(r, seats, m, apportion.Refuse)
			require.ErrorAs(t, err, new(*apportion.TieError))
		}
		if d := got.Divisor; d != nil && got.Tie == nil {
			require.Equal(t, got.Seats, roundAll(m, r, d))
		}
	})
}

// Many seats, most of which are given at once, are divided as fairly, and as where each is given by itself.
func TestManySeats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRegions(t, 300)
		for i := range r {
			if r[i].Max > 0 {
				r[i].Max += rapid.IntRange(0, 20_000).Draw(t, "more room")
			}
		}
		seats := rapid.IntRange(10_001, 100_000).Draw(t, "seats")
		m := rapid.SampledFrom(apportion.Methods()[1:]).Draw(t, "method")
		got, err := apportion.Apportion(r, seats, m, apportion.ByOrder)
		if err != nil {
			require.ErrorContains(t, err, "maxima allow")
			return
		}
		sum := 0
		for i, n := range got.Seats {
			require.GreaterOrEqual(t, n, r[i].Min)
			require.True(t, r[i].Max == 0 || n <= r[i].Max)
			sum += n
		}
		require.Equal(t, seats, sum)
		require.True(t, fair(m, r, got.Seats), "%v", got.Seats)
		// One seat less is one region's, unless claims are equal.
		less, err := apportion.Apportion(r, seats-1, m, apportion.ByOrder)
		require.NoError(t, err)
		if got.Tie == nil {
			changed := 0
			for i := range r {
				if got.Seats[i] != less.Seats[i] {
					changed++
					require.Equal(t, less.Seats[i]+1, got.Seats[i])
				}
			}
			require.Equal(t, 1, changed)
		}
	})
}

// roundAll rounds base/divisor by the method and brings it within the bounds.
func roundAll(m apportion.Method, r []apportion.Region, divisor *big.Rat) []int {
	out := make([]int, len(r))
	for i := range r {
		q := new(big.Rat).Quo(new(big.Rat).SetInt64(r[i].Base), divisor)
		a := int64(0)
		for {
			n, d, square := signpost(m, a)
			x := new(big.Rat).Set(q)
			if square {
				x.Mul(q, q)
			}
			if x.Cmp(big.NewRat(n, d)) < 0 {
				break
			}
			a++
		}
		s := max(int(a), r[i].Min)
		if r[i].Max > 0 {
			s = min(s, r[i].Max)
		}
		out[i] = s
	}
	return out
}

// Largest remainders minimise the sum of squared distances from the exact shares (Balinski and Young, appendix A),
// with fair shares in place of exact ones where bounds bind.
func TestLargestRemainderAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRegions(t, rapid.SampledFrom([]int64{6, 5000}).Draw(t, "most"))
		seats := rapid.IntRange(1, 12).Draw(t, "seats")
		got, err := apportion.Apportion(r, seats, apportion.LargestRemainder, apportion.ByOrder)
		var best *big.Rat
		ways := 0
		cost := func(s []int) *big.Rat {
			sum := new(big.Rat)
			for i, x := range s {
				d := new(big.Rat).Sub(new(big.Rat).SetInt64(int64(x)), got.Shares[i])
				sum.Add(sum, d.Mul(d, d))
			}
			return sum
		}
		if err != nil {
			all(r, seats, func([]int) { t.Fatal("an apportionment exists:", err) })
			return
		}
		sum := new(big.Rat)
		var factor *big.Rat
		for i, s := range got.Shares {
			sum.Add(sum, s)
			require.True(t, s.Cmp(big.NewRat(int64(r[i].Min), 1)) >= 0)
			require.True(t, r[i].Max == 0 || s.Cmp(big.NewRat(int64(r[i].Max), 1)) <= 0)
			// Regions strictly between their bounds share by one factor.
			if s.Cmp(big.NewRat(int64(r[i].Min), 1)) > 0 && (r[i].Max == 0 || s.Cmp(big.NewRat(int64(r[i].Max), 1)) < 0) {
				f := new(big.Rat).Quo(s, new(big.Rat).SetInt64(r[i].Base))
				if factor != nil {
					require.Zero(t, factor.Cmp(f))
				}
				factor = f
			}
		}
		require.Zero(t, sum.Cmp(big.NewRat(int64(seats), 1)))
		all(r, seats, func(s []int) {
			switch c := cost(s); {
			case best == nil || c.Cmp(best) < 0:
				best, ways = c, 1
			case c.Cmp(best) == 0:
				ways++
			}
		})
		require.Zero(t, best.Cmp(cost(got.Seats)))
		if got.Tie == nil {
			require.Equal(t, 1, ways)
		} else {
			require.Equal(t, int64(ways), got.Tie.Ways().Int64())
		}
		if len(got.OutsideQuota()) > 0 {
			t.Fatal("largest remainders stay within the quota")
		}
	})
}

// No divisor method takes a seat from a region when the house grows, nor more seats than population order allows.
func TestHouseMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		r := make([]apportion.Region, n)
		for i := range r {
			r[i] = apportion.Region{ID: fmt.Sprint(i), Base: rapid.Int64Range(1, 1_000_000).Draw(t, "base")}
		}
		m := rapid.SampledFrom(apportion.Methods()[1:]).Draw(t, "method")
		before := make([]int, n)
		for seats := 1; seats <= 30; seats++ {
			got, err := apportion.Apportion(r, seats, m, apportion.ByOrder)
			require.NoError(t, err)
			total := 0
			for i, s := range got.Seats {
				total += s
				if got.Tie == nil {
					require.GreaterOrEqual(t, s, before[i])
				}
				for j := range r {
					if r[j].Base > r[i].Base {
						require.GreaterOrEqual(t, got.Seats[j], s)
					}
				}
			}
			require.Equal(t, seats, total)
			before = got.Seats
		}
	})
}

// The Alabama paradox: largest remainders are not house monotone (Balinski and Young, Fair Representation, chapter 5).
func TestAlabamaParadox(t *testing.T) {
	r := regions(0, 6, 6, 2)
	ten, err := apportion.Apportion(r, 10, apportion.LargestRemainder, apportion.Refuse)
	require.NoError(t, err)
	eleven, err := apportion.Apportion(r, 11, apportion.LargestRemainder, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, []int{4, 4, 2}, ten.Seats)
	require.Equal(t, []int{5, 5, 1}, eleven.Seats)
}
