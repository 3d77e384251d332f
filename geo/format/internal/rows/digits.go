package rows

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// plain is a number as JSON writes it. Zeros before it make it a code, as do an exponent without a sign, such as that
// of house 12E4, which no program writes.
var plain = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+][0-9]+)?$`)

// Digits finds out whether a column of texts holds numbers: it does where each text that is not empty is a plain one. A
// whole number that 64 bits do not hold is none; it is a code. The zero value has seen nothing.
type Digits struct{ number, real, text bool }

// See takes a text into account.
func (d *Digits) See(s string) {
	m := plain.FindStringSubmatch(s)
	switch {
	case s == "":
	case m == nil:
		d.text = true
	case m[2]+m[3] != "":
		d.number, d.real = true, true
	default:
		_, err := strconv.ParseInt(s, 10, 64)
		d.number, d.text = true, d.text || err != nil
	}
}

// Type is that of the column.
func (d Digits) Type() format.Type {
	switch {
	case d.text || !d.number:
		return format.Text
	case d.real:
		return format.Real
	}
	return format.Integer
}

// Typed is a text as a value of a column of a type, nothing where it is empty.
func Typed(s string, t format.Type) input.Value {
	switch {
	case s == "":
		return input.Value{Kind: input.Null}
	case t == format.Integer || t == format.Real:
		return input.Value{Kind: input.Number, Text: s}
	}
	return input.Value{Kind: input.Text, Text: s}
}

// Coordinate reads a coordinate in decimal digits, or says why a text is none.
func Coordinate(s string) (float64, locale.Text) {
	x, err := strconv.ParseFloat(s, 64)
	switch {
	case err == nil && math.IsNaN(x):
		return 0, locale.T("a coordinate is NaN, which is no number: a value that is missing")
	case errors.Is(err, strconv.ErrSyntax) || strings.Trim(s, "+-.0123456789eE") != "":
		return 0, locale.T("a coordinate is %q, not a number", Shorten(s))
	case err != nil:
		return 0, locale.T("a coordinate is too large a number")
	}
	return x, locale.Text{}
}
