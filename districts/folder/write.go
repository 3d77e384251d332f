package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// TakenError says that a folder holds files that would be lost: that okrug did not write, or that were changed since.
type TakenError struct {
	Dir   string
	Files []string
}

func (e *TakenError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *TakenError) In(lang string) string {
	return locale.T("%s holds files that okrug did not write, or that were changed since: %s; move them or choose "+
		"another folder", e.Dir, e.Files).In(lang)
}

// Write seals a set and puts it in a folder, whole or not at all (see output.Set.Replace). Files of an earlier run that
// the set does not have are removed unless somebody changed them, so that the folder speaks of one plan; other people's
// files stay, and are never written over: then nothing is written and the error is a *TakenError.
func Write(set *output.Set, dir string) error {
	set, err := Sealed(set)
	if err != nil {
		return err
	}
	release, err := Hold(dir)
	if err != nil {
		return err
	}
	defer release()
	old, err := sums(dir)
	if err != nil {
		return err
	}
	var taken []string
	for _, name := range set.Names() {
		there, _, err := output.SumFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && name == output.Manifest:
			continue
		case err != nil:
			return err
		case old[name] == hex.EncodeToString(there[:]):
			continue
		}
		if own, _, err := set.Sum(name); err != nil {
			return err
		} else if own != there {
			taken = append(taken, name)
		}
	}
	if len(taken) > 0 {
		return &TakenError{dir, taken}
	}
	return set.Replace(dir, unchanged(dir, old))
}

// Hold ends what an earlier run left half done in a folder, and keeps other runs from writing to it until release is
// called. A verb holds the folder that it writes to from before it reads what is there.
func Hold(dir string) (release func(), err error) {
	if dir == "" {
		return func() {}, nil
	}
	if err := output.Recover(dir); err != nil {
		return nil, err
	}
	return output.Hold(dir)
}

// unchanged are the files of an earlier run that nobody changed.
func unchanged(dir string, old map[string]string) []string {
	var names []string
	for name, want := range old {
		if is, err := hasSum(filepath.Join(dir, filepath.FromSlash(name)), want); err == nil && is {
			names = append(names, name)
		}
	}
	return names
}

// Remove removes the files that an earlier run wrote to a folder and nobody changed, and the folder if nothing is left.
func Remove(dir string) error {
	old, err := sums(dir)
	if err != nil || old == nil {
		return err
	}
	if err := new(output.Set).Replace(dir, append(unchanged(dir, old), output.Manifest)); err != nil {
		return err
	}
	_ = os.Remove(dir) // stays where something is left in it
	return nil
}

// sums are those of a folder's manifest, nil where it has none.
func sums(dir string) (map[string]string, error) {
	data, err := output.ReadFile(filepath.Join(dir, output.Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		hash, name, ok := strings.Cut(strings.TrimRight(text, "\r\n"), "  ")
		if !ok || len(hash) != 2*sha256.Size || !output.ValidName(name) {
			return nil, locale.Errorf("%s, line %d: not a sum, two spaces and a file name", filepath.Join(dir, output.Manifest),
				locale.Nth(line))
		}
		out[name] = hash
	}
	return out, nil
}

// hasSum reports whether a file has a sum of a manifest.
func hasSum(path, want string) (bool, error) {
	got, _, err := output.SumFile(path)
	return err == nil && hex.EncodeToString(got[:]) == want, err
}

// Listed are the files of a folder's manifest, sorted.
func Listed(dir string) ([]string, error) {
	all, err := sums(dir)
	return slices.Sorted(maps.Keys(all)), err
}

// Kept are the files of a plan's own folder as they stand, without what was published of the plan, all as they were
// written; else the error is a *TakenError. Those that are in the set besides are looked at and not kept.
func Kept(dir string, besides *output.Set) (*output.Set, error) {
	want, err := sums(dir)
	if err != nil {
		return nil, err
	}
	set := &output.Set{}
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if published(name) {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		sum, _, err := output.SumFile(path)
		if err != nil || hex.EncodeToString(sum[:]) != want[name] {
			changed = append(changed, name)
			continue
		}
		if besides.Has(name) {
			continue
		}
		if err := set.AddFrom(name, path, sum); err != nil {
			return nil, err
		}
	}
	if len(changed) > 0 {
		return nil, &TakenError{dir, changed}
	}
	return set, nil
}

// published reports whether a file is one that okrug publish adds to a plan's folder.
func published(name string) bool {
	top, _, deeper := strings.Cut(name, "/")
	if deeper {
		return slices.Contains([]string{output.Acts, "report", "maps"}, top)
	}
	return slices.Contains([]string{output.Simplified, output.Contents, output.Publication}, name)
}
