package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

func newScenario(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "scenario",
		Short: "Write a scenario, explain the format, and look a scenario's inputs over",
		Args:  cobra.ArbitraryArgs,
		RunE:  noVerb,
	}
	show := func(use, short string, text func() []byte) {
		c.AddCommand(&cobra.Command{Use: use, Short: short, Args: noArgs, RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(text())
			return err
		}})
	}
	show("example", locale.T("Print an annotated scenario that names every key").Key, scenario.Example)
	show("schema", locale.T("Print the JSON Schema of scenario files").Key, scenario.Schema)
	show("report-schema", locale.T("Print the JSON Schema of report.json").Key, report.Schema)
	c.AddCommand(newNewScenario(a))
	c.AddCommand(newLookOver(a))
	return c
}

func newLookOver(a *app) *cobra.Command {
	var inputs inputFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Read every input and say what is there and what is wrong, without planning",
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			plans, err := inputs.prepare(c.Context())
			if err != nil {
				return err
			}
			lookedOver(a.answer(), plans)
			return nil
		},
	}
	inputs.bind(a, c)
	return c
}

// lookedOver says what a scenario's inputs hold, and which files they are.
func lookedOver(p printer, plans *districts.Case) {
	var voters int64
	for _, u := range plans.Layer.Units {
		voters += u.Voters
	}
	p.sayf("%s: %d {2|unit|units}, %d {3|region|regions}, %d {4|place|places}, %d {5|border|borders}, %d "+
		"{6|voter|voters}, "+
		"%d {7|seat|seats}, rule %s.", plans.Scenario.ID, len(plans.Layer.Units), len(plans.Layer.Regions),
		len(plans.Layer.Places), len(plans.Layer.Borders), voters, plans.AllSeats(), plans.Rule.ID)
	for _, in := range plans.Scenario.Inputs() {
		fmt.Fprintf(p.w, "  %-10s %s  %s\n", in.Role, in.SHA256, in.File)
	}
	for _, n := range plans.Notes {
		p.sayf("note: %v", n)
	}
}
