package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk does what writing needs, one step after another. Before each step it asks step, if that is not nil, whether to
// go on: tests let steps fail there, or the program die.
type disk struct {
	step func(what, path string) error
}

func (d disk) before(what, path string) error {
	if d.step == nil {
		return nil
	}
	if err := d.step(what, path); err != nil {
		return &fs.PathError{Op: what, Path: path, Err: err}
	}
	return nil
}

func (d disk) mkdir(path string) error {
	if err := d.before("mkdir", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o755)
}

// mkdirAll makes a folder with those above it and returns those that it made, the topmost first.
func (d disk) mkdirAll(path string) (made []string, err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, nil
	}
	if up := filepath.Dir(path); up != path {
		if made, err = d.mkdirAll(up); err != nil {
			return made, err
		}
	}
	if err := d.mkdir(path); errors.Is(err, fs.ErrExist) {
		return made, nil
	} else if err != nil {
		return made, err
	}
	return append(made, path), nil
}

// create writes a file that is not there yet and waits until it is on the disk.
func (d disk) create(path string, data []byte) error {
	if err := d.before("open", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return d.fill(f, contents(data))
}

// createFrom does the same with what lies on the disk elsewhere, piece by piece.
func (d disk) createFrom(path string, from content) error {
	if err := d.before("open", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	sum, _, err := copyFile(pieces{d, f}, from.path)
	if err == nil && sum != from.sum {
		err = from.changed()
	}
	return d.end(f, err)
}

// pieces is a file that is written piece by piece.
type pieces struct {
	disk
	to *os.File
}

func (p pieces) Write(data []byte) (int, error) {
	if err := p.before("write", p.to.Name()); err != nil {
		return 0, err
	}
	return p.to.Write(data)
}

// createBeside makes an empty file with a name of its own beside one.
func (d disk) createBeside(path string) (*os.File, error) {
	if err := d.before("open", path); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+anew)
	if err != nil {
		return nil, err
	}
	return f, f.Chmod(0o644) //nolint:gosec // the file is going to be anybody's to read, as those of a folder
}

// fill writes a new file, waits until it is on the disk and closes it.
func (d disk) fill(f *os.File, write func(io.Writer) error) error {
	return d.end(f, write(pieces{d, f}))
}

// end waits until a file that was written without an error is on the disk, and closes it.
func (d disk) end(f *os.File, err error) error {
	if err == nil {
		err = d.before("sync", f.Name())
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// contents writes data, in two steps.
func contents(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		half := len(data) / 2
		_, err := w.Write(data[:half])
		if err == nil {
			_, err = w.Write(data[half:])
		}
		return err
	}
}

func (d disk) rename(old, now string) error {
	if err := d.before("rename", now); err != nil {
		return err
	}
	return os.Rename(old, now)
}

func (d disk) exchange(a, b string) error {
	if err := d.before("exchange", b); err != nil {
		return err
	}
	return exchange(a, b)
}

func (d disk) link(old, now string) error {
	if err := d.before("link", now); err != nil {
		return err
	}
	return os.Link(old, now)
}

func (d disk) remove(path string) error {
	if err := d.before("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// removeAll removes a folder with all in it, as far as that goes.
func (d disk) removeAll(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return d.remove(path) // no folder
	}
	var errs []error
	for _, e := range entries {
		if e.IsDir() {
			errs = append(errs, d.removeAll(filepath.Join(path, e.Name())))
		} else {
			errs = append(errs, d.remove(filepath.Join(path, e.Name())))
		}
	}
	return errors.Join(append(errs, d.remove(path))...)
}

// sync waits until a folder's names are on the disk, where the system can do that.
func (d disk) sync(dir string) error {
	if err := d.before("sync", dir); err != nil {
		return err
	}
	return syncFolder(dir)
}
