package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// ReadText reads a table in text (CSV, RFC 4180): separated by commas, semicolons, tabs or bars, with or without a mark
// of the order of bytes and the line that names the separator to spreadsheet programs, lines ended any way, in any
// encoding that package charset knows. A cell ="0101" is the text 0101. A line that is no CSV is a fault, and those
// behind it are read; notes are among the faults.
func ReadText(name string, data []byte) (*Workbook, *fault.Faults) {
	var faults fault.Faults
	data, notes, foreign := decode(name, data)
	faults.Notes = notes
	if !bytes.Contains(data, []byte("\n")) && bytes.Contains(data, []byte("\r")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // as old programs for the Macintosh end lines
	}
	named, comma := namedSeparator(data)
	if comma == 0 {
		comma = separator(data)
	}
	s := Sheet{Separator: string(comma)}
	r := csv.NewReader(bytes.NewReader(Unformulated(data, comma)))
	r.Comma = comma
	r.FieldsPerRecord = -1
	for first := true; ; first = false {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults.Add(input.BadLine(name, err))
			if first && !named {
				return nil, &faults // what is wrong with the head is told alone
			}
			continue
		}
		if first && named {
			continue
		}
		row := Row{Width: len(record)}
		row.Number, _ = r.FieldPos(0)
		for i, text := range record {
			if filled(text) {
				row.Cells = append(row.Cells, Cell{Column: i, Text: text})
			}
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	if len(s.Rows) == 0 && faults.Err() == nil {
		faults.Add(fault.Fault{File: name, Kind: fault.NotTable, Detail: locale.T("the file is empty"),
			Remedy: locale.T("give a CSV file with a header")})
		return nil, &faults
	}
	return &Workbook{Sheets: []Sheet{s}, Foreign: foreign}, &faults
}

// Unformulated is a text in which cells that spreadsheet programs shall not take for a number, written as ="0101", are
// cells in quotation marks. No line changes its number.
func Unformulated(data []byte, comma rune) []byte {
	if !bytes.Contains(data, []byte(`="`)) {
		return data
	}
	out := make([]byte, 0, len(data))
	begins, quoted := true, false // a cell; it is in quotation marks
	for i, c := range data {
		formula := begins && !quoted && c == '=' && i+1 < len(data) && data[i+1] == '"'
		if formula {
			continue
		}
		switch {
		case c == '"' && (begins || quoted):
			quoted = !quoted // a mark within a cell is two, which change nothing
		case !quoted:
			begins = rune(c) == comma || c == '\n'
		}
		if begins && quoted {
			begins = false
		}
		out = append(out, c)
	}
	return out
}

// separators are what may stand between columns. A comma is also what people write within numbers, and so comes last.
var separators = []byte{'\t', ';', '|', ','}

// namedSeparator is the separator that the first line names to spreadsheet programs, 0 for none.
func namedSeparator(data []byte) (named bool, comma rune) {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	rest, ok := strings.CutPrefix(input.Trim(string(line)), "sep=")
	if ok && len(rest) == 1 && slices.Contains(separators, rest[0]) {
		return true, rune(rest[0])
	}
	return ok, 0
}

// separator is the character between the columns of a text: of those that stand in more than half of its first lines,
// the one that stands there most often, and a comma only where no other does. Titles above a table, and decimals with a
// comma in it, have commas too.
func separator(data []byte) rune {
	const looked = 1 << 16
	head := data[:min(len(data), looked)]
	lines, count, with := 0, [4]int{}, [4]int{}
	for line := range bytes.Lines(head) {
		if !filled(string(line)) {
			continue
		}
		lines++
		quoted, own := false, [4]int{}
		for _, c := range line {
			if c == '"' {
				quoted = !quoted
			}
			if i := bytes.IndexByte(separators, c); i >= 0 && !quoted {
				own[i]++
			}
		}
		for i, n := range own {
			count[i] += n
			with[i] += min(n, 1)
		}
	}
	best := len(separators) - 1
	for i := range len(separators) - 1 {
		// A cell may say one or the other with a bar, as 15|16: it parts columns only where nothing else does in more lines.
		if separators[i] == '|' && with[i] < max(with[0], with[1], with[3]) {
			continue
		}
		if 2*with[i] > lines && (best == len(separators)-1 || count[i] > count[best]) {
			best = i
		}
	}
	return rune(separators[best])
}
