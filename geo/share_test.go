package geo_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo"
)

func TestShareByLargestRemainder(t *testing.T) {
	// Populations and 26 seats of Balinski & Young (1975), Hamilton's method.
	require.Equal(t, []int64{9, 7, 5, 4, 1}, geo.Share(26, []int64{9061, 7179, 5259, 3319, 1182}))
	require.Equal(t, []int64{2, 1, 1}, geo.Share(4, []int64{1, 1, 1}), "equal remainders go to the earlier")
	require.Equal(t, []int64{0, 0}, geo.Share(5, []int64{0, 0}))
}

func TestSharesAddUpAndKeepQuota(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 30).Draw(t, "weights")
		total := rapid.Int64Range(0, 1<<40).Draw(t, "total")
		weights[0]++
		var sum, given int64
		for _, w := range weights {
			sum += w
		}
		for i, n := range geo.Share(total, weights) {
			given += n
			exact := big.NewRat(0, 1).Mul(big.NewRat(total, 1), big.NewRat(weights[i], sum))
			off := exact.Sub(exact, big.NewRat(n, 1))
			if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("share %d of weight %d is a whole person off", n, weights[i])
			}
		}
		if given != total {
			t.Fatalf("shares add up to %d, not %d", given, total)
		}
	})
}
