// Package pdffile finishes the PDF files that github.com/tdewolff/canvas writes: it takes out the clock, so that the
// same document has the same bytes, and adds what the library cannot write: title, language, bookmarks and links
// between pages.
//
// Not done: tagged structure (PDF/UA) and colour profiles (PDF/A).
package pdffile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// Info is what a finished document says of itself.
type Info struct {
	Title, Subject, Author string
	Lang                   string // BCP 47
	Bookmarks              []Bookmark
	Links                  []Link
}

// Bookmark is an entry of the outline that viewers show beside the pages.
type Bookmark struct {
	Title    string
	Page     int // from 0
	Children []Bookmark
}

// Link makes a rectangle of a page lead to another page. Lengths are in millimetres from the page's top left corner.
type Link struct {
	Page                     int // from 0
	Left, Top, Right, Bottom float64
	Target                   int // page, from 0
}

// ErrNotCanvas says that the bytes are not a document as canvas writes them.
var ErrNotCanvas = locale.Errorf("pdffile: not a PDF as github.com/tdewolff/canvas writes it")

// The objects that canvas always writes first.
const (
	catalogObject = 1
	infoObject    = 2
	pagesObject   = 3
)

// Finish rewrites a document that canvas wrote.
func Finish(raw []byte, info Info) ([]byte, error) {
	objects, header, err := split(raw)
	if err != nil {
		return nil, err
	}
	pages, err := pageObjects(objects)
	if err != nil {
		return nil, err
	}
	if err := stopClocks(objects); err != nil {
		return nil, err
	}
	if err := addLinks(objects, pages, info.Links); err != nil {
		return nil, err
	}
	catalog := fmt.Sprintf("<</Type/Catalog/Pages %d 0 R", pagesObject)
	if info.Lang != "" {
		catalog += "/Lang" + literal(info.Lang)
	}
	catalog += "/ViewerPreferences<</DisplayDocTitle true>>"
	if len(info.Bookmarks) > 0 {
		root := len(objects) + 1
		objects, err = addOutline(objects, pages, info.Bookmarks)
		if err != nil {
			return nil, err
		}
		catalog += fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", root)
	}
	objects[catalogObject-1] = []byte(catalog + ">>")
	about := "<</Producer" + literal("okrug")
	for _, entry := range []struct{ key, value string }{{"Title", info.Title}, {"Subject", info.Subject}, {"Author", info.Author}} {
		if entry.value != "" {
			about += "/" + entry.key + literal(entry.value)
		}
	}
	objects[infoObject-1] = []byte(about + ">>")
	return join(header, objects), nil
}

var (
	startxref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	entry     = regexp.MustCompile(`(?m)^(\d{10}) (\d{5}) ([nf]) $`)
	kids      = regexp.MustCompile(`/Kids\[([^\]]*)\]`)
	reference = regexp.MustCompile(`(\d+) 0 R`)
)

// split returns the bodies of the document's objects and what comes before the first.
func split(raw []byte) (objects [][]byte, header []byte, err error) {
	m := startxref.FindSubmatch(raw)
	if m == nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		return nil, nil, ErrNotCanvas
	}
	xref, err := strconv.Atoi(string(m[1]))
	if err != nil || xref > len(raw) {
		return nil, nil, ErrNotCanvas
	}
	var offsets []int
	for _, e := range entry.FindAllSubmatch(raw[xref:], -1) {
		if string(e[3]) == "n" {
			offset, _ := strconv.Atoi(string(e[1]))
			offsets = append(offsets, offset)
		}
	}
	if len(offsets) < pagesObject {
		return nil, nil, ErrNotCanvas
	}
	order := append(slices.Clone(offsets), xref)
	slices.Sort(order)
	for i, offset := range offsets {
		next, _ := slices.BinarySearch(order, offset+1)
		if next == len(order) {
			return nil, nil, ErrNotCanvas
		}
		body, found := bytes.CutPrefix(raw[offset:order[next]], fmt.Appendf(nil, "%d 0 obj\n", i+1))
		body, ended := bytes.CutSuffix(body, []byte("\nendobj\n"))
		if !found || !ended {
			return nil, nil, locale.Errorf("%w: object %d is not where it should be", ErrNotCanvas, i+1)
		}
		objects = append(objects, body)
	}
	return objects, raw[:order[0]], nil
}

// pageObjects are the numbers of the pages' objects in reading order.
func pageObjects(objects [][]byte) ([]int, error) {
	m := kids.FindSubmatch(objects[pagesObject-1])
	if m == nil {
		return nil, locale.Errorf("%w: no pages", ErrNotCanvas)
	}
	var pages []int
	for _, r := range reference.FindAllSubmatch(m[1], -1) {
		n, _ := strconv.Atoi(string(r[1]))
		if n < 1 || n > len(objects) {
			return nil, locale.Errorf("%w: page %d of %d objects", ErrNotCanvas, n, len(objects))
		}
		pages = append(pages, n)
	}
	return pages, nil
}

// join writes the document anew, with an identifier made of its content.
func join(header []byte, objects [][]byte) []byte {
	var out bytes.Buffer
	out.Write(header)
	offsets := make([]int, len(objects))
	for i, body := range objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	sum := sha256.Sum256(out.Bytes())
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, catalogObject, infoObject, sum[:16], sum[:16], xref)
	return out.Bytes()
}

// literal is a PDF text string: hexadecimal UTF-16, which needs no escapes, or plain ASCII.
func literal(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '(' || r == ')' || r == '\\' }) {
		return "(" + s + ")"
	}
	return "<FEFF" + utf16hex(s) + ">"
}
