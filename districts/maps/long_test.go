package maps

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
)

// named is a quilt of so many units in two districts whose names are of up to so many letters.
func named(t *rapid.T, all testing.TB, cols, rows, letters int) *districts.Plan {
	plan := quilt(all, cols, rows, 2, orb.Point{60, 44}, 0.5, func(col, _ int) int { return 1 + col*2/cols })
	alphabet := []rune("аәбвгғдеёжзиійкқлмнңоөпрстуұүфхһцчшщъыьэюя«»\"(),-")
	if rapid.Bool().Draw(t, "spaces") {
		alphabet = append(alphabet, ' ')
	}
	// The least length too, since rapid likes short ones.
	words := rapid.StringOfN(rapid.SampledFrom(alphabet), rapid.IntRange(1, letters).Draw(t, "least"), letters, -1)
	name := func(n *geo.Names, label string) { *n = geo.Names{"en": words.Draw(t, label)} }
	for i := range plan.Layer.Units {
		name(&plan.Layer.Units[i].Names, "unit")
	}
	for i := range plan.Layer.Regions {
		name(&plan.Layer.Regions[i].Names, "region")
	}
	for i := range plan.Districts {
		d := &plan.Districts[i]
		name(&d.Names, "district")
		name(&d.CentreName, "centre")
		d.Names["en"] += dash + d.CentreName["en"]
	}
	name(&plan.Scenario.Title, "title")
	plan.Scenario.Sources = []scenario.Source{{Credit: scenario.One(words.Draw(t, "credit")),
		Licence: scenario.One(words.Draw(t, "licence"))}}
	plan.Scenario.Notes = []scenario.Note{{}}
	name(&plan.Scenario.Notes[0].Text, "note")
	return plan
}

// Whatever the names are, and however many units a district has: no line of type leaves its page or lies on another,
// and the map keeps its room.
func TestLongNamesStayOnThePage(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cols, rows := rapid.IntRange(2, 10).Draw(rt, "cols"), rapid.IntRange(1, 12).Draw(rt, "rows")
		plan := named(rt, t, cols, rows, rapid.SampledFrom([]int{8, 60, 600}).Draw(rt, "letters"))
		sheet := rapid.SampledFrom([]string{"national", "deviation", "region:0", "district:1", "change"}).Draw(rt, "sheet")
		paper := rapid.SampledFrom([]string{"A4", "A3", "A1", "slide"}).Draw(rt, "paper")
		pg := draw(t, plan, sheet, paper, "en", func(o *Options) { o.Base = plan })
		requireApart(rt, pg)
		frame := pg.Group("frame").Items[0].(*drawing.Shape).Rings[0].Bound()
		require.Greater(rt, (frame.Max[0]-frame.Min[0])/pg.k, 39.9)
		require.Greater(rt, (frame.Max[1]-frame.Min[1])/pg.k, 39.9)
	})
}

// requireApart tests the boxes of all upright texts of a page, from the tops of small letters to the base line.
func requireApart(t require.TestingT, pg *page) {
	type set struct {
		box   orb.Bound
		group string
		text  string
	}
	var all []set
	paper := orb.Bound{Max: orb.Point{pg.Width, pg.Height}}
	for _, g := range pg.Groups {
		for _, it := range g.Items {
			text, ok := it.(*drawing.Text)
			if !ok || text.Angle != 0 || strings.TrimSpace(text.Text) == "" {
				continue
			}
			w := pg.family.Width(text.Style, text.Size, text.Text)
			x := text.At[0] - w*float64(text.Anchor)/2
			b := orb.Bound{Min: orb.Point{x, text.At[1] - line{font: font{size: text.Size}}.size()*0.5},
				Max: orb.Point{x + w, text.At[1]}}
			require.True(t, within(b, paper), "%s: %q leaves the page", g.ID, text.Text)
			for _, other := range all {
				require.False(t, overlap(b.Pad(-0.05), other.box.Pad(-0.05)), "%s: %q lies on %s: %q", g.ID, text.Text,
					other.group, other.text)
			}
			all = append(all, set{b, g.ID, text.Text})
		}
	}
}

