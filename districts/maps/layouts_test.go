package maps

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/planning"
)

// A sheet of the country has the same map, insets and legend in the same places in every language, so that inset A of
// one is inset A of another; and an inset's scale stands outside of its map.
func TestLayoutIsThatOfEveryLanguage(t *testing.T) {
	d := draftOfKazakhstan(t)
	for _, paper := range []string{"A4", "slide"} {
		for _, sheet := range []string{"national", "deviation"} {
			var first []any
			for i, lang := range Languages {
				// Each language has a plan of its own, so that nothing is shared but what is the same.
				own := planOf(t, d)
				pg := draw(t, own, sheet, paper, lang, nil)
				l := pg.layoutOf(pg.opt.Sheet).country
				all := []any{l.body, l.plan.view, l.plan.legend, l.numbered}
				for _, in := range l.plan.insets {
					all = append(all, in.districts, in.box)
					require.Less(t, emptyIn(pg, in), 0.16, "an inset is as large as what it shows")
					require.LessOrEqual(t, in.at().frame.Max[1], in.box.Max[1]-insetFoot*pg.k+1e-9)
				}
				if i == 0 {
					first = all
				}
				require.Equal(t, first, all, "%s %s %s", paper, sheet, lang)
			}
		}
	}
}

// emptyIn is the larger share of the width or height of an inset's map that its land leaves free, unless that is as
// narrow as can be.
func emptyIn(pg *page, in inset) (empty float64) {
	var land []orb.MultiPolygon
	for _, d := range in.districts {
		land = append(land, pg.detailFor(insetDetail).of(area{districtArea, d}))
	}
	b, frame := bound(in.view.projection, land), in.view.frame
	for axis := range 2 {
		if size := frame.Max[axis] - frame.Min[axis]; size > narrowest*pg.k+1e-9 {
			empty = max(empty, 1-(b.Max[axis]-b.Min[axis])*1000/in.view.denominator/size)
		}
	}
	return empty
}

// bones is what a drawn sheet has in the same place in every language, in hundredths of a millimetre: its size, the
// frames and grids of map and insets, the boundaries, and the corner of every table and of the legend.
func bones(t *testing.T, pg *page) []string {
	t.Helper()
	mm := func(x float64) int { return int(math.Round(100 * x)) }
	out := []string{fmt.Sprint(mm(pg.Width), mm(pg.Height), " 1:", scaleOf(t, pg))}
	box := func(what string, b orb.Bound) {
		out = append(out, fmt.Sprint(what, mm(b.Min[0]), mm(b.Min[1]), mm(b.Max[0]), mm(b.Max[1])))
	}
	for _, g := range pg.Groups {
		for _, it := range g.Items {
			x, ok := it.(*drawing.Shape)
			frame := strings.HasSuffix(g.ID, "frame")
			switch {
			case !ok || g.ID == "panel" && (len(x.Lines) == 0 || x.Width != 0.25*pg.k):
			case g.ID == "scale", frame, strings.HasSuffix(g.ID, "-paper"):
				for _, r := range x.Rings {
					box(g.ID, r.Bound())
				}
				for _, l := range x.Lines {
					box(g.ID, l.Bound())
				}
			case strings.HasSuffix(g.ID, "district-lines"):
				for _, l := range x.Lines {
					box(g.ID, l.Bound())
				}
			}
		}
	}
	for _, at := range panelCorners(pg) {
		out = append(out, fmt.Sprint("panel", mm(at[0]), mm(at[1])))
	}
	return out
}

// panelCorners are the left ends of the rules above the tables of a panel.
func panelCorners(pg *page) (out []orb.Point) {
	for _, it := range pg.Group("panel").Items {
		if x, ok := it.(*drawing.Shape); ok && len(x.Lines) == 1 && x.Width == 0.25*pg.k && x.Butt {
			out = append(out, x.Lines[0][0])
		}
	}
	// A table begins and ends with such a rule.
	for i := range len(out) / 2 {
		out[i] = out[2*i]
	}
	return out[:len(out)/2]
}

var insetGroup = regexp.MustCompile(`^inset-[A-Z]`)

