package readback

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// The size in bytes up to which a document is read: acts of 300 000 units take 36 MB as HTML and as DOCX 285 MB, which
// are packed 55 times. What is made to fill a reader's memory is packed a thousand times, so that a DOCX may hold more
// than unpacked only in proportion to its own size.
const (
	largest  = 512 << 20
	unpacked = 64 << 20
	packed   = 128 // times its own size
)

// mostOf is how many bytes a DOCX of a size may hold.
func mostOf(size int) int64 { return min(largest, max(unpacked, packed*int64(size))) }

// ErrFormat says that a file is neither DOCX nor HTML.
var ErrFormat = locale.Errorf("the file is neither a DOCX nor an HTML document")

// Document reads an act from the bytes of a DOCX or HTML file. Fallback are the languages in which a name is taken
// where the act's own has none.
func Document(data []byte, layer *geo.Layer, table *names.Table, fallback ...string) (*Result, error) {
	ps, err := Text(data)
	if err != nil {
		return nil, err
	}
	return Paragraphs(ps, layer, table, fallback...)
}

// Text returns the paragraphs of a document, table cells too, in the order in which they stand.
func Text(data []byte) ([]string, error) {
	switch {
	case len(data) > largest:
		return nil, tooLarge(largest)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return docx(data)
	case bytes.Contains(bytes.ToLower(data[:min(len(data), 1024)]), []byte("<html")),
		bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))),
			[]byte("<!doctype html")):
		return page(data)
	}
	return nil, ErrFormat
}

func tooLarge(most int64) error { return locale.Errorf("the document is larger than %d MB", most>>20) }

const wordML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// strictML is the same vocabulary in the strict variant of the standard.
const strictML = "http://purl.oclc.org/ooxml/wordprocessingml/main"

// docx reads the main part. Text that is marked as deleted is not part of the document.
func docx(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, locale.Errorf("the DOCX archive cannot be opened: %w", err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return nil, locale.Errorf("the DOCX archive has no word/document.xml: %w", err)
	}
	defer func() { _ = f.Close() }() // reading is over; nothing is lost
	most := mostOf(len(data))
	limited := &io.LimitedReader{R: f, N: most}
	dec := xml.NewDecoder(limited)
	var ps []string
	var open []*strings.Builder // paragraphs nest in text boxes
	inText, deleted := false, 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && limited.N > 0 {
			return ps, nil
		}
		if limited.N == 0 {
			return nil, tooLarge(most)
		}
		if err != nil {
			return nil, locale.Errorf("word/document.xml: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Space != wordML && t.Name.Space != strictML {
				continue
			}
			switch t.Name.Local {
			case "p":
				open = append(open, &strings.Builder{})
			case "t":
				inText = true
			case "del", "moveFrom":
				deleted++
			case "tab", "br", "cr":
				if len(open) > 0 && deleted == 0 {
					open[len(open)-1].WriteByte(' ')
				}
			case "noBreakHyphen":
				if len(open) > 0 && deleted == 0 {
					open[len(open)-1].WriteByte('-')
				}
			}
		case xml.EndElement:
			if t.Name.Space != wordML && t.Name.Space != strictML {
				continue
			}
			switch t.Name.Local {
			case "p":
				if n := len(open); n > 0 {
					ps = append(ps, open[n-1].String())
					open = open[:n-1]
				}
			case "t":
				inText = false
			case "del", "moveFrom":
				deleted--
			}
		case xml.CharData:
			if inText && deleted == 0 && len(open) > 0 {
				open[len(open)-1].Write(t)
			}
		}
	}
}

// blocks are the elements of HTML that end a paragraph.
var blocks = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "br": true, "caption": true,
	"dd": true, "div": true, "dl": true, "dt": true, "footer": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "header": true, "hr": true, "li": true, "main": true, "ol": true, "p": true, "pre": true,
	"section": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true,
	"ul": true,
}

func page(data []byte) ([]string, error) {
	z := html.NewTokenizer(bytes.NewReader(data))
	var ps []string
	var b strings.Builder
	flush := func() {
		if strings.TrimSpace(b.String()) != "" {
			ps = append(ps, b.String())
		}
		b.Reset()
	}
	hidden := ""
	for {
		kind := z.Next()
		name, _ := z.TagName()
		tag := string(name)
		switch kind {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, locale.Errorf("the HTML cannot be read: %w", err)
			}
			flush()
			return ps, nil
		case html.TextToken:
			if hidden == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			if tag == "style" || tag == "script" || tag == "title" {
				hidden = tag
			}
			if blocks[tag] {
				flush()
			}
		case html.EndTagToken, html.SelfClosingTagToken:
			if tag == hidden {
				hidden = ""
			}
			if blocks[tag] {
				flush()
			}
		}
	}
}
