package sheet

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Kinds of fault that only spreadsheets have.
const (
	// TooLarge is a workbook that unpacks to more than is read.
	TooLarge fault.Kind = "too large to be unpacked"
)

// Kind is what a cell holds.
type Kind byte

// The kinds of cell. A table in text has texts alone, whatever they say.
const (
	Text Kind = iota
	Number
	Date    // a number that is shown as a day or an hour
	Boolean // TRUE or FALSE
	Error   // what a formula gives that went wrong: #N/A, #REF!
	// Unknown is a formula whose value the file does not have: the program that wrote it did not work it out.
	Unknown
)

// Cell is a cell that is not empty.
type Cell struct {
	Column int // from 0
	Kind   Kind
	// Text is what the cell holds. Numbers are as the file has them, not as they are shown: a workbook of Excel has up to
	// 17 digits of each, and none of the marks between thousands.
	Text string
}

// Row is a row that has cells.
type Row struct {
	Number int // from 1; in a text it is the line on which the row begins
	Hidden bool
	Cells  []Cell // by column
	// Width is how many cells a line of text has, with empty ones; 0 in a workbook.
	Width int
}

// At is the cell of a column; an empty one where there is none.
func (r Row) At(column int) Cell {
	i, ok := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int {
		return cmp.Compare(c.Column,
			column)
	})
	if !ok {
		return Cell{Column: column}
	}
	return r.Cells[i]
}

// Area is a rectangle of cells. All four are within it; rows count from 1, columns from 0.
type Area struct{ Top, Bottom, Left, Right int }

// Sheet is a table.
type Sheet struct {
	Name   string // "" in a text, which has only one
	Hidden bool
	Rows   []Row // those that have cells, in their order
	// Merged are cells that were made one; the cell at the top left has what the whole area shows.
	Merged []Area
	// HiddenColumns are those that are not shown.
	HiddenColumns []Area
	// Separator stands between the cells of a text.
	Separator string
}

// HidesColumn reports whether a column is not shown.
func (s *Sheet) HidesColumn(column int) bool {
	return slices.ContainsFunc(s.HiddenColumns, func(a Area) bool { return a.Left <= column && column <= a.Right })
}

// Workbook is a file of sheets.
type Workbook struct {
	Sheets []Sheet
	// Book reports whether it is a workbook and no text, so that cells have addresses and numbers are known from texts.
	Book bool
	// From1904 says that days are counted from 1 January 1904, as old programs for the Macintosh did.
	From1904 bool
	// Foreign is the fault of a text whose letters could not be read; nil where they could.
	Foreign *fault.Fault
}

// Read reads a workbook or a text, whichever the data are. Errors are a *fault.Faults; the workbook is nil where
// nothing could be read, and has all other lines where lines of a text are faulty.
func Read(name string, data []byte) (*Workbook, *fault.Faults) {
	begins := func(with string) bool { return bytes.HasPrefix(data, []byte(with)) }
	refuse := func(detail, remedy locale.Text) (*Workbook, *fault.Faults) {
		var faults fault.Faults
		faults.Add(fault.Fault{File: name, Kind: fault.NotTable, Detail: detail, Remedy: remedy})
		return nil, &faults
	}
	save := locale.T("open it in a spreadsheet program and save it as an Excel workbook (.xlsx)")
	switch {
	case begins("PK\x03\x04"), begins("PK\x05\x06"):
		return readBook(name, data)
	case begins("\x1f\x8b"):
		return refuse(locale.T("it is packed; unpack it"), locale.Text{})
	case begins("\xd0\xcf\x11\xe0"):
		// Excel keeps a workbook with a password in the same container as those of its old format.
		if bytes.Contains(data, utf16Bytes("EncryptedPackage")) {
			return refuse(locale.T("it is a workbook that is protected by a password"), locale.T(
				"open it in a spreadsheet program and save it without a password"))
		}
		return refuse(locale.T("it is a workbook or document of an old Office (.xls)"), save)
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte(bomUTF8)), " \t\r\n"), []byte("<")):
		return refuse(locale.T("it is a web page or XML, and no table in text"), save)
	}
	return ReadText(name, data)
}

func utf16Bytes(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

// filled reports whether a text is more than white space.
func filled(text string) bool { return input.Trim(text) != "" }
