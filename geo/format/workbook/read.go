package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/format/wkt"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of note.
const (
	Passed   fault.Kind = "rows above the head"
	Unworked fault.Kind = "formulas without a value"
	Merged   fault.Kind = "merged cells"
)

// Read reads a workbook of Excel, each sheet that has anything in it as a layer; it is a format.Reader. The head of a
// sheet is its first row with more than one cell, else its first one. Columns of coordinates or well-known text are
// the geometry of rows, as package wkt finds them. Values are those of cells: numbers with all digits that they
// are stored with, days in the form of ISO 8601, TRUE and FALSE as boolean where a column has nothing else.
func Read(s format.Source, _ format.Options) ([]format.Layer, error) {
	book, faults := sheet.Read(s.Name, s.Data)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	var layers []format.Layer
	used := 0
	for i := range book.Sheets {
		x := &book.Sheets[i]
		if len(x.Rows) == 0 {
			continue
		}
		l, err := read(s, book, x, &used)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	if len(layers) == 0 {
		return nil, s.Fault(fault.NotTable, locale.T("none of its sheets has anything in it"),
			locale.T("give a workbook with a table"))
	}
	return layers, nil
}

// read reads a sheet.
func read(s format.Source, book *sheet.Workbook, x *sheet.Sheet, used *int) (format.Layer, error) {
	at := func(f fault.Fault) fault.Fault {
		f.Path = x.Name
		return f
	}
	head := max(0, slices.IndexFunc(x.Rows, func(r sheet.Row) bool { return len(r.Cells) > 1 }))
	var notes []fault.Fault
	if head > 0 {
		notes = append(notes, at(s.Fault(Passed, locale.T("%d {1|row|rows} above the head {1|is|are} passed over; the "+
			"first says %q", head, rows.Shorten(x.Rows[0].Cells[0].Text)), locale.Text{})))
	}
	all := slices.Clone(x.Rows[head:])
	columns, unworked := 0, 0
	boolean := map[int]bool{} // columns, and whether they have no other values
	for i, r := range all {
		all[i].Cells = slices.Clone(r.Cells)
		for k, c := range r.Cells {
			columns = max(columns, c.Column+1)
			if own, seen := boolean[c.Column]; i > 0 {
				boolean[c.Column] = c.Kind == sheet.Boolean && (own || !seen)
			}
			all[i].Cells[k].Text = text(book, c)
			if c.Kind == sheet.Unknown {
				unworked++
			}
		}
	}
	if f, ok := rows.TooWide(s, len(all), columns, used); !ok {
		return format.Layer{}, at(f)
	}
	if unworked > 0 {
		notes = append(notes, at(s.Fault(Unworked, locale.T("%d {1|formula has|formulas have} no value in the file, and "+
			"{1|its cell is|their cells are} taken to be empty", unworked),
			locale.T("open it in a spreadsheet program and save it there"))))
	}
	if n := len(x.Merged); n > 0 {
		notes = append(notes, at(s.Fault(Merged, locale.T("%d {1|area|areas} of cells {1|is|are} merged; the value stands "+
			"in the first row alone", n), locale.Text{})))
	}
	l, err := wkt.OfSheet(s, all)
	if f, ok := err.(fault.Fault); ok { //nolint:errorlint // it is the reader's own, and wraps nothing
		return l, at(f)
	}
	l.Name, l.Notes = x.Name, append(notes, l.Notes...)
	return booleans(l, all[0], boolean), err
}

// text is a cell as a text.
func text(book *sheet.Workbook, c sheet.Cell) string {
	switch c.Kind {
	case sheet.Date:
		return book.Day(c.Text)
	case sheet.Number:
		return number(c.Text)
	case sheet.Unknown:
		return ""
	}
	return c.Text
}

// number is a number with the fewest digits that mean the same: programs store all 17 that one in binary may take.
func number(text string) string {
	whole := input.PlainNumber(text)
	if whole != text || !strings.Contains(text, ".") {
		return whole
	}
	x, err := strconv.ParseFloat(text, 64)
	if short := strconv.FormatFloat(x, 'f', -1, 64); err == nil && len(short) < len(text) {
		return short
	}
	return text
}

// booleans gives the type of what it holds to each field of TRUE and FALSE.
func booleans(l format.Layer, head sheet.Row, boolean map[int]bool) format.Layer {
	var fields []int
	for _, c := range head.Cells {
		i := slices.IndexFunc(l.Fields, func(f format.Field) bool { return f.Name == input.Trim(c.Text) })
		if boolean[c.Column] && i >= 0 {
			fields = append(fields, i)
			l.Fields[i].Type = format.Boolean
		}
	}
	if len(fields) == 0 {
		return l
	}
	own := l.Features
	l.Features = func(yield func(format.Feature, error) bool) {
		for f, err := range own {
			for _, i := range fields {
				switch v := &f.Values[i]; v.Text {
				case "TRUE":
					*v = input.Value{Kind: input.Other, Text: "true"}
				case "FALSE":
					*v = input.Value{Kind: input.Other, Text: "false"}
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
	return l
}
