package main

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// planFiles is what flags say of the files of plans, whichever of them is read.
type planFiles struct {
	reading exchange.Options // what they do not say of themselves
	asked   exchange.Options // what of that some file was read by
	doubts  string           // a table to write of where units lie, "" for none
	placed  bool             // it was written
}

// planFlags binds what is said of the files of plans, for a verb that takes these.
func (f *inputFlags) planFlags(c *cobra.Command) {
	f.files = &planFiles{}
	c.Flags().IntSliceVar(&f.samples.named, "sample", nil,
		"number of the plan that is meant of an ensemble, from 1; where several ensembles are named, one for each")
	readingFlags(c.Flags(), &f.files.reading)
}

// spare refuses what is said of files that no plan came from, after all plans are read.
func (f *inputFlags) spare() error {
	x := f.files
	var unasked *planfile.UnaskedError
	if err := planfile.Unasked(format.Source{}, x.reading, x.asked); errors.As(err, &unasked) {
		return locale.Errorf("%s: no plan that is given is a file that is read by it; leave it out",
			locale.Listed(unasked.Said("--"), fault.PerKind))
	}
	if x.doubts != "" && !x.placed {
		return locale.Errorf("--doubts writes how much of every unit lies in which of the districts' shapes, and the plan " +
			"is no file of shapes; leave it out")
	}
	return f.samples.spare()
}

// isEnsemble reports whether a file is an ensemble, packed or not.
func (x *planFiles) isEnsemble(s format.Source) bool {
	o := x.reading
	o.Most = output.Most()
	inner, _, _, err := exchange.Unpack(s, o, exchange.Plans)
	return err == nil && ben.Is(inner.Data)
}

// read reads a plan's file by what is said of files, as far as that concerns it.
func (x *planFiles) read(c *districts.Case, s format.Source, r districts.Reading) (*districts.Plan, error) {
	r.Options = x.reading
	p, err := districts.ReadPlanFrom(c, s, r)
	if unasked := (*planfile.UnaskedError)(nil); errors.As(err, &unasked) {
		r.Options = unasked.Concern
		p, err = districts.ReadPlanFrom(c, s, r)
	}
	x.asked.Layer = cmp.Or(x.asked.Layer, r.Options.Layer)
	x.asked.Encoding = cmp.Or(x.asked.Encoding, r.Options.Encoding)
	x.asked.CRS = cmp.Or(x.asked.CRS, r.Options.CRS)
	return p, err
}

// saveDoubts writes where the units lie among the shapes that a file has, be it a plan or refused as one.
func (a *app) saveDoubts(c *districts.Case, f *planFiles, file string, p *districts.Plan, refused error) error {
	var placed []planfile.Placed
	if divided := (*planfile.DividedError)(nil); errors.As(refused, &divided) {
		placed = divided.Placed
	} else if p != nil {
		placed = p.Placed
	}
	if f.doubts == "" || placed == nil {
		return nil
	}
	lang, err := a.fileLanguage(c.Scenario)
	if err != nil {
		return err
	}
	if err := notOverItself([]string{file}, f.doubts); err != nil {
		return err
	}
	if err := writeBeside(f.doubts, planfile.Doubts(placed, lang)); err != nil {
		return err
	}
	f.placed = true
	if n := planfile.Undecided(placed); n > 0 {
		a.notef("note: %s has every unit with its district and how much of it lies there; %d {2|unit is|units are} "+
			"undecided, with all of {2|its|their} districts, as 15|16: leave one of these, and %s is the plan.", f.doubts, n,
			f.doubts)
	} else {
		a.notef("note: %s has every unit with its district and how much of it lies there, and is a plan itself.", f.doubts)
	}
	return nil
}
