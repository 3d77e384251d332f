package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// InputData reads an input on record again. It is an error if the file has changed since.
func (s *Scenario) InputData(in Input) ([]byte, error) {
	data, err := s.files.again(in)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != in.SHA256 {
		return nil, fmt.Errorf("%s has changed since it was read; run the command again", in.File)
	}
	return data, nil
}

func (f *files) again(in Input) ([]byte, error) {
	if _, replaced := f.replaced[in.Role]; f.embedded != nil && !replaced {
		if data, err := fs.ReadFile(f.embedded, in.File); err == nil {
			return data, nil
		}
	}
	return os.ReadFile(filepath.FromSlash(in.File))
}