// The sheets of all regions, and of districts, lie or stand in every language, have the same frame, scale, grid, insets
// and letters of these, and their tables begin in the same places. Each language is drawn from a plan of its own.
func TestSheetsOfRegionsAreAlikeInEveryLanguage(t *testing.T) {
	made, err := planning.Make(context.Background(), draftOfKazakhstan(t).Case, planning.Settings{})
	require.NoError(t, err)
	plans := map[string]*districts.Plan{}
	lines := map[string]*Lines{}
	for _, lang := range Languages {
		own := *made.Plan
		plans[lang], lines[lang] = &own, new(Lines)
	}
	var sheets []string
	for _, r := range plans["kk"].Layer.Regions {
		sheets = append(sheets, "region:"+r.ID)
	}
	require.Len(t, sheets, 20)
	for _, x := range plans["kk"].Districts {
		if x.Number%3 == 0 {
			sheets = append(sheets, "district:"+strconv.Itoa(x.Number))
		}
	}
	insets := 0
	for _, sheet := range sheets {
		var first []string
		for i, lang := range Languages {
			pg := draw(t, plans[lang], sheet, "A4", lang, func(o *Options) { o.Lines = lines[lang] })
			own := bones(t, pg)
			require.NotEmpty(t, panelCorners(pg), sheet)
			requireWhole(t, pg)
			requireApart(t, pg)
			requireLabels(t, pg)
			if i == 0 {
				first = own
				for _, g := range pg.Groups {
					if insetGroup.MatchString(g.ID) {
						insets++
						break
					}
				}
			}
			require.Equal(t, first, own, "%s in %s", sheet, lang)
		}
	}
	require.Positive(t, insets)
}

// requireWhole tests that no word of a panel is broken: no line ends within a word that a name of the sheet has.
func requireWhole(t *testing.T, pg *page) {
	t.Helper()
	var last *drawing.Text
	for _, it := range pg.Group("panel").Items {
		x, ok := it.(*drawing.Text)
		if !ok {
			continue
		}
		if last != nil && !strings.HasSuffix(last.Text, "-") && last.At[0] == x.At[0] && last.At[1] < x.At[1] &&
			last.At[1] > x.At[1]-1.6*x.Size*25.4/72 {
			for _, u := range pg.plan.Layer.Units {
				require.NotContains(t, pg.label(u.Names), last.Text+x.Text, pg.Title)
			}
			require.NotContains(t, []string{pg.words.Total, pg.words.Unit, pg.words.Settlement}, last.Text+x.Text, pg.Title)
		}
		last = x
	}
}

// Where a map runs out of letters in one language it has none in all.
func TestLettersRunOutInEveryLanguage(t *testing.T) {
	var first []string
	for i, lang := range Languages {
		plan := quilt(t, 20, 4, 1, orb.Point{60, 44}, 0.1, func(col, row int) int { return 1 + boolInt(col > 12) })
		for u := range plan.Layer.Units {
			x := &plan.Layer.Units[u]
			x.Names = map[string]string{"kk": strconv.Itoa(u), "ru": strconv.Itoa(u), "en": strings.Repeat("long", 9) +
				strconv.Itoa(u)}
		}
		pg := draw(t, plan, "region:0", "A1", lang, nil)
		c := pg.layoutOf(pg.opt.Sheet).part
		require.False(t, c.lettered)
		var notes []string
		for _, it := range pg.Group("notes").Items {
			notes = append(notes, it.(*drawing.Text).Text)
		}
		require.Contains(t, strings.Join(notes, " "), strings.Fields(pg.words.Unlettered)[0])
		if own := bones(t, pg); i > 0 {
			require.Equal(t, first, own, lang)
		} else {
			first = own
		}
	}
}

// A sheet of an atlas is that which is drawn alone.
func TestSheetsOfAnAtlasAreThoseDrawnAlone(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	p, err := newPress(context.Background(), plan, Options{Lang: "ru", Base: plan, BaseName: "x"})
	require.NoError(t, err)
	for _, sheet := range []string{"national", "deviation", "change", "region:KZ-61"} {
		s, err := ParseSheet(sheet)
		require.NoError(t, err)
		inAtlas, err := p.leaf(s)
		require.NoError(t, err)
		own := planOf(t, draftOfKazakhstan(t))
		alone := draw(t, own, sheet, "A4", "ru", func(o *Options) { o.Base, o.BaseName = plan, "x" })
		require.True(t, slices.EqualFunc(alone.Groups, inAtlas.Groups, func(a, b *drawing.Group) bool {
			return a.ID == b.ID && fmt.Sprintf("%v", deref(a.Items)) == fmt.Sprintf("%v", deref(b.Items))
		}), sheet)
	}
}

// deref are items as they can be printed.
func deref(items []drawing.Item) (out []any) {
	for _, it := range items {
		switch x := it.(type) {
		case *drawing.Shape:
			out = append(out, *x)
		case *drawing.Text:
			out = append(out, *x)
		}
	}
	return out
}
