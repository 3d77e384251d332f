package geopackage

import (
	"cmp"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// kind is what a column turns out to hold: the type that its declaration names, or a wider one where values are there
// that it does not allow. SQLite keeps any value in any column.
type kind int

const (
	// undeclared is what a column holds of which nothing is known yet.
	undeclared kind = iota
	boolean
	integer
	real
	date
	moment
	words
	blob // which is left out
)

// types are those of fields by kind.
var types = map[kind]format.Type{undeclared: format.Text, boolean: format.Boolean, integer: format.Integer,
	real: format.Real, date: format.Date, moment: format.Time, words: format.Text}

// parenthesised is the part of a declaration that says how much there may be.
var parenthesised = regexp.MustCompile(`\s*\(.*`)

// declaredKind is the kind that a column's declared type stands for, by table 1 of the standard; other types are taken
// as SQLite takes them (sqlite.org/datatype3.html, 3.1). named is whether the standard has it.
func declaredKind(declared string) (k kind, named bool) {
	switch d := strings.ToUpper(parenthesised.ReplaceAllString(declared, "")); d {
	case "BOOLEAN":
		return boolean, true
	case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER":
		return integer, true
	case "FLOAT", "DOUBLE", "REAL":
		return real, true
	case "TEXT":
		return words, true
	case "DATE":
		return date, true
	case "DATETIME":
		return moment, true
	case "BLOB":
		return blob, true
	case "BOOL":
		return boolean, false
	case "TIMESTAMP":
		return moment, false
	default:
		switch {
		case strings.Contains(d, "INT"):
			return integer, false
		case strings.Contains(d, "CHAR"), strings.Contains(d, "CLOB"), strings.Contains(d, "TEXT"):
			return words, false
		case strings.Contains(d, "REAL"), strings.Contains(d, "FLOA"), strings.Contains(d, "DOUB"): //nolint:misspell // so
			return real, false
		}
		return undeclared, false
	}
}

// holding is the kind that holds a value and all that k holds.
func (k kind) holding(v any) kind {
	switch v := v.(type) {
	case nil:
		return k
	case []byte:
		return blob
	case int64:
		switch {
		case k == undeclared, k == boolean && v != 0 && v != 1:
			return integer
		case k == date, k == moment:
			return words
		}
	case float64:
		switch k {
		case undeclared, boolean, integer:
			return real
		case date, moment:
			return words
		}
	case string:
		if k == date && isDate(v) || k == moment && rfc3339(v) != "" || k == blob {
			return k
		}
		return words
	}
	return k
}

// value is a value of a column of the kind. One that the kind does not hold stays what it is: there may be some where a
// damaged table could not be looked through.
func (k kind) value(v any) input.Value {
	switch v := v.(type) {
	case int64:
		if k == boolean && k.holding(v) == k {
			return input.Value{Kind: input.Other, Text: strconv.FormatBool(v != 0)}
		}
		return input.Value{Kind: input.Number, Text: strconv.FormatInt(v, 10)}
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return input.Value{Kind: input.NaN}
		}
		return input.Value{Kind: input.Number, Text: shortest(v)}
	case string:
		if k == moment {
			v = cmp.Or(rfc3339(v), v)
		}
		return input.Value{Kind: input.Text, Text: v}
	}
	return input.Value{Kind: input.Null}
}

// short is the beginning of a text, as long as a message can show it.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// shortest is the shortest number in decimal digits that is read as the same again, with an exponent where it would be
// a long row of zeros, as JavaScript has it (ECMA-262, Number::toString).
func shortest(x float64) string {
	if size := math.Abs(x); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// isDate says whether a text is a day in the form of ISO 8601 that the calendar has.
func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// momentForm is a moment as programs write it into GeoPackages. The standard asks for YYYY-MM-DDTHH:MM:SS.SSSZ; others
// leave out seconds, write a space for T, or an offset.
var momentForm = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:(Z)|([+-]\d\d):?(\d\d))?$`)

// rfc3339 is a moment in the form of RFC 3339, "" where the text is none. Without an offset it is in universal time, as
// the standard says of all.
func rfc3339(s string) string {
	m := momentForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	seconds, zone := m[3], "Z"
	if seconds == "" {
		seconds = ":00"
	}
	if m[5] != "" {
		zone = m[5] + ":" + m[6]
	}
	out := m[1] + "T" + m[2] + seconds + zone
	if _, err := time.Parse(time.RFC3339, out); err != nil {
		return ""
	}
	return out
}
