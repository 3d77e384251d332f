package main

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/voters"
)

// inputFlags are the flags of every verb that reads a scenario.
type inputFlags struct {
	scenario string
	change   scenario.Changes
	job      scenario.Job // names of properties, for a job without a scenario
	noSeats  bool         // the verb needs none
	samples  samples
	files    *planFiles // nil of a verb that takes no plan
	// crosswalk is the table that carries a plan of another list of units over, "" for none.
	crosswalk string
	given     func(flag string) bool
	app       *app // whose terminal shows how far the reading is; nil for none
}

func (f *inputFlags) bind(a *app, cmd *cobra.Command) {
	f.app = a
	s := cmd.Flags()
	f.given = s.Changed
	s.StringVar(&f.scenario, "scenario", "",
		"scenario file or folder, or the name of an embedded one; without it that of Kazakhstan, kz2022")
	s.StringVar(&f.change.Units, "units", "", "units in GeoJSON, in place of the scenario's")
	f.bindSettlements(a, s)
	s.StringVar(&f.change.Regions, "regions", "", "regions in GeoJSON, in place of the scenario's")
	s.StringVar(&f.change.Places, "places", "", "settlements in GeoJSON, in place of the scenario's")
	s.StringVar(&f.change.Voters, "voters", "",
		"table with the voters of every unit in place of the scenario's: CSV with unit_id,voters, or a table as people keep "+
			"it, in CSV or XLSX, by ids or names")
	f.bindTable(s)
	s.StringVar(&f.change.Elsewhere, "elsewhere", "",
		"CSV with id,unit_id,voters of voters without territory, such as those abroad, and the unit in which they count; "+
			"where PLAN is given, district may stand in place of unit_id")
	s.StringVar(&f.change.VotersSource, "voters-source", "",
		"who the figures of --voters are from, for the credits (default \"not stated\")")
	s.StringVar(&f.change.VotersAsOf, "voters-as-of", "",
		"the date of the figures of --voters, for the credits (default \"not stated\")")
	s.IntVar(&f.change.Seats, "seats", 0, "number of seats, in place of the scenario's")
	s.IntVar(&f.change.PerDistrict, "per-district", 0, "seats of every district, in place of the scenario's (default 1)")
	s.StringVar(&f.change.Rule, "rule", "", "id of the rule that binds, in place of the scenario's; none binds none")
}

// bindTable binds the flags that say how the table of voters is read.
func (f *inputFlags) bindTable(s *pflag.FlagSet) {
	s.StringVar(&f.change.VotersSheet, "voters-sheet", "",
		"sheet of the table of voters; by default every sheet with such a table")
	s.StringVar(&f.change.VotersColumn, "voters-column", "",
		"title or letter of the column with the voters; by default it is recognised by its title, as are the others")
	s.StringVar(&f.change.VotersID, "id-column", "", "title or letter of the column with the ids of the units")
	s.StringVar(&f.change.VotersName, "name-column", "", "title or letter of the column with the names of the units")
	s.StringVar(&f.change.VotersRegion, "region-column", "",
		"title or letter of the column with the ids or names of the regions")
	s.StringVar(&f.change.VotersStatus, "status-column", "",
		"title or letter of the column that says how each figure was come by")
	s.StringVar(&f.change.Matches, "matches", "",
		"CSV that decides which units doubtful rows of the table of voters mean; written where some are undecided, and read "+
			"by the next run")
}

// bindSettlements binds the flags that make settlements units.
func (f *inputFlags) bindSettlements(a *app, s *pflag.FlagSet) {
	s.StringVar(&f.change.Settlements, "settlements", "",
		"settlements with voters in GeoJSON, points or areas, that are the units: with --regions and --seats a whole job "+
			"without a scenario")
	f.bindFields(a, s, func(what locale.Text) locale.Text {
		return locale.T("for --settlements without a scenario, the property with %s; by default it is recognised by its name",
			what)
	})
	s.StringVar(&f.change.Adjacency, "adjacency", "",
		"which settlements of one region or unit are neighbours: territory, whose parts have a common line (default), or "+
			"gabriel, who see each other")
}

// bindFields binds the flags that name properties. Usage is what one says of itself that names this.
func (f *inputFlags) bindFields(a *app, s *pflag.FlagSet, usage func(what locale.Text) locale.Text) {
	for _, x := range []struct {
		field *string
		flag  string
		what  locale.Text
	}{
		{&f.job.ID, "id-field", locale.T("the id of a unit")},
		{&f.job.Name, "name-field", locale.T("the name of a unit")},
		{&f.job.Voters, "voters-field", locale.T("the voters of a unit")},
		{&f.job.Kind, "kind-field", locale.T("the kind of a unit")},
		{&f.job.Region, "region-field", locale.T("the id or name of a unit's region; none: by its place alone")},
		{&f.job.RegionID, "region-id-field", locale.T("the id of a region")},
		{&f.job.RegionName, "region-name-field", locale.T("the name of a region")},
	} {
		s.StringVar(x.field, x.flag, "", usage(x.what).In(a.term))
	}
}

