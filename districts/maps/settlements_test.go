package maps

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo"
)

// Settlements that are units are named once, beside their signs, those with most voters first; the one with most of a
// district is marked as its centre.
func TestSettlementsThatAreUnits(t *testing.T) {
	plan := quilt(t, 12, 8, 1, orb.Point{60, 45}, 0.3, func(col, _ int) int { return 1 + col/6 })
	l := plan.Layer
	for u := range l.Units {
		at := l.Topology.Face(u)[0][0].Bound().Center()
		l.Units[u].Place = &at
		l.Units[u].Voters = int64(1000 - u)
		l.Places = append(l.Places, geo.Place{ID: l.Units[u].ID, Names: l.Units[u].Names, Point: at, UnitID: l.Units[u].ID,
			RegionID: l.Units[u].RegionID})
	}
	plan.Districts[0].CentreUnit, plan.Districts[1].CentreUnit = 0, 6
	pg := draw(t, plan, "region:0", "A4", "en", nil)
	requireApart(t, pg)
	times := map[string]int{}
	for _, g := range pg.Groups {
		if g.ID == "panel" { // which lists them all
			continue
		}
		for _, it := range g.Items {
			if text, ok := it.(*drawing.Text); ok {
				times[text.Text]++
			}
		}
	}
	for _, u := range l.Units {
		require.LessOrEqual(t, times[u.Names["en"]], 1, u.Names["en"])
	}
	require.Equal(t, 1, times["Unit 0"])
	require.Equal(t, 1, times["Unit 6"])
	points := 0
	for _, it := range pg.Group("towns").Items {
		if s, ok := it.(*drawing.Shape); ok && s.Fill == black {
			points++
		}
	}
	require.Equal(t, 2, points, "centres")
	press := pg.press
	require.Equal(t, []int{0, 1, 2}, press.places(press.every)[:3])
}
