package sheet

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Surplus is the fault of a line of text that has filled cells behind the last of its head, whose number is width: a
// separator stands within one of them, and the values may be those of other columns. Workbooks have no such lines.
func Surplus(file string, r Row, width int, separator string) (fault.Fault, bool) {
	if width == 0 || r.Width <= width || r.Cells[len(r.Cells)-1].Column < width {
		return fault.Fault{}, false
	}
	f := fault.Fault{File: file, Line: r.Number, Kind: fault.SurplusCells, Detail: locale.T("the line has %d "+
		"{1|cell|cells}, the header names %d {2|column|columns}", r.Width, width), Remedy: locale.T("put a cell that holds " +
		"the separator into quotation marks, or give the header a name for every column")}
	for i := 1; i < r.Width; i++ { // what was probably meant: a number with marks between its thousands
		pair := input.Trim(r.At(i-1).Text) + separator + input.Trim(r.At(i).Text)
		if n, ok := input.Grouped(pair); ok {
			f.Remedy = locale.T("if %s is one number, write %s", pair, n)
			break
		}
	}
	return f, true
}