// check reads the flags that need no files.
func (f *inputFlags) check() error {
	if f.change.Seats < 1 && f.given("seats") {
		return locale.Errorf("--seats %s: give at least one seat", strconv.Itoa(f.change.Seats))
	}
	if f.change.PerDistrict < 1 && f.given("per-district") {
		return locale.Errorf("--per-district %s: give at least one seat", strconv.Itoa(f.change.PerDistrict))
	}
	if x := geo.Adjacency(f.change.Adjacency); x != "" && x != geo.ByTerritory && x != geo.ByGabriel {
		return locale.Errorf("--adjacency %s: choose %s", f.change.Adjacency,
			locale.Or(string(geo.ByTerritory), string(geo.ByGabriel)))
	}
	if f.change.Voters == "" && (f.change.VotersSource != "" || f.change.VotersAsOf != "") {
		return locale.Errorf("--voters-source and --voters-as-of speak of the file of --voters, which is not given")
	}
	return f.samples.check()
}

// find opens the scenario that the flags name, without their changes.
func (f *inputFlags) find() (*scenario.Scenario, error) {
	name := f.scenario
	if name == "" {
		name = data.Default
	}
	embedded := path.Join(name, "scenario.yaml")
	if fs.ValidPath(embedded) {
		if _, err := fs.Stat(data.Files, embedded); err == nil {
			return scenario.OpenFS(data.Files, embedded)
		}
	}
	switch {
	case folder.Is(name):
		name = filepath.Join(name, filepath.FromSlash(output.Scenario))
	default:
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			name = filepath.Join(name, "scenario.yaml")
		}
	}
	return scenario.Open(name)
}

// open opens the scenario that the flags name, with their changes.
func (f *inputFlags) open(ctx context.Context) (*scenario.Scenario, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	if f.change.Settlements != "" && f.scenario == "" {
		return f.make(ctx)
	}
	s, err := f.find()
	if err != nil {
		return nil, badInput(err)
	}
	if err := cmp.Or(badInput(s.Fits(f.change)), f.noFields()); err != nil {
		return nil, err
	}
	if err := f.app.speaks(s); err != nil {
		return nil, err
	}
	s.Apply(f.change)
	if _, err := s.BindingRule(); err != nil && f.change.Rule != "" {
		return nil, badInput(err)
	}
	if f.given(equalityName) {
		if err := checkEquality(f.change.EqualityWeight, s.Objective); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// noFields refuses flags that name properties where a scenario, or a plan's own, names them.
func (f *inputFlags) noFields() error {
	if f.job != (scenario.Job{}) {
		return usage(locale.Errorf("flags that name properties go with --settlements and no scenario, which names " +
			"them itself"))
	}
	return nil
}

// make makes the scenario of a job that is two files, and says what was taken for what.
func (f *inputFlags) make(ctx context.Context) (*scenario.Scenario, error) {
	c := f.change
	j := f.job
	j.Regions, j.Settlements, j.Seats, j.Rule = c.Regions, c.Settlements, c.Seats, c.Rule
	switch {
	case c.Units != "":
		return nil, locale.Errorf("--units and --settlements: give one of the two")
	case c.Regions == "":
		return nil, locale.Errorf("--settlements: give the regions too, with --regions")
	case c.Seats == 0 && !f.noSeats:
		return nil, locale.Errorf("--settlements: give the number of seats too, with --seats")
	}
	s, taken, err := j.Make(ctx)
	if err != nil {
		return nil, f.blame(err)
	}
	if f.app != nil {
		f.app.notef("properties of %s and %s: %s", c.Settlements, c.Regions, takenWords(taken, f.app.term))
	}
	c.Regions, c.Settlements, c.Seats, c.Rule = "", "", 0, ""
	s.Apply(c)
	return s, nil
}

// prepare reads everything that the flags name.
func (f *inputFlags) prepare(ctx context.Context) (*districts.Case, error) {
	s, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	return f.ready(ctx, s)
}

// ready makes a scenario's case.
func (f *inputFlags) ready(ctx context.Context, s *scenario.Scenario) (*districts.Case, error) {
	if f.app == nil {
		c, err := districts.Open(ctx, s, nil)
		return c, f.blame(err)
	}
	m := f.app.meter()
	c, err := districts.Open(ctx, s, m.reading)
	m.clear()
	return c, f.blame(err)
}

// blame is badInput of an error in reading what flags say of a file's columns: one that is not there is theirs.
func (f *inputFlags) blame(err error) error {
	if f.change.Table() != (scenario.VotersTable{}) && isFault(err, voters.NoColumn) ||
		f.job != (scenario.Job{}) && isFault(err, geo.UnknownProperty) {
		return usage(err)
	}
	return badInput(err)
}
