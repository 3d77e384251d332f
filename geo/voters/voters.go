package voters

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// Kinds of fault and note of tables.
const (
	// ReadAs is a note that says what was taken for what.
	ReadAs fault.Kind = "read as"
	// Rounded is a note on figures that a spreadsheet may have rounded.
	Rounded fault.Kind = "number written with an exponent"
	// NoColumn is a sheet or column that was asked for and that the table has not.
	NoColumn fault.Kind = "no such sheet or column"
	// NoHead is a table whose columns are not known.
	NoHead fault.Kind = "unknown columns"
	// Doubtful is a row of which it is not sure which unit it means.
	Doubtful fault.Kind = "doubtful unit"
	// WrongTotal is a total that is not the sum of its rows.
	WrongTotal fault.Kind = "total that is not the sum"
	// UnknownRegion is a region that there is not, or that may be several.
	UnknownRegion fault.Kind = "unknown region"
)

// Unit is what a table may say of a unit, which has a region.
type Unit = namesake.UnitNames

// Region is what a table may say of a region.
type Region = namesake.RegionNames

// Columns name the sheet to read and the columns of a table by their titles or letters; an empty one is recognised.
type Columns struct{ Sheet, ID, Name, Region, Voters, Status string }

// Table is what a table says.
type Table struct {
	Of     []int64  // voters, by unit
	Status []string // by unit, "" where the table states none
	// Doubts are the rows for which somebody must decide.
	Doubts []Doubt
}

// reading is a table while it is read.
type reading struct {
	file    string
	book    *sheet.Workbook
	units   []Unit
	regions []Region
	columns Columns
	decided *Decisions

	finder *namesake.Finder

	faults fault.Faults
	notes  notes
	table  *Table
	rowOf  []place  // by unit: where it is named
	sums   []record // figures of rows, for totals
	sum    int64
	totals []total
	open   []int // totals whose rows stand below them, and go on
	closed int   // the figures in blocks that have ended
	bad    bool  // some figure could not be read, so that sums are not known
}

// Read reads a table of voters, in text or in a workbook, that names every unit exactly once. The table is nil where
// the file is none that can be read. Faults name everything that stands in the way, the notes what was taken for what.
func Read(file string, data []byte, units []Unit, regions []Region, c Columns, d *Decisions) (*Table, *fault.Faults) {
	book, faults := sheet.Read(file, data)
	r := &reading{file: file, book: book, units: units, regions: regions, columns: c, decided: d}
	r.faults.Merge(faults)
	if book == nil {
		return nil, &r.faults
	}
	if book.Foreign != nil {
		r.faults.Add(*book.Foreign)
		return nil, &r.faults
	}
	r.table = &Table{Of: make([]int64, len(units)), Status: make([]string, len(units))}
	r.rowOf = make([]place, len(units))
	r.finder = namesake.NewFinder(units, regions)
	if r.readSheets() {
		r.checkTotals()
		r.tellMissing()
	}
	r.faults.Notes = append(r.faults.Notes, r.notes.all(file)...)
	return r.table, &r.faults
}

// tellMissing names the units that no row names.
func (r *reading) tellMissing() {
	for i, u := range r.units {
		if !r.rowOf[i].known() {
			r.faults.Add(fault.Fault{File: r.file, ID: u.ID, Name: u.Shown, Kind: fault.MissingUnit,
				Detail: locale.T("the unit is missing from the file"),
				Remedy: locale.T("add a line with its voters, 0 if it has none")})
		}
	}
}

// place is a row of a sheet.
type place struct{ sheet, row int } // row from 1

func (p place) known() bool { return p.row > 0 }

// cellName is what spreadsheet programs call a cell of a sheet.
func (r *reading) cellName(p place, column int) string {
	address := sheet.Address(p.row, max(0, column))
	if len(r.book.Sheets) == 1 {
		return address
	}
	return r.book.Sheets[p.sheet].Name + "!" + address
}

// fault begins a fault of a row; the column is the one that it is about, -1 for the row as a whole.
func (r *reading) fault(p place, column int, kind fault.Kind, detail, remedy locale.Text) fault.Fault {
	f := fault.Fault{File: r.file, Kind: kind, Detail: detail, Remedy: remedy}
	if !r.book.Book {
		f.Line = p.row
		return f
	}
	f.Path = r.cellName(p, column)
	return f
}

// where is a row in words, within a sentence.
func (r *reading) where(p place) locale.Text {
	switch {
	case !r.book.Book:
		return locale.T("on line %d", locale.Nth(p.row))
	case len(r.book.Sheets) == 1:
		return locale.T("in row %d", locale.Nth(p.row))
	}
	return locale.T("in row %d of the sheet %q", locale.Nth(p.row), r.book.Sheets[p.sheet].Name)
}
