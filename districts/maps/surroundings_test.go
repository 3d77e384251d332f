package maps

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
)

// withBase is a plan with a sea and a neighbour in the east, a lake and a river in it, and a river drawn coarsely.
func withBase(t *testing.T) *page {
	plan := quilt(t, 6, 4, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return col/2 + 1 })
	box := func(x, y, w, h float64) orb.MultiPolygon {
		var r orb.Ring
		// with positions near one another
		for _, side := range [][2]orb.Point{{{0, 0}, {1, 0}}, {{1, 0}, {0, 1}}, {{1, 1}, {-1, 0}}, {{0, 1}, {0, -1}}} {
			p, q := side[0], side[1]
			for i := range 40 {
				r = append(r, orb.Point{x + w*(p[0]+q[0]*float64(i)/40), y + h*(p[1]+q[1]*float64(i)/40)})
			}
		}
		return orb.MultiPolygon{{append(r, r[0])}}
	}
	river := func(y float64, steps int) orb.MultiLineString {
		var l orb.LineString
		for i := range steps + 1 {
			s := float64(i) / float64(steps)
			l = append(l, orb.Point{9 + 9*s, y + 0.02*math.Sin(40*s)})
		}
		return orb.MultiLineString{l}
	}
	plan.Layer.Base = []geo.BaseFeature{
		{Kind: geo.Sea, Names: geo.Names{"en": "East Sea"}, Areas: box(16.2, 38, 5, 3.6)},
		{Kind: geo.Water, Names: geo.Names{"en": "Long Lake"}, Areas: box(12, 41.2, 2, 0.6)},
		{Kind: geo.Water, Rank: 9, Names: geo.Names{"en": "Pool"}, Areas: box(15, 41.2, 0.01, 0.01)},
		{Kind: geo.River, Names: geo.Names{"en": "Winding"}, Lines: river(42.5, 600)},
		{Kind: geo.River, Names: geo.Names{"en": "Straight"}, Lines: river(40.5, 3)},
		{Kind: geo.Abroad, Names: geo.Names{"en": "Farland"}, Areas: box(16.3, 41.8, 5, 2)},
	}
	return draw(t, plan, "national", "A4", "en", nil)
}

// Water, rivers and neighbours are drawn where there is something to see and named once, each name on what it is of;
// what is too small for the scale, or drawn for a smaller one, is not.
func TestSurroundings(t *testing.T) {
	pg := withBase(t)
	names := map[string]int{}
	for _, l := range pg.placed {
		if !l.along || names[l.text] == 0 {
			names[l.text]++
		}
	}
	for _, s := range []string{"East Sea", "Long Lake", "Winding", "Farland"} {
		require.Equal(t, 1, names[s], s)
	}
	require.Zero(t, names["Pool"])
	require.Zero(t, names["Straight"])
	// Under the districts lies the sea, over them lake and river.
	order := map[string]int{}
	for i, g := range pg.Groups {
		order[g.ID] = i
	}
	require.Less(t, order["surroundings"], order["fills"])
	require.Less(t, order["fills"], order["water"])
	require.Less(t, order["water"], order["unit-lines"])
	require.Len(t, pg.Group("water").Items, 3, "a river, a lake and its shore")
}

// A river's name turns with the river and covers neither it nor another label.
func TestNamesAlongRivers(t *testing.T) {
	pg := withBase(t)
	var name *drawing.Text
	pg.Texts(func(x *drawing.Text) {
		if x.Text == "Winding" {
			name = x
		}
	})
	require.NotNil(t, name)
	require.Equal(t, typeface.Italic, name.Style)
	require.LessOrEqual(t, math.Abs(name.Angle), 60.0)
	for _, it := range pg.Group("water").Items {
		s := it.(*drawing.Shape)
		if s.Stroke != waterLine || len(s.Rings) > 0 || len(s.Lines) != 1 || len(s.Lines[0]) < 300 {
			continue
		}
		for _, l := range pg.placed {
			if !l.along {
				continue
			}
			for _, p := range s.Lines[0] {
				require.False(t, l.box.Pad(-0.2*pg.k).Contains(p), "the name lies on its river")
			}
		}
	}
}

