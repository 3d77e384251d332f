package exact

import (
	"errors"
	"fmt"
)

// MemoryError says that a search was given up because it would have held more than it may.
type MemoryError struct {
	What  string
	Nodes int
}

func (e *MemoryError) Error() string {
	return fmt.Sprintf("%s would exceed the memory limit (%d nodes)", e.What, e.Nodes)
}

// overflowError says that figures are too large for exact arithmetic in 64 bits.
type overflowError struct{ What string }

func (e *overflowError) Error() string { return e.What + " do not fit in 64 bits" }

// errNumeric says that floating point has failed the linear program; the caller goes on from the last good duals.
var errNumeric = errors.New("the linear program lost its precision")

// errStuck says that the method's bound cannot be raised further and too many candidate districts are left.
var errStuck = errors.New("the bound cannot be raised further and too many candidate districts are left")

// ErrWork says that the budget of steps is used up.
var ErrWork = errors.New("the budget of the exact search is used up")
