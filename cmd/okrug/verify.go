package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"okrug/districts/verify"
)

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "Work out the verdict of a plan or a published set again, and check that all of it agrees",
		Long: `Check a folder that okrug publish wrote, from itself alone: the SHA-256 sums; the verdict, worked out again from
data/assignment.csv and inputs/ by code that shares nothing with the solvers or the report; and that report.json,
the GeoJSON files and the words of every act say the same as the CSV.

The folder of okrug plan or okrug check can be verified too: from its assignment.csv, or the CSV that was checked, and the
inputs where report.json says they are, which must have the sums given there.

Exit code 0: the plan is lawful and everything agrees. 5: it is not lawful, a file was changed, or something disagrees.
3: the folder is neither, or cannot be read.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err != nil {
				return badInput(err)
			}
			r, err := verify.Folder(args[0])
			if err != nil {
				return badInput(fmt.Errorf("%s: %w", args[0], err))
			}
			for _, o := range r.Outcomes {
				mark := "ok  "
				if !o.OK {
					mark = "FAIL"
				}
				for _, f := range o.Findings {
					fmt.Fprintf(a.out, "%s  %s: %s\n", mark, o.What, f)
				}
			}
			fmt.Fprintf(a.out, "The plan is lawful: %t. The set agrees with itself: %t.\n", r.Lawful, r.Agree)
			if !r.OK() {
				return exitWith(exitUnlawful, nil)
			}
			return nil
		},
	}
}
