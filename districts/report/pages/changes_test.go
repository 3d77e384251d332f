package pages

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/report"
)

// compared are the finished plan as A and one with units moved and left out as B, or the reverse.
func compared(t *testing.T, back bool) *compare.Comparison {
	t.Helper()
	_, a := lawful(t)
	_, b := faulty(t)
	if back {
		a, b = b, a
	}
	c, err := compare.Plans(a, b)
	require.NoError(t, err)
	return c
}

// The document says what the comparison has, in every language: each moved unit with its districts and voters, each
// pair of districts, every figure of both plans.
func TestChangesSayWhatTheComparisonHas(t *testing.T) {
	for _, lang := range compared(t, false).New().Scenario.Languages {
		for _, back := range []bool{false, true} {
			c := compared(t, back)
			d, err := Changes(context.Background(), c, lang, [2]string{"old", "new"})
			require.NoError(t, err)
			d.Texts(func(s string) { require.NotContains(t, s, "%!", lang) })
			require.Contains(t, d.Scope, "old")
			require.Contains(t, d.Scope, "new")
			require.Empty(t, d.State, "a comparison is neither good nor bad")

			lists := map[string][]compare.Move{"moved": c.Moves, "placed": c.Placed, "dropped": c.Dropped}
			require.NotEmpty(t, c.Moves)
			require.Equal(t, back, len(c.Placed) > 0)
			require.Equal(t, !back, len(c.Dropped) > 0)
			for id, moves := range lists {
				if len(moves) == 0 {
					require.Nil(t, section(d, id))
					continue
				}
				rows := tableOf(t, section(d, id)).Rows
				require.Len(t, rows, len(moves))
				for i, m := range moves {
					require.Equal(t, c.New().Layer.Units[m.U].Names[lang], rows[i].Cells[0].Text)
					require.Equal(t, m.Unit, rows[i].Cells[2].Text)
					for k, n := range []int{m.From, m.To} {
						want := fmt.Sprint(n)
						if n == 0 {
							want = "–"
						}
						require.Equal(t, want, rows[i].Cells[3+k].Text)
					}
					require.Equal(t, thousands(m.Voters), rows[i].Cells[5].Text)
				}
			}
			pairs := tableOf(t, section(d, "districts"))
			require.Len(t, pairs.Rows, len(c.Pairs))
			for i, p := range c.Pairs {
				require.Len(t, pairs.Rows[i].Cells, len(pairs.Columns))
				require.Equal(t, fmt.Sprint(p.A.Number), pairs.Rows[i].Cells[0].Text)
				require.Equal(t, thousands(p.B.Voters), pairs.Rows[i].Cells[4].Text)
			}
			figures := tableOf(t, section(d, "measures"))
			require.Len(t, figures.Rows, len(c.Measures()))
			_, err = d.HTML()
			require.NoError(t, err)
			_, err = d.PDF()
			require.NoError(t, err)
		}
	}
}

// The map shades the units that move and no other, and draws the boundaries that are no more.
func TestTheMapShadesWhatMoves(t *testing.T) {
	shades := func(d *document.Document) (n, dashes int) {
		pic := section(d, "map").Blocks[0].(*document.Figure).Picture
		for _, g := range pic.Groups {
			for _, i := range g.Items {
				if s, ok := i.(*drawing.Shape); ok && s.Fill == moved {
					n++
				} else if ok && s.Stroke == drawing.Red && len(s.Dash) > 0 {
					dashes++
				}
			}
		}
		return n, dashes
	}
	_, p := lawful(t)
	same, err := compare.Plans(p, p)
	require.NoError(t, err)
	d, err := Changes(context.Background(), same, "en", [2]string{"a", "a"})
	require.NoError(t, err)
	n, dashes := shades(d)
	require.Zero(t, n)
	require.Zero(t, dashes)
	require.Equal(t, "No unit moves to another district.", d.Verdict)
	require.Nil(t, section(d, "moved"))
	for _, c := range tableOf(t, section(d, "measures")).Rows {
		require.Equal(t, c.Cells[1].Text, c.Cells[2].Text)
	}

	d, err = Changes(context.Background(), compared(t, false), "en", [2]string{"a", "b"})
	require.NoError(t, err)
	n, dashes = shades(d)
	require.GreaterOrEqual(t, n, 2, "on the map and in its key")
	require.GreaterOrEqual(t, dashes, 2)
	texts := strings.Join(texts(d), "\n")
	require.Contains(t, texts, "former boundary")
	require.NotContains(t, texts, "in B alone", "no unit is")
}

func texts(d *document.Document) (all []string) {
	d.Texts(func(s string) { all = append(all, s) })
	return all
}

// Where the map is too small for units, the areas that it shades are the same.
func TestCrowdedChangesAreShadedAlike(t *testing.T) {
	c := compared(t, false)
	w := &changes{english, c, context.Background()}
	p := c.New()
	m := &mapper{words: english, ctx: context.Background(), p: p, regionOf: districts.RegionOf(p.Layer)}
	for i := range p.Layer.Units {
		m.face = append(m.face, i)
	}
	m.theme = w.theme()
	g := m.joined()
	require.Less(t, g.top.Len(), len(m.face))
	face := map[int]compare.State{}
	for u := range p.Layer.Units {
		s := c.StateOf(u)
		if was, ok := face[g.face[u]]; ok {
			require.Equal(t, was == compare.Moved, s == compare.Moved, "a face is shaded as a whole")
		}
		face[g.face[u]] = s
	}
}

// Of a plan that breaks a check the page says who asks for it, as the plan's report does.
func TestChangesSayWhoAsksForWhatIsBroken(t *testing.T) {
	c := compared(t, false)
	checks := func(state districts.State) []districts.Check {
		return []districts.Check{{ID: "contiguity", State: state, Basis: districts.ByProgram}, {ID: "equality",
			State: districts.Pass, OK: true, Basis: districts.ByRule}}
	}
	c.A.Checks, c.B.Checks = checks(districts.Fail), checks(districts.Pass)
	r := report.Report{Verdict: report.VerdictBreaks, Checks: c.A.Checks}
	for lang, want := range map[string]string{
		"en": "Plan A does not meet every check: it breaks 1 of 2.", "ru": "План A прошёл не все проверки: нарушено 1 из 2.",
		"kk": "A жоспары барлық тексеруден өткен жоқ: бұзылғаны – 1, барлығы – 2.",
	} {
		d, err := Changes(context.Background(), c, lang, [2]string{"a", "b"})
		require.NoError(t, err)
		for _, text := range r.Statement()[1:] {
			want += " " + text.In(lang)
		}
		require.Contains(t, texts(d), want)
		require.Len(t, r.Statement(), 3)
		require.Equal(t, 1, strings.Count(strings.Join(texts(d), "\n"), r.Statement()[1].In(lang)), "of A and not of B")
	}
}
