package maps

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/drawing"
)

func TestChangeKeyNamesTheMoves(t *testing.T) {
	at := orb.Point{10, 40}
	base := quilt(t, 6, 1, 1, at, 1, func(col, _ int) int { return col/2 + 1 })
	plan := quilt(t, 6, 1, 1, at, 1, func(col, _ int) int { return []int{1, 1, 1, 2, 3, 3}[col] })
	pg := draw(t, plan, "change", "A4", "en", func(o *Options) { o.Base, o.BaseName = base, "draft 1" })
	var all []string
	pg.Texts(func(x *drawing.Text) { all = append(all, x.Text) })
	footer := strings.ReplaceAll(strings.Join(all, " "), nbsp, " ")
	require.Contains(t, footer,
		"Compared with: draft 1. Units that change their district: 1, voters: 102 (in brackets the number in the other "+
			"plan → the number now). Unit 2 (2 → 1).")
	on := map[string]bool{}
	for _, it := range pg.Group("labels").Items {
		on[strings.ReplaceAll(it.(*drawing.Text).Text, nbsp, " ")] = true
	}
	require.True(t, on["Unit 2"] && on["2 → 1"], "the moved unit is named on the map: %v", on)
	pr, err := newPress(context.Background(), plan, Options{Lang: "en", Base: plan})
	require.NoError(t, err)
	same, err := compare.Plans(plan, plan)
	require.NoError(t, err)
	require.Contains(t, pr.changeKey(same), "No unit changes")
}

func TestDeviationClasses(t *testing.T) {
	c := deviationClasses{big.NewRat(1, 5), true}
	for _, x := range []struct {
		num, den int64
		class    int
	}{{-1, 4, 0}, {-1, 5, 1}, {-11, 100, 1}, {-1, 10, 2}, {0, 1, 2}, {1, 10, 2}, {1001, 10000, 3}, {1, 5, 3},
		{20001, 100000, 4}} {
		require.Equal(t, x.class, c.class(big.NewRat(x.num, x.den)), "%d/%d", x.num, x.den)
	}
	require.NotNil(t, c.fill(0, false).hatch.angles, "beyond the limit is marked by more than colour")
	require.NotNil(t, c.fill(4, false).hatch.angles)
	require.Nil(t, c.fill(3, false).hatch.angles)
}

// A rule on ranges sets no limit for one district, so that the sheet must not say that one is beyond it.
func TestDeviationSheetOfARuleOnRanges(t *testing.T) {
	p := quilt(t, 6, 2, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return max(1, col-1) })
	p.Rule.Statistic = rule.RangeOverMean
	pg := draw(t, p, "deviation", "A4", "en", nil)
	pg.Texts(func(x *drawing.Text) { require.NotContains(t, x.Text, english.BeyondLimit) })
	p.Rule.Statistic = rule.Deviation
	found := false
	draw(t, p, "deviation", "A4", "en", nil).Texts(func(x *drawing.Text) {
		found = found ||
			strings.Contains(x.Text, english.BeyondLimit)
	})
	require.True(t, found)
}
