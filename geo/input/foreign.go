package input

import (
	"bufio"
	"bytes"

	"github.com/okrug/okrug/geo/locale"
)

// Foreign says what a file is that is of another kind than any that is read here, by what it begins with: a workbook,
// an archive, a shapefile, a document. It is empty for all that may be text. Nothing of the file is taken.
func Foreign(b *bufio.Reader) locale.Text {
	head, _ := b.Peek(16) // a shorter file is none of them
	begins := func(with string) bool { return bytes.HasPrefix(head, []byte(with)) }
	switch {
	case begins("PK\x03\x04"), begins("PK\x05\x06"):
		return locale.T("it is an Excel workbook or another packed file, not text")
	case begins("\xd0\xcf\x11\xe0"):
		return locale.T("it is a workbook or document of an old Office, not text")
	case begins("\x00\x00\x27\x0a"):
		return locale.T("it is a shapefile, not text")
	case begins("SQLite format 3\x00"):
		return locale.T("it is a database, such as a GeoPackage, not text")
	case begins("%PDF-"):
		return locale.T("it is a PDF, not data")
	case begins("\x1f\x8b"), begins("7z\xbc\xaf"), begins("Rar!"):
		return locale.T("it is packed; unpack it")
	}
	return locale.Text{}
}

// ForeignError says that a file is of another kind than any that is read.
type ForeignError struct{ What locale.Text }

func (e *ForeignError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *ForeignError) In(lang string) string { return e.What.In(lang) }
