package people

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
)

func composed(t *testing.T, sample, lang string) *Document {
	t.Helper()
	key := [2]string{sample, lang}
	if d := documents[key]; d != nil {
		return d
	}
	r, p := samples()[sample](t)
	d, err := Compose(r, p, lang)
	require.NoError(t, err)
	documents[key] = d
	return d
}

// documents are those composed so far: a map takes a third of a second.
var documents = map[[2]string]*Document{}

func (d *Document) section(id string) *Section {
	for i := range d.Sections {
		if d.Sections[i].ID == id {
			return &d.Sections[i]
		}
	}
	return nil
}

func (s *Section) table(t *testing.T) *Table {
	t.Helper()
	for _, b := range s.Blocks {
		if x, ok := b.(*Table); ok {
			return x
		}
	}
	require.Fail(t, "no table in "+s.ID)
	return nil
}

// The chart shows the districts of the sorted table, in its order, with its figures; the table by number has the same.
func TestChartAndTablesAgree(t *testing.T) {
	for _, lang := range languages {
		d := composed(t, "lawful", lang)
		sortedTable, numbers := d.section("sorted").table(t), d.section("numbers").table(t)
		texts := strings.Join(textsIn(d.section("chart").Blocks[0].(*Figure).Picture), "\n")
		from := 0
		for _, r := range sortedTable.Rows {
			line := fmt.Sprintf("%s\n%s\n%s", r.Cells[0].Text, clip(r.Cells[2].Text, 19), r.Cells[6].Text)
			i := strings.Index(texts[from:], line)
			require.GreaterOrEqual(t, i, 0, "%s: %q is not in the chart after the rows before", lang, line)
			from += i + len(line)
		}
		require.Len(t, numbers.Rows, len(sortedTable.Rows))
		byNumber := map[string]string{}
		for _, r := range sortedTable.Rows {
			byNumber[r.Cells[0].Text] = fmt.Sprint(r.Cells)
		}
		for i, r := range numbers.Rows {
			require.Equal(t, fmt.Sprint(i+1), r.Cells[0].Text)
			require.Equal(t, byNumber[r.Cells[0].Text], fmt.Sprint(r.Cells))
		}
	}
}

// Every fault of the checks is in the list with a mark, and every mark with a place is on the map.
func TestFaultsAreListedAndMarked(t *testing.T) {
	r, p := faulty(t)
	d, err := Compose(r, p, "ru")
	require.NoError(t, err)
	list := d.section("checks").table(t)
	offenders := 0
	for _, k := range r.Checks {
		for _, o := range k.Offenders {
			if o.Detail.Key != unassigned {
				offenders++
			}
		}
	}
	require.Len(t, list.Rows, offenders+1, "one more for the units without a district")
	marks := textsIn(d.section("map").Blocks[0].(*Figure).Picture)
	c := &composer{words: russian, r: r, p: p}
	for _, f := range c.faultsOf() {
		if len(f.places) > 0 {
			require.Contains(t, marks, f.mark)
		}
	}
	require.Equal(t, districts.Fail, d.State)
	require.Contains(t, d.Verdict, "не соответствует")
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
	for _, r := range d.section("compliance").table(t).Rows {
		if strings.Contains(r.Cells[1].Text, "110/604") {
			require.Contains(t, r.Cells[1].Text, "(reported)")
		}
	}
}

func TestEveryTextOfADocumentIsFilled(t *testing.T) {
	for name := range samples() {
		for _, lang := range languages {
			composed(t, name, lang).texts(func(s string) {
				require.NotContains(t, s, "%!", "%s %s", name, lang)
			})
		}
	}
}

func TestRoundSteps(t *testing.T) {
	for span, want := range map[float64]float64{1: 0.2, 5: 1, 5.1: 2, 7.8: 2, 12.3: 5, 90: 20, 844: 200, 0.5: 0.1, 26: 10} {
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
	d, err := Compose(r, p, "kk")
	require.NoError(t, err)
	require.Equal(t, districts.Fail, d.State)
	rows := d.section("checks").table(t).Rows
	require.Len(t, rows, 1)
	require.Equal(t, "Ұлытау облысы", rows[0].Cells[2].Text)
	require.Contains(t, rows[0].Cells[3].Text, "138\u00a0277")
	require.Contains(t, textsIn(d.section("map").Blocks[0].(*Figure).Picture), "жоспар жоқ, дәлелденген")
}
