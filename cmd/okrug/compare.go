package main

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/report/pages"
	"github.com/okrug/okrug/geo/locale"
)

func newCompare(a *app) *cobra.Command {
	v := &compareVerb{app: a}
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Say in what two plans differ: who moves, and how every measure changes",
		Long: `Compare two plans. Units are the same where their ids are, and have the voters of B.

Districts are paired so that as many voters as possible stay in a pair; a unit moves if its districts are no pair.
Units without a known district in one of the plans are left out and counted. With --json "moved" lists every unit that
moves, with from, to and voters; the change sheet and the corrigendum name the same.

With --out the folder receives the comparison as a page with a map of the changes, for print and as text
(compare.html, compare.pdf, compare.md), as compare.json, its tables as CSV under tables/, units.csv and
changes.geojson. A sheet of the changes is drawn by okrug map B --sheet change --base A.

A and B are each a PLAN. ` + planHelp + crosswalkHelp,
		Args: exactly(2),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	v.inputs.crosswalkFlag(c)
	c.Flags().StringVar(&v.out, "out", "",
		"folder for the comparison as pages, tables and files for programs; none are written without it")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON, as compare.json has it")
	return c
}

type compareVerb struct {
	*app
	inputs inputFlags
	out    string
	json   bool
}

func (v *compareVerb) run(c *cobra.Command, args []string) error {
	ctx := c.Context()
	release, err := folder.Hold(v.out)
	if err != nil {
		return badInput(err)
	}
	defer release()
	a, b, err := v.readPair(ctx, &v.inputs, args[0], args[1])
	if err != nil {
		return err
	}
	if err := errors.Join(a.notOver(v.out), b.notOver(v.out)); err != nil {
		return badInput(err)
	}
	r, err := compare.Plans(a.Plan, b.Plan)
	if err != nil {
		return badInput(err)
	}
	var files *output.Set
	if v.out != "" {
		if files, err = v.files(ctx, r, args); err != nil {
			return err
		}
		for _, name := range files.Names() {
			err = errors.Join(err, beside(filepath.Join(v.out, name)))
		}
		if err != nil {
			return badInput(err)
		}
		if err := files.Write(v.out); err != nil {
			return badInput(err)
		}
	}
	if v.json {
		data, err := r.JSON()
		if err == nil {
			_, err = v.app.out.Write(data)
		}
		return err
	}
	p := v.tell()
	comparisonTable(p, r)
	comparisonText(p, r, b.Case)
	if v.out != "" {
		p.sayf("Written to %s: %s", v.out, tops(files))
	}
	return nil
}

// files are all that the folder receives.
func (v *compareVerb) files(ctx context.Context, r *compare.Comparison, plans []string) (*output.Set, error) {
	lang, err := v.fileLanguage(r.New().Scenario)
	if err != nil {
		return nil, err
	}
	doc, err := pages.Changes(ctx, r, pages.Language(lang), [2]string{plans[0], plans[1]})
	if err != nil {
		return nil, err
	}
	files := &output.Set{}
	text, err1 := r.JSON()
	shapes, err2 := r.GeoJSON()
	return files, errors.Join(err1, err2, folder.AddDocument(files, "compare", doc, v.leftOut),
		files.Add("compare.json", text), files.Add("units.csv", r.CSV()), files.Add("changes.geojson", shapes),
		files.AddTables(r.Tables()...))
}

func comparisonTable(p printer, r *compare.Comparison) {
	t := newTable(p, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "A", "B", locale.T("Voters in A"), locale.T("in B"),
		locale.T("Deviation in A"), locale.T("in B"), locale.T("Left"), locale.T("Joined"), locale.T("Shape in A"),
		locale.T("in B"))
	unfinished := false
	for _, x := range r.Pairs {
		row := table.Row{"-", "-", "", "", "", "", p.count(x.Left.Voters), p.count(x.Joined.Voters), "", ""}
		for side, d := range []*compare.District{x.A, x.B} {
			if d == nil {
				continue
			}
			row[side], row[2+side], row[8+side] = d.Number, p.count(d.Voters), p.locale().Fixed(d.PolsbyPopper, 3)
			if row[4+side] = p.deviation(d.Deviation); d.Unfinished {
				row[4+side], unfinished = "…", true
			}
		}
		t.AppendRow(row)
	}
	t.Render()
	if unfinished {
		p.sayf("… unfinished: the plan does not know the district of some unit of the region.")
	}
}

func comparisonText(p printer, r *compare.Comparison, c *districts.Case) {
	for _, t := range r.Extent() {
		p.say(t)
	}
	p.say(r.Headline())
	names := map[string]string{}
	for _, u := range c.Layer.Units {
		names[u.ID] = p.name(u.Names, c.Scenario)
	}
	const shown = 40
	for i, m := range r.Moves {
		if i == shown {
			p.sayf("  and %d more; --out writes them all", len(r.Moves)-shown)
			break
		}
		// The plans number for themselves: a unit may leave a district for one of the same number.
		p.sayf("  %s: A %s -> B %s, %d {4|voter|voters}", idAndName(m.Unit, names[m.Unit]), strconv.Itoa(m.From),
			strconv.Itoa(m.To), m.Voters)
	}
	for _, t := range r.Numbering() {
		p.say(t)
	}
	p.say(r.Information())
	t := newTable(p, []int{2, 3}, "", "A", "B")
	for _, m := range r.Measures() {
		t.AppendRow(table.Row{m.What.In(p.lang), m.Write(p.locale(), m.A), m.Write(p.locale(), m.B)})
	}
	t.AppendRow(table.Row{locale.T("Checks broken").In(p.lang), p.locale().Count(int64(len(r.A.Broken))),
		p.locale().Count(int64(len(r.B.Broken)))})
	t.Render()
	for i, s := range []compare.Summary{r.A, r.B} {
		if n, asked := report.Broken(s.Checks); n > 0 {
			p.say(locale.T("compare.broken", "AB"[i:i+1], n, len(s.Checks)))
			for _, by := range asked {
				p.say(by)
			}
		}
	}
}
