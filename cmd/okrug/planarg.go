package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/crosswalk"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// planHelp says what verbs take for PLAN.
const planHelp = `PLAN is the folder of a plan, as okrug plan writes it, or its plan.geojson; a table with
unit_id,district; or the id of a plan that the scenario names, such as enacted. Files of other programs are read too:
tables with other titles or none, as CSV or workbook, block equivalency files, plans of Districtr, graphs whose nodes
have a district, layers of units with their districts, the districts' shapes, and ensembles in BEN, XBEN or lines of
JSON, of which --sample names the plan and whose positions are the units in the order of okrug graph; what was taken
for what is said. A folder brings the case that it was made from: units, voters, rule and seats. A flag such as --voters
replaces one of them, and the output says so. A bare file is taken for the scenario of --scenario.`

// given is a plan that a verb was given.
type given struct {
	*districts.Plan
	name   string         // as it was named
	dir    string         // the plan's folder that it comes from, "" for none
	file   string         // the file that it was read from, "" for an id
	report []byte         // the folder's report.json, nil for none
	opened *folder.Opened // the folder, nil for none
}

// planFlag binds --plan, which verbs took before PLAN could stand alone.
func planFlag(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "plan", "", "the plan, as PLAN; kept for scripts")
}

// planName is the plan that a verb was given, as argument or as flag.
func planName(args []string, flag string) (string, error) {
	switch {
	case len(args) == 1 && flag != "" && args[0] != flag:
		return "", locale.Errorf("two plans are named, %s and --plan %s; name one", args[0], flag)
	case len(args) == 1:
		return args[0], nil
	case flag != "":
		return flag, nil
	}
	return "", locale.Errorf("name the plan: the folder of okrug plan, a file, or the id of a plan of the scenario")
}

// readPlan reads the one plan that a verb was given, with its own case or with that of the flags.
func (a *app) readPlan(ctx context.Context, f *inputFlags, name string) (*given, error) {
	g, err := a.readNext(ctx, f, &given{}, name)
	if err != nil {
		return nil, err
	}
	return g, f.spare()
}

// readNext reads a plan of several that a verb was given; with the other it may have its case in common.
func (a *app) readNext(ctx context.Context, f *inputFlags, other *given, name string) (*given, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	g, err := a.readOnce(ctx, f, other, name)
	if isFault(err, geo.NoDistricts) {
		return a.readByDistrict(ctx, f, name, err)
	}
	return g, err
}

// readByDistrict reads a plan in whose districts voters without territory count: first without them, to know its
// districts, then with them. Where it cannot be read without them, what was wrong before is told but for that.
func (a *app) readByDistrict(ctx context.Context, f *inputFlags, name string, wrong error) (*given, error) {
	first, second := *f, *f
	first.change.WithoutElsewhere = true
	quiet := a.quiet
	a.quiet = true
	g, err := a.readOnce(ctx, &first, &given{}, name)
	a.quiet = quiet
	if err != nil {
		var all *fault.Faults
		if errors.As(wrong, &all) {
			if rest := all.Without(geo.NoDistricts).Err(); rest != nil {
				return nil, badInput(rest)
			}
		}
		return nil, err
	}
	numbers := g.Numbers()
	second.change.Districts = &numbers
	g, err = a.readOnce(ctx, &second, &given{}, name)
	f.samples = second.samples
	return g, err
}

// readOnce is readNext where voters without territory count in units.
func (a *app) readOnce(ctx context.Context, f *inputFlags, other *given, name string) (*given, error) {
	if f.crosswalk != "" {
		return a.readAcross(ctx, f, name)
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		if !folder.Is(name) {
			return nil, badInput(locale.Errorf("%s is not the folder of a plan: it has no %s; okrug plan writes such folders",
				name, output.Scenario))
		}
		return a.fromFolder(ctx, f, other, name, name)
	case err == nil:
		return a.fromFile(ctx, f, other, name)
	case errors.Is(err, fs.ErrNotExist):
		return a.fromScenario(ctx, f, name, err)
	}
	return nil, badInput(err)
}

