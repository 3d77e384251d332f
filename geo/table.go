package geo

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// row is one line of a table: the values of the columns asked for, and the line it begins on.
type row struct {
	line    int
	values  []string
	surplus bool // it has more cells than the header, so that the values may be those of other columns
}

// wanted are the columns that are asked of a table.
type wanted struct {
	columns  []string
	required int               // how many of them, from the first, must be there
	or       map[string]string // the column that does in place of a required one
}

// readTable reads a CSV file with a header, as sheet.ReadText does, but not in UTF-16. Columns that nobody asks for are
// ignored, and columns that are not there are empty. Header names are compared without regard to case. A column that
// the header names twice and a line with more cells than the header are faults: of either, one value would be taken and
// the other lost.
func readTable(f File, want wanted, faults *Faults) []row {
	data, err := io.ReadAll(f.Data)
	if err != nil {
		faults.Add(Fault{File: f.Name, Kind: NotReadable, Detail: locale.T("%v", err)})
		return nil
	}
	what := input.Foreign(bufio.NewReader(bytes.NewReader(data)))
	if sheet.IsUTF16(data) {
		what = locale.T("the file is written in UTF-16")
	}
	if !what.Empty() {
		faults.Add(Fault{File: f.Name, Kind: NotTable, Detail: what, Remedy: locale.T("save it as CSV in UTF-8")})
		return nil
	}
	book, found := sheet.ReadText(f.Name, data)
	about := found.Notes
	found.Notes = nil
	faults.Merge(found)
	if book == nil || len(book.Sheets[0].Rows) == 0 {
		return nil
	}
	s := &book.Sheets[0]
	at, ok := findColumns(f.Name, s.Rows[0], want, faults)
	if !ok {
		return nil
	}
	width := s.Rows[0].Width
	rows, plain := make([]row, 0, len(s.Rows)-1), true
	for _, r := range s.Rows[1:] {
		x := row{line: r.Number, values: make([]string, len(want.columns))}
		if f, surplus := sheet.Surplus(f.Name, r, width, s.Separator); surplus {
			faults.Add(f)
			x.surplus = true
		}
		for i, c := range at {
			if c >= 0 {
				x.values[i] = input.Trim(r.At(c).Text)
				plain = plain && isASCII(x.values[i])
			}
		}
		rows = append(rows, x)
	}
	if plain { // ids and numbers are the same in any encoding that may be assumed
		return rows
	}
	faults.Notes = append(faults.Notes, about...)
	if book.Foreign != nil {
		faults.Add(*book.Foreign)
		return nil
	}
	return rows
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// findColumns finds the columns of a header by their names, -1 for one that is not there.
func findColumns(file string, head sheet.Row, want wanted, faults *Faults) (at []int, ok bool) {
	header := make([]string, head.Width)
	for _, c := range head.Cells {
		header[c.Column] = c.Text
	}
	at, ok = make([]int, len(want.columns)), true
	named := func(name string) func(string) bool {
		return func(h string) bool { return strings.EqualFold(input.Trim(h), name) }
	}
	for i, name := range want.columns {
		is := named(name)
		at[i] = slices.IndexFunc(header, is)
		if at[i] >= 0 && slices.ContainsFunc(header[at[i]+1:], is) {
			faults.Add(Fault{File: file, Line: head.Number, Kind: RepeatedColumn,
				Detail: locale.T("the header names the column %q twice", name),
				Remedy: locale.T("keep the one that is meant, or give the other another name")})
		}
		if at[i] >= 0 || i >= want.required {
			continue
		}
		if other := want.or[name]; other != "" && slices.ContainsFunc(header, named(other)) {
			continue
		}
		ok = false
		remedy := fault.Choose(name, header)
		if len(header) == 1 && !utf8.ValidString(header[0]) {
			remedy = locale.T("save it as CSV in UTF-8")
		}
		faults.Add(Fault{File: file, Line: head.Number, Kind: UnknownProperty,
			Detail: locale.T("the header has no column %q", name), Remedy: remedy})
	}
	return at, ok
}
