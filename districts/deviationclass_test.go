package districts

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// Classes are divided exactly at the limit, at half of it and at zero, and what the rule lets pass is not beyond it.
func TestDeviationClasses(t *testing.T) {
	c := DeviationClasses{big.NewRat(1, 5), true}
	mean := int64(100_000)
	for voters, class := range map[int64]int{75_000: 0, 79_999: 0, 80_000: 1, 89_999: 1, 90_000: 2, 99_999: 2, 100_000: 3,
		100_001: 4, 110_000: 4, 110_001: 5, 120_000: 5, 120_001: 6} {
		d := District{Base: voters, Quota: big.NewRat(mean, 1), Lower: 80_000, Upper: 120_000}
		require.Equal(t, class, c.Of(d), voters)
		require.Equal(t, voters < d.Lower || voters > d.Upper, c.Beyond(c.Of(d)), voters)
	}
	// An exception lets a district go farther; a rule on ranges says of none that it does.
	require.Equal(t, 1, c.Of(District{Base: 70_000, Quota: big.NewRat(mean, 1), Lower: 60_000, Upper: 120_000}))
	require.Equal(t, 5, c.Of(District{Base: 130_000, Quota: big.NewRat(mean, 1), Lower: 80_000, Upper: 140_000}))
	require.False(t, DeviationClasses{big.NewRat(1, 5), false}.Beyond(0))
	// A third of a quota is not divided by rounding.
	third := District{Base: 8, Quota: big.NewRat(20, 3), Lower: 6, Upper: 8}
	require.Equal(t, 5, c.Of(third), "8 is a fifth above 20/3")
	var p Plan
	p.Case = &Case{Rule: rule.Rule{Statistic: rule.RangeOverMean}}
	require.Equal(t, DeviationClasses{big.NewRat(1, 10), false}, p.DeviationClasses())
	var said []string
	for class := range LastClass + 1 {
		said = append(said, c.Words(locale.Of("en"), class))
	}
	require.Equal(t, []string{"< −20.0\u00a0%", "−20.0\u00a0% … −10.0\u00a0%", "−10.0\u00a0% … 0", "0", "0 … +10.0\u00a0%",
		"+10.0\u00a0% … +20.0\u00a0%", "> +20.0\u00a0%"}, said)
}
