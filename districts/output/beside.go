package output

import (
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
		stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		entries, err := os.ReadDir(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		for _, exact := range []bool{true, false} {
			for _, e := range entries {
				if e.Name() == stem+ending || !exact && strings.EqualFold(e.Name(), stem+ending) {
					return ReadFile(filepath.Join(filepath.Dir(file), e.Name()))
				}
			}
		}
		return nil, fs.ErrNotExist
	}
}
