package feasibility

import (
	"context"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
)

func TestFrontierAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t, 7)
		if c.checkCounts() != nil {
			return
		}
		n := len(c.Regions) + rapid.IntRange(0, 3).Draw(t, "more")
		r := rule.Rule{ID: "x", Scope: rule.Nation}
		var want *big.Rat
		shares(len(c.Regions), n, func(seats []int) {
			d := *c
			d.Seats = seats
			allPlans(&d, func(ds []rule.District) {
				if v := rule.Evaluate(r, ds, nil).Value; want == nil || v.Cmp(want) < 0 {
					want = v
				}
			})
		})
		// A limit is too strict for the units if and only if it is under the exact value, and then there is a proof.
		limit := rule.NewFraction(rapid.Int64Range(0, 40).Draw(t, "limit"), 20)
		proof, err := NoAllotment(context.Background(), c, rule.Rule{ID: "x", Limit: limit}, n, Settings{})
		require.NoError(t, err)
		require.Equal(t, want == nil || limit.Rat().Cmp(want) < 0, proof != nil)
		if proof != nil {
			verified(t, []*certificate.Certificate{proof})
		}
		got, err := Frontier(context.Background(), c, n, n, Settings{})
		require.NoError(t, err)
		require.Len(t, got, 1)
		if want == nil {
			require.Equal(t, balance.Infeasible, got[0].Status)
			return
		}
		require.Equal(t, balance.Optimal, got[0].Status)
		require.Equal(t, want.RatString(), got[0].Exact.RatString())
		require.True(t, got[0].Relaxed.Cmp(want) <= 0)
		require.NotEmpty(t, got[0].Binding)
	})
}

// shares calls yield with every way to give n seats to regions, at least one each.
func shares(regions, n int, yield func([]int)) {
	cur := make([]int, regions)
	var walk func(r, left int)
	walk = func(r, left int) {
		if r == regions-1 {
			if left > 0 {
				cur[r] = left
				yield(append([]int(nil), cur...))
			}
			return
		}
		for s := 1; s < left; s++ {
			cur[r] = s
			walk(r+1, left-s)
		}
	}
	walk(0, n)
}

// The relaxed frontier is the least over all ways to share the seats, districts as even as whole numbers allow.
func TestRelaxAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t, 7)
		if c.checkCounts() != nil {
			return
		}
		n := rapid.IntRange(1, 9).Draw(t, "seats")
		voters := c.voters()
		var want *big.Rat
		mean := big.NewRat(c.Graph.Total(), int64(n))
		shares(len(c.Regions), n, func(seats []int) {
			worst := new(big.Rat)
			for i, s := range seats {
				q, m := voters[i]/int64(s), voters[i]%int64(s)
				for _, v := range []int64{q, q + min(m, 1)} {
					d := new(big.Rat).Sub(new(big.Rat).SetInt64(v), mean)
					if d.Abs(d).Quo(d, mean).Cmp(worst) > 0 {
						worst = d
					}
				}
			}
			if want == nil || worst.Cmp(want) < 0 {
				want = worst
			}
		})
		got, err := relax(c, n, n)
		require.NoError(t, err)
		if want == nil {
			require.Nil(t, got[0].Relaxed)
			return
		}
		require.Equal(t, want.RatString(), got[0].Relaxed.RatString())
		// A limit under the relaxed value is too strict by voters alone, and there is a proof of that.
		limit := rule.NewFraction(rapid.Int64Range(0, 40).Draw(t, "limit"), 20)
		if limit.Rat().Cmp(want) < 0 {
			proof, err := NoAllotment(context.Background(), c, rule.Rule{ID: "x", Limit: limit}, n, Settings{})
			require.NoError(t, err)
			require.Empty(t, proof.Evidence.(*certificate.Allotment).Refuted)
			verified(t, []*certificate.Certificate{proof})
		}
	})
}