// fromScenario reads a plan that the scenario names by its id.
func (a *app) fromScenario(ctx context.Context, f *inputFlags, id string, notFound error) (*given, error) {
	c, err := f.prepare(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range c.Scenario.Plans {
		if p.ID == id {
			return a.known(c, id, nil)
		}
	}
	if len(c.Scenario.Plans) > 0 {
		notFound = locale.Errorf("%w; plans of the scenario: %s", notFound, planIDs(c.Scenario))
	}
	return nil, badInput(notFound)
}

// known reads a plan of a case's scenario, by a crosswalk in place of the scenario's where that is not nil.
func (a *app) known(c *districts.Case, id string, t *crosswalk.Table) (*given, error) {
	plan, err := c.KnownPlanBy(id, t)
	a.sayUnderstood(plan)
	return &given{Plan: plan, name: id}, badInput(err)
}

// fromFolder reads the plan of a folder with its own case, or that of --scenario.
func (a *app) fromFolder(ctx context.Context, f *inputFlags, other *given, dir, name string) (*given, error) {
	if f.scenario != "" {
		a.notef("%s is read for scenario %s, not for the one that it was made from.", name, f.scenario)
		return a.bareFile(ctx, f, filepath.Join(dir, output.Plan), name)
	}
	if err := f.noFields(); err != nil {
		return nil, err
	}
	o, err := folder.OpenBeside(ctx, dir, f.change, other.opened)
	if err != nil {
		return nil, f.blame(err)
	}
	if err := a.speaks(o.Case.Scenario); err != nil {
		return nil, err
	}
	a.sayChanges(f.change, name)
	a.pointOut(o.Case)
	if o.Wrong != nil {
		a.notef("%v", o.Wrong)
	}
	return &given{Plan: o.Plan, name: name, dir: dir, file: filepath.Join(dir, output.Plan), report: o.ReportJSON,
		opened: o}, nil
}

// fromFile reads a file: one of a plan's folder brings the folder, any other is taken for the scenario of the flags.
func (a *app) fromFile(ctx context.Context, f *inputFlags, other *given, name string) (*given, error) {
	dir := filepath.Dir(name)
	if folder.Is(dir) && f.scenario == "" {
		base := filepath.Base(name)
		if own, err := folder.Unchanged(dir, base); err != nil {
			return nil, badInput(err)
		} else if own && (base == output.Plan || base == output.Assignment) {
			return a.fromFolder(ctx, f, other, dir, name)
		}
	}
	// Somebody's own file, or one that lies deeper in a plan's folder, as variants do: of the same case.
	for up := dir; f.scenario == ""; up = filepath.Dir(up) {
		if folder.Is(up) {
			g, err := a.bareFileOf(ctx, f, up, name)
			return g, err
		}
		if up == filepath.Dir(up) || up == "." {
			break
		}
	}
	return a.bareFile(ctx, f, name, name)
}

// bareFileOf reads a file for the case of a plan's folder.
func (a *app) bareFileOf(ctx context.Context, f *inputFlags, dir, name string) (*given, error) {
	if err := f.noFields(); err != nil {
		return nil, err
	}
	c, err := folder.OpenCase(ctx, dir, f.change)
	if err != nil {
		return nil, f.blame(err)
	}
	if err := a.speaks(c.Scenario); err != nil {
		return nil, err
	}
	a.notef("%s is taken for scenario %s, as %s has it.", name, c.Scenario.ID, dir)
	return a.readBare(c, f, name, name, nil)
}

// bareFile reads a file for the scenario of the flags.
func (a *app) bareFile(ctx context.Context, f *inputFlags, file, name string) (*given, error) {
	c, err := f.prepare(ctx)
	if err != nil {
		return nil, err
	}
	a.notef("%s is taken for scenario %s.", name, c.Scenario.ID)
	return a.readBare(c, f, file, name, nil)
}

// readBare reads a file for a case, by a crosswalk where that is not nil.
func (a *app) readBare(c *districts.Case, f *inputFlags, file, name string, t *crosswalk.Table) (*given, error) {
	from, err := source(file)
	if err != nil {
		return nil, badInput(err)
	}
	from.Name = file
	a.pointOut(c)
	sample := 0
	if f.files.isEnsemble(from) {
		sample = f.samples.take()
	}
	plan, err := f.files.read(c, from, districts.Reading{Sample: sample, Crosswalk: t})
	a.sayUnderstood(plan)
	if err := a.saveDoubts(c, f.files, file, plan, err); err != nil {
		return nil, err
	}
	var wrong *districts.FiguresError
	if errors.As(err, &wrong) && f.change.Data() {
		wrong.Meant = true
		a.sayChanges(f.change, name)
		a.notef("%v", wrong)
		err = nil
	}
	if sample > 0 && isFault(err, planfile.NoSample) {
		return nil, usage(err)
	}
	return &given{Plan: plan, name: name, file: file}, badReading(err, f.files.reading)
}

// sayUnderstood says what was taken for what in a plan's file.
func (a *app) sayUnderstood(p *districts.Plan) {
	if p == nil {
		return
	}
	for _, n := range p.Understood {
		a.notef("note: %v", n)
	}
}

// sayChanges says which parts of a plan's own case flags replaced.
func (a *app) sayChanges(c scenario.Changes, name string) {
	for _, x := range []struct {
		said  locale.Text
		value string
	}{
		{locale.T("The units are those of %s, not those that %s was made with.", c.Units, name), c.Units},
		{locale.T("The regions are those of %s, not those that %s was made with.", c.Regions, name), c.Regions},
		{locale.T("The settlements are those of %s, not those that %s was made with.", c.Places, name), c.Places},
		{locale.T("The settlements with voters are those of %s, not those that %s was made with.", c.Settlements, name),
			c.Settlements},
		{locale.T("The voters without territory are those of %s, not those that %s was made with.", c.Elsewhere, name),
			c.Elsewhere},
		{locale.T("The voters are those of %s, not those that %s was made with.", c.Voters, name), c.Voters},
	} {
		if x.value != "" {
			a.notef("%s", x.said)
		}
	}
	if c.Rule != "" {
		a.notef("The rule is %s of --rule, whatever %s was made with.", c.Rule, name)
	}
	if c.Seats > 0 {
		a.notef("The seats are %d of --seats, whatever %s was made with.", c.Seats, name)
	}
	if c.PerDistrict > 0 {
		a.notef("A district has %d {1|seat|seats} by --per-district, whatever %s was made with.", c.PerDistrict, name)
	}
}

// pointOut says which figures changed so much, or are written so, that they may be a slip.
func (a *app) pointOut(c *districts.Case) {
	if c.Scenario != nil {
		for _, n := range c.Scenario.VotersTaken() {
			a.notef("note: %v", n)
		}
	}
	for _, n := range c.Notes {
		if n.Kind == geo.ChangedVoters || n.Kind == geo.Rounded || n.Kind == geo.ReadAs {
			a.notef("note: %v", n)
		}
	}
}

// notOver refuses an output folder that holds the plan that is read.
func (g *given) notOver(out string) error {
	if g.file == "" || out == "" {
		return nil
	}
	a, errA := resolved(out)
	b, errB := resolved(filepath.Dir(g.file))
	if err := errors.Join(errA, errB); err != nil {
		return badInput(err)
	}
	if a == b {
		return badInput(locale.Errorf("--out %s holds %s, the plan that is read, which would be lost; choose another folder",
			out, g.name))
	}
	return nil
}

// resolved is the absolute path of a file or folder, with links followed as far as it exists.
func resolved(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	rest := ""
	for up := name; ; up = filepath.Dir(up) {
		if real, err := filepath.EvalSymlinks(up); err == nil {
			return filepath.Join(real, rest), nil
		}
		if up == filepath.Dir(up) {
			return name, nil
		}
		rest = filepath.Join(filepath.Base(up), rest)
	}
}

// ownCase reports whether a plan brings its own case: it is a plan's folder, or lies in one.
func ownCase(name string) bool {
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	if info.IsDir() {
		return folder.Is(name)
	}
	return folder.Is(filepath.Dir(name))
}

// readBeside reads a plan that is compared with another: with its own case where it brings one, else for the other's.
func (a *app) readBeside(ctx context.Context, f *inputFlags, other *given, name string) (*given, error) {
	if ownCase(name) || f.scenario != "" {
		return a.readNext(ctx, f, other, name)
	}
	return a.readFor(other.Case, f, name, nil)
}

// readFor reads a plan for a case: the id of one of its scenario's, or a file.
func (a *app) readFor(c *districts.Case, f *inputFlags, name string, t *crosswalk.Table) (*given, error) {
	for _, p := range c.Scenario.Plans {
		if p.ID == name {
			return a.known(c, name, t)
		}
	}
	if _, err := os.Stat(name); err != nil {
		if ids := planIDs(c.Scenario); errors.Is(err, fs.ErrNotExist) && len(ids) > 0 {
			err = locale.Errorf("%w; plans of the scenario: %s", err, ids)
		}
		return nil, badInput(err)
	}
	return a.readBare(c, f, name, name, t)
}

// readPair reads two plans that are compared. One that is a bare file or an id is read for the other's case where that
// brings one.
func (a *app) readPair(ctx context.Context, f *inputFlags, first, second string) (x, y *given, err error) {
	if f.crosswalk != "" {
		return a.readPairAcross(ctx, f, first, second)
	}
	if !ownCase(first) && ownCase(second) {
		slices.Reverse(f.samples.named)
		y, x, err = a.readPair(ctx, f, second, first)
		return x, y, err
	}
	if x, err = a.readNext(ctx, f, &given{}, first); err != nil {
		return nil, nil, err
	}
	if y, err = a.readBeside(ctx, f, x, second); err != nil {
		return nil, nil, err
	}
	return x, y, f.spare()
}

// writeBeside writes one file, unless it would take the place of one that a plan's folder consists of.
func writeBeside(file string, data []byte) error {
	if err := beside(file); err != nil {
		return err
	}
	return badInput(output.WriteFile(file, data))
}

// beside refuses the name of a file that a plan's folder, or a set published in it, consists of.
func beside(file string) error {
	dir, err := resolved(filepath.Dir(file))
	if err != nil {
		return badInput(err)
	}
	rest := filepath.Base(file)
	for up := dir; ; up = filepath.Dir(up) {
		var own []string
		if folder.Is(up) {
			if own, err = folder.Listed(up); err != nil {
				return badInput(err)
			}
		}
		if slices.Contains(own, filepath.ToSlash(rest)) {
			return badInput(locale.Errorf("%s is a file of a plan's folder, which would be lost; choose another name",
				file))
		}
		if up == filepath.Dir(up) {
			return nil
		}
		rest = filepath.Join(filepath.Base(up), rest)
	}
}

// notOverItself refuses names of files to write that are other names of one that is read.
func notOverItself(read []string, written ...string) error {
	for _, file := range read {
		over, err := sameFile(file, written)
		if err == nil && over != "" {
			err = locale.Errorf("%s would be written over itself; choose another name", file)
		}
		if err != nil {
			return badInput(err)
		}
	}
	return nil
}

// sameFile is the first of some names that is another name of a file, which need not be there yet; "" for none.
func sameFile(file string, names []string) (string, error) {
	path, err := resolved(file)
	if err != nil {
		return "", err
	}
	own, ownErr := os.Stat(file)
	for _, name := range names {
		other, err := resolved(name)
		if err != nil {
			return "", err
		}
		if info, err := os.Stat(name); path == other || err == nil && ownErr == nil && os.SameFile(own, info) {
			return name, nil
		}
	}
	return "", nil
}

// mayWrite decides whether something that is signed or published may be written of a plan. Of a plan that meets every
// check it may. Of any other the verdict is printed, and it may be written as a draft alone; the returned error is then
// the exit code of the verb, which stays that of a plan that breaks a check.
func (a *app) mayWrite(g *given, draft bool) (code, refusal error) {
	r := report.Build(g.Plan)
	if r.Verdict == report.VerdictMeets {
		return nil, nil
	}
	verdictLine(a.printer(a.err), r)
	code = exitWith(exitBroken, nil)
	if draft {
		return code, nil
	}
	if r.Verdict == report.VerdictIncomplete {
		return nil, exitWith(exitBroken, locale.Errorf(
			"nothing is written of an unfinished plan; okrug check %s names where, --draft writes it all the same", g.name))
	}
	return nil, exitWith(exitBroken, locale.Errorf(
		"nothing is written of a plan that breaks a check; okrug check %s names where, --draft writes it all the same",
		g.name))
}
