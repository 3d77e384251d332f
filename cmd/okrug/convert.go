package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/gis"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

func newConvert(a *app) *cobra.Command {
	v := &convertVerb{app: a}
	c := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Write a file or a plan in another format",
		Long: `Write a file of places, or the districts and units of a plan, in another format. IN is a file, the folder of a
plan, or the id of a plan that the scenario names; what it is shows in its content, packed as .zip or .gz or not. The
ending of OUT says what is written: .geojson, .geojsonl, .shp, .gpkg, .topojson, .kml, .csv or .xlsx, and .zip or .gz
behind it packs it. What the format cannot hold is refused. Coordinates become longitude and latitude on WGS 84.

Which unit has which district goes to programs that draw districts: .ben and .xben are an ensemble of the one plan, and
--assignment names one of the forms that others have: okrug (unit_id,district), baf (a block assignment file of the
Census Bureau), dave (Dave's Redistricting), districtr and districtr-json (Districtr's table and its object).`,
		Args: exactly(2),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	c.Flags().StringVar(&v.assignment, "assignment", "",
		"write which unit has which district: okrug, baf, dave, districtr or districtr-json; IN is any PLAN then")
	return c
}

type convertVerb struct {
	*app
	inputs     inputFlags
	assignment string
}

func (v *convertVerb) run(c *cobra.Command, args []string) error {
	in, out := args[0], args[1]
	v.inputs.files.reading.Most = output.Most()
	if d, err := v.dialect(out); err != nil {
		return err
	} else if d != "" {
		return v.writeAssignment(c.Context(), in, out, d)
	}
	if err := errors.Join(usage(exchange.Writes(filepath.ToSlash(out))), beside(out)); err != nil {
		return err
	}
	layers, err := v.layers(c.Context(), in, out)
	if err != nil {
		return err
	}
	if n := exchange.Shapeless(filepath.ToSlash(out), layers); n > 0 {
		v.notef("note: %v", locale.T("%s: a workbook has no shapes, and those of %d {2|feature|features} are left out", out,
			n))
	}
	return v.writeLayers(in, out, layers, "")
}

// dialect is the form that a name and --assignment ask for, "" for layers.
func (v *convertVerb) dialect(out string) (planfile.Dialect, error) {
	d := planfile.Dialect(v.assignment)
	end := strings.ToLower(filepath.Ext(out))
	switch {
	case d == "" && (end == planfile.BEN.Endings()[0] || end == planfile.XBEN.Endings()[0]):
		return planfile.Dialect(end[1:]), nil
	case d == "":
		return "", nil
	case !slices.Contains(planfile.Dialects(), v.assignment):
		return "", usage(locale.Errorf("--assignment %s: choose %s", v.assignment, locale.Or(planfile.Dialects()...)))
	}
	return d, checkEnding("--assignment "+v.assignment, out, d.Endings()...)
}

// writeAssignment writes which unit has which district in a form of other programs.
func (v *convertVerb) writeAssignment(ctx context.Context, in, out string, d planfile.Dialect) error {
	g, err := v.readPlan(ctx, &v.inputs, in)
	if err != nil {
		return err
	}
	data, err := g.AssignmentAs(d)
	if err != nil {
		return badInput(locale.Errorf("%s: %w", in, err))
	}
	if err := notOverItself([]string{in}, out); err != nil {
		return err
	}
	if err := writeBeside(out, data); err != nil {
		return err
	}
	if open := len(g.Of) - len(g.Numbers()); d.LeavesOut() && open > 0 {
		v.notef("%d {1|unit has|units have} no district, and {1|is|are} not in %s, as that program writes it.", open, out)
	}
	v.tell().sayf("Written: %s.", out)
	return nil
}

// layers are those of what is named, with notes on how it was read.
func (v *convertVerb) layers(ctx context.Context, in, out string) ([]format.Layer, error) {
	info, err := os.Stat(in)
	if err == nil && !info.IsDir() {
		s, err := source(in)
		if err != nil {
			return nil, badInput(err)
		}
		if !v.inputs.files.isEnsemble(s) {
			return v.fileLayers(s)
		}
	}
	if err == nil && info.IsDir() && !folder.Is(in) {
		return nil, badInput(locale.Errorf("%s is a folder, and not that of a plan: name the file in it", in))
	}
	reading := v.inputs.files.reading
	if reading.Encoding != "" || reading.CRS != "" {
		return nil, usage(locale.Errorf("--encoding and --crs say how a file is to be read, and %s is a plan; leave them out",
			in))
	}
	v.inputs.files.reading.Layer = "" // it is one of those that the plan has to give
	g, err := v.readPlan(ctx, &v.inputs, in)
	if err != nil {
		return nil, err
	}
	lang, err := v.spokenLanguage(g.Scenario)
	if err != nil {
		return nil, err
	}
	said, err := g.solved("")
	if err != nil {
		return nil, err
	}
	layers := gis.Layers(g.Plan, lang)
	// Where a file may hold tables without geometry, the checks stand beside what they are of.
	if end := strings.ToLower(filepath.Ext(out)); end == ".xlsx" || end == ".gpkg" || reading.Layer == "checks" {
		layers = append(layers, gis.Checks(said))
	} else if reading.Layer == "" {
		v.notef("note: %v", locale.T("%s: the table of the plan's checks is left out, which .gpkg and .xlsx hold; --layer "+
			"checks writes it alone", out))
	}
	gis.Describe(layers, said, lang)
	layers, err = (&exchange.Opened{Layers: layers}).Wanted(format.Source{Name: in}, reading.Layer)
	return layers, badReading(err, reading)
}

// fileLayers are the layers of a file in longitude and latitude, or the one that is wanted.
func (v *convertVerb) fileLayers(s format.Source) ([]format.Layer, error) {
	m := v.meter()
	defer m.clear()
	m.step(locale.T("reading %s", s.Name), 0, 0)
	reading := v.inputs.files.reading
	opened, err := exchange.Open(s, reading)
	if err != nil {
		return nil, badReading(err, reading)
	}
	layers, err := opened.Wanted(s, reading.Layer)
	if err != nil {
		return nil, badReading(err, reading)
	}
	v.pointOutFaults(opened.Notes)
	for i, l := range layers {
		placed, notes, err := exchange.OnEarth(s, l, reading)
		if err != nil {
			return nil, badInput(err)
		}
		v.pointOutFaults(slices.Concat(l.Notes, notes))
		layers[i] = placed
	}
	return layers, nil
}
