package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"okrug/balance"
	"okrug/balance/amend"
	"okrug/districts/amendment"
	"okrug/districts/output"
	"okrug/districts/report"
)

func newAmend(a *app) *cobra.Command {
	v := &amendVerb{app: a}
	c := &cobra.Command{
		Use:   "amend PLAN --voters NEW.csv",
		Short: "Find the plan closest to one in force that meets the rule again",
		Long: `Voters change every half-year; districts should not, unless they must. amend finds, region by region, the plan that
meets the rule with the fewest voters moved to another district, then the fewest units, then the shortest border, and
keeps the districts' numbers. PLAN is a file, or the id of a plan that the scenario names, such as enacted; units whose
district it does not know are placed.

--seats N allows one seat more or fewer in a region: a new district takes the smallest free number, and of a region with
one seat fewer the district goes whose end moves the fewest voters.

The answer is proven closest where the search can be completed, and comes with a lower bound on the voters moved where
it cannot. The output folder receives the files of plan and amendment.json, which lists the moves.`,
		Args: cobra.ExactArgs(1),
		RunE: v.run,
	}
	v.inputs.bind(c)
	f := c.Flags()
	f.StringVar(&v.out, "out", "okrug-out", "output folder")
	f.DurationVar(&v.s.Time, "time", 0, "time limit for each region (default none: the default work budget ends the run)")
	f.Int64Var(&v.s.Work, "work", 0, "work limit of the heuristic for each region, in steps")
	f.Int64Var(&v.s.Nodes, "search", 0, "search nodes that the exact search of a region may take (default 2 million)")
	f.Uint64Var(&v.s.Seed, "seed", 0, "seed of random choices in regions that are too large to search completely")
	f.IntVar(&v.s.Workers, "workers", 0, "goroutines; 0 is one per core; results do not depend on it")
	f.StringVar(&v.lang, "lang", "", "language of names: one of the scenario's (default en where it has that)")
	return c
}

type amendVerb struct {
	*app
	inputs    inputFlags
	s         amend.Settings
	out, lang string
}

func (v *amendVerb) run(c *cobra.Command, args []string) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	lang, err := j.language(v.lang)
	if err != nil {
		return err
	}
	old, doubles, err := j.readPlan(args[0])
	if err != nil {
		return err
	}
	if len(doubles) > 0 {
		return badInput(fmt.Errorf("%s: %s in several districts; okrug check names them", args[0], plural(len(doubles), "unit")))
	}
	progress := newProgressLine(v.err)
	v.s.Progress = progress.show
	r, err := amendment.Revise(ctx, j.draft(), old, v.s)
	progress.clear()
	if err != nil {
		return badInput(err)
	}
	if r.Plan == nil {
		return amendFailed(r)
	}
	whole := report.Build(r.Plan, nil)
	j.tell(whole)
	files, err := v.planFiles(r.Plan, whole, lang)
	if err != nil {
		return err
	}
	moves, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := files.Add("amendment.json", append(moves, '\n')); err != nil {
		return err
	}
	return v.tell(j, r, whole, files, lang)
}

func (v *amendVerb) tell(j *job, r *amendment.Amendment, whole *report.Report, files *output.Set, lang string) error {
	if err := files.Write(v.out); err != nil {
		return badInput(err)
	}
	districtTable(v.app.out, whole, lang)
	amendmentText(v.app.out, j, r, lang)
	verdictLine(v.app.out, whole)
	fmt.Fprintf(v.app.out, "Written to %s: %s\n", v.out, list(files.Names()))
	if !whole.Lawful {
		return exitWith(exitUnlawful, nil)
	}
	return nil
}

func amendFailed(r *amendment.Amendment) error {
	code, what := exitUnknown, "no plan was found within the limits of time and work"
	if r.Status == balance.Infeasible {
		code, what = exitImpossible, "no plan within the rule exists"
	}
	var reasons []string
	for _, x := range r.Regions {
		if x.Status == balance.Infeasible || x.Status == balance.Unknown {
			reasons = append(reasons, fmt.Sprintf("%s, %d seats: %s: %s", x.ID, x.Seats, x.Status, x.Reason))
		}
	}
	return exitWith(code, errors.New(what+":\n  "+strings.Join(reasons, "\n  ")))
}

func amendmentText(w io.Writer, j *job, r *amendment.Amendment, lang string) {
	names := map[string]string{}
	for _, u := range j.layer.Units {
		names[u.ID] = u.Names.In(lang, j.scenario.Languages...)
	}
	proof := "proven the fewest"
	if r.Status != balance.Optimal {
		proof = fmt.Sprintf("at least %s must", report.Thousands(r.Bound))
	}
	fmt.Fprintf(w, "Moved: %s with %s voters (%s).\n", plural(r.Units, "unit"), report.Thousands(r.Voters), proof)
	placed := 0
	const shown = 60
	told := 0
	for _, m := range r.Moves {
		if m.From == 0 {
			placed++
			continue
		}
		if told++; told <= shown {
			fmt.Fprintf(w, "  %s %s: %d -> %d, %s voters\n", m.Unit, names[m.Unit], m.From, m.To, report.Thousands(m.Voters))
		}
	}
	if told > shown {
		fmt.Fprintf(w, "  and %d more, in amendment.json\n", told-shown)
	}
	if placed > 0 {
		fmt.Fprintf(w, "Placed: %s that had no district.\n", plural(placed, "unit"))
	}
	for _, x := range r.Regions {
		if x.Dissolved > 0 {
			fmt.Fprintf(w, "Dissolved: district %d of %s.\n", x.Dissolved, x.ID)
		}
	}
	for _, n := range r.New {
		fmt.Fprintf(w, "New: district %d.\n", n)
	}
	for _, n := range r.Renumbered {
		fmt.Fprintf(w, "Renumbered: %d -> %d, so that numbers run without a gap.\n", n.From, n.To)
	}
	for _, x := range r.Regions {
		if x.Status == balance.Feasible {
			fmt.Fprintf(w, "Not proven closest: %s, %s voters moved, at least %s must.\n", x.ID, report.Thousands(x.MovedVoters), report.Thousands(x.Bound))
		}
	}
}
