package planfile

import (
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// UnaskedError says that something is said of a file that does not concern it, such as the system of coordinates of one
// that has none.
type UnaskedError struct {
	File    string
	Concern exchange.Options // what of it does concern the file
	unasked []string         // with their values
}

// Error is the error in English.
func (e *UnaskedError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *UnaskedError) In(lang string) string {
	return locale.T("%s: it is no file that is read by %s; leave that out", e.File,
		locale.Listed(e.Said(""), len(e.unasked))).In(lang)
}

// Said is what does not concern the file, as "crs EPSG:3857", with something before each.
func (e *UnaskedError) Said(before string) []string {
	out := make([]string, len(e.unasked))
	for i, x := range e.unasked {
		out[i] = before + x
	}
	return out
}

// Unasked is nil where no more is said of a file than concerns it, else an *UnaskedError. The names are those of keys
// of a scenario, which those of flags are too.
func Unasked(s format.Source, said, concern exchange.Options) error {
	e := &UnaskedError{File: s.Name, Concern: said}
	for _, x := range []struct {
		name    string
		said    *string
		concern string
	}{
		{"layer", &e.Concern.Layer, concern.Layer}, {"encoding", &e.Concern.Encoding, concern.Encoding},
		{"crs", &e.Concern.CRS, concern.CRS},
	} {
		if *x.said != x.concern {
			e.unasked = append(e.unasked, x.name+" "+*x.said)
			*x.said = ""
		}
	}
	if e.unasked == nil {
		return nil
	}
	return e
}
