//go:build !linux && !darwin

package output

import "errors"

// exchange says that the system cannot give two folders each other's names at one instant.
func exchange(_, _ string) error { return errors.ErrUnsupported }
