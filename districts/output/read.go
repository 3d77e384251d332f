package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// ReadFile reads a file that ends. Of what is no file, pipes of the shell alone are read: others may have no end, or no
// writer.
func ReadFile(name string) ([]byte, error) {
	if err := regular(name); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

func regular(name string) error {
	const other = fs.ModeDevice | fs.ModeNamedPipe | fs.ModeSocket
	shell := strings.HasPrefix(name, "/dev/fd/") || name == "/dev/stdin"
	if info, err := os.Stat(name); err == nil && info.Mode()&other != 0 && !shell {
		return locale.Errorf("%s is not a regular file", name)
	}
	return nil
}

// Dir is a folder whose files end: what is no file in it is not opened.
type Dir string

// Open opens a file or folder in it.
func (d Dir) Open(name string) (fs.File, error) {
	if err := regular(filepath.Join(string(d), filepath.FromSlash(name))); err != nil {
		return nil, err
	}
	return os.DirFS(string(d)).Open(name)
}
