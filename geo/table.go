package geo

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// row is one line of a table: the values of the columns asked for, and the line it begins on.
type row struct {
	line    int
	values  []string
	surplus bool // it has more cells than the header, so that the values may be those of other columns
}

// readTable reads a CSV file (RFC 4180) with a header: separated by commas, semicolons, tabs or bars, with or without
// the byte order mark of UTF-8 and the line that names the separator to spreadsheets, lines ended any way. want are the
// columns to return, of which the first required must be there; other columns are ignored, and columns that are not
// there are empty. Header names are compared without regard to case. A column that the header names twice and a line
// with more cells than the header are faults: of either, one value would be taken and the other lost.
func readTable(f File, want []string, required int, faults *Faults) []row {
	b := bufio.NewReaderSize(f.Data, 1<<16)
	if mark, _ := b.Peek(3); bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
	} else if bytes.HasPrefix(mark, []byte("\xff\xfe")) || bytes.HasPrefix(mark, []byte("\xfe\xff")) {
		faults.Add(Fault{File: f.Name, Kind: NotTable, Detail: locale.T("the file is written in UTF-16"),
			Remedy: locale.T("save it as CSV in UTF-8")})
		return nil
	}
	if what := input.Foreign(b); !what.Empty() {
		faults.Add(Fault{File: f.Name, Kind: NotTable, Detail: what, Remedy: locale.T("save it as CSV in UTF-8")})
		return nil
	}
	head, err := b.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		faults.Add(Fault{File: f.Name, Kind: NotReadable, Detail: locale.T("%v", err)})
		return nil
	}
	end := "\n"
	var in io.Reader = b
	if !bytes.Contains(head, []byte(end)) && bytes.ContainsRune(head, '\r') {
		end, in = "\r", returns{b}
	}
	first, _, _ := strings.Cut(string(head), end)
	r := csv.NewReader(in)
	r.Comma = separator(first)
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err == nil && strings.HasPrefix(first, "sep=") {
		header, err = r.Read()
	}
	if err != nil {
		faults.Add(badTable(f.Name, err))
		return nil
	}
	top, _ := r.FieldPos(0)
	at := make([]int, len(want))
	ok := true
	for i, name := range want {
		is := func(h string) bool { return strings.EqualFold(input.Trim(h), name) }
		at[i] = slices.IndexFunc(header, is)
		if at[i] >= 0 && slices.ContainsFunc(header[at[i]+1:], is) {
			faults.Add(Fault{File: f.Name, Line: top, Kind: RepeatedColumn,
				Detail: locale.T("the header names the column %q twice", name),
				Remedy: locale.T("keep the one that is meant, or give the other another name")})
		}
		if at[i] >= 0 || i >= required {
			continue
		}
		ok = false
		remedy := fault.Choose(name, header)
		if len(header) == 1 && !utf8.ValidString(header[0]) {
			remedy = locale.T("save it as CSV in UTF-8")
		}
		faults.Add(Fault{File: f.Name, Line: top, Kind: UnknownProperty,
			Detail: locale.T("the header has no column %q", name), Remedy: remedy})
	}
	if !ok {
		return nil
	}
	var rows []row
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			faults.Add(badTable(f.Name, err))
			if _, syntax := errors.AsType[*csv.ParseError](err); !syntax {
				return rows
			}
			continue
		}
		line, _ := r.FieldPos(0)
		x := row{line: line, values: make([]string, len(want))}
		if n := len(record); n > len(header) && slices.ContainsFunc(record[len(header):], filled) {
			faults.Add(Fault{File: f.Name, Line: line, Kind: SurplusCells, Detail: locale.T("the line has %d "+
				"{1|cell|cells}, the header names %d {2|column|columns}", n, len(header)), Remedy: surplusRemedy(record,
				string(r.Comma))})
			x.surplus = true
		}
		for i, c := range at {
			if c >= 0 && c < len(record) {
				x.values[i] = input.Trim(record[c])
			}
		}
		if slices.ContainsFunc(record, filled) {
			rows = append(rows, x)
		}
	}
}

func filled(cell string) bool { return input.Trim(cell) != "" }

// surplusRemedy says what was probably meant by a line with more cells than columns: a number with marks between its
// thousands that are also what parts the columns.
func surplusRemedy(record []string, comma string) locale.Text {
	for i := 1; i < len(record); i++ {
		pair := input.Trim(record[i-1]) + comma + input.Trim(record[i])
		if n, ok := input.Grouped(pair); ok {
			return locale.T("if %s is one number, write %s", pair, n)
		}
	}
	return locale.T("put a cell that holds the separator into quotation marks, or give the header a name for every column")
}

// returns reads a file whose lines end in carriage returns alone, as old programs for the Macintosh write them.
type returns struct{ in io.Reader }

func (r returns) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// separator is the character between the columns of a header: a comma unless there are more of another.
func separator(header string) rune {
	best := ','
	for _, c := range []rune{';', '\t', '|'} {
		if strings.Count(header, string(c)) > strings.Count(header, string(best)) {
			best = c
		}
	}
	return best
}

func badTable(file string, err error) Fault {
	f := Fault{File: file, Kind: NotTable, Detail: locale.T("not CSV: %v", err),
		Remedy: locale.T("mend the quotation marks there")}
	var syntax *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		f.Detail, f.Remedy = locale.T("the file is empty"), locale.T("give a CSV file with a header")
	case errors.As(err, &syntax):
		f.Line, f.Detail = syntax.Line, locale.T("not CSV: %v", syntax.Err)
		switch {
		case errors.Is(syntax.Err, csv.ErrBareQuote):
			f.Detail = locale.T("not CSV: a quotation mark stands within a cell")
		case errors.Is(syntax.Err, csv.ErrQuote):
			f.Detail = locale.T("not CSV: a cell opens with a quotation mark and does not close with one")
		}
	default:
		f.Kind, f.Detail, f.Remedy = NotReadable, locale.T("%v", err), locale.Text{}
	}
	return f
}
