package balance

import (
	"errors"
	"fmt"
)

// ErrUnsupported is matched by every refusal of a method that does not handle a problem.
var ErrUnsupported = errors.New("not supported by this method")

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
