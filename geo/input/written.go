package input

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/okrug/okrug/geo/locale"
)

// Form is how a number is written that is not its digits alone. A number may have several.
type Form uint

// The forms of numbers.
const (
	Spaced   Form = 1 << iota // spaces or apostrophes between thousands: 229 190
	Marked                    // commas or points between thousands: 229,190
	Decimals                  // decimals that are nothing: 229190,00
	Exponent                  // 2.2919E+05
	Dressed                   // in quotation marks, with an asterisk or a word: '229190, 229190*, 229190 чел.
	Inexact                   // a computer's arithmetic has left a trace far behind the point: 229190.00000000003
)

// Mark is what a comma or a point stands for in the numbers of a column.
type Mark byte

// The uses of marks. Open is one that the column does not tell, or tells in two ways.
const (
	Open Mark = iota
	Thousands
	Decimal
)

// Marks are what commas and points stand for in the numbers of one column.
type Marks struct{ Comma, Point Mark }

func (m Marks) of(mark rune) Mark {
	if mark == ',' {
		return m.Comma
	}
	return m.Point
}

// Column finds out what the marks of a column stand for. See is called with every number of it.
type Column struct {
	comma, point evidence
	bare, spaced bool // numbers above 999 without a mark, and with spaces
}

// evidence is what is known of one mark.
type evidence struct {
	thousands, decimal bool
	// counted are numbers that either reading fits and that are whole only where the mark stands between thousands.
	counted int
}

// See takes a number into account, as it is written.
func (c *Column) See(s string) {
	w, ok := write(s)
	if !ok || w.exponent != "" {
		return
	}
	c.bare = c.bare || len(w.marks) == 0 && len(w.groups[0]) > 3
	for _, m := range w.marks {
		c.spaced = c.spaced || m == ' '
	}
	for _, x := range []struct {
		mark rune
		seen *evidence
	}{{',', &c.comma}, {'.', &c.point}} {
		switch use, there := w.use(x.mark); {
		case !there:
		case use == Thousands:
			x.seen.thousands = true
		case use == Decimal:
			x.seen.decimal = true
		case strings.Trim(w.groups[len(w.groups)-1], "0") != "":
			x.seen.counted++
		}
	}
}

// SeeNumber takes a number into account that a spreadsheet knows as one, and shows as it likes.
func (c *Column) SeeNumber() { c.bare = true }

// Marks are what the marks of the column stand for. Where some number shows a mark's use beyond doubt, and none the
// other, it is that of all. Where none does, 1,234 is a count of people only as 1234; it is taken for that where
// several numbers of the column are such, and none above 999 has no such mark.
func (c *Column) Marks() Marks {
	decide := func(e evidence) Mark {
		switch {
		case e.thousands && e.decimal:
			return Open
		case e.decimal:
			return Decimal
		case e.thousands, e.counted > 1 && !c.bare && !c.spaced:
			return Thousands
		}
		return Open
	}
	m := Marks{decide(c.comma), decide(c.point)}
	if m.Comma == Thousands && m.Point == Thousands && !(c.comma.thousands && c.point.thousands) {
		return Marks{} // one of them must be the other's decimals
	}
	return m
}

// written is a number as it is written: groups of digits with marks between them. Every space and apostrophe is ' '.
type written struct {
	groups   []string
	marks    []rune
	exponent string // the whole, in the form of Whole, where it has one
	dressed  bool
}

// counted are what people write behind numbers of people.
var counted = []string{"чел.", "чел", "человек", "адам", "избирателей", "сайлаушы", "voters", "people"}

// write takes a number apart. It is not ok where the text is none.
func write(s string) (w written, ok bool) {
	whole := Trim(s)
	s = undress(whole)
	w.dressed = s != whole
	if i := strings.IndexAny(s, "eE"); i > 0 {
		w.exponent = strings.Replace(s, ",", ".", 1)
		_, ok = parse(w.exponent)
		return w, ok && !strings.HasPrefix(s, "-")
	}
	group := ""
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			group += string(r)
			continue
		case group == "":
			return w, false
		case r == ',' || r == '.':
		case r == '\'' || r == '’' || r == '_' || unicode.IsSpace(r) && !strings.ContainsRune("\n\r\t\v\f\u0085", r):
			r = ' '
		default:
			return w, false
		}
		w.groups, w.marks, group = append(w.groups, group), append(w.marks, r), ""
	}
	w.groups = append(w.groups, group)
	return w, group != ""
}

