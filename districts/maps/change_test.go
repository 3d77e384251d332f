package maps

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
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

// A unit that the former plan lacks, or gives no district, is not said to have stayed: no former boundary lies beside
// it, it has a pattern of its own, which the legend explains, and key and words count it.
func TestChangesTellWhatIsNotKnown(t *testing.T) {
	at := orb.Point{10, 40}
	former := func(col, _ int) int { return []int{1, 1, 0, 2, 2}[col] } // of the third nothing is known
	base := quilt(t, 5, 1, 1, at, 1, former)
	plan := quilt(t, 6, 1, 1, at, 1, func(col, _ int) int { return col/3 + 1 }) // the base has no sixth
	pg := draw(t, plan, "change", "A4", "en", func(o *Options) { o.Base = base })
	require.Empty(t, pg.Group("former-lines").Items, "no boundary is known that is none any more")
	require.Len(t, pg.Group("moved").Items, 1)
	marked := pg.Group("moved").Items[0].(*drawing.Shape)
	require.NotEmpty(t, marked.Dash, "dotted")
	c := pg.content(pg.layoutOf(pg.opt.Sheet).country.plan.view, "")
	for u, is := range []bool{false, false, true, false, false, true} {
		b := c.on(area{unitArea, u})[0].Bound().Pad(-3)
		require.Equal(t, is, slices.ContainsFunc(marked.Lines, func(l orb.LineString) bool {
			return crossesBox(drawing.Segment{l[0], l[1]}, b)
		}), "unit %d", u)
	}
	var all []string
	pg.Texts(func(x *drawing.Text) { all = append(all, x.Text) })
	said := strings.ReplaceAll(strings.Join(all, " "), nbsp, " ")
	for _, s := range []string{"No unit whose former district is known changes it.",
		"Former district not known: 2 units, 207 voters."} {
		require.Contains(t, said, s)
		require.Contains(t, pg.About, s)
	}
	require.Contains(t, all, english.FormerNotKnown)
	// A boundary between two units whose former districts are known and differ is drawn.
	both := quilt(t, 5, 1, 1, at, 1, func(col, _ int) int { return []int{1, 2, 0, 2, 2}[col] })
	require.Len(t, draw(t, plan, "change", "A4", "en", func(o *Options) { o.Base = both }).Group("former-lines").Items, 1)
	require.NotContains(t, draw(t, plan, "change", "A4", "en", func(o *Options) { o.Base = plan }).About, "not known")
}

func TestDeviationFills(t *testing.T) {
	c := districts.DeviationClasses{Limit: big.NewRat(1, 5), Binding: true}
	for _, bw := range []bool{false, true} {
		p := &press{opt: Options{BW: bw}}
		seen := map[string]bool{}
		for class := range districts.LastClass + 1 {
			f := p.deviationFill(c, class)
			require.Equal(t, bw && class%districts.MeanClass == 0 && class != districts.MeanClass || !bw && c.Beyond(class) ||
				bw && class < districts.MeanClass, f.hatch.angles != nil, "beyond the limit is marked by more than colour")
			require.False(t, seen[fmt.Sprint(f)])
			seen[fmt.Sprint(f)] = true
		}
	}
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
