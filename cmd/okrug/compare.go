package main

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/output"
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

With --out the folder receives compare.json, units.csv and changes.geojson. A map of the changes is drawn by
okrug map B --sheet change --base A.

A and B are each a PLAN. ` + planHelp,
		Args: exactly(2),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	c.Flags().StringVar(&v.out, "out", "",
		"folder for compare.json, units.csv and changes.geojson; none are written without it")
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
	a, b, err := v.readPair(c.Context(), &v.inputs, args[0], args[1])
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
	p := v.tell()
	comparisonTable(p, r)
	comparisonText(p, r, b.Case)
	if v.out != "" {
		p.sayf("Written to %s: %s", v.out, []string{"compare.json", "units.csv", "changes.geojson"})
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
	return files, errors.Join(files.Add("compare.json", text), files.Add("units.csv", r.CSV()),
		files.Add("changes.geojson", shapes))
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
				row[4+side], unfinished = locale.T("unfinished").In(p.lang), true
			}
		}
		t.AppendRow(row)
	}
	t.Render()
	if unfinished {
		p.sayf("Unfinished: the plan does not know the district of some unit of the region.")
	}
}

func comparisonText(p printer, r *compare.Comparison, c *districts.Case) {
	p.sayf("Compared: %d {1|unit|units} with %d {2|voter|voters}.", r.Compared.Units, r.Compared.Voters)
	left := func(c compare.Count, why locale.Text) {
		if c.Units > 0 {
			p.sayf("Left out: %d {1|unit|units} with %d {2|voter|voters}, %s.", c.Units, c.Voters, why)
		}
	}
	left(r.OnlyA, locale.T("whose district is not known in B"))
	left(r.OnlyB, locale.T("whose district is not known in A"))
	left(r.Neither, locale.T("whose district is not known in either plan"))
	const ids = 12
	if n := len(r.NewUnits); n > 0 {
		p.sayf("Only in B's list of units: %s.", locale.Listed(r.NewUnits, ids))
	}
	if n := len(r.GoneUnits); n > 0 {
		p.sayf("Only in A's list of units: %s.", locale.Listed(r.GoneUnits, ids))
	}
	p.sayf("Moved: %d {1|unit|units} with %d {2|voter|voters}, %.2f %% of those compared.", r.Moved.Units, r.Moved.Voters,
		100*r.MovedShare)
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
		p.sayf("  %s: %s -> %s, %d {4|voter|voters}", idAndName(m.Unit, names[m.Unit]), strconv.Itoa(m.From),
			strconv.Itoa(m.To),
			m.Voters)
	}
	for _, n := range r.Renumbered {
		p.sayf("Renumbered: %s -> %s.", strconv.Itoa(n.From), strconv.Itoa(n.To))
	}
	p.sayf("Variation of information: %.4f bits (%.4f split, %.4f merged).", r.Variation, r.Split, r.Merged)
	change := func(what locale.Text, a, b string) { p.sayf("%-22s %s -> %s", what.In(p.lang), a, b) }
	fixed := p.locale().Fixed
	change(locale.T("Largest deviation, %%"), fixed(100*r.A.MaxDeviation, 2), fixed(100*r.B.MaxDeviation, 2))
	change(locale.T("Border, km"), fixed(r.A.BorderKM, 1), fixed(r.B.BorderKM, 1))
	change(locale.T("Mean Polsby-Popper"), fixed(r.A.PolsbyPopper, 3), fixed(r.B.PolsbyPopper, 3))
	for level, n := range r.A.Divided {
		change(locale.T("Divided %s", c.Scenario.Levels()[level]), p.count(n), p.count(r.B.Divided[level]))
	}
	broken := func(ids []string) string {
		if len(ids) == 0 {
			return locale.T("none").In(p.lang)
		}
		return strings.Join(ids, ", ")
	}
	change(locale.T("Checks broken"), broken(r.A.Broken), broken(r.B.Broken))
}
