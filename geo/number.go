package geo

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"okrug/geo/internal/stream"
)

// errNumber says why a value is not a whole number of people, and what to write instead.
type errNumber struct{ detail, remedy string }

const wholeRemedy = "write a whole number, 0 or more"

// whole reads a JSON number that is whole, such as 12, 12.0 or 1.2e1, or says what else is there.
func whole(v stream.Value) (int64, *errNumber) {
	switch v.Kind {
	case stream.Number:
		return wholeText(v.Text)
	case stream.Text:
		if n, ok := grouped(v.Text); ok {
			return 0, &errNumber{fmt.Sprintf("is the text %q, not a number", v.Text), fmt.Sprintf("write %s, without quotes or spaces", n)}
		}
		return 0, &errNumber{fmt.Sprintf("is the text %q, not a number", v.Text), wholeRemedy}
	case stream.Null, stream.Missing:
		return 0, &errNumber{"is missing", wholeRemedy}
	}
	return 0, &errNumber{"is not a number", wholeRemedy}
}

// wholeText reads a number as JSON writes it.
func wholeText(s string) (int64, *errNumber) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && n >= 0 && !strings.HasPrefix(s, "+"):
		return n, nil
	case err == nil && n < 0, strings.HasPrefix(s, "-") && errors.Is(err, strconv.ErrRange):
		return 0, &errNumber{"is " + s + ", a negative number", wholeRemedy}
	case errors.Is(err, strconv.ErrRange):
		return 0, tooLarge(s)
	}
	return decimal(s)
}

func tooLarge(s string) *errNumber {
	return &errNumber{"is " + shorten(s) + ", more than can be counted", "check for a slip of the decimal point; the most is 9223372036854775807"}
}

// decimal reads digits with a point and an exponent, exactly.
func decimal(s string) (int64, *errNumber) {
	text := &errNumber{fmt.Sprintf("is %q, not a number", shorten(s)), wholeRemedy}
	if n, ok := grouped(s); ok {
		text.remedy = fmt.Sprintf("write %s, without spaces", n)
	}
	mantissa, exp, hasExp := strings.Cut(strings.ToLower(s), "e")
	negative := strings.HasPrefix(mantissa, "-")
	digits, fraction, _ := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	if digits+fraction == "" || strings.Trim(digits+fraction, "0123456789") != "" {
		return 0, text
	}
	shift := 0
	if hasExp {
		var err error
		if shift, err = strconv.Atoi(exp); err != nil && !errors.Is(err, strconv.ErrRange) {
			return 0, text
		}
	}
	all := strings.TrimLeft(digits+fraction, "0")
	if all == "" {
		return 0, nil
	}
	zeros := len(all) - len(strings.TrimRight(all, "0"))
	all = all[:len(all)-zeros]
	shift = min(max(shift, -1<<30), 1<<30) - len(fraction) + zeros // all · 10^shift is the number
	switch {
	case negative:
		return 0, &errNumber{"is " + shorten(s) + ", a negative number", wholeRemedy}
	case shift < 0:
		return 0, &errNumber{"is " + shorten(s) + ", not a whole number", "people are counted whole; if figures are estimates, round them so that totals add up"}
	case len(all)+shift > 19:
		return 0, tooLarge(s)
	}
	n, err := strconv.ParseInt(all+strings.Repeat("0", shift), 10, 64)
	if err != nil {
		return 0, tooLarge(s)
	}
	return n, nil
}

// grouped reads digits with spaces, commas, points or apostrophes between groups of three, or with none, as people write them.
func grouped(s string) (string, bool) {
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
