package main

import (
	"math"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
)

func newMerge(a *app) *cobra.Command {
	v := &mergeVerb{app: a}
	c := &cobra.Command{
		Use:   "merge PLAN PLAN...",
		Short: "Put drafts of regions together to one plan",
		Long: `Put plans together that each know some units, as drafts of single regions do, and write the whole as a table
with unit_id,district. A unit that two drafts give different districts, and a number that two drafts give districts of
different regions, are named as conflicts, and nothing is written. Districts keep their numbers; with --renumber each
draft's districts are its own, and all are numbered anew in the order of the regions.

All drafts are read for one case: the scenario of --scenario, else the first draft's own.

` + planHelp,
		Args: between(2, math.MaxInt),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	c.Flags().StringVar(&v.out, "out", "", "CSV file for the plan; without it the drafts are only compared")
	c.Flags().BoolVar(&v.renumber, "renumber", false, "number the districts anew, in the order of the regions")
	return c
}

type mergeVerb struct {
	*app
	inputs   inputFlags
	out      string
	renumber bool
}

func (v *mergeVerb) run(c *cobra.Command, args []string) error {
	ctx := c.Context()
	if v.out != "" {
		if err := v.ownFile(args); err != nil {
			return err
		}
	}
	var drafts []districts.Draft
	var first *given
	for _, name := range args {
		var g *given
		var err error
		if first == nil {
			g, err = v.readNext(ctx, &v.inputs, &given{}, name)
			first = g
		} else {
			g, err = v.readBeside(ctx, &v.inputs, first, name)
		}
		if err != nil {
			return err
		}
		drafts = append(drafts, districts.Draft{Name: name, Plan: g.Plan})
	}
	if err := v.inputs.spare(); err != nil {
		return err
	}
	p, err := districts.Merge(first.Case, drafts, v.renumber)
	if err != nil {
		return badInput(err)
	}
	v.sayUnderstood(p)
	known := 0
	for _, d := range p.Of {
		if d != districts.Unassigned {
			known++
		}
	}
	v.tell().sayf("%d of %d units have a district; there are %d {3|district|districts} for %d {4|seat|seats}.", known,
		len(p.Of), len(p.Districts), p.AllSeats())
	if v.out == "" {
		return nil
	}
	if err := writeBeside(v.out, p.Assignment()); err != nil {
		return err
	}
	v.tell().sayf("Written: %s.", v.out)
	return nil
}

// ownFile refuses a name for the plan that is that of something else: a file of a plan's folder, a draft, or a file of
// another format than the one that is written.
func (v *mergeVerb) ownFile(drafts []string) error {
	if err := checkEnding("--out", v.out, ".csv"); err != nil {
		return err
	}
	if err := beside(v.out); err != nil {
		return err
	}
	return notOverItself(drafts, v.out)
}
