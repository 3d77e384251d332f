package pages

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/report"
)

func composed(t *testing.T, sample, lang string) *document.Document {
	t.Helper()
	key := [2]string{sample, lang}
	if d := documents[key]; d != nil {
		return d
	}
	r, p := samples()[sample](t)
	d, err := Compose(context.Background(), r, p, lang)
	require.NoError(t, err)
	documents[key] = d
	return d
}

// documents are those composed so far: a map takes a third of a second.
var documents = map[[2]string]*document.Document{}

func section(d *document.Document, id string) *document.Section {
	for i := range d.Sections {
		if d.Sections[i].ID == id {
			return &d.Sections[i]
		}
	}
	return nil
}

func tableOf(t *testing.T, s *document.Section) *document.Table {
	t.Helper()
	for _, b := range s.Blocks {
		if x, ok := b.(*document.Table); ok {
			return x
		}
	}
	require.Fail(t, "no table in "+s.ID)
	return nil
}

// The chart shows every district of the table, with its figures, from the most voters above the mean to the most below.
func TestChartAndTableAgree(t *testing.T) {
	for _, lang := range languages {
		d := composed(t, "lawful", lang)
		rows := tableOf(t, section(d, "numbers")).Rows
		texts := strings.Join(textsIn(section(d, "chart").Blocks[0].(*document.Figure).Picture), "\n")
		type shown struct {
			at        int
			deviation float64
		}
		var all []shown
		for i, r := range rows {
			require.Equal(t, fmt.Sprint(i+1), r.Cells[0].Text)
			at := strings.Index("\n"+texts, fmt.Sprintf("\n%s\n%s\n%s", r.Cells[0].Text, clip(r.Cells[2].Text, 19),
				r.Cells[6].Text))
			require.GreaterOrEqual(t, at, 0, "%s: %v is not in the chart", lang, r.Cells)
			plain := strings.NewReplacer("−", "-", "+", "", ",", ".", "\u00a0%", "").Replace(r.Cells[6].Text)
			deviation, err := strconv.ParseFloat(plain, 64)
			require.NoError(t, err)
			all = append(all, shown{at, deviation})
		}
		slices.SortFunc(all, func(a, b shown) int { return a.at - b.at })
		require.True(t, slices.IsSortedFunc(all, func(a, b shown) int { return cmp.Compare(b.deviation, a.deviation) }),
			"%s: %v", lang, all)
	}
}

// Every fault of the checks is in the list with a mark, and every mark with a place is on the map.
func TestFaultsAreListedAndMarked(t *testing.T) {
	r, p := faulty(t)
	d, err := Compose(context.Background(), r, p, "ru")
	require.NoError(t, err)
	list := tableOf(t, section(d, "checks"))
	subjects := 0
	for _, k := range r.Checks {
		for _, o := range k.Subjects {
			if o.Detail.Key != unassigned {
				subjects++
			}
		}
	}
	require.Len(t, list.Rows, subjects+1, "one more for the units without a district")
	marks := textsIn(section(d, "map").Blocks[0].(*document.Figure).Picture)
	c := &composer{words: russian, ctx: context.Background(), r: r, p: p}
	for _, f := range c.faultsOf() {
		if len(f.places) > 0 {
			require.Contains(t, marks, f.mark)
		}
	}
	require.Equal(t, districts.Fail, d.State)
	require.Contains(t, d.Verdict, "не все проверки")
}

func TestVerdicts(t *testing.T) {
	require.Equal(t, districts.Pass, composed(t, "lawful", "en").State)
	d := composed(t, "unfinished", "en")
	require.Equal(t, districts.Incomplete, d.State)
	require.Equal(t, "The plan is not finished: units without a district: 24. What there is breaks no check.", d.Verdict)
	require.Equal(t, districts.Incomplete, composed(t, "empty", "en").State)
}

// A provision that is only reported says so where it is used.
func TestReportedProvisionsSaySo(t *testing.T) {
	d := composed(t, "lawful", "en")
	for _, r := range tableOf(t, section(d, "compliance")).Rows {
		if strings.Contains(r.Cells[1].Text, "110/604") {
			require.Contains(t, r.Cells[1].Text, "(reported)")
		}
	}
}

func TestEveryTextOfADocumentIsFilled(t *testing.T) {
	for name := range samples() {
		for _, lang := range languages {
			composed(t, name, lang).Texts(func(s string) {
				require.NotContains(t, s, "%!", "%s %s", name, lang)
			})
		}
	}
}

func TestRoundSteps(t *testing.T) {
	for span, want := range map[float64]float64{1: 0.2, 5: 1, 5.1: 2, 7.8: 2, 12.3: 5, 90: 20, 844: 200, 0.5: 0.1,
		26: 10} {
		require.InDelta(t, want, step5(span), 1e-9, "span %g", span)
	}
	require.Equal(t, 0, places(20))
	require.Equal(t, 1, places(0.5))
	require.Equal(t, 2, places(0.02))
}

// Where it is proven that there is no plan, the report says where and lists nothing else as missing.
func TestAnImpossibleRuleNamesTheRegions(t *testing.T) {
	r, p := empty(t)
	r.Verdict = report.VerdictInfeasible
	for i := range r.Regions {
		if r.Regions[i].ID == "KZ-62" {
			r.Regions[i].Status = "infeasible"
		}
	}
	d, err := Compose(context.Background(), r, p, "kk")
	require.NoError(t, err)
	require.Equal(t, districts.Fail, d.State)
	rows := tableOf(t, section(d, "checks")).Rows
	require.Len(t, rows, 1)
	require.Equal(t, "Ұлытау облысы", rows[0].Cells[2].Text)
	require.Contains(t, rows[0].Cells[3].Text, "138\u00a0277")
	require.Contains(t, textsIn(section(d, "map").Blocks[0].(*document.Figure).Picture), "жоспар жоқ, дәлелденген")
}

// A run that is asked to stop gets no half of a document, whose map would be drawn of lines that were not yet
// simplified.
func TestNoDocumentWithoutItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, p := lawful(t)
	_, err := Compose(ctx, r, p, "en")
	require.ErrorIs(t, err, context.Canceled)
	_, err = Changes(ctx, compared(t, true), "en", [2]string{"a", "b"})
	require.ErrorIs(t, err, context.Canceled)
}
