package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// syncFolder does nothing: Windows keeps names by a journal of its own, and has no call for folders.
func syncFolder(string) error { return nil }

// owner is the same for all: folders have the rights of the one they lie in.
func owner(os.FileInfo) [2]uint32 { return [2]uint32{} }

// lockFolder locks a folder for this program by a file among the temporary ones, since Windows locks no folders; the
// system frees it at the latest when the program ends. It is errBusy where another program has it.
func lockFolder(dir string) (release func(), err error) {
	name := fmt.Sprintf("okrug-%x.lock", sha256.Sum256([]byte(strings.ToLower(dir))))
	f, err := os.OpenFile(filepath.Join(os.TempDir(), name), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, new(windows.Overlapped))
	if err != nil {
		err = errors.Join(errBusy, f.Close())
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}
