package publish

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/input"
)

// Remade is what came of making the files of a plan's folder again from its own case.
type Remade struct {
	Same   int      // files that came out the same
	Differ []string // files that came out otherwise, or are no longer there
	// NotMade are files of the manifest that cannot be made again from the plan and its inputs: what a search found.
	NotMade []string
}

// langOfPage finds the language that the report for people was written in.
var langOfPage = regexp.MustCompile(`<html lang="([A-Za-z-]+)"`)

// Again makes everything in a plan's folder again, pages, notes and maps among it, and compares it byte for byte with
// what is there.
func Again(ctx context.Context, dir string, progress func(file string, n, all int)) (*Remade, error) {
	o, err := folder.Open(ctx, dir, scenario.Changes{})
	if err != nil {
		return nil, err
	}
	r := report.Build(o.Plan)
	if err := r.Take(o.ReportJSON); err != nil {
		return nil, err
	}
	lang := ""
	if page, err := output.ReadFile(filepath.Join(dir, "report.html")); err == nil {
		if m := langOfPage.FindSubmatch(page); m != nil {
			lang = string(m[1])
		}
	}
	set, err := folder.Files(ctx, o.Plan, r, folder.Options{Lang: lang})
	if err != nil {
		return nil, err
	}
	if set, err = lying(dir, set); err != nil {
		return nil, err
	}
	// What a search found cannot be made again; it stands in the set as it is, so that the contents list it.
	kept, err := folder.Kept(dir, set)
	var taken *folder.TakenError
	if err != nil && !errors.As(err, &taken) {
		return nil, err
	}
	as := map[string]bool{}
	if kept != nil {
		for _, name := range kept.Names() {
			as[name] = true
		}
		if err := set.AddAll(kept); err != nil {
			return nil, err
		}
	}
	options, err := output.ReadFile(filepath.Join(dir, output.Publication))
	switch {
	case err == nil:
		opt := Options{Progress: progress}
		if err := input.Unmarshal(output.Publication, options, &opt); err != nil {
			return nil, err
		}
		if len(opt.Look.Fonts) > 0 {
			opt.KeepMaps = true
			if err := addMaps(set, dir, as); err != nil {
				return nil, err
			}
		}
		if set, err = Set(ctx, set, o.Plan, r, opt); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return compareFiles(dir, set, as)
}

// lying is a set that holds only what is not on the disk anyway: of files that a folder has to the byte, it has those.
func lying(dir string, set *output.Set) (*output.Set, error) {
	out := &output.Set{}
	var errs []error
	for _, name := range set.Names() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		sum, _, err := set.Sum(name)
		if there, _, missing := output.SumFile(path); err == nil && missing == nil && there == sum {
			errs = append(errs, out.AddFrom(name, path, sum))
			continue
		}
		data, err := set.Read(name)
		errs = append(errs, err, out.Add(name, data))
	}
	return out, errors.Join(errs...)
}

// addMaps adds the maps of a folder to a set, as they are.
func addMaps(set *output.Set, dir string, as map[string]bool) error {
	listed, err := folder.Listed(dir)
	if err != nil {
		return err
	}
	for _, name := range listed {
		if !strings.HasPrefix(name, "maps/") {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		sum, _, err := output.SumFile(path)
		if err != nil {
			return err
		}
		as[name] = true
		if err := set.AddFrom(name, path, sum); err != nil {
			return err
		}
	}
	return nil
}

// compareFiles compares the files of a folder with those made again, but for those that were taken as they are.
func compareFiles(dir string, set *output.Set, as map[string]bool) (*Remade, error) {
	listed, err := folder.Listed(dir)
	if err != nil {
		return nil, err
	}
	out := &Remade{}
	for _, name := range listed {
		if !set.Has(name) || as[name] {
			out.NotMade = append(out.NotMade, name)
			continue
		}
		want, _, err := set.Sum(name)
		if got, _, other := output.SumFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || other != nil ||
			got != want {
			out.Differ = append(out.Differ, name)
			continue
		}
		out.Same++
	}
	for _, name := range set.Names() {
		if name != output.Manifest && !slices.Contains(listed, name) {
			out.Differ = append(out.Differ, name)
		}
	}
	return out, nil
}
