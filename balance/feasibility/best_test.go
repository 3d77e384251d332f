package feasibility

import (
	"context"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
)

func TestBestAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t, 7)
		if c.checkCounts() != nil {
			return
		}
		for _, v := range c.voters() {
			if v == 0 {
				return
			}
		}
		r := drawRule(t)
		var want *big.Rat
		plans := false
		allPlans(c, func(ds []rule.District) {
			plans = true
			if v := rule.Evaluate(r, ds, nil).Value; v != nil && (want == nil || v.Cmp(want) < 0) {
				want = v
			}
		})
		got, err := Best(context.Background(), c, r, Settings{})
		require.NoError(t, err)
		if want == nil {
			require.Equal(t, balance.Infeasible, got.Status, "%v", plans)
			require.Nil(t, got.Value)
			return
		}
		require.Equal(t, balance.Optimal, got.Status)
		require.Equal(t, want.RatString(), got.Value.RatString())
		require.Zero(t, got.Bound.Cmp(got.Value))
		require.Equal(t, want.RatString(), rule.Evaluate(r, planOf(t, c, got.Plan), nil).Value.RatString())
		verified(t, got.Proofs)
		require.Equal(t, want.Cmp(least(r.Statistic)) > 0, len(got.Proofs) > 0, "what is not the least possible has a proof")
	})
}
