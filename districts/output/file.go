package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/okrug/okrug/geo/locale"
)

// WriteFile puts one file in place, whole or not at all: it is written beside its place and then renamed. Several runs
// may write to one folder at once.
func WriteFile(path string, data []byte) error { return writeFile(disk{}, path, contents(data)) }

// WriteFileBy is WriteFile for contents that write writes, which need not be in memory. Where it fails, the earlier
// file stays as it is.
func WriteFileBy(path string, write func(io.Writer) error) error {
	return writeFile(disk{}, path, write)
}

func writeFile(d disk, path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return locale.Errorf("%s is a folder; move it away or choose another output folder", path)
	}
	given := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link goes on pointing to the file
	}
	if err := putFile(d, path, write); err != nil {
		if why := reason(err); why != nil {
			return locale.Errorf("cannot write %s: %w; make its folder writable or choose another one", given, why)
		}
		return err
	}
	return nil
}

func putFile(d disk, path string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if _, err := d.mkdirAll(dir); err != nil {
		return err
	}
	if err := sweepBeside(d, path); err != nil {
		return err
	}
	f, err := d.createBeside(path)
	if err != nil {
		return err
	}
	beside := f.Name()
	if err = d.fill(f, write); err == nil {
		err = d.rename(beside, path)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(d.remove(beside)))
	}
	return d.sync(dir)
}

// forgotten is the age at which a file beside another is one that a run has left which did not end: no file takes so
// long to be written.
const forgotten = 10 * time.Minute

// sweepBeside removes what runs that did not end have left beside a file.
func sweepBeside(d disk, path string) error {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "."+filepath.Base(path)+".") || !strings.HasSuffix(e.Name(), anew) || e.IsDir() {
			continue
		}
		if info, err := e.Info(); err != nil || time.Since(info.ModTime()) < forgotten {
			continue
		}
		if err := ignoreMissing(d.remove(filepath.Join(dir, e.Name()))); err != nil {
			return err
		}
	}
	return nil
}
