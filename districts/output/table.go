package output

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// Table is a table for programs: a row for each thing, a column for each property, shares as shares of 1
// and numbers as programs write them. Names stand in every language of the scenario.
type Table struct {
	Name string // of its file
	Rows [][]string
}

// CSV is the table with its head (RFC 4180).
func (t Table) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(t.Rows) // a bytes.Buffer does not fail
	return b.Bytes()
}

// Languages are those in which a table has names and texts, a column for each: the scenario's.
type Languages []string

// Heads are the heads of such columns.
func (l Languages) Heads(prefix string) []string {
	return l.Each(func(lang string) string { return prefix + lang })
}

// Names are a thing's names; empty cells for one without any.
func (l Languages) Names(n locale.Names) []string {
	return l.Each(func(lang string) string { return n.Among(lang, l...) })
}

// Texts are a text in every language.
func (l Languages) Texts(t locale.Text) []string { return l.Each(t.In) }

// Each is what is said in every language.
func (l Languages) Each(say func(lang string) string) []string {
	words := make([]string, len(l))
	for i, lang := range l {
		words[i] = say(lang)
	}
	return words
}

// Row is a row of strings, lists of strings, numbers and truths; nothing stands for a number that is not known.
func Row(cells ...any) []string {
	var out []string
	for _, c := range cells {
		switch c := c.(type) {
		case []string:
			out = append(out, c...)
		case string:
			out = append(out, c)
		case int:
			out = append(out, strconv.Itoa(c))
		case int64:
			out = append(out, strconv.FormatInt(c, 10))
		case float64:
			out = append(out, strconv.FormatFloat(c, 'f', -1, 64))
		case *float64:
			out = append(out, optional(c, func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }))
		case *int64:
			out = append(out, optional(c, func(x int64) string { return strconv.FormatInt(x, 10) }))
		case bool:
			out = append(out, strconv.FormatBool(c))
		}
	}
	return out
}

// optional is a number, or nothing where it is not known.
func optional[T any](x *T, text func(T) string) string {
	if x == nil {
		return ""
	}
	return text(*x)
}

// AddTables adds the tables that have rows, each as a file of the folder of tables.
func (s *Set) AddTables(tables ...Table) error {
	var errs []error
	for _, t := range tables {
		if len(t.Rows) > 1 {
			errs = append(errs, s.Add(Tables+"/"+t.Name, t.CSV()))
		}
	}
	return errors.Join(errs...)
}
