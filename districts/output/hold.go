package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/okrug/okrug/geo/locale"
)

var errBusy = errors.New("another program has the lock")

// BusyError says that another run is writing to a folder.
type BusyError struct{ Dir string }

func (e *BusyError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *BusyError) In(lang string) string {
	return locale.T("another run is writing to %s; wait for it, or choose another folder", e.Dir).In(lang)
}

// held counts how often this program holds each folder, so that a verb can hold one from before it reads what is there
// until after it has written.
var held = struct {
	sync.Mutex
	of map[string]*hold
}{of: map[string]*hold{}}

type hold struct {
	times int
	free  func()
}

// Hold keeps other runs from writing to a folder until release is called; they are told. A folder that another run is
// writing to is a *BusyError. One that is not there yet cannot be held, and is nobody's.
func Hold(dir string) (release func(), err error) {
	given := dir
	dir, err = resolve(dir)
	if err != nil {
		return nil, ofFolder(given, err)
	}
	held.Lock()
	defer held.Unlock()
	h := held.of[dir]
	if h == nil {
		free, err := lockFolder(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return func() {}, nil
		case errors.Is(err, errBusy):
			return nil, &BusyError{given}
		case err != nil:
			return nil, ofFolder(given, err)
		}
		h = &hold{free: free}
		held.of[dir] = h
	}
	h.times++
	return sync.OnceFunc(func() {
		held.Lock()
		defer held.Unlock()
		if h.times--; h.times == 0 {
			h.free()
			delete(held.of, dir)
		}
	}), nil
}

// alsoHolds adds a lock to those of a folder that this program holds.
func alsoHolds(dir string, free func()) {
	held.Lock()
	defer held.Unlock()
	if h := held.of[dir]; h != nil {
		before := h.free
		h.free = func() { before(); free() }
		return
	}
	free()
}

// resolve is the absolute name of a folder without links, as far as it is there.
func resolve(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real, nil
	}
	up := filepath.Dir(dir)
	if _, err := os.Lstat(dir); err == nil || up == dir { // a link to nothing
		return dir, nil
	}
	if up, err = resolve(up); err != nil {
		return "", err
	}
	return filepath.Join(up, filepath.Base(dir)), nil
}
