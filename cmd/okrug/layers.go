package main

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// readingFlags binds what is said of a file that it does not say of itself, of every verb that reads one.
func readingFlags(f *pflag.FlagSet, o *exchange.Options) {
	f.StringVar(&o.Layer, "layer", "", "the layer that is meant of several, or the file in an archive")
	f.StringVar(&o.Encoding, "encoding", "", "the encoding of texts, such as windows-1251, in place of what the file says")
	f.StringVar(&o.CRS, "crs", "", "the system of the coordinates, such as EPSG:32642, in place of what the file says")
}

// source is a file on disk with what stands beside it.
func source(name string) (format.Source, error) {
	data, err := output.ReadFile(name)
	if err != nil {
		return format.Source{}, err
	}
	return format.Source{Name: filepath.ToSlash(name), Data: data, Beside: output.Beside(name)}, nil
}

// unpacked is a plan or graph on disk, with what stands beside it, without what it is packed in, which is said.
func (a *app) unpacked(name string) (format.Source, error) {
	s, err := source(name)
	if err != nil {
		return s, err
	}
	s.Name = name
	s, _, packed, err := exchange.Unpack(s, exchange.Options{Most: output.Most()}, exchange.Plans)
	a.pointOutFaults(packed)
	return s, err
}

// writeLayers writes layers that come from a file or plan, in the format of the name's ending, and says what was
// written. What was read is never written over. A report that is to be written besides, "" for none, must be another
// file than all of these. The files of a format that has several change together, and what programs keep beside them of
// the earlier ones, such as an index of their places, goes: it would be wrong of the new ones.
func (a *app) writeLayers(in, out string, layers []format.Layer, report string) error {
	m := a.meter()
	defer m.clear()
	files, err := exchange.Stream(filepath.ToSlash(out), m.counting(locale.T("writing %s", out), layers))
	if err != nil {
		return badInput(err)
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
		if err := beside(filepath.FromSlash(f.Name)); err != nil {
			return err
		}
	}
	if err := notOverItself([]string{in}, names...); err != nil {
		return err
	}
	if report != "" {
		over, err := sameFile(report, append([]string{in}, names...))
		if err != nil {
			return badInput(err)
		}
		if over != "" {
			return badInput(locale.Errorf("--report would be written over %s; choose another name", over))
		}
	}
	dir := filepath.Dir(out)
	stale, err := output.Siblings(out, exchange.Kept(out)...)
	if err != nil {
		return badInput(err)
	}
	if len(files) == 1 && len(stale) == 0 {
		err = output.WriteFileBy(out, files[0].To)
	} else {
		err = replaceAll(dir, files, stale)
	}
	if err != nil {
		return badInput(err)
	}
	m.clear()
	a.tell().sayf("Written: %s.", strings.Join(names, ", "))
	return nil
}

// replaceAll puts files into a folder together, in place of those that are stale.
func replaceAll(dir string, files []format.File, stale []string) error {
	var set output.Set
	for _, f := range files {
		whole, err := f.Whole()
		if err == nil {
			err = set.Add(path.Base(f.Name), whole.Data)
		}
		if err != nil {
			return err
		}
	}
	return set.Replace(dir, stale)
}

// pointOutFaults says what was noted in reading a file.
func (a *app) pointOutFaults(notes []fault.Fault) {
	for _, n := range notes {
		a.notef("note: %v", n)
	}
}
