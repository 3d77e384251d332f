package pdffile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/okrug/okrug/geo/locale"
)

const pointsPerMillimetre = 72 / 25.4

func utf16hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// addLinks adds link annotations to the pages' objects.
func addLinks(objects [][]byte, pages []int, links []Link) error {
	for _, l := range links {
		if l.Page < 0 || l.Page >= len(pages) || l.Target < 0 || l.Target >= len(pages) {
			return locale.Errorf("pdffile: link from page %d to page %d of %d pages", l.Page+1, l.Target+1, len(pages))
		}
		page := objects[pages[l.Page]-1]
		height, err := pageHeight(page)
		if err != nil {
			return err
		}
		annot := fmt.Sprintf("<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%.2f %.2f %.2f %.2f]/Dest[%d 0 R/Fit]>>",
			l.Left*pointsPerMillimetre, height-l.Bottom*pointsPerMillimetre,
			l.Right*pointsPerMillimetre, height-l.Top*pointsPerMillimetre, pages[l.Target])
		if before, after, found := bytes.Cut(page, []byte("/Annots[")); found {
			page = fmt.Appendf(nil, "%s/Annots[%s%s", before, annot, after)
		} else {
			page = fmt.Appendf(nil, "%s/Annots[%s]>>", bytes.TrimSuffix(page, []byte(">>")), annot)
		}
		objects[pages[l.Page]-1] = page
	}
	return nil
}

func pageHeight(page []byte) (float64, error) {
	_, box, found := bytes.Cut(page, []byte("/MediaBox["))
	var x, y, w, h float64
	if found {
		if _, err := fmt.Sscanf(string(box), "%g %g %g %g", &x, &y, &w, &h); err == nil {
			return h, nil
		}
	}
	return 0, locale.Errorf("%w: a page without a size", ErrNotCanvas)
}

// addOutline appends the objects of the outline; the first of them is its root.
func addOutline(objects [][]byte, pages []int, bookmarks []Bookmark) ([][]byte, error) {
	root := len(objects) + 1
	objects = append(objects, nil)
	objects, first, last, err := addBookmarks(objects, pages, root, bookmarks)
	if err != nil {
		return nil, err
	}
	objects[root-1] = fmt.Appendf(nil, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, len(bookmarks))
	return objects, nil
}

// addBookmarks appends one level of bookmarks and all below it. Children are closed when the document is opened.
func addBookmarks(objects [][]byte, pages []int, parent int, bookmarks []Bookmark) (out [][]byte, first, last int, err error) {
	first = len(objects) + 1
	last = first + len(bookmarks) - 1
	objects = append(objects, make([][]byte, len(bookmarks))...)
	for i, b := range bookmarks {
		if b.Page < 0 || b.Page >= len(pages) {
			return nil, 0, 0, locale.Errorf("pdffile: bookmark %q leads to page %d of %d pages", b.Title, b.Page+1, len(pages))
		}
		dict := fmt.Sprintf("<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]", literal(b.Title), parent, pages[b.Page])
		if i > 0 {
			dict += fmt.Sprintf("/Prev %d 0 R", first+i-1)
		}
		if i < len(bookmarks)-1 {
			dict += fmt.Sprintf("/Next %d 0 R", first+i+1)
		}
		if len(b.Children) > 0 {
			var f, l int
			objects, f, l, err = addBookmarks(objects, pages, first+i, b.Children)
			if err != nil {
				return nil, 0, 0, err
			}
			dict += fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count %d", f, l, -len(b.Children))
		}
		objects[first+i-1] = []byte(dict + ">>")
	}
	return objects, first, last, nil
}
