package wkt

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of fault and note of tables.
const (
	NotTable                  = fault.NotTable
	RepeatedColumn            = fault.RepeatedColumn
	SurplusCells              = fault.SurplusCells
	MissingCells   fault.Kind = "fewer cells than columns"
)

// table is a file as lines of cells.
type table struct {
	src      format.Source
	encoding string
	notes    []fault.Fault
	comma    rune
	head     []string // names of columns, "" for those that are not read
	width    int      // of the header
	lines    []line
}

// line is a line of a table. Its last cells may be missing.
type line struct {
	number  int
	cells   []string
	surplus *fault.Fault // that it has more cells than the header has columns
}

// cell is a cell of the line, empty where that ends before.
func (l line) cell(column int) string {
	if column < len(l.cells) {
		return l.cells[column]
	}
	return ""
}

// readTable reads a file. A line that is no CSV makes the table useless, since others may be in it.
func readTable(s format.Source, o format.Options) (*table, error) {
	if what := input.Foreign(bufio.NewReader(strings.NewReader(string(s.Data[:min(len(s.Data), 64)])))); !what.Empty() {
		return nil, s.Fault(NotTable, what, locale.T("save it as CSV in UTF-8"))
	}
	text, err := charset.Decode(s.Data, o.Encoding)
	var misfit *charset.MisfitError
	var name *charset.NameError
	switch {
	case errors.As(err, &misfit):
		return nil, misfit.Fault(s.Name)
	case errors.As(err, &name):
		return nil, name.Fault(s.Name)
	case err != nil:
		return nil, s.Fault(fault.NotReadable, locale.T("%v", err), locale.T("save it as CSV in UTF-8"))
	}
	t := &table{src: s, encoding: text.Encoding.String(), notes: text.Notes(s.Name)}
	if err := t.read(text.Text); err != nil {
		return nil, err
	}
	return t, nil
}

// read reads the lines.
func (t *table) read(text string) error {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as old programs for the Macintosh end lines
	}
	first, _, _ := strings.Cut(text, "\n")
	t.comma = separator(first)
	named, says := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep=") // as spreadsheet programs are told
	if says = says && len(named) == 1 && strings.Contains(separators, named); says {
		t.comma = rune(named[0])
	}
	r := csv.NewReader(bytes.NewReader(sheet.Unformulated([]byte(text), t.comma)))
	r.Comma = t.comma
	r.FieldsPerRecord = -1
	missing, at := 0, 0
	for n := 0; ; n++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return input.BadLine(t.src.Name, err)
		}
		if n == 0 && says {
			continue
		}
		number, _ := r.FieldPos(0)
		if t.head == nil {
			if err := t.header(number, cells); err != nil {
				return err
			}
			continue
		}
		l := line{number: number, cells: cells[:min(len(cells), t.width)]}
		switch {
		case len(cells) > t.width && slices.ContainsFunc(cells[t.width:], filled):
			l.surplus = t.surplus(number, cells)
		case len(cells) < t.width:
			if missing++; missing == 1 {
				at = number
			}
		}
		t.lines = append(t.lines, l)
	}
	if t.head == nil {
		return t.src.Fault(NotTable, locale.T("the file is empty"), locale.T("give a CSV file with a header"))
	}
	used := 0
	if f, ok := rows.TooWide(t.src, len(t.lines), t.width, &used); !ok {
		return f
	}
	if missing > 0 {
		f := t.src.Fault(MissingCells, locale.T("%d {1|line has|lines have} fewer cells than the header names columns, "+
			"and the others are taken to be empty", missing), locale.Text{})
		f.Line = at
		t.notes = append(t.notes, f)
	}
	return nil
}

// surplus is the fault of a line with more cells than columns.
func (t *table) surplus(number int, cells []string) *fault.Fault {
	row := sheet.Row{Number: number, Width: len(cells)}
	for i, text := range cells {
		if filled(text) {
			row.Cells = append(row.Cells, sheet.Cell{Column: i, Text: text})
		}
	}
	f, _ := sheet.Surplus(t.src.Name, row, t.width, string(t.comma))
	return &f
}

// header reads the names of columns. One without a name is not read where no line has anything in it.
func (t *table) header(number int, cells []string) error {
	seen := map[string]bool{}
	for _, c := range cells {
		name := input.Trim(c)
		var f fault.Fault
		switch {
		case looks(name):
			f = t.src.Fault(NotTable, locale.T("its first line holds a geometry, and no names of columns"),
				locale.T("give it a header"))
		case seen[name] && name != "":
			f = t.src.Fault(RepeatedColumn, locale.T("the header names the column %q twice", name),
				locale.T("give one of them another name"))
		}
		if f.Kind != "" {
			f.Line = number
			return f
		}
		seen[name] = true
		t.head = append(t.head, name)
	}
	t.width = len(t.head)
	return nil
}

// nameless gives columns without a name one, where they hold anything.
func (t *table) nameless() error {
	for i, name := range t.head {
		if name != "" {
			continue
		}
		for _, l := range t.lines {
			if !filled(l.cell(i)) {
				continue
			}
			f := t.src.Fault(NotTable, locale.T("column %d has no name in the header", i+1), locale.T("give it one"))
			f.Line = l.number
			return f
		}
	}
	return nil
}

func filled(cell string) bool { return input.Trim(cell) != "" }

// separators are the characters that may stand between the columns.
const separators = ",;\t|"

// separator is the one of which a header has most outside of quotation marks, a comma where it has none.
func separator(header string) rune {
	count := map[rune]int{}
	quoted := false
	for _, c := range header {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[c]++
		}
	}
	best := ','
	for _, c := range separators {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}
