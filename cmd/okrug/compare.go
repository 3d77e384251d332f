package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
)

func newCompare(a *app) *cobra.Command {
	v := &compareVerb{app: a}
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Say in what two plans differ: who moves, and how every measure changes",
		Long: `Compare two plans. Units are the same where their ids are, and have the voters of B.

Districts are paired so that as many voters as possible stay in a pair; a unit moves if its districts are no pair. Units
without a known district in one of the plans are left out and counted.
With --json "moved" lists every unit that moves, with from, to and voters; the change sheet and the corrigendum name the same.

With --out the folder receives compare.json, units.csv and changes.geojson. A map of the changes is drawn by
okrug map B --sheet change --base A.

A and B are each a PLAN. ` + planHelp,
		Args: cobra.ExactArgs(2),
		RunE: v.run,
	}
	v.inputs.bind(c)
	c.Flags().StringVar(&v.out, "out", "", "folder for compare.json, units.csv and changes.geojson; none are written without it")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON, as compare.json has it")
	c.Flags().StringVar(&v.lang, "lang", "", "language of names: one of the scenario's (default en where it has that)")
	return c
}

type compareVerb struct {
	*app
	inputs    inputFlags
	out, lang string
	json      bool
}

func (v *compareVerb) run(c *cobra.Command, args []string) error {
	a, b, err := v.readPair(c.Context(), &v.inputs, args[0], args[1])
	if err != nil {
		return err
	}
	lang, err := language(b.Scenario, v.lang)
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
	if v.out != "" {
		files, err := comparisonFiles(r)
		if err != nil {
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
	comparisonTable(v.app.out, r)
	comparisonText(v.app.out, r, b.Case, lang)
	if v.out != "" {
		fmt.Fprintf(v.app.out, "Written to %s: compare.json, units.csv, changes.geojson\n", v.out)
	}
	return nil
}

func comparisonFiles(r *compare.Comparison) (*output.Set, error) {
	files := &output.Set{}
	text, err := r.JSON()
	if err != nil {
		return nil, err
	}
	shapes, err := r.GeoJSON()
	if err != nil {
		return nil, err
	}
	return files, errors.Join(files.Add("compare.json", text), files.Add("units.csv", r.CSV()), files.Add("changes.geojson", shapes))
}

func comparisonTable(w io.Writer, r *compare.Comparison) {
	t := newTable(w, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "A", "B", "Voters in A", "in B", "Deviation in A", "in B", "Left", "Joined", "Shape in A", "in B")
	unfinished := false
	for _, p := range r.Pairs {
		row := table.Row{"-", "-", "", "", "", "", report.Thousands(p.Left.Voters), report.Thousands(p.Joined.Voters), "", ""}
		for side, d := range []*compare.District{p.A, p.B} {
			if d == nil {
				continue
			}
			row[side], row[2+side], row[8+side] = d.Number, report.Thousands(d.Voters), fmt.Sprintf("%.3f", d.PolsbyPopper)
			if row[4+side] = report.Percent(d.Deviation); d.Unfinished {
				row[4+side], unfinished = "unfinished", true
			}
		}
		t.AppendRow(row)
	}
	t.Render()
	if unfinished {
		fmt.Fprintln(w, "Unfinished: the plan does not know the district of some unit of the region.")
	}
}

func comparisonText(w io.Writer, r *compare.Comparison, c *districts.Case, lang string) {
	fmt.Fprintf(w, "Compared: %s with %s voters.\n", plural(r.Compared.Units, "unit"), report.Thousands(r.Compared.Voters))
	left := func(c compare.Count, what string) {
		if c.Units > 0 {
			fmt.Fprintf(w, "Left out: %s with %s voters, %s.\n", plural(c.Units, "unit"), report.Thousands(c.Voters), what)
		}
	}
	left(r.OnlyA, "whose district is not known in B")
	left(r.OnlyB, "whose district is not known in A")
	left(r.Neither, "whose district is not known in either plan")
	if n := len(r.NewUnits); n > 0 {
		fmt.Fprintf(w, "Only in B's list of units: %s.\n", districts.JoinShort(r.NewUnits, 12))
	}
	if n := len(r.GoneUnits); n > 0 {
		fmt.Fprintf(w, "Only in A's list of units: %s.\n", districts.JoinShort(r.GoneUnits, 12))
	}
	fmt.Fprintf(w, "Moved: %s with %s voters, %.2f %% of those compared.\n", plural(r.Moved.Units, "unit"), report.Thousands(r.Moved.Voters), 100*r.MovedShare)
	names := map[string]string{}
	for _, u := range c.Layer.Units {
		names[u.ID] = u.Names.In(lang, c.Scenario.Languages...)
	}
	const shown = 40
	for i, m := range r.Moves {
		if i == shown {
			fmt.Fprintf(w, "  and %d more; --out writes them all\n", len(r.Moves)-shown)
			break
		}
		fmt.Fprintf(w, "  %s: %d -> %d, %s voters\n", idAndName(m.Unit, names[m.Unit]), m.From, m.To,
			report.Thousands(m.Voters))
	}
	for _, n := range r.Renumbered {
		fmt.Fprintf(w, "Renumbered: %d -> %d\n", n.From, n.To)
	}
	fmt.Fprintf(w, "Variation of information: %.4f bits (%.4f split, %.4f merged).\n", r.Variation, r.Split, r.Merged)
	change := func(what, format string, a, b float64) {
		fmt.Fprintf(w, "%-22s "+format+" -> "+format+"\n", what, a, b)
	}
	change("Largest deviation, %", "%.2f", 100*r.A.MaxDeviation, 100*r.B.MaxDeviation)
	change("Border, km", "%.1f", r.A.BorderKM, r.B.BorderKM)
	change("Mean Polsby-Popper", "%.3f", r.A.PolsbyPopper, r.B.PolsbyPopper)
	for level, n := range r.A.Divided {
		change(fmt.Sprintf("Divided %s", c.Scenario.Levels()[level]), "%.0f", float64(n), float64(r.B.Divided[level]))
	}
	broken := func(ids []string) string {
		if len(ids) == 0 {
			return "none"
		}
		return list(ids)
	}
	fmt.Fprintf(w, "Checks broken          %s -> %s\n", broken(r.A.Broken), broken(r.B.Broken))
}
