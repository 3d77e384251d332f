package drawing

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/okrug/okrug/districts/typeface"
)

// PDF is the document as WritePDF writes it.
func (d *Document) PDF(f *typeface.Family) ([]byte, error) {
	var out bytes.Buffer
	err := d.WritePDF(&out, f)
	return out.Bytes(), err
}

// WritePDF writes the document as PDF 1.7 (ISO 32000-1:2008), tagged, with its fonts as subsets. Nothing in it comes
// from the clock: the same document has the same bytes. It is an error if the font lacks a character, and if a link,
// bookmark or mark leads to what is not in the document.
//
// The file is made as PDF/A-2a and PDF/UA-1 ask for, but does not claim either: no validator of these has judged it.
// Colours are sRGB, and what is grey is written as grey (DeviceGray), which presses print with black ink alone. There
// is no CMYK: a PDF/A has one output intent, and that is sRGB here.
func (d *Document) WritePDF(out io.Writer, f *typeface.Family) error {
	if len(d.Pages) == 0 {
		return fmt.Errorf("drawing: a document without pages")
	}
	if err := check(f, d.Pages...); err != nil {
		return err
	}
	w := &pdfWriter{family: f, halos: map[haloKey]int{}}
	catalog, pages := w.alloc(), w.alloc()
	w.resources = w.alloc()
	for range d.Pages {
		w.pages = append(w.pages, w.alloc())
	}
	tree := w.newTree(d)
	for i, p := range d.Pages {
		if p.Draw != nil {
			var err error
			if p, err = p.Draw(); err != nil {
				return err
			}
			if err := check(f, p); err != nil {
				return err
			}
		}
		if err := w.page(i, p, pages, tree); err != nil {
			return err
		}
	}
	var kids strings.Builder
	for _, n := range w.pages {
		fmt.Fprintf(&kids, "%d 0 R ", n)
	}
	w.set(pages, "<</Type/Pages/Count %d/Kids[%s]>>", len(w.pages), strings.TrimSpace(kids.String()))
	if err := w.setResources(); err != nil {
		return err
	}
	entries := "/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>"
	if d.Lang != "" {
		entries += "/Lang" + literal(d.Lang)
	}
	if len(d.Bookmarks) > 0 {
		outline, err := w.outline(d.Bookmarks)
		if err != nil {
			return err
		}
		entries += fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", outline)
	}
	entries += w.setLayers()
	entries += fmt.Sprintf("/StructTreeRoot %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]",
		tree.write(), w.metadata(d), w.intent())
	w.set(catalog, "<</Type/Catalog/Pages %d 0 R%s>>", pages, entries)
	return w.file(out, catalog, w.info(d))
}

// check tells every character on some pages that the font lacks.
func check(f *typeface.Family, pages ...*Page) error {
	var texts []string
	for _, p := range pages {
		for _, m := range p.Marks {
			for _, it := range m.Items {
				if t, ok := it.(*Text); ok {
					texts = append(texts, t.Text)
				}
			}
		}
	}
	return f.Check(texts...)
}

// page writes a page: what is painted, its links, and itself.
func (w *pdfWriter) page(number int, p *Page, parent int, tree *tree) error {
	c := &content{pdfWriter: w, height: p.Height}
	c.begin(p)
	for i := 0; i < len(p.Marks); {
		of := p.Marks[i].Of
		if of == nil {
			c.WriteString("/Artifact BMC\n")
		} else {
			id, err := tree.mark(of, number)
			if err != nil {
				return err
			}
			fmt.Fprintf(c, "/%s<</MCID %d>>BDC\n", of.Tag, id)
		}
		for ; i < len(p.Marks) && p.Marks[i].Of == of; i++ { // what belongs together is marked once
			c.in(p.Marks[i].Layer)
			c.items(p.Marks[i].Items, of != nil)
			if of != nil {
				tree.extend(of, p.Marks[i].Items, number, p.Height)
			}
		}
		c.in("")
		c.WriteString("EMC\n")
	}
	c.WriteString("Q\n")
	body := w.alloc()
	w.stream(body, "", c.Bytes())
	annotations := ""
	for _, l := range p.Links {
		n, err := w.link(number, p, l, tree)
		if err != nil {
			return err
		}
		annotations += fmt.Sprintf("%d 0 R ", n)
	}
	if annotations != "" {
		annotations = "/Annots[" + strings.TrimSpace(annotations) + "]"
	}
	width, height := decimals(p.Width*pointsPerMillimetre, 4), decimals(p.Height*pointsPerMillimetre, 4)
	w.set(w.pages[number], "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R%s"+
		"/StructParents %d/Tabs/S>>", parent, width, height, w.resources, body, annotations, number)
	return nil
}

const pointsPerMillimetre = 72 / 25.4

// link writes a link's annotation.
func (w *pdfWriter) link(from int, p *Page, l Link, tree *tree) (int, error) {
	action := "/A<</S/URI/URI" + address(l.URI) + ">>"
	if l.URI == "" {
		if l.Target < 0 || l.Target >= len(w.pages) {
			return 0, fmt.Errorf("drawing: link from page %d to page %d of %d pages", from+1, l.Target+1, len(w.pages))
		}
		action = fmt.Sprintf("/Dest[%d 0 R/Fit]", w.pages[l.Target])
	}
	n := w.alloc()
	key, err := tree.link(l.Of, n, from)
	if err != nil {
		return 0, err
	}
	x := func(v float64) string { return decimals(v*pointsPerMillimetre, 2) }
	y := func(v float64) string { return decimals((p.Height-v)*pointsPerMillimetre, 2) }
	w.pack(n, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s %s %s %s]%s/Contents%s/StructParent %d>>",
		x(l.Left), y(l.Bottom), x(l.Right), y(l.Top), action, literal(l.Text), key)
	return n, nil
}

// outline writes the bookmarks and returns the number of their root.
func (w *pdfWriter) outline(bookmarks []Bookmark) (int, error) {
	root := w.alloc()
	first, last, err := w.bookmarks(root, bookmarks)
	w.pack(root, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, len(bookmarks))
	return root, err
}

// bookmarks writes one level of bookmarks and all below it. Children are closed when the document is opened.
func (w *pdfWriter) bookmarks(parent int, bookmarks []Bookmark) (first, last int, err error) {
	numbers := make([]int, len(bookmarks))
	for i := range bookmarks {
		numbers[i] = w.alloc()
	}
	for i, b := range bookmarks {
		if b.Page < 0 || b.Page >= len(w.pages) {
			return 0, 0, fmt.Errorf("drawing: bookmark %q leads to page %d of %d pages",
				b.Title, b.Page+1, len(w.pages))
		}
		entry := ""
		if i > 0 {
			entry += fmt.Sprintf("/Prev %d 0 R", numbers[i-1])
		}
		if i < len(bookmarks)-1 {
			entry += fmt.Sprintf("/Next %d 0 R", numbers[i+1])
		}
		if len(b.Children) > 0 {
			f, l, err := w.bookmarks(numbers[i], b.Children)
			if err != nil {
				return 0, 0, err
			}
			entry += fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count %d", f, l, -len(b.Children))
		}
		w.pack(numbers[i], "<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>",
			literal(b.Title), parent, w.pages[b.Page], entry)
	}
	return numbers[0], numbers[len(numbers)-1], nil
}
