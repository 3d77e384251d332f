package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"okrug/districts"
	"okrug/districts/output"
	"okrug/districts/report"
)

func newCheck(a *app) *cobra.Command {
	v := &checkVerb{app: a}
	c := &cobra.Command{
		Use:   "check PLAN",
		Short: "Check any plan without solving, a finished one or not",
		Long: `Check a plan (GeoJSON as okrug writes it, or CSV with unit_id,district) against the same checks as plan.
The report tests the plan by every preset and every rule of the scenario as well; --rule all prints that table: value,
limit, margin in voters, districts at fault. The scenario's rule still decides whether it is lawful.
An unfinished plan is reported as incomplete and is not lawful, which is exit code 5 too.`,
		Args: cobra.ExactArgs(1),
		RunE: v.run,
	}
	v.inputs.bind(c)
	c.Flags().StringVar(&v.out, "out", "", "folder for the report (report.json, .md, .html, .pdf); none is written without it")
	c.Flags().StringVar(&v.lang, "lang", "", "language of names and of the report for people: one of the scenario's (default en where it has that)")
	return c
}

type checkVerb struct {
	*app
	inputs    inputFlags
	out, lang string
}

func (v *checkVerb) run(c *cobra.Command, args []string) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	all := v.inputs.rule == everyRule
	if all {
		v.inputs.rule = "" // the scenario's own binds
	}
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	lang, err := j.language(v.lang)
	if err != nil {
		return err
	}
	plan, doubles, err := j.readPlan(args[0])
	if err != nil {
		return err
	}
	r := report.Build(plan, doubles)
	j.tell(r)
	if err := j.testRules(r, plan); err != nil {
		return err
	}
	if v.out != "" {
		var files output.Set
		if err := v.addReport(&files, plan, r, lang); err != nil {
			return err
		}
		if err := files.Write(v.out); err != nil {
			return badInput(err)
		}
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
	if !r.Lawful {
		return exitWith(exitUnlawful, nil)
	}
	return nil
}

// keepNumbers numbers a new plan like the plan that the scenario names for it.
func (j *job) keepNumbers(p *districts.Plan) error {
	if j.scenario.Numbering == "" {
		return nil
	}
	old, _, err := j.readPlan(j.scenario.Numbering)
	if err != nil {
		return err
	}
	p.KeepNumbers(old)
	return nil
}

// readPlan reads a plan file, or a plan that the scenario names by its id.
func (j *job) readPlan(name string) (*districts.Plan, districts.Doubles, error) {
	for _, p := range j.scenario.Plans {
		if p.ID == name {
			data, file, err := j.scenario.ReadPlanFile(p)
			if err != nil {
				return nil, nil, badInput(err)
			}
			plan, doubles, err := districts.ReadPlan(j.draft(), file, data)
			return plan, doubles, badInput(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) && len(j.scenario.Plans) > 0 {
			err = fmt.Errorf("%w; plans of the scenario: %s", err, list(planIDs(j.scenario)))
		}
		return nil, nil, badInput(err)
	}
	j.scenario.Note("plan", name, data)
	plan, doubles, err := districts.ReadPlan(j.draft(), name, data)
	return plan, doubles, badInput(err)
}
