package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Most is the size of the largest file that is read, in bytes.
func Most() int64 { return most() }

// Beside reads the files that stand beside one and differ from it in their ending alone, such as the .dbf of a .shp,
// however upper and lower case are written; fs.ErrNotExist where there is none.
func Beside(file string) func(ending string) ([]byte, error) {
	return func(ending string) ([]byte, error) {
		found, err := Siblings(file, ending)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fs.ErrNotExist
		}
		return ReadFile(filepath.Join(filepath.Dir(file), found[0]))
	}
}

// Siblings are the names of the files beside one that have its name but for one of the endings, those written as asked
// before those that differ in upper and lower case. There are none where there is no such folder.
func Siblings(file string, endings ...string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	var found, alike []string
	for _, ending := range endings {
		for _, e := range entries {
			switch name := e.Name(); {
			case e.IsDir():
			case name == stem+ending:
				found = append(found, name)
			case strings.EqualFold(name, stem+ending):
				alike = append(alike, name)
			}
		}
	}
	return append(found, alike...), nil
}
