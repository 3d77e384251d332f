package people

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"

	"github.com/okrug/okrug/districts/pdffile"
	"github.com/okrug/okrug/districts/typeface"
)

// PDF writes the document on A4 paper: the same content as HTML, text as text, the font embedded as a subset. It is an
// error if the font lacks a character.
func (d *Document) PDF() ([]byte, error) {
	family := typeface.Sans()
	var texts []string
	d.texts(func(s string) { texts = append(texts, s) })
	if err := family.Check(texts...); err != nil {
		return nil, err
	}
	l := &layout{family: family, doc: d, widths: map[string]float64{}}
	l.lay()

	var raw bytes.Buffer
	out := pdf.New(&raw, paperWidth, paperHeight, nil)
	for i, page := range l.pages {
		if i > 0 {
			out.NewPage(paperWidth, paperHeight)
		}
		for _, draw := range page {
			draw(out)
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	title := d.Title
	if d.Subtitle != "" {
		title += ": " + d.Subtitle
	}
	return pdffile.Finish(raw.Bytes(), pdffile.Info{Title: title, Author: d.Generator, Lang: d.Lang, Bookmarks: l.bookmarks, Links: l.links})
}

// A4 paper and its margins in millimetres.
const (
	paperWidth, paperHeight = 210.0, 297.0
	left, right             = 18.0, 18.0
	head, foot              = 17.0, 19.0
	textWidth               = paperWidth - left - right
)

// drawing draws one thing on a page.
type drawing func(canvas.Renderer)

// layout puts the blocks of a document on pages. Positions are in millimetres from the top left corner.
type layout struct {
	family    *typeface.Family
	doc       *Document
	pages     [][]drawing
	y         float64
	bookmarks []pdffile.Bookmark
	links     []pdffile.Link
	widths    map[string]float64 // of texts at 100 points, by style and text
}

// width is that of a line of text in millimetres. Texts are measured once, since laying out asks again and again.
func (l *layout) width(style typeface.Style, size float64, text string) float64 {
	key := string(rune('0'+style)) + text
	w, ok := l.widths[key]
	if !ok {
		w = l.family.Width(style, 100, text)
		l.widths[key] = w
	}
	return w * size / 100
}

func (l *layout) page() int { return len(l.pages) - 1 }

func (l *layout) draw(d drawing) { l.pages[l.page()] = append(l.pages[l.page()], d) }

func (l *layout) newPage() {
	l.pages = append(l.pages, nil)
	l.y = head
}

// need begins a new page where a height does not fit on this one.
func (l *layout) need(height float64) {
	if l.y+height > paperHeight-foot && l.y > head {
		l.newPage()
	}
}

func (l *layout) lay() {
	l.newPage()
	contents := l.front()
	for i, s := range l.doc.Sections {
		l.section(s)
		contents(i, l.bookmarks[i].Page)
	}
	for i := range l.pages {
		text := fmt.Sprintf(l.doc.Page, i+1, len(l.pages))
		title := l.doc.Title
		width := l.width(typeface.Regular, 8, text)
		l.pages[i] = append(l.pages[i],
			l.text(left, paperHeight-10, typeface.Regular, 8, grey, title),
			l.text(paperWidth-right-width, paperHeight-10, typeface.Regular, 8, grey, text))
	}
}

func (l *layout) section(s Section) {
	l.gap(7)
	l.need(14 + l.keep(s.Blocks))
	l.bookmarks = append(l.bookmarks, pdffile.Bookmark{Title: s.Title, Page: l.page()})
	l.draw(hairline(left, l.y, textWidth, 0.5, ink))
	l.y += 2
	l.paragraph(Paragraph{Text: s.Title}, typeface.Bold, 13, ink)
	l.gap(2)
	for i, b := range s.Blocks {
		switch b := b.(type) {
		case *Heading:
			l.gap(3)
			l.need(8 + l.keep(s.Blocks[i+1:]))
			l.paragraph(Paragraph{Text: b.Text}, typeface.Bold, 10.5, ink)
			l.gap(1)
		case *Paragraph:
			l.paragraph(*b, typeface.Regular, 9, ink)
			l.gap(1.5)
		case *List:
			for _, item := range b.Items {
				l.item(item)
			}
			l.gap(1)
		case *Table:
			l.table(b)
			l.gap(3)
		case *Figure:
			l.figure(b)
		}
	}
}

// keep is the room that a heading wants with it: what follows up to and with a figure, or the beginning of a table or list.
func (l *layout) keep(blocks []Block) float64 {
	room := 0.0
	for _, b := range blocks {
		switch b := b.(type) {
		case *Figure:
			return min(room+b.Picture.Height*l.zoom(b), paperHeight-head-foot-14)
		case *Table, *List:
			return room + 22
		default:
			room += 10
		}
	}
	return room
}

func (l *layout) gap(h float64) {
	if l.y > head {
		l.y += h
	}
}

func (l *layout) zoom(f *Figure) float64 { return min(1, textWidth/f.Picture.Width) }

func (l *layout) figure(f *Figure) {
	zoom := l.zoom(f)
	l.need(f.Picture.Height*zoom + 8)
	for _, i := range f.Picture.Items {
		switch i := i.(type) {
		case *Shape:
			l.draw(i.on(left, l.y, zoom))
		case *Text:
			l.draw(i.on(l.family, left, l.y, zoom))
		}
	}
	l.y += f.Picture.Height*zoom + 2
	if f.Caption != "" {
		l.paragraph(Paragraph{Text: f.Caption}, typeface.Regular, 8, grey)
	}
	l.gap(2)
}