// Units without room for their names have letters up to maxLetters of them, and above that none, which the sheet says;
// and it says so on a page whose panel has no room for another line too.
func TestUnitsWithoutLettersAreSaid(t *testing.T) {
	said := func(pg *page) (letters, sentence int) {
		all := ""
		pg.Texts(func(s *drawing.Text) {
			all += " " + s.Text
			var letter rune
			var n int
			if s.Style.Bold() && s.Style.Italic() {
				if got, _ := fmt.Sscanf(s.Text, "%c%d", &letter, &n); got > 0 {
					letters++
				}
			}
		})
		return letters, strings.Count(all, english.Unlettered)
	}
	for _, c := range []struct {
		cols, rows int
		sheet      string
		paper      string
		letters    int
		sentence   int
	}{
		{10, maxLetters / 10, "district:1", "A1", maxLetters, 0},
		{maxLetters + 1, 1, "district:1", "A1", 0, 1},
		{4, 30, "district:1", "A4", 0, 1}, // the list is complete
		{4, 30, "region:0", "slide", 0, 1},
		{40, 50, "district:1", "A4", 0, 1},
		{40, 50, "region:0", "A3", 0, 1},
	} {
		plan := quilt(t, c.cols, c.rows, 1, orb.Point{60, 44}, 0.5, func(int, int) int { return 1 })
		for i := range plan.Layer.Units {
			plan.Layer.Units[i].Names["en"] = "Unit-" + strings.Repeat("long", 8) + fmt.Sprint(i)
		}
		letters, sentence := said(draw(t, plan, c.sheet, c.paper, "en", nil))
		require.Equal(t, c.letters, letters, c)
		require.Equal(t, c.sentence, sentence, c)
	}
}

// A table that is too long for any page ends early and says by how much, and the map has its room, without letters; a
// table that needs two columns has all its rows.
func TestLongTables(t *testing.T) {
	for _, c := range []struct{ cols, rows int }{{4, 30}, {40, 26}} {
		plan := quilt(t, c.cols, c.rows, 1, orb.Point{60, 44}, 0.5, func(int, int) int { return 1 })
		pg := draw(t, plan, "district:1", "A4", "en", nil)
		requireApart(t, pg)
		for _, sheet := range []*page{pg, draw(t, plan, "national", "A4", "en", nil)} {
			sheet.Texts(func(s *drawing.Text) {
				require.NotRegexp(t, `[0-9]{4}`, s.Text, "figures are in groups of three")
			})
		}
		heads, units, more := 0, map[int]bool{}, 0
		pg.Texts(func(s *drawing.Text) {
			n := 0
			if s.Text == "Unit" && s.Style.Bold() {
				heads++
			} else if _, err := fmt.Sscanf(s.Text, "Unit %d", &n); err == nil && !s.Style.Italic() && s.Anchor == drawing.Start {
				units[n] = true
			} else if _, err := fmt.Sscanf(strings.ReplaceAll(s.Text, "\u00a0", ""), "and %d more", &n); err == nil {
				more = n
			}
		})
		require.Equal(t, c.cols*c.rows < 1000, heads > 1, "the head comes again where the table is whole")
		require.Equal(t, c.cols*c.rows, len(units)+more)
		require.Equal(t, c.cols*c.rows > 1000, more > 0)
		frame := pg.Group("frame").Items[0].(*drawing.Shape).Rings[0].Bound()
		if more > 0 {
			require.Greater(t, frame.Max[0]-frame.Min[0], pg.Width/2)
			require.Greater(t, frame.Max[1]-frame.Min[1], pg.Height/2)
		}
	}
}

// Lists that could lie on the paper are laid out; those of thousands of rows are not even tried.
func TestListsThatNoPaperHoldsAreNotTried(t *testing.T) {
	for paper, holds := range map[string]int{"A4": 120, "A1": 120, "slide": 60} {
		size, err := ParsePaper(paper)
		require.NoError(t, err)
		p := &press{opt: Options{Paper: size}, k: size.Type}
		require.True(t, p.tried(holds), paper)
		require.False(t, p.tried(5000), paper)
	}
}

// Where a table is narrow, kinds of units are broken between their words before a name is broken in the middle of one.
func TestKindsBreakBeforeNames(t *testing.T) {
	p, err := newPress(context.Background(), quilt(t, 4, 2, 1, orb.Point{10, 40}, 1, func(int, int) int { return 1 }),
		Options{Lang: "kk"})
	require.NoError(t, err)
	list := table{left: 3, head: []string{"№", "Бірлік", "Түрі", "", "Шаршы", "Сайлаушылар"},
		rows:  [][]string{{"1", "Байқоңыр", "қаладағы аудан", "", "D2", "135 865"}},
		total: []string{"", "Барлығы", "", "", "", "788 931"}}
	s := list.setter(p, 60)
	require.GreaterOrEqual(t, s.widths[1], p.width("Байқоңыр", s.bold))
	require.GreaterOrEqual(t, s.widths[2], p.width("қаладағы", s.bold))
	all := s.gap() * float64(len(s.widths)-1)
	for _, w := range s.widths {
		all += w
	}
	require.InDelta(t, 60, all, 1e-9)
	wide := list.setter(p, 200)
	require.GreaterOrEqual(t, wide.widths[2], p.width("қаладағы аудан", wide.bold), "not broken where there is room")
}
