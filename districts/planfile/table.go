package planfile

import (
	"errors"
	"strings"

	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/format/wkt"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// table is rows of cells, whatever file they are from.
type table struct {
	titles []string // of the columns; nil where no row of the file is known to have them
	rows   []record
	counts counting
}

// record is a row: where it is, and its cells as texts, "" for those that are empty.
type record struct {
	at    fault.Fault
	cells []string
}

// cell is the text of a column.
func (x record) cell(column int) string {
	if column < 0 || column >= len(x.cells) {
		return ""
	}
	return x.cells[column]
}

// width is how many columns there are.
func (t *table) width() int {
	n := len(t.titles)
	for _, x := range t.rows {
		n = max(n, len(x.cells))
	}
	return n
}

// valueText is a value of JSON or of a layer as a text. Numbers are ids by their value and not by how they are written.
func valueText(v input.Value) string {
	switch v.Kind {
	case input.Number:
		return input.PlainNumber(v.Text)
	case input.Text:
		return v.Text
	}
	return ""
}

// faultsOf are the faults of an error, which names the file.
func faultsOf(s format.Source, err error) *fault.Faults {
	var all fault.Faults
	var many *fault.Faults
	if errors.As(err, &many) {
		return many
	}
	if one, ok := errors.AsType[fault.Fault](err); ok {
		all.Add(one)
	} else {
		all.Add(s.Fault(fault.NotReadable, locale.T("%v", err), locale.Text{}))
	}
	return &all
}

// sheets reads a table in text or a workbook. Of the sheets of a workbook, the one that has units and districts. A
// table of areas that lists no units is a layer of the districts' shapes.
func (r *reading) sheets() map[int][]int {
	book, faults := r.book()
	units := func() bool { return book != nil && r.listsUnits(r.rows(&book.Sheets[0]), true) }
	if wkt.HasAreas(r.s, format.Options{Encoding: r.Options.Encoding}) && !units() {
		return r.drawn()
	}
	r.faults.Merge(faults)
	r.notes = append(r.notes, faults.Notes...)
	if book != nil && book.Foreign != nil {
		r.faults.Add(*book.Foreign)
	}
	if book == nil || r.faults.Err() != nil {
		return nil
	}
	var found []*table
	if r.concern.Layer != "" && !r.pick(book) {
		return nil
	}
	for i := range book.Sheets {
		t := r.rows(&book.Sheets[i])
		r.checkWidth(&book.Sheets[i])
		if len(book.Sheets) == 1 || len(r.look(t).ids) > 0 {
			found = append(found, t)
		}
	}
	if len(found) != 1 {
		r.faults.Add(r.s.Fault(NoColumn, locale.T("%d of its sheets have ids of the units", len(found)),
			locale.T("keep the sheet of the plan alone, or save it as CSV")))
		return nil
	}
	return r.table(found[0])
}

// book is the table or workbook. The encoding that is stated is that of a text; of the sheets of a workbook one may be
// named.
func (r *reading) book() (*sheet.Workbook, *fault.Faults) {
	if isPacked(r.s.Data) {
		r.concern.Layer = r.Options.Layer
		return sheet.Read(r.s.Name, r.s.Data)
	}
	if r.concern.Encoding = r.Options.Encoding; r.concern.Encoding == "" {
		return sheet.Read(r.s.Name, r.s.Data)
	}
	t, err := charset.Decode(r.s.Data, r.concern.Encoding)
	if misfit := (*charset.MisfitError)(nil); errors.As(err, &misfit) {
		return nil, faultsOf(r.s, misfit.Fault(r.s.Name))
	}
	if err != nil {
		return nil, faultsOf(r.s, err)
	}
	return sheet.ReadText(r.s.Name, []byte(t.Text))
}

// pick leaves the sheet of a workbook that is named alone, and tells of a name that none has.
func (r *reading) pick(book *sheet.Workbook) bool {
	var names []string
	for _, s := range book.Sheets {
		if strings.EqualFold(s.Name, r.Options.Layer) {
			book.Sheets = []sheet.Sheet{s}
			return true
		}
		names = append(names, s.Name)
	}
	r.faults.Add(r.s.Fault(exchange.ManyLayers, locale.T("it has no layer %q", r.Options.Layer),
		fault.Choose(r.Options.Layer, names)))
	return false
}

// rows takes a sheet for a table. Whether its first row is a head shows when its columns are looked at.
func (r *reading) rows(s *sheet.Sheet) *table {
	t := &table{}
	for _, row := range s.Rows {
		x := record{at: fault.Fault{File: r.s.Name, Line: row.Number}}
		for _, c := range row.Cells {
			for len(x.cells) <= c.Column {
				x.cells = append(x.cells, "")
			}
			if x.cells[c.Column] = c.Text; c.Kind == sheet.Number {
				x.cells[c.Column] = input.PlainNumber(c.Text)
			}
		}
		t.rows = append(t.rows, x)
	}
	return t
}

// checkWidth tells of the rows that have more cells than the first.
func (r *reading) checkWidth(s *sheet.Sheet) {
	for i, row := range s.Rows {
		if f, surplus := sheet.Surplus(r.s.Name, row, s.Rows[0].Width, s.Separator); surplus && i > 0 {
			r.faults.Add(f)
		}
	}
}
