package problem

import (
	"errors"
	"strings"
)

// ErrInput is matched by every error about a faulty Problem or faulty settings.
var ErrInput = errors.New("faulty problem")

// InputError lists everything that is wrong with a Problem or with the settings for it.
type InputError struct{ Faults []string }

func (e *InputError) Error() string { return strings.Join(e.Faults, "\n") }

// Is makes errors.Is(err, ErrInput) true.
func (e *InputError) Is(target error) bool { return target == ErrInput }
