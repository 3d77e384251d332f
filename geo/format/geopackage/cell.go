package geopackage

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// declarations are the types that columns are declared with.
var declarations = map[format.Type]string{format.Text: "TEXT", format.Integer: "INTEGER", format.Real: "REAL",
	format.Boolean: "BOOLEAN", format.Date: "DATE", format.Time: "DATETIME"}

// cell is a value as a column of the type keeps it, nil for none, or what is wrong with it.
func cell(t format.Type, v input.Value) (any, locale.Text) {
	if v.Absent() {
		return nil, locale.Text{}
	}
	switch t {
	case format.Integer:
		return integerCell(v)
	case format.Real:
		return realCell(v)
	case format.Boolean:
		if v.Kind == input.Other && v.Text == "true" {
			return 1, locale.Text{}
		} else if v.Kind == input.Other && v.Text == "false" {
			return 0, locale.Text{}
		}
		return nil, locale.T("%q is neither true nor false", short(v.Text))
	case format.Date:
		if v.Kind != input.Text || !isDate(v.Text) {
			return nil, locale.T("%q is no date in the form 2023-01-31", short(v.Text))
		}
		return v.Text, locale.Text{}
	case format.Time:
		return momentCell(v)
	}
	switch {
	case v.Kind == input.Other && v.Text == "":
		return nil, locale.T("it is neither a text nor a number")
	case !utf8.ValidString(v.Text), strings.Contains(v.Text, "\x00"):
		return nil, locale.T("%q is not text in UTF-8", short(v.Text))
	}
	return v.Text, locale.Text{}
}

func integerCell(v input.Value) (any, locale.Text) {
	if v.Kind == input.Number {
		if n, err := strconv.ParseInt(input.PlainNumber(v.Text), 10, 64); err == nil {
			return n, locale.Text{}
		}
	}
	return nil, locale.T("%q is no whole number of up to 64 bits", short(v.Text))
}

// realCell takes the nearest number that a column of reals can keep. A whole number is one that is read as it was, or
// none: it may be an id.
func realCell(v input.Value) (any, locale.Text) {
	x, err := strconv.ParseFloat(v.Text, 64)
	if v.Kind != input.Number || err != nil {
		return nil, locale.T("%q is no number that a field of real numbers can hold", short(v.Text))
	}
	plain := input.PlainNumber(v.Text)
	if !strings.ContainsAny(plain, ".eE") && plain != input.PlainNumber(shortest(x)) &&
		plain != strconv.FormatFloat(x, 'f', 0, 64) {
		return nil, locale.T("%q is no number that a field of real numbers can hold", short(v.Text))
	}
	return x, locale.Text{}
}

// momentCell is a moment in universal time and to a thousandth of a second, as the standard asks for.
func momentCell(v input.Value) (any, locale.Text) {
	t, err := time.Parse(time.RFC3339, v.Text)
	switch {
	case v.Kind != input.Text, err != nil, t.UTC().Year() < 0, t.UTC().Year() > 9999:
		return nil, locale.T("%q is no time in the form 2023-01-31T15:04:05Z", short(v.Text))
	case t.Nanosecond()%int(time.Millisecond) != 0:
		return nil, locale.T("%q is finer than the thousandth of a second that a GeoPackage has", short(v.Text))
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z"), locale.Text{}
}
