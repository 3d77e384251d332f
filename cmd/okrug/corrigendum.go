package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/districts/scenario"
)

func newCorrigendum(a *app) *cobra.Command {
	v := &corrigendumVerb{app: a}
	c := &cobra.Command{
		Use:   "corrigendum OLD NEW --out FILE.docx|FILE.html",
		Short: "Word the difference of two plans as an amending act",
		Long: `Word the difference of two plans as the draft of an amending act: numbers, names and centres of districts that
change, districts struck out and added, units that move, and what all three annexes say of these districts from now on.
The words are read back: applied to the old plan they must give the new one.

Units are the same where their ids are. --old-scenario and --old-units give the old plan's units, where names or
boundaries have changed since. A plan's folder brings its own units and names; a bare file is read for the other plan's.
Of a new plan that breaks a check nothing is written, unless --draft asks for it; the exit code is 5 all the same.

OLD and NEW are each a PLAN. ` + planHelp + crosswalkHelp,
		Args: exactly(2),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	v.inputs.crosswalkFlag(c)
	f := c.Flags()
	f.StringVar(&v.oldScenario, "old-scenario", "", "scenario of the old plan (default: that of the new plan)")
	f.StringVar(&v.oldUnits, "old-units", "", "units of the old plan in GeoJSON")
	f.StringVar(&v.out, "out", "", "file to write; its ending says the format")
	f.BoolVar(&v.draft, "draft", false, "write it although the new plan breaks a check; every page says so")
	f.StringVar(&v.template, "template", "", "template in place of the built-in one")
	needs(c, "out")
	return c
}

type corrigendumVerb struct {
	*app
	inputs                               inputFlags
	oldScenario, oldUnits, out, template string
	draft                                bool
}

func (v *corrigendumVerb) run(cmd *cobra.Command, args []string) error {
	if err := checkEnding("--out", v.out, actEndings...); err != nil {
		return err
	}
	old, now, err := v.plans(cmd.Context(), args[0], args[1])
	if err != nil {
		return err
	}
	code, err := v.mayWrite(now, v.draft)
	if err != nil {
		return err
	}
	oldTable, err := resolution.Table(old.Plan)
	if err != nil {
		return badInput(err)
	}
	table, err := resolution.Table(now.Plan)
	if err != nil {
		return badInput(err)
	}
	var text []byte
	if v.template != "" {
		if text, err = output.ReadFile(v.template); err != nil {
			return badInput(err)
		}
	}
	lang, err := v.spokenLanguage(now.Scenario)
	if err != nil {
		return err
	}
	c, err := resolution.Compare(old.Plan, now.Plan, oldTable, table, lang)
	if err != nil {
		return badInput(err)
	}
	data, err := c.Write(string(text), v.out)
	if err != nil {
		return badInput(err)
	}
	if err := writeBeside(v.out, data); err != nil {
		return err
	}
	v.tell().sayf("Written: %s.", v.out)
	if n := unassigned(old.Plan); n > 0 {
		v.notef("The old plan does not know the district of %d {1|unit|units}: the act says nothing of the districts of "+
			"their regions but what moves between those that are known.", n)
	}
	return code
}

// plans reads both plans; the old one with its own scenario or units where flags name them.
func (v *corrigendumVerb) plans(ctx context.Context, oldName, newName string) (old, now *given, err error) {
	if v.oldScenario == "" && v.oldUnits == "" {
		return v.readPair(ctx, &v.inputs, oldName, newName)
	}
	before := v.inputs
	before.crosswalk = ""
	if v.oldScenario != "" {
		before.scenario, before.change = v.oldScenario, scenario.Changes{}
	}
	if v.oldUnits != "" {
		before.change.Units = v.oldUnits
	}
	if old, err = v.readNext(ctx, &before, &given{}, oldName); err != nil {
		return nil, nil, err
	}
	after := v.inputs
	after.samples, after.crosswalk = before.samples, ""
	if now, err = v.readPlan(ctx, &after, newName); err != nil || v.inputs.crosswalk == "" {
		return old, now, err
	}
	t, err := v.inputs.readTable()
	if err != nil {
		return nil, nil, badInput(err)
	}
	old, err = v.carry(old, now.Case, t)
	return old, now, err
}

// unassigned counts the units without a district.
func unassigned(p *districts.Plan) (n int) {
	for _, d := range p.Of {
		if d == districts.Unassigned {
			n++
		}
	}
	return n
}
