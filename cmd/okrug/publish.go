package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"okrug/districts/publish"
	"okrug/districts/report"
)

func newPublish(a *app) *cobra.Command {
	v := &publishVerb{app: a}
	c := &cobra.Command{
		Use:   "publish --plan PLAN --out DIR",
		Short: "Put everything of one plan into one folder, with checksums",
		Long: `Put everything of one plan into one folder: the draft act with its annexes and the explanatory note in each language,
the validation report, the maps and the atlas, the districts as full and as generalised GeoJSON, the assignment, the
inputs, a page of contents, and a list of SHA-256 sums. okrug verify checks such a folder from itself alone.

The folder appears whole or not at all. One that is there already must be empty or an earlier set, which it replaces
unless somebody changed or added a file there.
What okrug plan found (proofs, variants) is taken from the report.json beside the plan, if it is of that plan, or from
--report.`,
		Args: cobra.NoArgs,
		RunE: v.run,
	}
	v.inputs.bind(c)
	f := c.Flags()
	f.StringVar(&v.plan, "plan", "", "plan in GeoJSON or CSV, or the id of one of the scenario's plans")
	f.StringVar(&v.out, "out", "", "folder of the set")
	f.StringVar(&v.report, "report", "", "report.json that okrug plan wrote for this plan")
	f.StringSliceVar(&v.opt.Languages, "lang", nil, "languages, of kk, ru and en (default those of the scenario)")
	f.BoolVar(&v.opt.NoMaps, "no-maps", false, "leave maps and atlas out")
	f.BoolVar(&v.opt.Boundaries, "boundaries", false, "describe boundaries in words in the act")
	f.Float64Var(&v.opt.Scale, "scale", 0, "scale of the generalised lines, 1 to this number (default 5000000)")
	_ = c.MarkFlagRequired("plan")
	_ = c.MarkFlagRequired("out")
	return c
}

type publishVerb struct {
	*app
	inputs            inputFlags
	plan, out, report string
	opt               publish.Options
}

func (v *publishVerb) run(cmd *cobra.Command, _ []string) error {
	ctx, stop := interruptible(cmd.Context())
	defer stop()
	if err := publish.Free(v.out); err != nil {
		return badInput(err) // before the long work
	}
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	plan, doubles, err := j.readPlan(v.plan)
	if err != nil {
		return err
	}
	r := report.Build(plan, doubles)
	j.tell(r)
	if beside := filepath.Join(filepath.Dir(v.plan), "report.json"); v.report == "" {
		// Only that of this plan is taken; any other report there is none of ours.
		if solved, err := readReport(beside); err == nil && r.TakeRegions(solved.Regions) == nil {
			fmt.Fprintf(v.err, "Proofs and variants are those of %s.\n", beside)
		}
	} else {
		solved, err := readReport(v.report)
		if err == nil {
			err = r.TakeRegions(solved.Regions)
		}
		if err != nil {
			return badInput(fmt.Errorf("%s: %w", v.report, err))
		}
	}
	v.opt.Progress = func(file string) { fmt.Fprintf(v.err, "  %s\n", file) }
	v.opt.LeftOut = func(file string, err error) { fmt.Fprintf(v.err, "%s is left out: %v\n", file, err) }
	set, err := publish.Set(ctx, plan, r, v.opt)
	if err != nil {
		return badInput(err)
	}
	if err := publish.Write(set, v.out); err != nil {
		return badInput(err)
	}
	verdictLine(v.app.out, r)
	fmt.Fprintf(v.app.out, "%d files are in %s. Check them with: okrug verify %s\n", len(set.Names()), v.out, v.out)
	if !r.Lawful {
		return exitWith(exitUnlawful, nil)
	}
	return nil
}
