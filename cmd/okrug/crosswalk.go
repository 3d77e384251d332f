package main

import (
	"context"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/crosswalk"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// crosswalkHelp says what --crosswalk does to PLAN.
const crosswalkHelp = `

A plan of another list of units is carried over with --crosswalk FILE: a table with old_id and new_id of the units that
were divided, joined, renamed or got new ids, and share (of the old unit), voters or area of the part where units of
several districts were joined. Which way it is to be read is told by the ids.`

// crosswalkFlag binds --crosswalk for a verb that takes plans of other lists.
func (f *inputFlags) crosswalkFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.crosswalk, "crosswalk", "",
		"table with old_id,new_id that carries a plan of an earlier or later list of units over to the one that it is "+
			"read for")
}

// readTable reads the table of --crosswalk.
func (f *inputFlags) readTable() (*crosswalk.Table, error) {
	data, err := output.ReadFile(f.crosswalk)
	if err != nil {
		return nil, locale.Errorf("--crosswalk: %w", err)
	}
	s, _, _, err := exchange.Unpack(format.Source{Name: f.crosswalk, Data: data}, exchange.Options{Most: output.Most()},
		exchange.Tables)
	if err != nil {
		return nil, err
	}
	return crosswalk.Read(s.Name, s.Data)
}

// readAcross reads a plan of another list for the case of --scenario, or for its own with the units of the flags.
func (a *app) readAcross(ctx context.Context, f *inputFlags, name string) (*given, error) {
	if f.scenario != "" || !ownCase(name) {
		c, err := f.prepare(ctx)
		if err != nil {
			return nil, err
		}
		a.notef("%s is taken for scenario %s.", name, c.Scenario.ID)
		return a.carried(ctx, f, c, name)
	}
	if f.change.Units == "" && f.change.Settlements == "" {
		return nil, locale.Errorf("--crosswalk: %s brings its own list of units; name the list that it is to be carried "+
			"over to, with --scenario or --units", name)
	}
	c, err := folder.OpenCase(ctx, folderOf(name), f.change)
	if err != nil {
		return nil, f.blame(err)
	}
	if err := a.speaks(c.Scenario); err != nil {
		return nil, err
	}
	a.sayChanges(f.change, name)
	return a.carried(ctx, f, c, name)
}

// folderOf is the plan's folder that a name means.
func folderOf(name string) string {
	if folder.Is(name) {
		return name
	}
	return filepath.Dir(name)
}

// carried reads a plan of another list for a case. One that brings its own case is read with that, so that the voters
// of its units are known.
func (a *app) carried(ctx context.Context, f *inputFlags, c *districts.Case, name string) (*given, error) {
	t, err := f.readTable()
	if err != nil {
		return nil, badInput(err)
	}
	if !ownCase(name) {
		return a.readFor(c, f, name, t)
	}
	a.pointOut(c)
	own := inputFlags{samples: f.samples, files: f.files, given: func(string) bool { return false }}
	old, err := a.readNext(ctx, &own, &given{}, name)
	if err != nil {
		return nil, err
	}
	f.samples = own.samples
	return a.carry(old, c, t)
}

// carry carries a plan over to the units of a case.
func (a *app) carry(old *given, c *districts.Case, t *crosswalk.Table) (*given, error) {
	now := *old
	var err error
	if now.Plan, err = districts.Carry(c, old.Plan, old.name, t); err != nil {
		return nil, badInput(err)
	}
	a.sayUnderstood(now.Plan)
	return &now, nil
}

// readPairAcross reads two plans of two lists: the first is carried over to the second's, which alone may be the one to
// bring a case. Where only the first brings one, and no scenario is named, it is the other way round.
func (a *app) readPairAcross(ctx context.Context, f *inputFlags, first, second string) (x, y *given, err error) {
	plain := *f
	plain.crosswalk = ""
	if ownCase(first) && !ownCase(second) && f.scenario == "" {
		if x, err = a.readNext(ctx, &plain, &given{}, first); err != nil {
			return nil, nil, err
		}
		f.samples = plain.samples
		y, err = a.carried(ctx, f, x.Case, second)
	} else {
		slices.Reverse(plain.samples.named)
		if y, err = a.readNext(ctx, &plain, &given{}, second); err != nil {
			return nil, nil, err
		}
		f.samples = plain.samples
		x, err = a.carried(ctx, f, y.Case, first)
	}
	if err != nil {
		return nil, nil, err
	}
	return x, y, f.spare()
}
