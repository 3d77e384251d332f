package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

func newScenario(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "scenario",
		Short: "Explain the scenario format, and look a scenario's inputs over",
	}
	show := func(use, short string, text func() []byte) {
		c.AddCommand(&cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(text())
			return err
		}})
	}
	show("example", "Print an annotated scenario that names every key", scenario.Example)
	show("schema", "Print the JSON Schema of scenario files", scenario.Schema)
	show("report-schema", "Print the JSON Schema of report.json", report.Schema)
	c.AddCommand(newLookOver(a))
	return c
}

func newLookOver(a *app) *cobra.Command {
	var inputs inputFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Read every input and say what is there and what is wrong, without planning",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			plans, err := inputs.prepare(c.Context())
			if err != nil {
				return err
			}
			var voters int64
			for _, u := range plans.Layer.Units {
				voters += u.Voters
			}
			fmt.Fprintf(a.out, "%s: %d units, %d regions, %d places, %d borders, %s voters, %s, rule %s.\n", plans.Scenario.ID,
				len(plans.Layer.Units), len(plans.Layer.Regions), len(plans.Layer.Places), len(plans.Layer.Borders),
				report.Thousands(voters),
				plural(plans.AllSeats(), "seat"), plans.Rule.ID)
			for _, in := range plans.Scenario.Inputs() {
				fmt.Fprintf(a.out, "  %-10s %s  %s\n", in.Role, in.SHA256, in.File)
			}
			for _, n := range plans.Notes {
				fmt.Fprintf(a.out, "note: %v\n", n)
			}
			return nil
		},
	}
	inputs.bind(c)
	return c
}
