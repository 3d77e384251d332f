package exact

import (
	"github.com/okrug/okrug/geo/locale"
)

// MemoryError says that a search was given up because it would have held more than it may.
type MemoryError struct {
	What  locale.Text
	Nodes int
}

func (e *MemoryError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *MemoryError) In(lang string) string {
	return locale.T("%s would exceed the memory limit (%d {2|node|nodes})", e.What, e.Nodes).In(lang)
}

// overflowError says that figures are too large for exact arithmetic in 64 bits.
type overflowError struct{ What locale.Text }

func (e *overflowError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *overflowError) In(lang string) string {
	return locale.T("%s do not fit in 64 bits", e.What).In(lang)
}

// errNumeric says that floating point has failed the linear program. The search then ends with what is proven.
var errNumeric = locale.Errorf("the linear program lost its precision")

// errStuck says that the method's bound cannot be raised further and too many candidate districts are left. A search
// that branches could go on from here; this one does not.
var errStuck = locale.Errorf("the bound cannot be raised further and too many candidate districts are left")

// ErrWork says that the budget of steps is used up.
var ErrWork = locale.Errorf("the budget of the exact search is used up")
