// Package output writes the files of one run so that they appear together or not at all.
package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// Set is the files of one run, by their slash-separated names relative to the folder. The zero value is empty.
type Set struct {
	files map[string][]byte
}

// Add puts a file into the set. Names must stay inside the folder and be given once.
func (s *Set) Add(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return locale.Errorf("%q is not a file name inside the output folder", name)
	}
	if _, twice := s.files[name]; twice {
		return locale.Errorf("%q is written twice", name)
	}
	if s.files == nil {
		s.files = map[string][]byte{}
	}
	s.files[name] = data
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

// Data is a file's content, nil where there is no such file.
func (s *Set) Data(name string) []byte { return s.files[name] }

// Write puts the files into the folder, which is made if needed; other files in it are left alone. All are first
// written completely under temporary names on the same disk; only then are they renamed one after another, so that
// a full disk, a missing permission or an interruption leaves the earlier files as they were.
func (s *Set) Write(dir string) error {
	if dir == "" {
		return locale.Errorf("the output folder has no name; give one")
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return locale.Errorf("%s is a file; choose another output folder", dir)
	}
	err := s.write(dir)
	var at *fs.PathError
	if errors.As(err, &at) { // the temporary name in it would tell nobody anything
		return locale.Errorf("cannot write to the folder %s: %w; make it writable or choose another output folder", dir,
			at.Err)
	}
	return err
}

func (s *Set) write(dir string) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	staged := make(map[string]string, len(s.files))
	defer func() {
		for _, tmp := range staged {
			err = errors.Join(err, ignoreMissing(os.Remove(tmp)))
		}
	}()
	for _, name := range s.Names() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return locale.Errorf("%s is a folder; move it away or choose another output folder", path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		tmp, err := stage(path, s.files[name])
		if err != nil {
			return err
		}
		staged[name] = tmp
	}
	for _, name := range s.Names() {
		if err := os.Rename(staged[name], filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return nil
}

func stage(path string, data []byte) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+strings.TrimPrefix(filepath.Base(path), ".")+".*.tmp")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// WriteFile puts one file in place, whole or not at all.
func WriteFile(path string, data []byte) error {
	var s Set
	if err := s.Add(filepath.Base(path), data); err != nil {
		return err
	}
	return s.Write(filepath.Dir(path))
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
