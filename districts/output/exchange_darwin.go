package output

import "golang.org/x/sys/unix"

// exchange gives each of two folders the other's name, at one instant.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
