package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
)

func newAmend(a *app) *cobra.Command {
	v := &amendVerb{app: a}
	c := &cobra.Command{
		Use:   "amend PLAN [--voters NEW.csv | --settlements NEW.geojson]",
		Short: "Find the plan closest to one in force that meets the rule again",
		Long: `Voters change every half-year; districts should not, unless they must. amend finds, region by region, the plan
that meets the rule with the fewest voters moved to another district, then the fewest units, then the shortest border,
and keeps the districts' numbers, names and centres. Units whose district PLAN does not know are placed.

New figures come as --voters, or, where settlements are units or divide them, as the same file with new figures,
--settlements.
The units whose voters changed most are named, and the districts that leave the limit, with their deviation before and
by the figures of today.

Where the figures of today give some region another number of seats than it has in force, say which is meant:
--reapportion gives the seats of today, one more or fewer in a region (a new district takes the smallest free number,
and of a region with one seat fewer the district goes whose end moves the fewest voters); --keep-seats leaves the
seats as they are. Without either nothing is written, both outcomes are told, and the exit code is 2.

The answer is proven closest where the search can be completed, and comes with a lower bound on the voters moved where
it cannot. The output folder is that of a plan; its report names the moved units, and amendment.json lists them.

` + planHelp + crosswalkHelp,
		Args: upTo(1),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	v.inputs.crosswalkFlag(c)
	f := c.Flags()
	planFlag(c, &v.plan)
	f.StringVar(&v.out, "out", "okrug-amended", "output folder")
	f.BoolVar(&v.keep, "keep-seats", false, "leave every region the seats that it has in force")
	f.BoolVar(&v.reapportion, "reapportion", false, "give the regions the seats of today's figures")
	f.BoolVar(&v.json, "json", false, "print the amendment as JSON, as amendment.json has it")
	f.DurationVar(&v.time, "time", 0, "time limit for the whole run, with reading and the documents; 0 is none")
	f.DurationVar(&v.s.Time, "time-per-region", 0, "time limit for the search of each region")
	f.Int64Var(&v.s.Work, "work", 0, "work limit of the heuristic for each region, in steps")
	f.Int64Var(&v.s.Nodes, "search", 0, "search nodes that the exact search of a region may take (default 2 million)")
	f.Uint64Var(&v.s.Seed, "seed", 0, "seed of random choices in regions that are too large to search completely")
	memoryFlag(f, &v.s.MemoryLimit)
	f.IntVar(&v.s.Workers, "workers", 0, "goroutines; 0 is one per core; results do not depend on it")
	return c
}

type amendVerb struct {
	*app
	inputs            inputFlags
	s                 planning.AmendSettings
	plan, out         string
	keep, reapportion bool
	json              bool
	time              time.Duration
}

func (v *amendVerb) run(c *cobra.Command, args []string) error {
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	if v.keep && v.reapportion {
		return locale.Errorf("--keep-seats and --reapportion are opposites; give one")
	}
	ctx := c.Context()
	release, err := folder.Hold(v.out)
	if err != nil {
		return badInput(err)
	}
	defer release()
	if err := v.inputs.check(); err != nil {
		return err
	}
	old, now, err := v.cases(ctx, name)
	if err != nil {
		return err
	}
	lang, err := v.fileLanguage(now.Scenario)
	if err != nil {
		return err
	}
	v.pointOut(now)
	if err := old.notOver(v.out); err != nil {
		return err
	}
	if n := len(old.Duplicates); n > 0 {
		return badInput(locale.Errorf("%s: %d {2|unit|units} in several districts; okrug check names them", name, n))
	}
	moved := seatsMoved(v.aside(), old.Plan, now)
	if len(moved) > 0 {
		v.notef("Seats by the figures of today: %s.", moved)
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
	ctx = v.save(ctx)
	v.strayed(r)
	if r.Plan == nil {
		figuresText(v.aside(), now, r)
		return amendFailed(r)
	}
	return v.write(ctx, r, old, lang)
}

// cases reads the plan in force with the figures that it was made with, and the case of today.
func (v *amendVerb) cases(ctx context.Context, name string) (*given, *districts.Case, error) {
	before := v.inputs
	before.change = scenario.Changes{Units: v.inputs.change.Units, Regions: v.inputs.change.Regions,
		Rule: v.inputs.change.Rule}
	before.given = func(name string) bool { // the seats are today's
		return name != "seats" && name != "per-district" && v.inputs.given(name)
	}
	if before.crosswalk != "" {
		before.change.Settlements = v.inputs.change.Settlements // of another list, as the units are
	}
	old, err := v.readPlan(ctx, &before, name)
	if err != nil {
		return nil, nil, err
	}
	now, err := v.today(ctx, old)
	return old, now, err
}

// today is the case of the plan in force with the changes of the flags.
func (v *amendVerb) today(ctx context.Context, old *given) (*districts.Case, error) {
	numbers := old.Numbers()
	v.inputs.change.Districts = &numbers // in which voters without territory may count
	if old.dir != "" && v.inputs.scenario == "" {
		c, err := folder.OpenCase(ctx, old.dir, v.inputs.change)
		if err != nil {
			return nil, badInput(err)
		}
		said := v.inputs.change
		said.Units, said.Regions, said.Rule = "", "", "" // the plan in force was read with them, and it was said then
		v.sayChanges(said, old.name)
		return c, nil
	}
	return v.inputs.prepare(ctx)
}

// keepSeats is the case of today with the seats in force.
func (v *amendVerb) keepSeats(ctx context.Context, name string, old *districts.Plan) (*districts.Case, error) {
	fixed := map[string]int{}
	for i, r := range old.Layer.Regions {
		fixed[r.ID] = old.Seats[i]
	}
	own := inputFlags{scenario: v.inputs.scenario, samples: v.inputs.samples, files: v.inputs.files,
		given: func(string) bool { return false }}
	if own.crosswalk = v.inputs.crosswalk; own.crosswalk != "" {
		own.change = scenario.Changes{Units: v.inputs.change.Units, Settlements: v.inputs.change.Settlements,
			Regions: v.inputs.change.Regions}
	}
	g, err := v.readPlan(ctx, &own, name)
	if err != nil {
		return nil, err
	}
	s := g.Scenario
	s.Apply(v.inputs.change)
	s.FixSeats(fixed)
	return v.inputs.ready(ctx, s)
}

// seatsMoved names the regions whose seats are not those in force.
func seatsMoved(p printer, old *districts.Plan, now *districts.Case) (out []string) {
	before := map[string]int{}
	for i, r := range old.Layer.Regions {
		before[r.ID] = old.Seats[i]
	}
	for i, r := range now.Layer.Regions {
		if n, ok := before[r.ID]; ok && n != now.Seats[i] {
			out = append(out, fmt.Sprintf("%s %d -> %d", p.name(r.Names, now.Scenario), n, now.Seats[i]))
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
			v.tell().sayf("%s: %v", x.flag, err)
		case r.Plan == nil:
			v.tell().sayf("%s: %v", x.flag, amendFailed(r))
		default:
			verdict := locale.T("the plan meets every check")
			if !districts.Met(r.Plan.Checks()) {
				verdict = locale.T("the plan breaks a check")
			}
			v.tell().sayf("%s: %d {2|unit|units} with %d {3|voter|voters} move; %s.", x.flag, r.Units, r.Voters, verdict)
		}
	}
	return locale.Errorf("some regions would have another number of seats; say --keep-seats or --reapportion, nothing " +
		"is written before")
}

func (v *amendVerb) amend(ctx context.Context, c *districts.Case, old *given) (*planning.Amendment, error) {
	m := v.meter()
	v.s.Progress = m.search
	v.s.Total = v.searching(v.time)
	r, err := planning.Amend(ctx, c, old.Plan, v.s)
	m.clear()
	return r, badInput(err)
}

// strayed tells of voters without territory who were given to a district, and whose unit the amendment moves out of it.
func (v *amendVerb) strayed(r *planning.Amendment) {
	if r.Plan == nil {
		return
	}
	numbers := r.Plan.Numbers()
	for _, x := range r.Plan.Layer.Elsewhere {
		u := r.Plan.Layer.Units[x.Unit]
		if now := numbers[u.ID]; x.District > 0 && now != x.District {
			v.notef("The voters of %s were given to district %s and count in %s now, with unit %s.",
				fault.Label(x.ID, x.Names), strconv.Itoa(x.District), strconv.Itoa(now), fault.Label(u.ID, u.Names))
		}
	}
}

// write writes the folder of the amended plan and tells what changes.
func (v *amendVerb) write(ctx context.Context, r *planning.Amendment, old *given, lang string) error {
	whole := report.Amended(r, filepath.Base(old.name))
	files, err := folder.Files(ctx, r.Plan, whole, folder.Options{Lang: lang, LeftOut: v.leftOut})
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
	p := v.tell()
	districtTable(p, r.Plan.Scenario, whole)
	figuresText(p, r.Plan.Case, r)
	amendmentText(p, r)
	verdictLine(p, whole)
	p.sayf("Written to %s: %s", v.out, tops(files))
	return verdictCode(whole)
}

func amendFailed(r *planning.Amendment) error {
	none := &planning.NoPlanError{Proven: r.Status == balance.Infeasible}
	for _, x := range r.Regions {
		if x.Status == balance.Infeasible || x.Status == balance.Unknown {
			none.Reasons = append(none.Reasons, locale.T("%s, %d {2|seat|seats}: %s: %s", x.ID, x.Seats, x.Status, x.Reason))
			if x.Doubt != nil {
				none.Reasons = append(none.Reasons, locale.T("%s", x.Doubt))
			}
		}
	}
	if none.Proven {
		return exitWith(exitImpossible, none)
	}
	return exitWith(exitUnknown, none)
}

// figuresText says which figures changed most, and which districts leave the limit by them.
func figuresText(p printer, c *districts.Case, r *planning.Amendment) {
	f := r.Figures
	const shown = 10
	if n := len(f.Changed); n > 0 {
		p.sayf("Voters changed in %d {1|unit|units}, the most in:", n)
		for _, x := range f.Changed[:min(n, shown)] {
			p.sayf("  %s: %d -> %d", idAndName(x.Unit, p.name(c.Layer.Units[x.U].Names, c.Scenario)), x.Before, x.Now)
		}
	}
	if n := len(f.Shifted); n > 0 {
		p.sayf("%d {1|settlement lies|settlements lie} elsewhere than the plan in force has {1|it|them}, the furthest:", n)
		for _, x := range f.Shifted[:min(n, shown)] {
			p.sayf("  %s: %s", idAndName(x.Unit, p.name(c.Layer.Units[x.U].Names, c.Scenario)), measure.LengthText(x.Metres))
		}
	}
	for _, x := range f.Beyond {
		before, now := p.deviation(x.DeviationBefore), p.deviation(x.Deviation)
		if x.Was && r.Carried != nil { // what it was on its own list is not known
			p.sayf("District %s is beyond the limit once it is carried over to the present list of units: %s, and %s by the "+
				"figures of today.", strconv.Itoa(x.District), before, now)
		} else if x.Was {
			p.sayf("District %s was beyond the limit: %s before, %s by the figures of today.", strconv.Itoa(x.District), before,
				now)
		} else {
			p.sayf("District %s leaves the limit: %s before, %s by the figures of today.", strconv.Itoa(x.District), before,
				now)
		}
	}
}

func amendmentText(p printer, r *planning.Amendment) {
	plan := r.Plan
	proof := locale.T("proven the fewest")
	if r.Status != balance.Optimal && r.Bound < r.Voters {
		proof = locale.T("at least %d must", r.Bound)
	}
	p.sayf("Moved: %d {1|unit|units} with %d {2|voter|voters} (%s).", r.Units, r.Voters, proof)
	const shown = 60
	for i, m := range r.Moves {
		if i == shown {
			p.sayf("  and %d more, in amendment.json", len(r.Moves)-shown)
			break
		}
		name := p.name(plan.Layer.Units[m.U].Names, plan.Scenario)
		p.sayf("  %s: %s -> %s, %d {4|voter|voters}", idAndName(m.Unit, name), strconv.Itoa(m.From), strconv.Itoa(m.To),
			m.Voters)
	}
	if n := len(r.Placed); n > 0 {
		p.sayf("Placed: %d {1|unit|units} that had no district.", n)
	}
	region := func(i int) string { return p.name(plan.Layer.Regions[i].Names, plan.Scenario) }
	for i, x := range r.Regions {
		if x.Dissolved > 0 {
			p.sayf("Dissolved: district %s of %s.", strconv.Itoa(x.Dissolved), region(i))
		}
	}
	for _, n := range r.New {
		p.sayf("New: district %s.", strconv.Itoa(n))
	}
	for _, n := range r.Renumbered {
		p.sayf("Renumbered: %s -> %s.", strconv.Itoa(n.From), strconv.Itoa(n.To))
	}
	for i, x := range r.Regions {
		if x.Doubt != nil {
			p.sayf("%s", x.Doubt)
		}
		if x.Status == balance.Feasible && x.Bound < x.MovedVoters {
			p.sayf("Not proven closest: %s, %d {2|voter|voters} moved, at least %d must.", region(i), x.MovedVoters, x.Bound)
		}
	}
}
