package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"okrug/districts/report"
	"okrug/districts/scenario"
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
			j, err := inputs.prepare(c.Context())
			if err != nil {
				return err
			}
			var voters int64
			for _, u := range j.layer.Units {
				voters += u.Voters
			}
			seats := 0
			for _, n := range j.seats {
				seats += n
			}
			fmt.Fprintf(a.out, "%s: %d units, %d regions, %d places, %d borders, %s voters, %s, rule %s.\n", j.scenario.ID,
				len(j.layer.Units), len(j.layer.Regions), len(j.layer.Places), len(j.layer.Borders), report.Thousands(voters),
				plural(seats, "seat"), j.rule.ID)
			for _, in := range j.scenario.Inputs() {
				fmt.Fprintf(a.out, "  %-10s %s  %s\n", in.Role, in.SHA256, in.File)
			}
			for _, n := range j.notes {
				fmt.Fprintf(a.out, "note: %v\n", n)
			}
			return nil
		},
	}
	inputs.bind(c)
	return c
}
