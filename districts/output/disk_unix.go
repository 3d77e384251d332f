//go:build unix

package output

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder waits until the names in a folder are on the disk. File systems that cannot are taken as they are.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

// owner is who a file belongs to: a user and a group.
func owner(info os.FileInfo) [2]uint32 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return [2]uint32{s.Uid, s.Gid}
	}
	return [2]uint32{}
}

// lockFolder locks a folder for this program; the system frees it at the latest when the program ends. It is errBusy
// where another program has it. File systems without locks have none.
func lockFolder(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		_ = f.Close()
		return nil, errBusy
	}
	return func() { _ = f.Close() }, nil
}
