package scenario

import (
	"cmp"
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// FlagError says that a change asked for is at fault, and no file is: as a command takes changes, a flag.
type FlagError struct {
	Flag string // with its value, as --seats 5; "" where the error names it
	Err  error
}

func (e *FlagError) Error() string { return e.In("en") }

func (e *FlagError) Unwrap() error { return e.Err }

// In is the error in a language.
func (e *FlagError) In(lang string) string {
	if e.Flag == "" {
		return locale.Say(e.Err, lang)
	}
	return locale.T("%s: %v", e.Flag, e.Err).In(lang)
}

// took remembers the changes whose faults are not the scenario's.
func (s *Scenario) took(c Changes) {
	s.asked.Seats, s.asked.PerDistrict = cmp.Or(c.Seats, s.asked.Seats), cmp.Or(c.PerDistrict, s.asked.PerDistrict)
	s.asked.Rule = cmp.Or(c.Rule, s.asked.Rule)
}

// seatsError is what is wrong with a number of seats: with the one that was asked for, or with the scenario's.
func (s *Scenario) seatsError(err error) error {
	switch {
	case err == nil:
		return nil
	case s.asked.Seats > 0:
		return &FlagError{"--seats " + strconv.Itoa(s.asked.Seats), err}
	case s.asked.PerDistrict > 0:
		return &FlagError{"--per-district " + strconv.Itoa(s.asked.PerDistrict), err}
	}
	return s.files.named("", err)
}
