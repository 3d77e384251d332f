package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/amend"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

func newAmend(a *app) *cobra.Command {
	v := &amendVerb{app: a}
	c := &cobra.Command{
		Use:   "amend PLAN [--voters NEW.csv]",
		Short: "Find the plan closest to one in force that meets the rule again",
		Long: `Voters change every half-year; districts should not, unless they must. amend finds, region by region, the plan that
meets the rule with the fewest voters moved to another district, then the fewest units, then the shortest border, and
keeps the districts' numbers, names and centres. Units whose district PLAN does not know are placed.

Where the figures of today give some region another number of seats than it has in force, say which is meant:
--reapportion gives the seats of today, one more or fewer in a region (a new district takes the smallest free number, and
of a region with one seat fewer the district goes whose end moves the fewest voters); --keep-seats leaves the seats as they
are. Without either nothing is written, both outcomes are told, and the exit code is 2.

The answer is proven closest where the search can be completed, and comes with a lower bound on the voters moved where
it cannot. The output folder is that of a plan; its report names the moved units, and amendment.json lists them.

` + planHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: v.run,
	}
	v.inputs.bind(c)
	f := c.Flags()
	planFlag(c, &v.plan)
	f.StringVar(&v.out, "out", "okrug-amended", "output folder")
	f.BoolVar(&v.keep, "keep-seats", false, "leave every region the seats that it has in force")
	f.BoolVar(&v.reapportion, "reapportion", false, "give the regions the seats of today's figures")
	f.BoolVar(&v.json, "json", false, "print the amendment as JSON, as amendment.json has it")
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
	inputs            inputFlags
	s                 amend.Settings
	plan, out, lang   string
	keep, reapportion bool
	json              bool
}

