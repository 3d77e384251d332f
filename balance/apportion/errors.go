package apportion

import (
	"errors"
	"fmt"
	"strings"
)

// Kinds of fault, for errors.Is on an *InputError.
var (
	ErrNoRegions = errors.New("no regions to give seats to")
	ErrNoSeats   = errors.New("the number of seats is not positive")
	ErrTooFew    = errors.New("fewer seats than the regions' minima")
	ErrTooMany   = errors.New("more seats than the regions' maxima")
	ErrNoBase    = errors.New("a region has nobody to represent")
	ErrBounds    = errors.New("a region's minimum or maximum makes no sense")
	ErrTwice     = errors.New("a region is given twice")
)

// InputError lists every fault of a question that has no answer.
type InputError struct {
	Seats              int
	MinTotal, MaxTotal int // sums of the minima and of the maxima; MaxTotal -1 where some region has no maximum
	NoRegions, NoSeats bool
	TooFew, TooMany    bool
	NoBase             []string // ids of regions whose base is not positive
	Bounds             []string // ids of regions with a negative bound or a minimum over the maximum
	Twice              []string // ids given more than once
}

func (e *InputError) any() bool { return len(e.Unwrap()) > 0 }

// Unwrap returns the kinds of fault.
func (e *InputError) Unwrap() []error {
	var out []error
	add := func(on bool, err error) {
		if on {
			out = append(out, err)
		}
	}
	add(e.NoRegions, ErrNoRegions)
	add(e.NoSeats, ErrNoSeats)
	add(e.TooFew, ErrTooFew)
	add(e.TooMany, ErrTooMany)
	add(len(e.NoBase) > 0, ErrNoBase)
	add(len(e.Bounds) > 0, ErrBounds)
	add(len(e.Twice) > 0, ErrTwice)
	return out
}

func (e *InputError) Error() string {
	var parts []string
	if e.NoRegions {
		parts = append(parts, "there are no regions to give seats to")
	}
	if e.NoSeats {
		parts = append(parts, fmt.Sprintf("%d seats cannot be given out; there must be at least 1", e.Seats))
	}
	if e.TooFew {
		parts = append(parts, fmt.Sprintf("%d seats are fewer than the %d that the regions' minima ask for", e.Seats, e.MinTotal))
	}
	if e.TooMany {
		parts = append(parts, fmt.Sprintf("%d seats are more than the %d that the regions' maxima allow", e.Seats, e.MaxTotal))
	}
	if len(e.NoBase) > 0 {
		parts = append(parts, "nobody to represent in "+strings.Join(e.NoBase, ", ")+"; the base must be positive")
	}
	if len(e.Bounds) > 0 {
		parts = append(parts, "minimum and maximum must not be negative, nor the minimum over the maximum: "+strings.Join(e.Bounds, ", "))
	}
	if len(e.Twice) > 0 {
		parts = append(parts, "given twice: "+strings.Join(e.Twice, ", "))
	}
	return strings.Join(parts, "; ")
}

// TieError says that regions have equal claims to the last seats and that no rule was stated to choose between them.
type TieError struct {
	Tie Tie
	IDs []string // of the contenders
}

func (e *TieError) Error() string {
	return fmt.Sprintf("%s have equal claims to the last %d of the seats, and no rule was stated to break the tie",
		strings.Join(e.IDs, ", "), e.Tie.Seats)
}
