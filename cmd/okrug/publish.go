package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/locale"
)

func newPublish(a *app) *cobra.Command {
	v := &publishVerb{app: a}
	c := &cobra.Command{
		Use:   "publish PLAN [--out DIR]",
		Short: "Put everything of one plan into one folder, with checksums",
		Long: `Put everything of one plan into one folder: beside the files of the plan's folder the draft act with its
annexes and the explanatory note in each language, the validation report, the maps and the atlas, the districts on
generalised lines, a page for the public (index.html) with a map, a search of one's own district and all files, and a
list of SHA-256 sums. okrug verify checks such a folder from itself alone.

Without --out a plan's own folder receives what is published; the files of the plan stay as they are. With --out the
folder appears whole or not at all; one that is there already must be empty or an earlier set, which it replaces unless
somebody changed or added a file there.

Of a plan that breaks a check nothing is written, unless --draft asks for it; the exit code is 5 all the same.

` + planHelp,
		Args: upTo(1),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	f := c.Flags()
	planFlag(c, &v.plan)
	f.StringVar(&v.out, "out", "", "folder of the set (default the plan's own folder)")
	f.StringVar(&v.report, "report", "", "report.json that okrug plan wrote for this plan (default that of its folder)")
	f.BoolVar(&v.draft, "draft", false, "publish it although the plan breaks a check; every document and map says so")
	f.StringSliceVar(&v.opt.Languages, "lang", nil,
		locale.T("languages, of %s (default those of the scenario)", locale.And(locale.Languages()...)).In(a.term))
	f.BoolVar(&v.opt.NoMaps, "no-maps", false, "leave maps and atlas out")
	f.IntVar(&v.opt.Sheets, "sheets", 0, locale.T("how many sheets of regions and districts each language may have "+
		"(default %d); where there would be more, those of districts are left out", publish.MostSheets).In(a.term))
	f.BoolVar(&v.opt.Boundaries, "boundaries", false, "describe boundaries in words in the act")
	f.StringArrayVar(&v.acts, "template", nil, "template of the act in place of the built-in one, in the language that "+
		"its %lang line says or as in ru=FILE; once for each language")
	f.StringArrayVar(&v.notes, "note-template", nil, "template of the explanatory note, likewise")
	v.look.bind(f, "")
	f.Float64Var(&v.opt.Scale, "scale", 0, "scale of the generalised lines, 1 to this number (default 5000000)")
	return c
}

type publishVerb struct {
	*app
	inputs            inputFlags
	plan, out, report string
	draft             bool
	acts, notes       []string // templates
	look              lookFlags
	opt               publish.Options
}

func (v *publishVerb) run(cmd *cobra.Command, args []string) error {
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	if s := v.opt.Scale; s != 0 && !(s >= 1000 && s <= 1e9) {
		return locale.Errorf("--scale: lines for 1 to %v cannot be made; use %d to %d", s, int64(1e3), int64(1e9))
	}
	for _, l := range v.opt.Languages {
		if !slices.Contains(locale.Languages(), l) {
			return usage(locale.Errorf("--lang %s: acts and maps are written in %s", l, locale.Languages()))
		}
	}
	if _, v.opt.Look, err = v.look.options("A3"); err != nil { // before the long work
		return err
	}
	if err := v.opt.Check(); err != nil {
		return usage(err)
	}
	if v.opt.Templates.Act, err = readTemplates("template", "act", v.acts); err != nil {
		return err
	}
	if v.opt.Templates.Note, err = readTemplates("note-template", "note", v.notes); err != nil {
		return err
	}
	if v.opt.Look.Final && v.draft {
		return usage(locale.Errorf("--final and --draft exclude each other"))
	}
	ctx := cmd.Context()
	out := v.out
	if out == "" && folder.Is(name) {
		out = name
	}
	release, err := folder.Hold(out)
	if err != nil {
		return badInput(err)
	}
	defer release()
	if v.out != "" {
		if err := publish.Replaceable(v.out); err != nil {
			return badInput(err) // before the long work
		}
	}
	g, err := v.readPlan(ctx, &v.inputs, name)
	if err != nil {
		return err
	}
	code, err := v.mayWrite(g, v.draft)
	if err != nil {
		return err
	}
	into := v.out == "" && g.dir != "" && v.inputs.change.None()
	switch {
	case v.out == "" && g.dir == "":
		return locale.Errorf("name the folder of the set with --out: the plan has none of its own")
	case v.out == "" && !into:
		return locale.Errorf("name another folder with --out: with other inputs than its own the plan's folder would be of " +
			"two plans")
	}
	r, err := g.solved(v.report)
	if err != nil {
		return err
	}
	base, err := v.base(ctx, g, r)
	if err != nil {
		return err
	}
	m := v.meter()
	v.opt.Progress = func(file string, n, all int) { m.step(locale.Raw(file), n, all) }
	v.opt.LeftOut = v.leftOut
	set, err := publish.Set(ctx, base, g.Plan, r, v.opt)
	m.clear()
	if ctx.Err() != nil {
		return exitWith(exitUnknown, locale.Errorf("interrupted: nothing was written"))
	}
	if err != nil {
		return badInput(err)
	}
	if into {
		out = g.dir
		err = folder.Write(set, out)
	} else {
		err = publish.Write(set, out)
	}
	if err != nil {
		return badInput(err)
	}
	p := v.tell()
	verdictLine(p, r)
	p.sayf("%d {1|file is|files are} in %s. Check them with: okrug verify %s", len(set.Names()), out, out)
	switch w := v.opt.Without(g.Plan); {
	case w.Regions > 0:
		p.sayf("Left out, because there would be too many: the sheets of %d {1|region|regions} and %d "+
			"{2|district|districts}. Ask for all with --sheets %d, or for one with: okrug map %s --sheet region:ID", w.Regions,
			w.Districts, w.All, out)
	case w.Districts > 0:
		p.sayf("Left out, because there would be too many: the sheets of %d {1|district|districts}. Ask for all with "+
			"--sheets %d, or for one with: okrug map %s --sheet district:NUMBER", w.Districts, w.All, out)
	}
	return code
}

// base are the files of the plan's folder: as they stand, where the plan comes with its own.
func (v *publishVerb) base(ctx context.Context, g *given, r *report.Report) (*output.Set, error) {
	if g.dir != "" && v.inputs.change.None() && v.inputs.scenario == "" {
		set, err := folder.Kept(g.dir, new(output.Set))
		return set, badInput(err)
	}
	// The set may be in languages that the scenario's own words are not in.
	lang := g.Scenario.Languages[0]
	for _, l := range v.opt.Languages {
		if slices.Contains(g.Scenario.Languages, l) {
			lang = l
			break
		}
	}
	return folder.Files(ctx, g.Plan, r, folder.Options{Lang: lang, LeftOut: v.leftOut})
}
