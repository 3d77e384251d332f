package shapefile

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Limits of a table of dBase IV.
const (
	mostFields = 255
	mostText   = 254
	// mostDigits is how many characters a number may have before it is written with an exponent. dBase has 20.
	mostDigits = 32
)

// cell is a field on its way to the table.
type cell struct {
	name  string // in the table
	field int    // of the layer, -1 for the number of the feature
	title string // of the layer's field, for faults
	holds format.Type

	kind            byte
	width, decimals int
	scaled          bool // some number needs an exponent
}

// value is what a feature has in the field.
func (c *cell) value(f format.Feature, row int) input.Value {
	if c.field < 0 {
		return input.Value{Kind: input.Number, Text: strconv.Itoa(row)}
	}
	return f.Values[c.field]
}

// fit makes the field wide enough for a value, or says why that cannot be.
func (c *cell) fit(v input.Value) locale.Text {
	s, bad := c.text(v)
	if !bad.Empty() {
		return bad
	}
	if len(s) > mostText {
		return locale.T("%s has %d {2|byte|bytes} of text, and a shapefile holds %d", c.title, len(s), mostText)
	}
	c.width = max(c.width, len(s))
	if c.holds == format.Integer || c.holds == format.Real {
		_, fraction, _ := strings.Cut(s, ".")
		if strings.Contains(s, "e") || len(s) > mostDigits {
			c.scaled = true
		} else {
			c.decimals = max(c.decimals, len(fraction))
		}
	}
	return locale.Text{}
}

// settle decides the type and width of the field when all values have been seen.
func (c *cell) settle() {
	switch c.holds {
	case format.Boolean:
		c.kind, c.width = 'L', 1
	case format.Date:
		c.kind, c.width = 'D', 8
	case format.Integer, format.Real:
		c.kind = 'N'
		if c.holds == format.Real || c.scaled {
			c.decimals = max(c.decimals, 1) // by which readers know it
		}
		if c.scaled {
			c.kind = 'F'
		}
		c.width = max(c.width, 1)
		if c.decimals > 0 {
			c.width = max(c.width, c.decimals+2)
		}
	default:
		c.kind, c.width = 'C', max(c.width, 1)
	}
}

// text is a value as the table holds it, "" for none, or why it is none of the field's type.
func (c *cell) text(v input.Value) (string, locale.Text) {
	if v.Absent() {
		return "", locale.Text{}
	}
	s := v.Text
	switch c.holds {
	case format.Integer, format.Real:
		if v.Kind == input.Number {
			if n, ok := plain(s); ok {
				return unscaled(n), locale.Text{}
			}
		}
		return "", c.is(locale.T("is %q, not a number", s))
	case format.Boolean:
		switch {
		case v.Kind == input.Other && s == "true":
			return "T", locale.Text{}
		case v.Kind == input.Other && s == "false":
			return "F", locale.Text{}
		}
		return "", c.is(locale.T("is %q, neither true nor false", s))
	case format.Date:
		if day, err := time.Parse(time.DateOnly, s); err == nil && v.Kind == input.Text {
			return day.Format("20060102"), locale.Text{}
		}
		return "", c.is(locale.T("is %q, not a day as %s", s, "YYYY-MM-DD"))
	}
	switch {
	case !utf8.ValidString(s):
		return "", c.is(locale.T("is %q, which is no text in UTF-8", s))
	case strings.ContainsRune(s, 0):
		return "", locale.T("%s has a zero byte, which ends a text in a shapefile", c.title)
	}
	return s, locale.Text{}
}

// is says what is wrong with a value of the field.
func (c *cell) is(bad locale.Text) locale.Text { return locale.T("%s %s", c.title, bad) }

// unscaled writes a number without an exponent, or, where it would be long then, with one and no more digits than tell
// it.
func unscaled(s string) string {
	mantissa, exponent, scaled := strings.Cut(s, "e")
	if !scaled && len(s) <= mostDigits {
		return s
	}
	sign := ""
	if rest, minus := strings.CutPrefix(mantissa, "-"); minus {
		sign, mantissa = "-", rest
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	power, err := strconv.Atoi(exponent)
	if scaled && (err != nil || max(power, -power) > 1<<20) {
		return sign + mantissa + "e" + exponent
	}
	digits := whole + fraction
	point := len(whole) + power // how many digits stand before the point
	if max(point, len(digits)) <= mostDigits && point > len(digits)-mostDigits {
		digits += strings.Repeat("0", max(point-len(digits), 0))
		digits = strings.Repeat("0", max(1-point, 0)) + digits
		point = max(point, 1)
		n := strings.TrimLeft(digits[:point], "0")
		if n == "" {
			n = "0"
		}
		if point < len(digits) {
			n += "." + digits[point:]
		}
		if n = sign + n; len(n) <= mostDigits {
			return n
		}
	}
	known := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(known)
	if known = strings.TrimRight(known, "0"); known == "" {
		return sign + "0"
	}
	first, rest := known[:1], known[1:]
	if rest != "" {
		first += "." + rest
	}
	return sign + first + "e" + strconv.Itoa(point-1)
}

// table makes the .dbf. Its head has no day of the last change: the same layers make the same bytes.
func (w *writing) table() ([]byte, error) {
	head, width := 32+32*len(w.cells)+1, 1
	for _, c := range w.cells {
		width += c.width
	}
	b := make([]byte, 32, head+w.rows*width+1)
	b[0], b[2], b[3] = 3, 1, 1 // level 3 without memos, 1 January 1900
	binary.LittleEndian.PutUint32(b[4:], uint32(w.rows))
	binary.LittleEndian.PutUint16(b[8:], uint16(head))
	binary.LittleEndian.PutUint16(b[10:], uint16(width))
	for _, c := range w.cells {
		d := make([]byte, 32)
		copy(d, c.name)
		d[11], d[16], d[17] = c.kind, byte(c.width), byte(c.decimals)
		b = append(b, d...)
	}
	b = append(b, endOfFields)
	row := 0
	for f, err := range w.layer.Features {
		if err != nil {
			return nil, err
		}
		b = append(b, ' ') // not deleted
		for k := range w.cells {
			c := &w.cells[k]
			s, bad := c.text(c.value(f, row))
			if !bad.Empty() {
				return nil, w.refuse(row, bad)
			}
			room := strings.Repeat(" ", max(c.width-len(s), 0))
			if c.kind == 'N' || c.kind == 'F' {
				s, room = room, s
			}
			b = append(append(b, s...), room...)
		}
		row++
	}
	return append(b, 0x1a), nil
}
