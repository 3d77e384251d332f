package main

import (
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/report"
)

func newCheck(a *app) *cobra.Command {
	v := &checkVerb{app: a}
	c := &cobra.Command{
		Use:   "check PLAN",
		Short: "Check any plan without solving, a finished one or not",
		Long: `Check a plan against the same checks as okrug plan. The report tests it by every preset and every rule of the
scenario as well; --rule all prints that table: value, limit, margin in voters, districts at fault. The scenario's
own rule is the one of the checks. An unfinished plan is reported as incomplete, which is exit code 5 too.

` + planHelp + crosswalkHelp,
		Args: upTo(1),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	v.inputs.crosswalkFlag(c)
	planFlag(c, &v.plan)
	c.Flags().StringVar(&v.out, "out", "",
		"folder for the plan with its report and inputs, as okrug plan writes it; none is written without it")
	c.Flags().StringVar(&v.inputs.files.doubts, "doubts", "",
		"CSV file for the plan of a file of shapes as a table: the district of every unit and how much of it lies there; "+
			"where a unit is undecided it has all of its districts, as 15|16, to be decided there, and the table is the "+
			"plan then")
	c.Flags().BoolVar(&v.json, "json", false, "print the report as JSON, as report.json has it")
	return c
}

type checkVerb struct {
	*app
	inputs    inputFlags
	plan, out string
	json      bool
}

func (v *checkVerb) run(c *cobra.Command, args []string) error {
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	if doubts := v.inputs.files.doubts; doubts != "" {
		if err := checkEnding("--doubts", doubts, ".csv"); err != nil {
			return err
		}
	}
	ctx := c.Context()
	release, err := folder.Hold(v.out)
	if err != nil {
		return badInput(err)
	}
	defer release()
	all := v.inputs.change.Rule == everyRule
	if all {
		v.inputs.change.Rule = "" // the scenario's own binds
	}
	g, err := v.readPlan(ctx, &v.inputs, name)
	if err != nil {
		return err
	}
	lang, err := v.fileLanguage(g.Scenario)
	if err != nil {
		return err
	}
	if err := g.notOver(v.out); err != nil {
		return err
	}
	r := report.Build(g.Plan)
	if v.out != "" {
		files, err := folder.Files(ctx, g.Plan, r, folder.Options{Lang: lang, LeftOut: v.leftOut})
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
	p := v.tell()
	districtTable(p, g.Scenario, r)
	checkList(p, g.Scenario, r)
	if all {
		rulesTable(p, r)
	}
	verdictLine(p, r)
	if v.out != "" {
		p.sayf("The report is in %s.", v.out)
	}
	return verdictCode(r)
}
