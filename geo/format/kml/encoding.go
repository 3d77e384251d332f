package kml

import (
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
)

// declaration is the encoding that an XML declaration names (XML 1.0, 2.8 and 4.3.3).
var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// wide are names of encodings of several bytes a character. A declaration that can be read byte by byte is in none of
// them, though programs write so that take the encoding of their memory for that of the file.
var wide = regexp.MustCompile(`(?i)^(utf-?(16|32)|ucs-?[24]|iso-10646-ucs)`)

// decode is the text of a file, in the encoding that the options name, or a byte order mark, or the XML declaration;
// UTF-8 where none does.
func decode(s format.Source, o format.Options) (charset.Text, error) {
	stated := o.Encoding
	if stated == "" {
		if found, sure := charset.Find(s.Data); !sure || found.String() == "UTF-8" {
			stated = "UTF-8"
			if m := declaration.FindSubmatch(s.Data[:min(len(s.Data), 1024)]); m != nil && !wide.Match(m[1]) {
				stated = string(m[1])
			}
		}
	}
	text, err := charset.Decode(s.Data, stated)
	var misfit *charset.MisfitError
	var name *charset.NameError
	switch {
	case errors.As(err, &misfit):
		return text, misfit.Fault(s.Name)
	case errors.As(err, &name):
		return text, name.Fault(s.Name)
	case err != nil:
		return text, s.Fault(fault.NotReadable, locale.T("%v", err), locale.Text{})
	}
	return text, nil
}

// rootElement is how KML begins, after the declaration and comments.
var rootElement = regexp.MustCompile(`^(?s:\s|\x{feff}|<\?.*?\?>|<!--.*?-->)*<(?:[\w.-]+:)?kml[\s/>]`)

// Is reports whether a file begins as KML does, in any encoding of Latin letters by one or two bytes.
func Is(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 1<<14)], []byte("\xef\xbb\xbf"))
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xff\xfe")), []byte("\xfe\xff"))
	return rootElement.Match(bytes.ReplaceAll(head, []byte{0}, nil))
}

// asItIs reads a text that is decoded already, whatever its declaration says.
func asItIs(_ string, in io.Reader) (io.Reader, error) { return in, nil }
