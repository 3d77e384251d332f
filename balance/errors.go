package balance

import (
	"github.com/okrug/okrug/geo/locale"
)

// ErrUnsupported is matched by every refusal of a method that does not handle a problem.
var ErrUnsupported = locale.Errorf("not supported by this method")

// UnsupportedError says which part of a problem a method does not handle. Method Auto and Heuristic never return it.
type UnsupportedError struct {
	Method  Method
	Feature locale.Text // what it does not handle
	Remedy  locale.Text // what to do instead
}

func (e *UnsupportedError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *UnsupportedError) In(lang string) string {
	return locale.T("method %s does not handle %s; %s", e.Method, e.Feature, e.Remedy).In(lang)
}

// Is makes errors.Is(err, ErrUnsupported) true.
func (e *UnsupportedError) Is(target error) bool { return target == ErrUnsupported }