// waterNames are the names of waters on a map, those in several lines joined, each with the place of its last line.
func waterNames(pg *page) map[string]orb.Point {
	out := map[string]orb.Point{}
	last := ""
	for _, it := range pg.Group("labels").Items {
		x, ok := it.(*drawing.Text)
		if !ok || x.Style != typeface.Italic || x.Color != pg.toned(waterText, grey) {
			last = ""
			continue
		}
		if whole := last + " " + x.Text; last != "" && inBase(pg, whole) {
			delete(out, last)
			last = whole
		} else {
			last = x.Text
		}
		out[last] = x.At
	}
	return out
}

// inBase says whether a name of the base layer begins so.
func inBase(pg *page, text string) bool {
	return slices.ContainsFunc(pg.plan.Layer.Base, func(f geo.BaseFeature) bool {
		return strings.HasPrefix(pg.label(f.Names), text)
	})
}

// No map has the name of a water that it does not show.
func TestNamedWatersAreDrawn(t *testing.T) {
	plan, lines := planOf(t, draftOfKazakhstan(t)), new(Lines)
	sheets := []string{"national", "region:KZ-11", "region:KZ-39"}
	for _, d := range plan.Districts {
		sheets = append(sheets, "district:"+strconv.Itoa(d.Number))
	}
	all := 0
	for _, sheet := range sheets {
		pg := draw(t, plan, sheet, "A4", "en", func(o *Options) { o.Lines = lines })
		for name := range waterNames(pg) {
			i := slices.IndexFunc(plan.Layer.Base, func(f geo.BaseFeature) bool { return f.Names["en"] == name })
			require.GreaterOrEqual(t, i, 0, name)
			v := pg.shownView(t)
			drawn := false
			for _, f := range plan.Layer.Base {
				if f.Names["en"] != name {
					continue
				}
				corner := append(v.rings(f.Areas), ringsOfLines(v.lines(f.Lines))...)[0].Bound()
				for _, id := range []string{"water", "surroundings"} {
					for _, it := range pg.Group(id).Items {
						s := it.(*drawing.Shape)
						for _, r := range append(s.Rings, ringsOfLines(s.Lines)...) {
							drawn = drawn || r.Bound() == corner
						}
					}
				}
			}
			require.True(t, drawn, "%s on %s", name, sheet)
			all++
		}
	}
	require.Greater(t, all, 30)
}

// shownView is the view of the map of a sheet.
func (pg *page) shownView(t *testing.T) view {
	t.Helper()
	l := pg.layoutOf(pg.opt.Sheet)
	if l.country.plan.view.denominator > 0 {
		return l.country.plan.view
	}
	s, err := pg.subjectOf(pg.opt.Sheet)
	require.NoError(t, err)
	return pg.composed(s).view
}

func ringsOfLines(lines []orb.LineString) (out []orb.Ring) {
	for _, l := range lines {
		out = append(out, orb.Ring(l))
	}
	return out
}

// The great lakes are named on every sheet of the country, in every language.
func TestGreatLakesAreNamed(t *testing.T) {
	plan, lines := planOf(t, draftOfKazakhstan(t)), new(Lines)
	lakes := map[string][]string{
		"en": {"Caspian Sea", "Aral Sea", "Lake Balkhash", "Lake Zaisan", "Issyk-Kul"},
		"ru": {"Каспийское море", "Аральское море", "озеро Балхаш", "озеро Зайсан", "Иссык-Куль"},
		"kk": {"Каспий теңізі", "Арал теңізі", "Балқаш көлі", "Зайсан көлі", "Ыстықкөл"},
	}
	for _, paper := range []string{"A4", "A3", "A1", "slide"} {
		for lang, names := range lakes {
			for _, sheet := range []string{"national", "deviation"} {
				pg := draw(t, plan, sheet, paper, lang, func(o *Options) { o.Lines = lines })
				on := waterNames(pg)
				for _, name := range names {
					require.Contains(t, on, name, "%s %s %s", sheet, paper, lang)
				}
				requireLabels(t, pg)
			}
		}
	}
}
