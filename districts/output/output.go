// Package output is the disk: it writes the files of one run so that they appear together or not at all, and reads
// files that end and are no larger than a limit.
package output

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Set is the files of one run, by their slash-separated names relative to the folder. The zero value is empty.
type Set struct {
	files map[string]content
}

// content is what a file has in it: its bytes, or the file on the disk where they lie, with their sum.
type content struct {
	data []byte
	path string
	sum  [sha256.Size]byte
}

// Add puts a file into the set. Names must stay inside the folder and be given once.
func (s *Set) Add(name string, data []byte) error { return s.add(name, content{data: data}) }

// AddFrom puts a file into the set that has the bytes of one on the disk. They are read whenever they are asked for, so
// that the files of a large country need not all be in memory, and must not change meanwhile.
func (s *Set) AddFrom(name, path string, sum [sha256.Size]byte) error {
	return s.add(name, content{path: path, sum: sum})
}

// AddAll puts all files of another set into the set.
func (s *Set) AddAll(other *Set) error {
	for _, name := range other.Names() {
		if err := s.add(name, other.files[name]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Set) add(name string, c content) error {
	if !ValidName(name) {
		return locale.Errorf("%q is not a file name inside the output folder", name)
	}
	if _, twice := s.files[name]; twice {
		return locale.Errorf("%q is written twice", name)
	}
	if s.files == nil {
		s.files = map[string]content{}
	}
	s.files[name] = c
	return nil
}

// Names lists the files, sorted.
func (s *Set) Names() []string {
	names := make([]string, 0, len(s.files))
	for n := range s.files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Has says whether there is such a file.
func (s *Set) Has(name string) bool {
	_, ok := s.files[name]
	return ok
}

// Data is a file's content, nil where there is no such file, or it lies on the disk and is no longer what it was.
func (s *Set) Data(name string) []byte {
	data, err := s.Read(name)
	if err != nil {
		return nil
	}
	return data
}

// Read is a file's content, nil where there is no such file. It is an error where that lies on the disk and is no
// longer what it was.
func (s *Set) Read(name string) ([]byte, error) {
	c := s.files[name]
	if c.path == "" {
		return c.data, nil
	}
	data, err := ReadFile(c.path)
	if err == nil && sha256.Sum256(data) != c.sum {
		err = c.changed()
	}
	return data, err
}

// Write puts the files into the folder, which is made if needed; other files in it are left alone.
func (s *Set) Write(dir string) error { return s.Replace(dir, nil) }

// Replace puts the files into the folder, which is made if needed, and takes those out that an earlier run listed and
// that are not in the set; all other files in it are left alone. The files change together: at every instant the folder
// has the earlier ones or the new ones, and an error, a full disk, an interruption or the end of the program leave the
// earlier ones; but for the one where the earlier folder, its place taken, cannot be looked through for what others
// have changed in it meanwhile: then the new ones stand, it is kept under another name, and the error says so. When
// Replace returns without an error, the files are on the disk. A folder that another run is writing to is a *BusyError.
//
// The folder is made anew beside itself and takes its own place. Where that cannot be, since the program stands in the
// folder, or may not write beside it, or the file system has no links, its files change one by one, with a journal:
// then one who looks just then, or after the power went, may see both, and Recover ends it.
func (s *Set) Replace(dir string, listed []string) error { return s.replace(disk{}, dir, listed) }

func (s *Set) replace(d disk, dir string, listed []string) error {
	if dir == "" {
		return locale.Errorf("the output folder has no name; give one")
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return locale.Errorf("%s is a file; choose another output folder", dir)
	}
	if err := s.write(d, dir, listed); err != nil {
		if kept := new(keptError); errors.As(err, &kept) {
			return kept
		}
		if why := reason(err); why != nil {
			return locale.Errorf("cannot write to the folder %s: %w; make it writable or choose another output folder", dir, why)
		}
		return err
	}
	return nil
}

// reason is what the system says of a file without its name, nil where the error is none of the system's: the temporary
// names in it would tell nobody anything.
func reason(err error) error {
	var at *fs.PathError
	var two *os.LinkError
	switch {
	case errors.As(err, &at):
		return at.Err
	case errors.As(err, &two):
		return two.Err
	}
	return nil
}

// Why is what the system says of a file without its name, for a sentence that names it; any other error as it is.
func Why(err error) error {
	if why := reason(err); why != nil {
		return why
	}
	return err
}

func (s *Set) write(d disk, dir string, listed []string) (err error) {
	c := &change{disk: d, set: s, names: s.Names(), gone: map[string]bool{}}
	for _, name := range listed {
		if _, stays := s.files[name]; !stays && ValidName(name) {
			c.gone[name] = true
		}
	}
	if c.dir, err = resolve(dir); err != nil {
		return err
	}
	if err := c.finish(); err != nil {
		return err
	}
	made, err := c.mkdirAll(c.dir)
	defer func() {
		for i := len(made) - 1; err != nil && i >= 0; i-- {
			_ = d.remove(made[i]) // stays where something else is in it by now
		}
	}()
	if err != nil {
		return err
	}
	release, err := Hold(c.dir)
	if err != nil {
		return err
	}
	defer release()
	if err := c.sweep(); err != nil {
		return err
	}
	for _, name := range c.names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return locale.Errorf("%s is a folder; move it away or choose another output folder", path)
		}
	}
	if err = c.switchOver(); errors.Is(err, errNotHere) {
		err = c.oneByOne()
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
