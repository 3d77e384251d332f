package shapefile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// blank is what may stand around a value, and where there is none.
const blank = " \x00"

// nothing is the value of a field without one.
var nothing = input.Value{Kind: input.Null}

// value reads a field of a record, or says what is wrong with it.
func (t *table) value(c *column, row []byte) (input.Value, locale.Text) {
	b := row[c.at : c.at+c.width]
	if c.null >= 0 && t.nulls >= 0 && c.null/8 < t.nullWidth && row[t.nulls+c.null/8]&(1<<(c.null%8)) != 0 {
		return nothing, locale.Text{}
	}
	switch c.kind {
	case 'N', 'F':
		return c.number(b)
	case 'D':
		return date(b)
	case 'L':
		return truth(b)
	}
	if c.kind == 'T' {
		return moment(b)
	}
	return t.binary(c, b), locale.Text{}
}

// number reads a number in digits. Its digits stay as they are but for what JSON does not allow: a plus before it,
// zeros before its first digit, a point without a digit on one side. A comma before as many digits as the field has
// decimals is a point that a program wrote as its user's country does.
func (c *column) number(b []byte) (input.Value, locale.Text) {
	s := string(bytes.Trim(b, blank+"\t"))
	if s == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "?") == "" {
		return nothing, locale.Text{} // asterisks stand for a number too wide for its field
	}
	if whole, fraction, comma := strings.Cut(s, ","); comma && c.decimals > 0 && len(fraction) == c.decimals &&
		strings.Trim(fraction, "0123456789") == "" {
		s = whole + "." + fraction
	}
	if n, ok := plain(s); ok {
		return input.Value{Kind: input.Number, Text: n}, locale.Text{}
	}
	switch low := strings.TrimLeft(strings.ToLower(s), "+-"); {
	case low == "nan", low == "inf", low == "infinity", strings.HasPrefix(low, "1.#"): // 1.#QNAN is Microsoft's NaN
		return input.Value{Kind: input.NaN}, locale.Text{}
	}
	return nothing, locale.T("is %q, not a number", s)
}

// plain writes a number as JSON does, without changing its value or the digits behind its point.
func plain(s string) (string, bool) {
	mantissa, exponent, scaled := strings.Cut(strings.ToLower(s), "e")
	digits, minus := strings.CutPrefix(mantissa, "-")
	if !minus {
		digits = strings.TrimPrefix(digits, "+")
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return "", false
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if minus {
		whole = "-" + whole
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if !scaled {
		return whole, true
	}
	sign := strings.HasPrefix(exponent, "-") || strings.HasPrefix(exponent, "+")
	if power := exponent[min(1, len(exponent)):]; sign && (power == "" || strings.Trim(power, "0123456789") != "") ||
		!sign && (exponent == "" || strings.Trim(exponent, "0123456789") != "") {
		return "", false
	}
	return whole + "e" + exponent, true
}

// date reads a day as YYYYMMDD.
func date(b []byte) (input.Value, locale.Text) {
	s := string(bytes.Trim(b, blank))
	if strings.Trim(s, "0") == "" || strings.Trim(s, "*") == "" {
		return nothing, locale.Text{}
	}
	day, err := time.Parse("20060102", s)
	if err != nil {
		return nothing, locale.T("is %q, not a day as %s", s, "YYYYMMDD")
	}
	return input.Value{Kind: input.Text, Text: day.Format(time.DateOnly)}, locale.Text{}
}

// truth reads true and false.
func truth(b []byte) (input.Value, locale.Text) {
	switch s := string(bytes.Trim(b, blank)); s {
	case "T", "t", "Y", "y":
		return input.Value{Kind: input.Other, Text: "true"}, locale.Text{}
	case "F", "f", "N", "n":
		return input.Value{Kind: input.Other, Text: "false"}, locale.Text{}
	case "", "?":
		return nothing, locale.Text{}
	default:
		return nothing, locale.T("is %q, neither true nor false", s)
	}
}

// binary reads the fields that are no texts. Those of dBase 7 have the byte of the greatest weight first and are turned
// so that they sort as texts: the sign is 1 for what is not negative, and a negative number has all its bits turned if
// it has a fraction. All bits 0 are no value.
func (t *table) binary(c *column, b []byte) input.Value {
	number := func(s string) input.Value { return input.Value{Kind: input.Number, Text: s} }
	switch {
	case c.width == 4 && t.level7:
		bits := binary.BigEndian.Uint32(b)
		if bits == 0 {
			return nothing
		}
		return number(strconv.Itoa(int(int32(bits ^ 1<<31))))
	case c.width == 4:
		return number(strconv.Itoa(int(int32(binary.LittleEndian.Uint32(b)))))
	case c.kind == 'Y': // ten-thousandths
		n := int64(binary.LittleEndian.Uint64(b))
		sign, size := "", uint64(n)
		if n < 0 {
			sign, size = "-", -uint64(n)
		}
		return number(fmt.Sprintf("%s%d.%04d", sign, size/10000, size%10000))
	}
	bits := binary.LittleEndian.Uint64(b)
	if t.level7 {
		bits = binary.BigEndian.Uint64(b)
		switch {
		case bits == 0:
			return nothing
		case bits>>63 == 1:
			bits ^= 1 << 63
		default:
			bits = ^bits
		}
	}
	x := math.Float64frombits(bits)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return input.Value{Kind: input.NaN}
	}
	return number(strconv.FormatFloat(x, 'g', -1, 64))
}

// moment reads FoxPro's days since the beginning of the Julian period and milliseconds of the day. They are of no zone.
func moment(b []byte) (input.Value, locale.Text) {
	if len(bytes.Trim(b, blank)) == 0 {
		return nothing, locale.Text{}
	}
	day, ms := int64(int32(binary.LittleEndian.Uint32(b))), int64(int32(binary.LittleEndian.Uint32(b[4:])))
	const first, unix, last = 1721426, 2440588, 5373484 // 1 January of the years 1 and 1970, 31 December 9999
	if day < first || day > last || ms < 0 || ms >= 24*60*60*1000 {
		return nothing, locale.T("is day %d and millisecond %d, no time", day, ms)
	}
	at := time.UnixMilli((day-unix)*24*60*60*1000 + ms).UTC()
	return input.Value{Kind: input.Text, Text: at.Format("2006-01-02T15:04:05.999")}, locale.Text{}
}

// textBytes are the bytes of a text, without the blanks behind it. A zero ends it for most programs; cut says that more
// follows one.
func (c *column) textBytes(row []byte) (text []byte, cut bool) {
	text, rest, _ := bytes.Cut(row[c.at:c.at+c.width], []byte{0})
	return bytes.TrimRight(text, " "), len(bytes.Trim(rest, blank)) > 0
}

// whole is a text that fills its field to the end without the first bytes of a character that has no room there, as
// programs write it that count bytes and not characters in UTF-8.
func (c *column) whole(b []byte) []byte {
	if len(b) < c.width {
		return b
	}
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return b[:len(b)-n]
			}
			break
		}
	}
	return b
}
