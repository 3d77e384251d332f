package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Recover ends what a run left half done in a folder, so that it is not read as it stands: files that were about to be
// put in place are put in place, and an earlier folder that waits beside it comes back. Who reads a folder calls it
// first. Where nothing is half done it does nothing. It is a *BusyError while another run is at it.
func Recover(dir string) error {
	c := &change{}
	var err error
	if c.dir, err = resolve(dir); err != nil || filepath.Dir(c.dir) == c.dir {
		return ofFolder(dir, err)
	}
	return ofFolder(dir, c.finish())
}

// ofFolder is what the system says of a folder, by the name that its user knows and not by that of a file in it.
func ofFolder(dir string, err error) error {
	if why := reason(err); why != nil {
		return &fs.PathError{Op: "open", Path: dir, Err: why}
	}
	return err
}

// finish is Recover for a change.
func (c *change) finish() error {
	if _, err := os.Lstat(c.dir); errors.Is(err, fs.ErrNotExist) {
		return ignoreMissing(os.Rename(c.away(), c.dir))
	}
	if _, err := os.Lstat(c.journalPath(journalFile)); err != nil {
		return ignoreMissing(err)
	}
	release, err := Hold(c.dir)
	if err != nil {
		return err
	}
	defer release()
	text, err := ReadFile(c.journalPath(journalFile))
	if err != nil {
		return ignoreMissing(err) // the run that was at it has ended by now
	}
	var j journal
	if err := input.Unmarshal(c.journalPath(journalFile), text, &j); err != nil {
		return err
	}
	for _, name := range j.all() {
		if !ValidName(name) {
			return locale.Errorf("%q is not a file name inside the output folder", name)
		}
	}
	if _, err := c.apply(j); err != nil {
		return err
	}
	return c.close(j)
}

// sweep removes what runs have left that did not end, beside the folder, in it, and of folders in it. The folder is
// held, and so is one in it that another run makes anew just now.
func (c *change) sweep() error {
	errs := []error{c.removeAll(c.journalPath()), c.removeAll(c.aside()), c.removeAll(c.away())}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), ".") || !strings.HasSuffix(e.Name(), anew) {
			continue
		}
		of := filepath.Join(c.dir, strings.TrimSuffix(e.Name()[1:], anew))
		release, err := Hold(of)
		if err != nil {
			continue
		}
		errs = append(errs, c.removeAll(filepath.Join(c.dir, e.Name())))
		release()
	}
	return errors.Join(errs...)
}