func (v *amendVerb) run(c *cobra.Command, args []string) error {
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	if v.keep && v.reapportion {
		return errors.New("--keep-seats and --reapportion are opposites; give one")
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	if err := v.inputs.check(); err != nil {
		return err
	}
	old, now, err := v.cases(ctx, name)
	if err != nil {
		return err
	}
	lang, err := language(now.Scenario, v.lang)
	if err != nil {
		return err
	}
	v.pointOut(now)
	if err := old.notOver(v.out); err != nil {
		return err
	}
	if n := len(old.Doubles); n > 0 {
		return badInput(fmt.Errorf("%s: %s in several districts; okrug check names them", name, plural(n, "unit")))
	}
	moved := seatsMoved(old.Plan, now, lang)
	if len(moved) > 0 {
		fmt.Fprintf(v.err, "Seats by the figures of today: %s.\n", list(moved))
		switch {
		case v.keep:
			if now, err = v.keepSeats(ctx, name, old.Plan); err != nil {
				return err
			}
		case !v.reapportion:
			return v.both(ctx, name, old, now)
		}
	}
	r, err := v.amend(ctx, now, old)
	if err != nil {
		return err
	}
	if r.Plan == nil {
		return amendFailed(r)
	}
	return v.write(r, old, lang)
}

// cases reads the plan in force with the figures that it was made with, and the case of today.
func (v *amendVerb) cases(ctx context.Context, name string) (*given, *districts.Case, error) {
	before := v.inputs
	before.change = scenario.Changes{Units: v.inputs.change.Units, Regions: v.inputs.change.Regions,
		Rule: v.inputs.change.Rule}
	before.given = func(name string) bool { return name != "seats" && v.inputs.given(name) } // the seats are today's
	old, err := v.readPlan(ctx, &before, name)
	if err != nil {
		return nil, nil, err
	}
	now, err := v.today(ctx, old)
	return old, now, err
}

// today is the case of the plan in force with the changes of the flags.
func (v *amendVerb) today(ctx context.Context, old *given) (*districts.Case, error) {
	if old.dir != "" && v.inputs.scenario == "" {
		c, err := folder.OpenCase(ctx, old.dir, v.inputs.change)
		v.sayChanges(scenario.Changes{Voters: v.inputs.change.Voters, Seats: v.inputs.change.Seats}, old.name)
		return c, badInput(err)
	}
	return v.inputs.prepare(ctx)
}

// keepSeats is the case of today with the seats in force.
func (v *amendVerb) keepSeats(ctx context.Context, name string, old *districts.Plan) (*districts.Case, error) {
	fixed := map[string]int{}
	for i, r := range old.Layer.Regions {
		fixed[r.ID] = old.Seats[i]
	}
	g, err := v.readPlan(ctx, &inputFlags{scenario: v.inputs.scenario, given: func(string) bool { return false }}, name)
	if err != nil {
		return nil, err
	}
	s := g.Scenario
	s.Apply(v.inputs.change)
	s.FixSeats(fixed)
	return v.inputs.ready(ctx, s)
}

// seatsMoved names the regions whose seats are not those in force.
func seatsMoved(old *districts.Plan, now *districts.Case, lang string) (out []string) {
	before := map[string]int{}
	for i, r := range old.Layer.Regions {
		before[r.ID] = old.Seats[i]
	}
	for i, r := range now.Layer.Regions {
		if n, ok := before[r.ID]; ok && n != now.Seats[i] {
			out = append(out, fmt.Sprintf("%s %d -> %d", now.RegionName(i, lang), n, now.Seats[i]))
		}
	}
	return out
}

// both tells what either choice comes to, and writes nothing.
func (v *amendVerb) both(ctx context.Context, name string, old *given, now *districts.Case) error {
	kept, err := v.keepSeats(ctx, name, old.Plan)
	if err != nil {
		return err
	}
	for _, x := range []struct {
		flag string
		c    *districts.Case
	}{{"--keep-seats", kept}, {"--reapportion", now}} {
		r, err := v.amend(ctx, x.c, old)
		switch {
		case err != nil:
			fmt.Fprintf(v.app.out, "%s: %v\n", x.flag, err)
		case r.Plan == nil:
			fmt.Fprintf(v.app.out, "%s: %v\n", x.flag, amendFailed(r))
		default:
			verdict := "meets every check"
			if !districts.Lawful(r.Plan.Checks()) {
				verdict = "breaks a check"
			}
			fmt.Fprintf(v.app.out, "%s: %s with %s voters move; the plan %s.\n", x.flag, plural(r.Units, "unit"),
				report.Thousands(r.Voters), verdict)
		}
	}
	return errors.New("some regions would have another number of seats; say --keep-seats or --reapportion, nothing is written before")
}

func (v *amendVerb) amend(ctx context.Context, c *districts.Case, old *given) (*planning.Amendment, error) {
	progress := newProgressLine(v.err)
	v.s.Progress = progress.show
	r, err := planning.Amend(ctx, c, old.Plan, v.s)
	progress.clear()
	return r, badInput(err)
}

// write writes the folder of the amended plan and tells what changes.
func (v *amendVerb) write(r *planning.Amendment, old *given, lang string) error {
	whole := report.Amended(r, filepath.Base(old.name))
	files, err := folder.Files(r.Plan, whole, folder.Options{Lang: lang, LeftOut: v.leftOut})
	if err != nil {
		return err
	}
	moves, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	moves = append(moves, '\n')
	if err := files.Add("amendment.json", moves); err != nil {
		return err
	}
	if err := folder.Write(files, v.out); err != nil {
		return badInput(err)
	}
	if v.json {
		if _, err := v.app.out.Write(moves); err != nil {
			return err
		}
		return verdictCode(whole)
	}
	districtTable(v.app.out, whole, lang)
	amendmentText(v.app.out, r, lang)
	verdictLine(v.app.out, whole)
	fmt.Fprintf(v.app.out, "Written to %s: %s\n", v.out, list(tops(files)))
	return verdictCode(whole)
}

func amendFailed(r *planning.Amendment) error {
	code, what := exitUnknown, "no plan was found within the limits of time and work"
	if r.Status == balance.Infeasible {
		code, what = exitImpossible, "no plan within the rule exists"
	}
	var reasons []string
	for _, x := range r.Regions {
		if x.Status == balance.Infeasible || x.Status == balance.Unknown {
			reasons = append(reasons, fmt.Sprintf("%s, %d seats: %s: %s", x.ID, x.Seats, x.Status, x.Reason))
			if x.Doubt != "" {
				reasons = append(reasons, x.Doubt)
			}
		}
	}
	return exitWith(code, errors.New(what+":\n  "+strings.Join(reasons, "\n  ")))
}

func amendmentText(w io.Writer, r *planning.Amendment, lang string) {
	p := r.Plan
	proof := "proven the fewest"
	if r.Status != balance.Optimal {
		proof = fmt.Sprintf("at least %s must", report.Thousands(r.Bound))
	}
	fmt.Fprintf(w, "Moved: %s with %s voters (%s).\n", plural(r.Units, "unit"), report.Thousands(r.Voters), proof)
	const shown = 60
	for i, m := range r.Moves {
		if i == shown {
			fmt.Fprintf(w, "  and %d more, in amendment.json\n", len(r.Moves)-shown)
			break
		}
		name := p.Layer.Units[m.U].Names.In(lang, p.Scenario.Languages...)
		fmt.Fprintf(w, "  %s: %d -> %d, %s voters\n", idAndName(m.Unit, name), m.From, m.To, report.Thousands(m.Voters))
	}
	if n := len(r.Placed); n > 0 {
		fmt.Fprintf(w, "Placed: %s that had no district.\n", plural(n, "unit"))
	}
	for i, x := range r.Regions {
		if x.Dissolved > 0 {
			fmt.Fprintf(w, "Dissolved: district %d of %s.\n", x.Dissolved, p.RegionName(i, lang))
		}
	}
	for _, n := range r.New {
		fmt.Fprintf(w, "New: district %d.\n", n)
	}
	for _, n := range r.Renumbered {
		fmt.Fprintf(w, "Renumbered: %d -> %d.\n", n.From, n.To)
	}
	for i, x := range r.Regions {
		if x.Doubt != "" {
			fmt.Fprintln(w, x.Doubt)
		}
		if x.Status == balance.Feasible {
			fmt.Fprintf(w, "Not proven closest: %s, %s voters moved, at least %s must.\n", p.RegionName(i, lang),
				report.Thousands(x.MovedVoters), report.Thousands(x.Bound))
		}
	}
}
