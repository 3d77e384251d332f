package charset

import (
	"bytes"
	"fmt"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of faults and notes that encodings make.
const (
	UnknownEncoding fault.Kind = "unknown encoding"
	Misfit          fault.Kind = "text in another encoding"
	Assumed         fault.Kind = "assumed encoding"
)

// MisfitError says where bytes are no text in an encoding.
type MisfitError struct {
	Encoding Encoding
	Offset   int    // bytes before the place
	Line     int    // of the place, from 1
	Bytes    []byte // that are no text, a few at most
}

func misfit(e Encoding, data []byte, from, to int) error {
	err := &MisfitError{Encoding: e, Offset: from, Line: 1, Bytes: bytes.Clone(data[from:min(to, from+8)])}
	switch e.wide {
	case 2, 4:
		for i := 0; i+e.wide <= from; i += e.wide {
			if r, _ := e.unit(data[i:]); r == '\n' {
				err.Line++
			}
		}
	default:
		err.Line += bytes.Count(data[:from], []byte("\n"))
	}
	return err
}

// In is the error in a language.
func (e *MisfitError) In(lang string) string { return e.Text().In(lang) }

func (e *MisfitError) Error() string { return e.In("en") }

// Text is the error for a sentence of the caller's.
func (e *MisfitError) Text() locale.Text {
	return locale.T("after byte %d stands %s, which is no text in %s", locale.Nth(e.Offset), fmt.Sprintf("% X", e.Bytes),
		e.Encoding.String())
}

// Fault is the error as a fault of a file of lines.
func (e *MisfitError) Fault(file string) fault.Fault {
	return fault.Fault{File: file, Line: e.Line, Kind: Misfit, Detail: e.Text(), Remedy: MisfitRemedy}
}

// MisfitRemedy is what to do about a text in another encoding.
var MisfitRemedy = locale.T("name the encoding that it is written in, or save it in UTF-8")

// AssumedNote tells that a file's encoding was assumed.
func AssumedNote(file string, e Encoding) fault.Fault {
	return fault.Fault{File: file, Kind: Assumed,
		Detail: locale.T("it does not say what its texts are written in; by their letters it is taken to be %s", e.String()),
		Remedy: locale.T("if words read wrong, name the encoding")}
}
