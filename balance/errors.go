package balance

import (
	"errors"
	"fmt"
	"strings"
)

// ErrInput is matched by every error about a faulty Problem or Settings.
var ErrInput = errors.New("faulty problem")

// ErrUnsupported is matched by every refusal of a method that does not handle a problem.
var ErrUnsupported = errors.New("not supported by this method")

// InputError lists everything that is wrong with a Problem.
type InputError struct{ Faults []string }

func (e *InputError) Error() string { return strings.Join(e.Faults, "\n") }

// Is makes errors.Is(err, ErrInput) true.
func (e *InputError) Is(target error) bool { return target == ErrInput }

// UnsupportedError says which part of a problem a method does not handle. Method Auto and Heuristic never return it.
type UnsupportedError struct {
	Method  Method
	Feature string // what it does not handle
	Remedy  string // what to do instead
}

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("method %s does not handle %s; %s", e.Method, e.Feature, e.Remedy)
}

// Is makes errors.Is(err, ErrUnsupported) true.
func (e *UnsupportedError) Is(target error) bool { return target == ErrUnsupported }
