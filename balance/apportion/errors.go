package apportion

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Kinds of fault of a question that has no answer. Apportion tells all at once as a *fault.Faults, in this order, those
// of regions with the region's id and in the order in which the regions are given.
const (
	NoRegions fault.Kind = "no regions to give seats to"
	NoSeats   fault.Kind = "the number of seats is not positive"
	TooFew    fault.Kind = "fewer seats than the regions' minima"
	TooMany   fault.Kind = "more seats than the regions' maxima"
	NoBase    fault.Kind = "a region has nobody to represent"
	BadBounds fault.Kind = "a region's minimum or maximum makes no sense"
	Twice     fault.Kind = "a region is given twice"
)

// TieError says that regions have equal claims to the last seats and that no rule was stated to choose between them.
type TieError struct {
	Tie Tie
	IDs []string // of the contenders
}

func (e *TieError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *TieError) In(lang string) string {
	return locale.T("%s have equal claims to the last %d of the seats, and no rule was stated to break the tie", e.IDs,
		e.Tie.Seats).In(lang)
}
