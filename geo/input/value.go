package input

import (
	"strings"
	"unicode"
)

// Kind is the JSON type of a value.
type Kind byte

// The kinds of value.
const (
	Missing Kind = iota // not there
	Null
	NaN // NaN, Infinity or -Infinity, which are no JSON
	Text
	Number
	Other // true, false, an object or an array
)

// Value is a value of a property: the text of a string, or a number as written.
type Value struct {
	Kind Kind
	Text string
}

// Absent reports whether there is no value: no property, null or NaN.
func (v Value) Absent() bool { return v.Kind <= NaN }

// ID is the value as an id, "" where it is neither a text nor a number. Numbers are ids by their value, not by the way
// they are written, since programs write columns of numbers with gaps as 5001.0.
func (v Value) ID() string {
	switch v.Kind {
	case Text:
		return Trim(v.Text)
	case Number:
		return PlainNumber(v.Text)
	}
	return ""
}

// PlainNumber writes a whole number by its digits alone, such as 5001.0 and 5.001e3 as 5001; other texts stay as they
// are.
func PlainNumber(s string) string {
	x, ok := parse(s)
	switch {
	case ok && x.digits == "":
		return "0"
	case !ok || x.shift < 0 || len(x.digits)+x.shift > 40:
		return s
	}
	digits := x.digits + strings.Repeat("0", x.shift)
	if x.negative {
		return "-" + digits
	}
	return digits
}

// Trim drops white space and invisible marks from both ends of a text.
func Trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
}

// Undress takes off what spreadsheets wear around a text that they shall not take for a number, ="0101" and '0101, and
// makes it Printable.
func Undress(s string) string {
	s = Printable(s)
	if rest, ok := strings.CutPrefix(s, "="); ok && len(rest) > 1 && rest[0] == '"' && rest[len(rest)-1] == '"' {
		return Trim(rest[1 : len(rest)-1])
	}
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" {
		return Trim(strings.TrimSuffix(rest, "'"))
	}
	return s
}

// Printable is a text in one line, with plain spaces for those of other kinds.
func Printable(s string) string { return strings.Join(strings.Fields(Trim(s)), " ") }

// Unprintable is what terminals and printers take for an order, and no document can show: control characters, and those
// that turn the direction of what follows, by which a text reads as another than it is. A text may have lines and tabs.
func Unprintable(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\n\r", r) || unicode.Is(unicode.Bidi_Control, r)
}
