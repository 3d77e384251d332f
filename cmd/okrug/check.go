package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/report"
)

func newCheck(a *app) *cobra.Command {
	v := &checkVerb{app: a}
	c := &cobra.Command{
		Use:   "check PLAN",
		Short: "Check any plan without solving, a finished one or not",
		Long: `Check a plan against the same checks as okrug plan. The report tests it by every preset and every rule of the scenario as
well; --rule all prints that table: value, limit, margin in voters, districts at fault. The scenario's rule still decides
whether it is lawful. An unfinished plan is reported as incomplete and is not lawful, which is exit code 5 too.

` + planHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: v.run,
	}
	v.inputs.bind(c)
	planFlag(c, &v.plan)
	c.Flags().StringVar(&v.out, "out", "", "folder for the plan with its report and inputs, as okrug plan writes it; none is written without it")
	c.Flags().StringVar(&v.lang, "lang", "", "language of names and of the report for people: one of the scenario's (default en where it has that)")
	c.Flags().BoolVar(&v.json, "json", false, "print the report as JSON, as report.json has it")
	return c
}

type checkVerb struct {
	*app
	inputs          inputFlags
	plan, out, lang string
	json            bool
}

func (v *checkVerb) run(c *cobra.Command, args []string) error {
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	all := v.inputs.change.Rule == everyRule
	if all {
		v.inputs.change.Rule = "" // the scenario's own binds
	}
	g, err := v.readPlan(ctx, &v.inputs, name)
	if err != nil {
		return err
	}
	lang, err := language(g.Scenario, v.lang)
	if err != nil {
		return err
	}
	if err := g.notOver(v.out); err != nil {
		return err
	}
	r := report.Build(g.Plan)
	if v.out != "" {
		files, err := folder.Files(g.Plan, r, folder.Options{Lang: lang, LeftOut: v.leftOut})
		if err != nil {
			return err
		}
		if err := folder.Write(files, v.out); err != nil {
			return badInput(err)
		}
	}
	if v.json {
		return v.printJSON(r)
	}
	districtTable(v.app.out, r, lang)
	checkList(v.app.out, r, lang)
	if all {
		rulesTable(v.app.out, r)
	}
	verdictLine(v.app.out, r)
	if v.out != "" {
		fmt.Fprintf(v.app.out, "The report is in %s.\n", v.out)
	}
	return verdictCode(r)
}