// undress takes off what is no part of a number: quotation marks around it, the apostrophe by which spreadsheets know a
// text, an asterisk or a raised digit of a footnote, a word for people.
func undress(s string) string {
	for _, pair := range [][2]string{{`"`, `"`}, {"'", "'"}, {"«", "»"}, {"“", "”"}, {"„", "“"}} {
		if in, ok := strings.CutPrefix(s, pair[0]); ok {
			if in, ok = strings.CutSuffix(in, pair[1]); ok {
				return Trim(in)
			}
		}
	}
	if in, ok := strings.CutPrefix(s, "'"); ok {
		return Trim(in)
	}
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return strings.ContainsRune("*†‡¹²³⁴⁵⁶⁷⁸⁹⁰", r) || unicode.IsSpace(r)
	})
	for _, word := range counted {
		if in, ok := strings.CutSuffix(strings.ToLower(s), word); ok && in != "" {
			return Trim(in)
		}
	}
	return s
}

// use is what a mark stands for within the number, and whether it is there at all.
func (w written) use(mark rune) (use Mark, there bool) {
	n, at := 0, 0
	for i, m := range w.marks {
		if m == mark {
			n++
			at = i
		}
	}
	last := len(w.marks) - 1
	switch {
	case n == 0:
		return Open, false
	case n > 1 || at < last:
		return Thousands, true
	case len(w.marks) > 1, len(w.groups[last+1]) != 3, len(w.groups[last]) > 3, strings.HasPrefix(w.groups[0], "0"):
		return Decimal, true
	}
	return Open, true
}

// Written reads a whole number of people as they are written in tables, and says in which forms. What commas and points
// stand for is taken from the number itself where that shows it, else from the marks.
func Written(s string, marks Marks) (int64, Form, *NumberError) {
	w, ok := write(s)
	var form Form
	if w.dressed {
		form |= Dressed
	}
	switch {
	case !ok:
		_, err := Whole(Trim(s))
		if err == nil {
			err = &NumberError{locale.T("is %q, not a number", shorten(s)), WholeRemedy} // it has a form that is not for people
		}
		return 0, 0, err
	case w.exponent != "":
		n, err := Whole(w.exponent)
		return n, form | Exponent, err
	}
	last := len(w.marks) - 1
	decimals := ""
	if last >= 0 && w.marks[last] != ' ' {
		use, _ := w.use(w.marks[last])
		if use == Open {
			use = marks.of(w.marks[last])
		}
		switch use {
		case Open:
			return 0, 0, &NumberError{locale.T("is %q, which is %s or a number with decimals; the column does not tell",
				Trim(s), strings.Join(w.groups, "")), locale.T("write whole numbers without marks between thousands")}
		case Decimal:
			decimals = w.groups[last+1]
			w.groups, w.marks = w.groups[:last+1], w.marks[:last]
			form |= Decimals
		}
	}
	for i, m := range w.marks {
		if m != w.marks[0] || len(w.groups[i+1]) != 3 || len(w.groups[0]) > 3 || w.groups[0][0] == '0' {
			return 0, 0, &NumberError{locale.T("is %q, not a number", shorten(s)), WholeRemedy}
		}
		if form |= Spaced; m != ' ' {
			form = form&^Spaced | Marked
		}
	}
	plain := strings.Join(w.groups, "")
	if strings.Trim(decimals, "0") != "" {
		plain += "." + decimals
	}
	n, err := Whole(plain)
	return n, form, err
}

// Stored reads a whole number that a spreadsheet has as a number. It keeps 15 digits, and what its arithmetic leaves
// behind them is none of it.
func Stored(s string) (int64, Form, *NumberError) {
	n, err := Whole(s)
	if err == nil {
		return n, 0, nil
	}
	f, bad := strconv.ParseFloat(s, 64)
	if bad != nil {
		return 0, 0, err
	}
	if n, again := Whole(strconv.FormatFloat(f, 'e', 14, 64)); again == nil {
		return n, Inexact, nil
	}
	return 0, 0, err
}

// Quoted reads a whole number that stands as a text where a number belongs: its digits, or with spaces between
// thousands. Other forms may mean something else, and there is no column to tell.
func Quoted(s string) (int64, bool) {
	n, form, err := Written(s, Marks{})
	return n, err == nil && form&^Spaced == 0
}
