package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// writeLayers writes layers that come from a file or plan, in the format of the name's ending, and says what was
// written. What was read is never written over. A report that is to be written besides, "" for none, must be another
// file than all of these.
func (a *app) writeLayers(in, out string, layers []format.Layer, report string) error {
	files, err := exchange.Write(filepath.ToSlash(out), layers)
	if err != nil {
		return badInput(err)
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
		if same, err := isSame(in, filepath.FromSlash(f.Name)); err != nil {
			return badInput(err)
		} else if same {
			return badInput(locale.Errorf("%s would be written over itself; choose another name", in))
		}
	}
	if report != "" {
		over, err := sameFile(report, append([]string{in}, names...))
		if err != nil {
			return badInput(err)
		}
		if over != "" {
			return exitWith(exitUsage, locale.Errorf("--report would be written over %s; choose another name", over))
		}
	}
	// What the others stand beside comes last: it is there when all of it is.
	for _, f := range slices.Backward(files) {
		if err := writeBeside(filepath.FromSlash(f.Name), f.Data); err != nil {
			return err
		}
	}
	a.tell().sayf("Written: %s.", strings.Join(names, ", "))
	return nil
}

// isSame reports whether two names are of one file that is there.
func isSame(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, nil //nolint:nilerr // an id of a plan
	}
	y, err := os.Stat(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(x, y), err
}

// pointOutFaults says what was noted in reading a file.
func (a *app) pointOutFaults(notes []fault.Fault) {
	for _, n := range notes {
		a.notef("note: %v", n)
	}
}
