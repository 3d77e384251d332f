package markup

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"time"

	"github.com/okrug/okrug/geo/locale"
)

// Lengths in twentieths of a point. A4 with 30 mm at the binding edge.
const (
	pageWidth, pageHeight = 11906, 16838
	left, right           = 1701, 851
	top, bottom           = 1134, 1134
	textWidth             = pageWidth - left - right
)

// zipTime is the one time in every archive, the earliest that the format knows.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// DOCX writes the sheet as WordprocessingML (ECMA-376, transitional).
func (s *Document) DOCX(w io.Writer) error {
	z := zip.NewWriter(w)
	parts := []struct {
		name string
		root *element
	}{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", relations(rel{"officeDocument", "word/document.xml"}, rel{"core", "docProps/core.xml"})},
		{"docProps/core.xml", s.core()},
		{"word/document.xml", s.document()},
		{"word/_rels/document.xml.rels", relations(rel{"styles", "styles.xml"}, rel{"settings", "settings.xml"},
			rel{"header", "header.xml"}, rel{"footer", "footer.xml"})},
		{"word/styles.xml", s.styles()},
		{"word/settings.xml", settings()},
		{"word/header.xml", header()},
		{"word/footer.xml", s.footer()},
	}
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: zipTime})
		if err != nil {
			return err
		}
		buffered := bufio.NewWriterSize(f, 1<<16) // elements come in small pieces
		_, err = buffered.WriteString(xml.Header)
		if err := errors.Join(err, xml.NewEncoder(buffered).Encode(p.root), buffered.Flush()); err != nil {
			return locale.Errorf("%s: %w", p.name, err)
		}
	}
	return z.Close()
}

func (s *Document) document() *element {
	body := el("w:body")
	breakNext := false
	for i, b := range s.Blocks {
		if b.Kind == NewPage {
			breakNext = true
			continue
		}
		if b.Kind == Table {
			body.add(b.table())
			// A table must not touch the next one or end the document; before a new page a gap could spill over.
			if i+1 == len(s.Blocks) || s.Blocks[i+1].Kind != NewPage {
				body.add(el("w:p", el("w:pPr", val("w:pStyle", "Gap"))))
			}
			continue
		}
		p := b.paragraph()
		if breakNext {
			p.Children[0].(*element).add(el("w:pageBreakBefore"))
			breakNext = false
		}
		body.add(p)
	}
	body.add(el("w:sectPr",
		el("w:headerReference").attr("w:type", "default", "r:id", "rId3"),
		el("w:footerReference").attr("w:type", "default", "r:id", "rId4"),
		el("w:footerReference").attr("w:type", "first", "r:id", "rId4"),
		el("w:pgSz").attr("w:w", pageWidth, "w:h", pageHeight),
		el("w:pgMar").attr("w:top", top, "w:right", right, "w:bottom", bottom, "w:left", left, "w:header", 567, "w:footer",
			567, "w:gutter", 0),
		el("w:titlePg"),
	))
	return word("w:document", body)
}

var styleOf = map[Kind]string{
	Paragraph: "Normal", Title: "Title", Heading: "Heading1", Subheading: "Heading2", Centre: "Centre",
	Right: "Citation", Notice: "Notice", Item: "Item", Fact: "Fact", Left: "Left", Signature: "Signature",
}

func (b Block) paragraph() *element {
	p := el("w:p", el("w:pPr", val("w:pStyle", styleOf[b.Kind])))
	if b.Kind == Item {
		p.add(run(Span{Text: "– "}))
	}
	p.add(runs(b.Spans)...)
	if b.Kind == Signature {
		p.add(el("w:r", el("w:tab")))
		p.add(runs(b.Right)...)
	}
	return p
}

func (b Block) table() *element {
	cols := 0
	for _, r := range b.Rows {
		cols = max(cols, len(r))
	}
	widths := b.widths(cols)
	grid := el("w:tblGrid")
	for _, w := range widths {
		grid.add(el("w:gridCol").attr("w:w", w))
	}
	t := el("w:tbl", el("w:tblPr", val("w:tblStyle", "Lines"), el("w:tblW").attr("w:w", textWidth, "w:type", "dxa"),
		el("w:tblLayout").attr("w:type", "fixed")), grid)
	for i := range b.Rows {
		t.add(func() *element { return b.tableRow(i, widths) })
	}
	return t
}

// tableRow is the row of a table with a number, from 0.
func (b Block) tableRow(i int, widths []int) *element {
	head := b.Header && i == 0
	tr := el("w:tr", el("w:trPr", el("w:cantSplit")))
	if head {
		tr.Children[0].(*element).add(el("w:tblHeader"))
	}
	for j, c := range b.Rows[i] {
		pr := el("w:pPr", val("w:pStyle", "Cell"))
		// The last rows stay together, so that a total does not stand on a page alone.
		if i >= len(b.Rows)-3 && i < len(b.Rows)-1 {
			pr.add(el("w:keepNext"))
		}
		if head {
			pr = el("w:pPr", val("w:pStyle", "CellHead"))
		} else if j < len(b.Align) && b.Align[j] {
			pr.add(val("w:jc", "right"))
		}
		p := el("w:p", pr)
		p.add(runs(c)...)
		tr.add(el("w:tc", el("w:tcPr", el("w:tcW").attr("w:w", widths[j], "w:type", "dxa")), p))
	}
	return tr
}

// widths shares the width of the text among columns, in whole units that add up.
func (b Block) widths(cols int) []int {
	ws, sum := make([]int, cols), 0
	for j := range ws {
		ws[j] = 1
		if j < len(b.Widths) {
			ws[j] = max(1, b.Widths[j])
		}
		sum += ws[j]
	}
	used, at := 0, 0
	for j := range ws {
		used += ws[j]
		ws[j] = used*textWidth/sum - at
		at += ws[j]
	}
	return ws
}

func runs(spans []Span) []any {
	var rs []any
	for _, s := range spans {
		rs = append(rs, run(s))
	}
	return rs
}

func run(s Span) *element {
	r := el("w:r")
	if s.Bold {
		r.add(el("w:rPr", el("w:b")))
	}
	return r.add(el("w:t", s.Text).attr("xml:space", "preserve"))
}

func field(code string) []any {
	mark := func(kind string) *element { return el("w:r", el("w:fldChar").attr("w:fldCharType", kind)) }
	return []any{mark("begin"), el("w:r", el("w:instrText", " "+code+" ").attr("xml:space", "preserve")), mark("separate"),
		run(Span{Text: "2"}), mark("end")}
}

func header() *element {
	return word("w:hdr", el("w:p", el("w:pPr", val("w:pStyle", "Header"))).add(field("PAGE")...))
}

func (s *Document) footer() *element {
	return word("w:ftr", el("w:p", el("w:pPr", val("w:pStyle", "Footer")), run(Span{Text: s.Footer})))
}
