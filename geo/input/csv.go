package input

import (
	"encoding/csv"
	"errors"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// BadLine is the fault of a line that package encoding/csv does not read.
func BadLine(file string, err error) fault.Fault {
	f := fault.Fault{File: file, Kind: fault.NotTable, Detail: locale.T("not CSV: %v", err),
		Remedy: locale.T("mend the quotation marks there")}
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		f.Line, f.Detail = syntax.Line, locale.T("not CSV: %v", syntax.Err)
		switch {
		case errors.Is(syntax.Err, csv.ErrBareQuote):
			f.Detail = locale.T("not CSV: a quotation mark stands within a cell")
		case errors.Is(syntax.Err, csv.ErrQuote):
			f.Detail = locale.T("not CSV: a cell opens with a quotation mark and does not close with one")
		case errors.Is(syntax.Err, csv.ErrFieldCount):
			f.Detail = locale.T("the line has another number of cells than the first")
			f.Remedy = locale.T("give it as many")
		}
	}
	return f
}
