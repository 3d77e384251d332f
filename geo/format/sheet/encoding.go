package sheet

import (
	"bytes"
	"errors"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
)

// IsUTF16 reports whether a text says that it is written in UTF-16.
func IsUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

// decode is a text in UTF-8, without a mark before it, and notes on what was assumed. A text that is no text in the
// encoding that it looks to be in stays as it is, with the fault that it has.
func decode(name string, data []byte) (text []byte, notes []fault.Fault, bad *fault.Fault) {
	t, err := charset.Decode(data, "")
	if err == nil {
		return []byte(t.Text), t.Notes(name), nil
	}
	f := fault.Fault{File: name, Kind: fault.NotTable, Detail: locale.T("%v", err)}
	var misfit *charset.MisfitError
	if errors.As(err, &misfit) {
		f = misfit.Fault(name)
	}
	return bytes.TrimPrefix(data, []byte(bomUTF8)), nil, &f
}

// bomUTF8 is the mark that spreadsheet programs put before a text in UTF-8.
const bomUTF8 = "\xef\xbb\xbf"
