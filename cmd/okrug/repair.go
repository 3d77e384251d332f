package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/repair"
)

func newRepair(a *app) *cobra.Command {
	v := &repairVerb{app: a}
	c := &cobra.Command{
		Use:   "repair IN OUT",
		Short: "Mend a file of areas so that it can be read as units",
		Long: `Mend a file of areas, of any format that is read, so that it can be read as units, and write it to OUT. Lines
of neighbours become one line, and slivers between them, gaps and overlaps no wider than the tolerance, go to one of the
two. Repeated positions, spikes and rings without area are left out, rings are closed, and rings that cross themselves
are split where only one reading is possible. Features of one id become one, where their other fields agree. Areas that
nothing is wrong with stay as they are.

Each change is told with its place, and written to a table with --report. What only a person can decide is refused, all
of it at once: large overlaps without a rule, two ids in one place, parts that may be holes. Gaps wider than the
tolerance are named and left.`,
		Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error { return v.run(c.Context(), args[0], args[1]) },
	}
	f := c.Flags()
	readingFlags(f, &v.reading)
	f.StringVar(&v.id, "id-field", "", "the field with the ids; found by its name without it")
	f.Float64Var(&v.options.Width, "tolerance-m", repair.DefaultWidth, "metres that lines may lie apart and be one line")
	f.StringVar((*string)(&v.options.Overlaps), "overlaps", string(repair.Refuse), "who gets an overlap larger than a "+
		"sliver: the smaller or larger unit, the first in the file, the one with more voters, or refuse")
	f.BoolVar(&v.options.DropEmpty, "drop-empty", false, "leave out features without a geometry")
	f.StringVar(&v.report, "report", "", "write each change to this CSV file")
	return c
}

type repairVerb struct {
	*app
	reading exchange.Options
	id      string
	report  string
	options repair.Options
}

func (v *repairVerb) run(ctx context.Context, in, out string) error {
	switch {
	case !(v.options.Width > 0 && v.options.Width <= 1000):
		return usage(locale.Errorf("--tolerance-m is more than 0 and at most %d metres", 1000))
	case !slices.Contains(repair.Rules(), string(v.options.Overlaps)):
		return usage(locale.Errorf("--overlaps is one of %s", locale.Or(repair.Rules()...)))
	}
	v.reading.Most = output.Most()
	if err := errors.Join(usage(exchange.Writes(filepath.ToSlash(out))), beside(out)); err != nil {
		return err
	}
	if v.report != "" {
		if err := checkEnding("--report", v.report, ".csv"); err != nil {
			return err
		}
		if err := beside(v.report); err != nil {
			return err
		}
	}
	s, err := source(in)
	if err != nil {
		return badInput(err)
	}
	m := v.meter()
	defer m.clear()
	layer, err := v.open(s, m)
	if err != nil {
		return err
	}
	v.options.Progress = m.part
	r, err := repair.Repair(ctx, layer, v.options)
	if v.id != "" && isFault(err, geo.UnknownProperty) {
		return usage(err)
	}
	if err != nil {
		return badInput(err)
	}
	m.clear()
	v.tellChanges(r)
	if err := v.writeLayers(in, out, []format.Layer{r.Layer}, v.report); err != nil || v.report == "" {
		return err
	}
	table := output.Table{Rows: repair.Rows(r.Changes, v.term)}
	return writeBeside(v.report, table.CSV())
}

// open is the layer that is meant, in longitude and latitude, with what its fields are taken for.
func (v *repairVerb) open(s format.Source, m *meter) (format.Layer, error) {
	m.step(locale.T("reading %s", s.Name), 0, 0)
	x, err := exchange.Inspect(s, v.reading)
	if err != nil {
		return format.Layer{}, badReading(err, v.reading)
	}
	l, _, notes, err := exchange.OpenOne(s, v.reading)
	if err != nil {
		return format.Layer{}, badReading(err, v.reading)
	}
	m.clear()
	v.pointOutFaults(notes)
	v.options.File = s.Name
	for _, i := range x.Layers {
		if i.Name == l.Name {
			return l, v.fields(i)
		}
	}
	return l, v.fields(exchange.Inspected{})
}

// fields finds out which field is the id, which the name and which the voters.
func (v *repairVerb) fields(x exchange.Inspected) error {
	var names []string
	for _, c := range x.Fields {
		names = append(names, c.Name)
	}
	p := geo.PropertiesOf(v.options.File, names, x.Texts(), x.IDs > 0)
	id := p.ChooseID(false, v.id)
	if id == "" && x.IDs == 0 {
		return badInput(p.Missing(locale.T("an id"), "--id-field"))
	}
	if slices.Contains(names, id) || v.id != "" {
		v.options.ID = id
	}
	if voters, _ := p.ChooseVoters(""); slices.Contains(names, voters) {
		v.options.Voters = voters
	}
	byLanguage := p.ChooseNames("")
	for _, lang := range append([]string{v.term}, locale.Fallback()...) {
		if name := byLanguage[lang]; name != "" && slices.Contains(names, name) {
			v.options.Name = name
			break
		}
	}
	if v.options.Overlaps == repair.Voters && v.options.Voters == "" {
		return usage(locale.Errorf("--overlaps voters: %s has no field that looks like voters", v.options.File))
	}
	return nil
}

// tellChanges prints the changes, of each kind the first, and what was left.
func (v *repairVerb) tellChanges(r repair.Result) {
	faults := make([]fault.Fault, len(r.Changes))
	for i, c := range r.Changes {
		faults[i] = c.Fault
	}
	p := v.tell()
	for _, line := range fault.Lines(faults, fault.PerKind) {
		p.sayf("changed: %v", line)
	}
	for _, line := range fault.Lines(r.Notes, fault.PerKind) {
		v.notef("note: %v", line)
	}
	if len(r.Changes) == 0 {
		p.sayf("There is nothing to mend.")
	}
}
