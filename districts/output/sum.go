package output

import (
	"crypto/sha256"
	"errors"
	"io"

	"github.com/okrug/okrug/geo/locale"
)

// SumFile is the SHA-256 sum of a file that ReadFile would read, and its size. It is not read into memory as a whole.
func SumFile(name string) (sum [sha256.Size]byte, bytes int64, err error) {
	return copyFile(io.Discard, name)
}

// copyFile copies a file that ReadFile would read, piece by piece, and says what its sum and size are.
func copyFile(to io.Writer, name string) (sum [sha256.Size]byte, bytes int64, err error) {
	f, err := Open(name)
	if err != nil {
		return sum, 0, err
	}
	h := sha256.New()
	bytes, err = io.CopyBuffer(io.MultiWriter(h, to), io.LimitReader(f, most()+1), make([]byte, 1<<20))
	if err = errors.Join(err, f.Close()); err == nil && bytes > most() {
		err = tooLarge(name)
	}
	h.Sum(sum[:0])
	return sum, bytes, err
}

// Sum is the SHA-256 sum of a file's content, and its size. It is an error where that lies on the disk and is no longer
// what it was.
func (s *Set) Sum(name string) (sum [sha256.Size]byte, bytes int64, err error) {
	c := s.files[name]
	if c.path == "" {
		return sha256.Sum256(c.data), int64(len(c.data)), nil
	}
	sum, bytes, err = SumFile(c.path)
	if err == nil && sum != c.sum {
		err = c.changed()
	}
	return sum, bytes, err
}

// changed says that a file on the disk is no longer what it was.
func (c content) changed() error {
	return locale.Errorf("%s has changed meanwhile; nothing is written", c.path)
}
