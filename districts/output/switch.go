package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// errNotHere says that a folder cannot change places with another, for a reason that does not stand in the way of
// writing its files one by one.
var errNotHere = errors.New("the folder cannot change places")

// anew ends the names of folders and files that are made beside what they take the place of.
const anew = ".okrug-new"

// mostForeign is how many files of others a folder may hold that is made anew beside itself.
const mostForeign = 5000

// change puts files in a folder and takes others out.
type change struct {
	disk
	dir   string // absolute, without links
	set   *Set
	names []string        // of files, sorted
	gone  map[string]bool // names of files to be taken out, as far as they are there
}

// aside is the folder in which a folder is made anew.
func (c *change) aside() string {
	return filepath.Join(filepath.Dir(c.dir), "."+filepath.Base(c.dir)+anew)
}

// away is where the earlier folder waits on systems that need two steps to let folders change places.
func (c *change) away() string {
	return filepath.Join(filepath.Dir(c.dir), "."+filepath.Base(c.dir)+".okrug-old")
}

// ours reports whether a file is one that the change writes or takes out.
func (c *change) ours(name string) bool {
	return c.set.Has(name) || c.gone[name]
}

// switchOver makes the folder anew beside itself, with the files of others as further links to them, and lets the two
// change places, so that at every instant the folder is the earlier one or the new one. Until then nothing in it is
// touched. The error is errNotHere, and all is as before, where folders cannot change places.
func (c *change) switchOver() (err error) {
	if inside(c.dir) {
		return errNotHere // who stands in a folder would be left in the old one
	}
	aside := c.aside()
	if err := c.mkdir(aside); err != nil {
		return notHere(err)
	}
	traded, lost := false, error(nil)
	defer func() {
		if lost != nil {
			return
		}
		if left := c.removeAll(aside); !traded { // else it is the earlier folder, and what is left of it the next run sweeps
			err = errors.Join(err, left)
		}
	}()
	free, err := lockFolder(aside) // it is going to be the folder, and is held then too
	if err != nil {
		return notHere(err)
	}
	alsoHolds(c.dir, free)
	if err := c.fill(aside); err != nil {
		return err
	}
	if traded, err = c.trade(aside); !traded {
		return notHere(err)
	}
	// From here on the new folder stands. What others have changed in the earlier one meanwhile is theirs.
	if lost = c.rescue(aside); lost != nil { // it waits where they see it
		if kept := c.dir + ".okrug-kept"; c.rename(aside, kept) == nil {
			lost = &keptError{c.dir, kept, lost}
		}
		return errors.Join(err, lost)
	}
	return err
}

// keptError says that the new folder stands and the earlier one could not be looked through for what others have
// changed in it meanwhile: it is kept under another name.
type keptError struct {
	dir, kept string
	err       error
}

func (e *keptError) Error() string { return e.In("en") }

func (e *keptError) Unwrap() error { return e.err }

// In is the error in a language.
func (e *keptError) In(lang string) string {
	why := e.err
	if r := reason(why); r != nil {
		why = r
	}
	return locale.T("%s is written, but whether others changed files in the earlier folder meanwhile could not be seen "+
		"(%v); it is kept as %s: look it through, and delete it", e.dir, why, e.kept).In(lang)
}

// fill writes the files into the folder aside and links those of others.
func (c *change) fill(aside string) error {
	info, err := os.Stat(c.dir)
	if err != nil {
		return err
	}
	if err := like(aside, info); err != nil {
		return notHere(err)
	}
	folders := map[string]bool{aside: true}
	parent := func(path string) error {
		made, err := c.mkdirAll(filepath.Dir(path))
		for _, m := range made {
			folders[m] = true
		}
		return err
	}
	for _, name := range c.names {
		path := filepath.Join(aside, filepath.FromSlash(name))
		if err := parent(path); err != nil {
			return err
		}
		if err := c.put(path, name); err != nil {
			return err
		}
	}
	n := 0
	err = c.foreign(c.dir, func(name string, folder bool) error {
		if n++; n > mostForeign {
			return errNotHere
		}
		path := filepath.Join(aside, filepath.FromSlash(name))
		if err := parent(path); err != nil {
			return err
		}
		if folder { // an empty one
			made, err := c.mkdirAll(path)
			for _, m := range made {
				folders[m] = true
			}
			return err
		}
		if err := c.link(filepath.Join(c.dir, filepath.FromSlash(name)), path); err != nil {
			return errors.Join(errNotHere, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for path := range folders {
		rel, err := filepath.Rel(aside, path)
		if err != nil {
			return err
		}
		if info, err := os.Stat(filepath.Join(c.dir, rel)); err == nil {
			if err := like(path, info); err != nil {
				return notHere(err)
			}
		}
		if err := c.sync(path); err != nil {
			return err
		}
	}
	return c.sync(filepath.Dir(aside))
}

// put writes one of the files.
func (c *change) put(path, name string) error {
	of := c.set.files[name]
	if of.path == "" {
		return c.create(path, of.data)
	}
	return c.createFrom(path, of)
}

// like gives a folder the rights of another. It is an error where they have different owners.
func like(dir string, info fs.FileInfo) error {
	made, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if owner(made) != owner(info) {
		return fs.ErrPermission
	}
	return os.Chmod(dir, info.Mode()&(fs.ModePerm|fs.ModeSetuid|fs.ModeSetgid|fs.ModeSticky))
}

// foreign visits the files of others in a folder, and the folders that have none and are empty.
func (c *change) foreign(root string, visit func(name string, folder bool) error) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if e.IsDir() {
			entries, err := os.ReadDir(path)
			if err == nil && len(entries) == 0 {
				return visit(name, true)
			}
			return err
		}
		if c.ours(name) {
			return nil
		}
		return visit(name, false)
	})
}

// trade lets the folder and the one aside change places, and reports whether they have.
func (c *change) trade(aside string) (done bool, err error) {
	err = c.exchange(aside, c.dir)
	switch {
	case err == nil:
		return true, c.sync(filepath.Dir(c.dir))
	case !errors.Is(err, errors.ErrUnsupported):
		return false, err
	}
	// Two steps; what lies between them is mended by the next run, see Recover.
	if err := c.rename(c.dir, c.away()); err != nil {
		return false, err
	}
	if err := c.rename(aside, c.dir); err != nil {
		return false, errors.Join(err, c.rename(c.away(), c.dir))
	}
	return true, errors.Join(c.rename(c.away(), aside), c.sync(filepath.Dir(c.dir)))
}

// rescue takes over what others have put into the earlier folder, or changed there, since it was read.
func (c *change) rescue(earlier string) error {
	return c.foreign(earlier, func(name string, folder bool) error {
		from, to := filepath.Join(earlier, filepath.FromSlash(name)), filepath.Join(c.dir, filepath.FromSlash(name))
		before, err := os.Lstat(from)
		if err != nil {
			return err
		}
		now, err := os.Lstat(to)
		switch {
		case folder, err == nil && os.SameFile(before, now):
			return nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return err
		}
		if _, err := c.mkdirAll(filepath.Dir(to)); err != nil {
			return err
		}
		return c.rename(from, to)
	})
}

// inside reports whether the program stands in a folder.
func inside(dir string) bool {
	here, err := os.Getwd()
	if err != nil {
		return true
	}
	if here, err = filepath.EvalSymlinks(here); err != nil {
		return true
	}
	rel, err := filepath.Rel(dir, here)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// notHere adds errNotHere to an error that says nothing of the files themselves: writing one by one may still do.
func notHere(err error) error { return errors.Join(errNotHere, err) }
