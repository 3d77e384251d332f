// Package rows keeps a table while a file is read in which any row may bring columns that none had before, and finds
// out which of them hold numbers, and which texts are coordinates.
package rows

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Cell is a value of a column.
type Cell struct {
	Column int
	Value  input.Value
}

// Table is what was read so far. Its fields are in the order in which they came up.
type Table struct {
	Fields []format.Field
	of     map[string]int
	rows   [][]Cell
}

// Column is the place of a field, which is new where none has the name.
func (t *Table) Column(name string) int {
	i, ok := t.of[name]
	if !ok {
		if t.of == nil {
			t.of = map[string]int{}
		}
		i = len(t.Fields)
		t.of[name] = i
		t.Fields = append(t.Fields, format.Field{Name: name})
	}
	return i
}

// Add adds a row.
func (t *Table) Add(row []Cell) { t.rows = append(t.rows, row) }

// Len is how many rows there are.
func (t *Table) Len() int { return len(t.rows) }

// Each visits the cells that there are, row by row.
func (t *Table) Each(visit func(*Cell)) {
	for _, row := range t.rows {
		for k := range row {
			visit(&row[k])
		}
	}
}

// Values are those of a row, one a field.
func (t *Table) Values(row int) []input.Value {
	values := make([]input.Value, len(t.Fields))
	for _, c := range t.rows[row] {
		values[c.Column] = c.Value
	}
	return values
}

// Allowance is how much may be made of a file of so many bytes, in cells of a table or positions of geometry.
func Allowance(size int) int { return 16*size + 1<<20 }

// TooWide is the fault of a table of so many rows and fields that would be many times as large as the file it comes
// from, since each row has a value for every field of the others; ok is true where there is none. Used is how many
// cells the tables before it in the file have, to which it adds its own.
func TooWide(s format.Source, rows, fields int, used *int) (f fault.Fault, ok bool) {
	if *used += rows * fields; *used <= Allowance(len(s.Data)) {
		return fault.Fault{}, true
	}
	return s.Fault(fault.BadValue, locale.T("its %d features have %d different fields, most of which only few have",
		rows, fields), LeaveOut), false
}

// LeaveOut is what to do about a table that is too wide.
var LeaveOut = locale.T("leave out the fields that only few features have")

// Move gives another table the rows, with cells in other columns.
func (t *Table) Move(to *Table, column func(Cell) int) {
	for _, row := range t.rows {
		for k, c := range row {
			row[k].Column = column(c)
		}
	}
	to.rows, t.rows = t.rows, nil
}

// Shorten is the beginning of a text for a message.
func Shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
