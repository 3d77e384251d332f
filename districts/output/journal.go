package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Where a folder cannot change places with another, its files are put in place one by one, with a journal: all are
// written to a folder of their own in it first. Once the journal is there, the change is going to happen: what a run
// does not finish, the next does before anything is read.
const (
	journalDir  = ".okrug-journal"
	journalFile = "journal.json"
)

// journal is what a change is made of: for each file its name among those written, and the files that go.
type journal struct {
	Files []string `json:"files"` // the i-th lies in new/i, and what it replaces in old/i
	Gone  []string `json:"gone"`
}

func (c *change) journalPath(parts ...any) string {
	path := filepath.Join(c.dir, journalDir)
	for _, p := range parts {
		path = filepath.Join(path, fmt.Sprint(p))
	}
	return path
}

// oneByOne puts the files in place with a journal. Where that fails half way, what was done is undone.
func (c *change) oneByOne() error {
	j := journal{Files: c.names, Gone: slices.Sorted(maps.Keys(c.gone))}
	if err := c.stageAll(j); err != nil {
		return errors.Join(err, c.removeAll(c.journalPath()))
	}
	done, err := c.apply(j)
	if err != nil {
		if undo := c.undo(j, done); undo != nil {
			return errors.Join(err, undo) // the journal stays, and the next run goes on
		}
		return errors.Join(err, c.close(j))
	}
	return c.close(j)
}

func (c *change) stageAll(j journal) error {
	for _, dir := range []string{c.journalPath(), c.journalPath("new"), c.journalPath("old")} {
		if err := c.mkdir(dir); err != nil {
			return err
		}
	}
	for i, name := range j.Files {
		if err := c.put(c.journalPath("new", i), name); err != nil {
			return err
		}
	}
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := c.create(c.journalPath("journal.tmp"), text); err != nil {
		return err
	}
	if err := c.sync(c.journalPath("new")); err != nil {
		return err
	}
	// From this name on the change is going to happen.
	if err := c.rename(c.journalPath("journal.tmp"), c.journalPath(journalFile)); err != nil {
		return err
	}
	return c.sync(c.journalPath())
}

// apply puts in place what is not there yet, and says how many files of Files and Gone, in this order, it is done with.
func (c *change) apply(j journal) (done int, err error) {
	for i, name := range j.all() {
		path, old := filepath.Join(c.dir, filepath.FromSlash(name)), c.journalPath("old", i)
		if err := c.leadsOut(path); err != nil {
			return done, err
		}
		_, err := os.Lstat(c.journalPath("new", i))
		if i < len(j.Files) && errors.Is(err, fs.ErrNotExist) {
			done++
			continue // an earlier run got that far
		}
		if _, err := os.Lstat(old); errors.Is(err, fs.ErrNotExist) {
			if err := c.rename(path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return done, err
			}
		}
		if i < len(j.Files) {
			if _, err := c.mkdirAll(filepath.Dir(path)); err != nil {
				return done, errors.Join(err, c.back(old, path))
			}
			if err := c.rename(c.journalPath("new", i), path); err != nil {
				return done, errors.Join(err, c.back(old, path))
			}
		}
		done++
	}
	return done, nil
}

// leadsOut is an error where a file would come to lie outside the folder, because a folder above it is a link.
func (c *change) leadsOut(path string) error {
	for up := filepath.Dir(path); up != c.dir; up = filepath.Dir(up) {
		real, err := filepath.EvalSymlinks(up)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if real != up {
			return locale.Errorf("%s is a link and leads out of the folder %s; put a folder in its place", up, c.dir)
		}
	}
	return nil
}

// back puts back what was replaced, if anything was.
func (c *change) back(old, path string) error { return ignoreMissing(c.rename(old, path)) }

// all are the names of the files that a change puts in place, and then of those that go.
func (j journal) all() []string { return slices.Concat(j.Files, j.Gone) }

// undo takes back the first files of a journal that were put in place, the last one first.
func (c *change) undo(j journal, done int) error {
	names := j.all()
	for i := done - 1; i >= 0; i-- {
		path := filepath.Join(c.dir, filepath.FromSlash(names[i]))
		if i < len(j.Files) {
			if err := c.rename(path, c.journalPath("new", i)); err != nil {
				return err
			}
		}
		if err := c.back(c.journalPath("old", i), path); err != nil {
			return err
		}
	}
	return nil
}

// close ends a change, once it is on the disk: its journal goes first, so that nobody takes it up again, then what it
// replaced, and folders that are empty by it.
func (c *change) close(j journal) error {
	synced := map[string]bool{}
	for _, name := range j.all() {
		up := filepath.Dir(filepath.Join(c.dir, filepath.FromSlash(name)))
		if synced[up] {
			continue
		}
		synced[up] = true
		if err := ignoreMissing(c.sync(up)); err != nil {
			return err
		}
	}
	if err := c.remove(c.journalPath(journalFile)); err != nil {
		return err
	}
	_ = c.removeAll(c.journalPath()) // what is left of it the next run sweeps
	for _, name := range j.Gone {
		for up := filepath.Dir(filepath.Join(c.dir, filepath.FromSlash(name))); up != c.dir; up = filepath.Dir(up) {
			if c.remove(up) != nil { // not empty
				break
			}
		}
	}
	return c.sync(c.dir)
}
