package main

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// inputFlags are the flags of every verb that reads a scenario.
type inputFlags struct {
	scenario string
	change   scenario.Changes
	given    func(flag string) bool
	app      *app // whose terminal shows how far the reading is; nil for none
}

func (f *inputFlags) bind(a *app, cmd *cobra.Command) {
	f.app = a
	s := cmd.Flags()
	f.given = s.Changed
	s.StringVar(&f.scenario, "scenario", "",
		"scenario file or folder, or the name of an embedded one; without it that of Kazakhstan, kz2022")
	s.StringVar(&f.change.Units, "units", "", "units in GeoJSON, in place of the scenario's")
	s.StringVar(&f.change.Regions, "regions", "", "regions in GeoJSON, in place of the scenario's")
	s.StringVar(&f.change.Places, "places", "", "settlements in GeoJSON, in place of the scenario's")
	s.StringVar(&f.change.Voters, "voters", "", "CSV with unit_id,voters that replaces the voters of every unit")
	s.StringVar(&f.change.VotersSource, "voters-source", "",
		"who the figures of --voters are from, for the credits (default \"not stated\")")
	s.StringVar(&f.change.VotersAsOf, "voters-as-of", "",
		"the date of the figures of --voters, for the credits (default \"not stated\")")
	s.IntVar(&f.change.Seats, "seats", 0, "number of seats, in place of the scenario's")
	s.StringVar(&f.change.Rule, "rule", "", "id of the rule that binds, in place of the scenario's; none binds none")
}

// check reads the flags that need no files.
func (f *inputFlags) check() error {
	if f.change.Seats < 1 && f.given("seats") {
		return locale.Errorf("--seats %s: give at least one seat", strconv.Itoa(f.change.Seats))
	}
	if f.change.Voters == "" && (f.change.VotersSource != "" || f.change.VotersAsOf != "") {
		return locale.Errorf("--voters-source and --voters-as-of speak of the file of --voters, which is not given")
	}
	return nil
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
func (f *inputFlags) open() (*scenario.Scenario, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	s, err := f.find()
	if err != nil {
		return nil, badInput(err)
	}
	s.Apply(f.change)
	if f.given(equalityName) {
		if err := checkEquality(f.change.EqualityWeight, s.Objective); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// prepare reads everything that the flags name.
func (f *inputFlags) prepare(ctx context.Context) (*districts.Case, error) {
	s, err := f.open()
	if err != nil {
		return nil, err
	}
	return f.ready(ctx, s)
}

// ready makes a scenario's case. What the rule's flag did is its own fault, not the scenario's.
func (f *inputFlags) ready(ctx context.Context, s *scenario.Scenario) (*districts.Case, error) {
	if _, err := s.BindingRule(); err != nil && f.change.Rule != "" {
		return nil, locale.Errorf("--rule: %w", err)
	}
	if f.app == nil {
		c, err := districts.Open(ctx, s, nil)
		return c, badInput(err)
	}
	m := f.app.meter()
	c, err := districts.Open(ctx, s, m.reading)
	m.clear()
	return c, badInput(err)
}
