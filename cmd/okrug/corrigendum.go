package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"okrug/districts"
	"okrug/districts/output"
	"okrug/districts/resolution"
)

func newCorrigendum(a *app) *cobra.Command {
	v := &corrigendumVerb{app: a}
	c := &cobra.Command{
		Use:   "corrigendum OLD NEW --lang LANG --out FILE.docx|FILE.html",
		Short: "Word the difference of two plans as an amending act",
		Long: `Word the difference of two plans as the draft of an amending act: names and numbers that change without any change of
a boundary, districts abolished and formed, units that move, and the new territories in full.

Units are the same where their ids are. --old-scenario and --old-units give the old plan's units, where names or
boundaries have changed since; without them both plans are of the same units.`,
		Args: cobra.ExactArgs(2),
		RunE: v.run,
	}
	v.inputs.bind(c)
	f := c.Flags()
	f.StringVar(&v.oldScenario, "old-scenario", "", "scenario of the old plan (default: that of the new plan)")
	f.StringVar(&v.oldUnits, "old-units", "", "units of the old plan in GeoJSON")
	f.StringVar(&v.lang, "lang", "", "kk, ru or en")
	f.StringVar(&v.out, "out", "", "file to write; its ending says the format")
	f.StringVar(&v.template, "template", "", "template in place of the built-in one")
	_ = c.MarkFlagRequired("lang")
	_ = c.MarkFlagRequired("out")
	return c
}

type corrigendumVerb struct {
	*app
	inputs                                     inputFlags
	oldScenario, oldUnits, lang, out, template string
}

func (v *corrigendumVerb) run(cmd *cobra.Command, args []string) error {
	before := v.inputs
	if v.oldScenario != "" {
		before = inputFlags{scenario: v.oldScenario}
	}
	if v.oldUnits != "" {
		before.units = v.oldUnits
	}
	old, err := loadPlan(cmd.Context(), before, args[0])
	if err != nil {
		return err
	}
	now, err := loadPlan(cmd.Context(), v.inputs, args[1])
	if err != nil {
		return err
	}
	oldTable, err := resolution.Table(old)
	if err != nil {
		return badInput(err)
	}
	table, err := resolution.Table(now)
	if err != nil {
		return badInput(err)
	}
	var text []byte
	if v.template != "" {
		if text, err = os.ReadFile(v.template); err != nil {
			return badInput(err)
		}
	}
	c, err := resolution.Compare(old, now, oldTable, table, v.lang)
	if err != nil {
		return badInput(err)
	}
	s, err := c.Sheet(string(text))
	if err != nil {
		return badInput(err)
	}
	data, err := resolution.Encode(s, v.out)
	if err != nil {
		return badInput(err)
	}
	return badInput(output.WriteFile(v.out, data))
}

// loadPlan reads a scenario and one plan of it.
func loadPlan(ctx context.Context, f inputFlags, name string) (*districts.Plan, error) {
	j, err := f.prepare(ctx)
	if err != nil {
		return nil, err
	}
	p, _, err := j.readPlan(name)
	return p, err
}
