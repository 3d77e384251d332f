package input

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/okrug/okrug/geo/locale"
)

// NumberError says why a value is not a whole number of people, and what to write instead.
type NumberError struct{ Detail, Remedy locale.Text }

// WholeRemedy is what to do about a value that is not a whole number.
var WholeRemedy = locale.T("write a whole number, 0 or more")

// Whole reads a JSON number that is whole, such as 12, 12.0 or 1.2e1, or says what else is there.
func (v Value) Whole() (int64, *NumberError) {
	switch v.Kind {
	case Number:
		return Whole(v.Text)
	case Text:
		not := &NumberError{locale.T("is the text %q, not a number", v.Text), WholeRemedy}
		if n, ok := Grouped(v.Text); ok {
			not.Remedy = locale.T("write %s, without quotes or spaces", n)
		}
		return 0, not
	case Null, Missing:
		return 0, &NumberError{locale.T("is missing"), WholeRemedy}
	case NaN:
		return 0, &NumberError{locale.T("is NaN, which is no number: a value that is missing"), WholeRemedy}
	}
	return 0, &NumberError{locale.T("is not a number"), WholeRemedy}
}

// Whole reads a number as JSON writes it.
func Whole(s string) (int64, *NumberError) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && n >= 0 && !strings.HasPrefix(s, "+"):
		return n, nil
	case err == nil && n < 0, strings.HasPrefix(s, "-") && errors.Is(err, strconv.ErrRange):
		return 0, &NumberError{locale.T("is %s, a negative number", s), WholeRemedy}
	case errors.Is(err, strconv.ErrRange):
		return 0, tooLarge(s)
	}
	x, ok := parse(s)
	switch {
	case !ok:
		not := &NumberError{locale.T("is %q, not a number", shorten(s)), WholeRemedy}
		if n, ok := Grouped(s); ok {
			not.Remedy = locale.T("write %s, without spaces", n)
		}
		return 0, not
	case x.digits == "":
		return 0, nil
	case x.negative:
		return 0, &NumberError{locale.T("is %s, a negative number", shorten(s)), WholeRemedy}
	case x.shift < 0:
		return 0, &NumberError{locale.T("is %s, not a whole number", shorten(s)),
			locale.T("people are counted whole; if figures are estimates, round them so that totals add up")}
	case len(x.digits)+x.shift > 19:
		return 0, tooLarge(s)
	}
	n, err = strconv.ParseInt(x.digits+strings.Repeat("0", x.shift), 10, 64)
	if err != nil {
		return 0, tooLarge(s)
	}
	return n, nil
}

func tooLarge(s string) *NumberError {
	return &NumberError{locale.T("is %s, more than can be counted", shorten(s)),
		locale.T("check for a slip of the decimal point; the most is 9223372036854775807")}
}

// decimal is a number as it is written: digits · 10^shift, without zeros at either end; no digits are 0.
type decimal struct {
	negative bool
	digits   string
	shift    int
}

// parse reads digits with a point and an exponent, exactly.
func parse(s string) (decimal, bool) {
	mantissa, exp, hasExp := strings.Cut(strings.ToLower(s), "e")
	x := decimal{negative: strings.HasPrefix(mantissa, "-")}
	digits, fraction, _ := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	if digits+fraction == "" || strings.Trim(digits+fraction, "0123456789") != "" {
		return x, false
	}
	if hasExp {
		var err error
		// Of what is too large Atoi does not look at the end.
		if x.shift, err = strconv.Atoi(exp); err != nil && !errors.Is(err, strconv.ErrRange) ||
			strings.Trim(exp[1:], "0123456789") != "" {
			return x, false
		}
	}
	all := strings.TrimLeft(digits+fraction, "0")
	x.digits = strings.TrimRight(all, "0")
	x.shift = min(max(x.shift, -1<<30), 1<<30) - len(fraction) + len(all) - len(x.digits)
	return x, true
}

// Grouped reads digits with spaces, commas, points or apostrophes between groups of three, or with none, as people
// write them.
func Grouped(s string) (string, bool) {
	s = strings.TrimSpace(s)
	var b strings.Builder
	group, separators := 0, 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
			group++
		case i > 0 && (unicode.IsSpace(r) || strings.ContainsRune(",.'’_", r)):
			if separators > 0 && group != 3 || group > 3 || group == 0 {
				return "", false
			}
			separators++
			group = 0
		default:
			return "", false
		}
	}
	if b.Len() == 0 || separators > 0 && group != 3 {
		return "", false
	}
	return b.String(), true
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
