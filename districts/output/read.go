package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/okrug/okrug/geo/locale"
)

// MostBytes is the size of the largest file that is read, where Limit does not say otherwise.
const MostBytes = 4 << 30

var limit atomic.Int64

// Limit sets the size of the largest file that is read from now on, in bytes; 0 is MostBytes.
func Limit(bytes int64) { limit.Store(bytes) }

func most() int64 {
	if n := limit.Load(); n > 0 {
		return n
	}
	return MostBytes
}

// ReadFile reads a file that ends, and is no larger than the limit. Of what is no file, pipes of the shell alone are
// read: others may have no end, or no writer.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	data, err := readAll(f, name)
	return data, errors.Join(err, f.Close())
}

// Open opens a file that ReadFile would read.
func Open(name string) (*os.File, error) {
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() { // it could be opened, and not be read
			return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EISDIR}
		}
		shell := strings.HasPrefix(name, "/dev/fd/") || name == "/dev/stdin"
		if err := readable(info, name, shell); err != nil {
			return nil, err
		}
	}
	return os.Open(name)
}

// readable is nil for what may be opened.
func readable(info fs.FileInfo, name string, pipes bool) error {
	const other = fs.ModeDevice | fs.ModeNamedPipe | fs.ModeSocket
	if info.Mode()&other != 0 && !pipes {
		return locale.Errorf("%s is not a regular file", name)
	}
	if info.Mode().IsRegular() && info.Size() > most() {
		return tooLarge(name)
	}
	return nil
}

func tooLarge(name string) error {
	return locale.Errorf("%s is larger than %g MB; if it is what you mean, raise the limit with --max-file", name,
		locale.Megabytes(most()))
}

func readAll(f fs.File, name string) ([]byte, error) {
	var data bytes.Buffer
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		// Hundreds of megabytes are taken once, not again and again as they are read.
		data.Grow(int(min(info.Size(), most())) + bytes.MinRead)
	}
	_, err := data.ReadFrom(io.LimitReader(f, most()+1))
	if err == nil && int64(data.Len()) > most() {
		return nil, tooLarge(name)
	}
	return data.Bytes(), err
}

// Dir is a folder as a file system whose files end, are no larger than the limit, and lie in the folder: links out of
// it are refused.
type Dir string

// Open opens a file or folder in it.
func (d Dir) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(d))
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	path := filepath.FromSlash(name)
	info, err := root.Stat(path)
	if err == nil {
		err = readable(info, filepath.Join(string(d), path), false)
	}
	if err != nil {
		return nil, d.words(name, err)
	}
	f, err := root.Open(path)
	if err != nil {
		return nil, d.words(name, err)
	}
	return f, nil
}

// ReadFile reads a file in it.
func (d Dir) ReadFile(name string) ([]byte, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := readAll(f, filepath.Join(string(d), filepath.FromSlash(name)))
	return data, errors.Join(err, f.Close())
}

// words puts the system's words for a link that leads out into ours.
func (d Dir) words(name string, err error) error {
	if err != nil && strings.Contains(err.Error(), "escapes from parent") {
		return locale.Errorf("%s lies outside the folder %s, or is a link out of it", name, string(d))
	}
	return err
}
