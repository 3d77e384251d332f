package main

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/geo/locale"
)

func newMap(a *app) *cobra.Command {
	v := &mapVerb{app: a}
	c := &cobra.Command{
		Use:   "map PLAN --out FILE.svg|pdf|png",
		Short: "Print maps of a plan",
		Long: `Print one sheet of a plan, or with --atlas all of them as one PDF.

Sheets: national, with insets for districts too small to read; region:ID; district:NUMBER, with units, neighbours,
centre and settlements; deviation, from the quota and with the rule's limits; change, against the plan of --base.
--final leaves out the draft mark, and is refused of a plan that breaks a check (exit code 5). The same plan and flags
give the same bytes.

` + planHelp + crosswalkHelp,
		Args: upTo(1),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	v.inputs.crosswalkFlag(c)
	f := c.Flags()
	planFlag(c, &v.plan)
	f.StringVar(&v.out, "out", "", "the file to write; its ending decides the format")
	f.StringVar(&v.sheet, "sheet", "national", "national, region:ID, district:NUMBER, deviation or change")
	v.look.bind(f, "A4")
	f.BoolVar(&v.atlas, "atlas", false, "all sheets as one PDF with a list of contents")
	f.StringVar(&v.base, "base", "", "the plan to compare with, for the sheet of changes")
	needs(c, "out")
	return c
}

type mapVerb struct {
	*app
	inputs                 inputFlags
	plan, base, out, sheet string
	atlas                  bool
	look                   lookFlags
	opt                    maps.Options
}

func (v *mapVerb) run(c *cobra.Command, args []string) error {
	format, err := v.options(c)
	if err != nil {
		return err
	}
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	g, base, err := v.plans(c.Context(), name)
	if err != nil {
		return err
	}
	if v.opt.Final {
		if _, err := v.mayWrite(g, false); err != nil {
			return err
		}
	}
	plan := g.Plan
	if s := &v.opt.Sheet; s.Kind == maps.Region {
		i, err := plan.FindRegion(s.Region)
		if err != nil {
			return locale.Errorf("--sheet: %w", err)
		}
		s.Region = plan.Layer.Regions[i].ID
	} else if s.Kind == maps.District && !slices.ContainsFunc(plan.Districts, func(d districts.District) bool {
		return d.Number == s.Number
	}) {
		return usage(locale.Errorf("--sheet: %w", locale.Errorf("there is no district with number %d", s.Number)))
	}
	if v.opt.Lang, err = v.spokenLanguage(g.Scenario); err != nil {
		return err
	}
	if base != nil {
		v.opt.Base, v.opt.BaseName = base.Plan, filepath.Base(v.base)
		for _, p := range g.Scenario.Plans {
			if p.ID == v.base {
				v.opt.BaseName = p.Title.Among(v.opt.Lang, g.Scenario.Languages...)
			}
		}
	}
	ctx := c.Context()
	var b bytes.Buffer
	m := v.meter()
	if v.atlas {
		m.step(locale.T("drawing the atlas"), 0, 0)
		err = maps.Atlas(ctx, &b, plan, v.opt, func(done, all int) {
			m.step(locale.T("drawing the atlas"), min(done+1, all), all)
		})
	} else {
		m.step(locale.T("drawing the map"), 0, 0)
		err = maps.Write(ctx, &b, format, plan, v.opt)
	}
	m.clear()
	if err != nil {
		return v.explain(ctx, err)
	}
	if err := writeBeside(v.out, b.Bytes()); err != nil {
		return err
	}
	v.tell().sayf("The map is in %s.", v.out)
	return nil
}

// plans reads the plan and the one that it is compared with, if any.
func (v *mapVerb) plans(ctx context.Context, name string) (g, base *given, err error) {
	if v.base == "" {
		g, err = v.readPlan(ctx, &v.inputs, name)
		return g, nil, err
	}
	base, g, err = v.readPair(ctx, &v.inputs, v.base, name)
	return g, base, err
}

// options reads the flags that need no files.
func (v *mapVerb) options(c *cobra.Command) (format maps.Format, err error) {
	if err := checkEnding("--out", v.out, mapEndings...); err != nil {
		return "", err
	}
	if format, err = maps.FormatOf(v.out); err != nil {
		return "", err
	}
	if v.opt, _, err = v.look.options("A4"); err != nil {
		return "", err
	}
	if v.opt.Sheet, err = maps.ParseSheet(v.sheet); err != nil {
		return "", locale.Errorf("--sheet: %w", err)
	}
	switch {
	case v.atlas && format != maps.PDF:
		return "", locale.Errorf("--atlas: an atlas is written as .pdf")
	case v.atlas && c.Flags().Changed("sheet"):
		return "", locale.Errorf("--atlas has all sheets: leave out --sheet")
	case v.opt.Sheet.Kind == maps.Change && v.base == "":
		return "", locale.Errorf("--sheet change needs --base, the plan to compare with")
	}
	return format, nil
}

func (v *mapVerb) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return exitWith(exitUnknown, locale.Errorf("interrupted: nothing was written"))
	}
	return badInput(err)
}
