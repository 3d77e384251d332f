package document

import (
	"fmt"
	"image/color"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// PDF writes the document on A4 paper: the same content as HTML, text as text, the font embedded as a subset, and
// tagged, so that it is read out in the order and with the headings and tables of the page. It is an error if the font
// lacks a character.
func (d *Document) PDF() ([]byte, error) {
	family := typeface.Sans()
	var texts []string
	d.Texts(func(s string) { texts = append(texts, s) })
	if err := family.Check(texts...); err != nil {
		return nil, err
	}
	l := newLayout(family, d)
	l.lay()
	title := d.Title
	if d.Subtitle != "" {
		title += ": " + d.Subtitle
	}
	return (&drawing.Document{
		Title: title, Author: d.Generator, Lang: d.Lang,
		Pages: l.pages, Bookmarks: l.bookmarks, Contents: l.parent.Children,
	}).PDF(family)
}

// A4 paper and its margins in millimetres.
const (
	paperWidth, paperHeight = 210.0, 297.0
	left, right             = 18.0, 18.0
	head, foot              = 17.0, 19.0
	textWidth               = paperWidth - left - right
)

// FigureRoom is the height in millimetres that a figure can have on a page beside its heading.
const FigureRoom = paperHeight - head - foot - 14

// layout puts the blocks of a document on pages. Positions are in millimetres from the top left corner.
type layout struct {
	family    *typeface.Family
	doc       *Document
	pages     []*drawing.Page
	y         float64
	bookmarks []drawing.Bookmark
	parent    *drawing.Element   // of the elements to come
	widths    map[string]float64 // of texts at 100 points, by style and text
}

func newLayout(family *typeface.Family, doc *Document) *layout {
	return &layout{family: family, doc: doc, parent: &drawing.Element{}, widths: map[string]float64{}}
}

// element begins an element of the structure in the one that is open.
func (l *layout) element(tag drawing.Tag) *drawing.Element {
	e := &drawing.Element{Tag: tag}
	l.parent.Children = append(l.parent.Children, e)
	return e
}

// within opens an element for those that fill makes.
func (l *layout) within(e *drawing.Element, fill func()) {
	before := l.parent
	l.parent = e
	fill()
	l.parent = before
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

// draw puts items on the page that belong to an element, or to none.
func (l *layout) draw(of *drawing.Element, items ...drawing.Item) { l.drawOn(l.page(), of, items...) }

func (l *layout) drawOn(page int, of *drawing.Element, items ...drawing.Item) {
	p := l.pages[page]
	p.Marks = append(p.Marks, drawing.Mark{Of: of, Items: items})
}

func (l *layout) newPage() {
	l.pages = append(l.pages, &drawing.Page{Width: paperWidth, Height: paperHeight})
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
		l.within(l.element(drawing.Section), func() { l.section(s) })
		contents(i, l.bookmarks[i].Page)
	}
	for i := range l.pages {
		text := fmt.Sprintf(l.doc.words("page"), i+1, len(l.pages))
		width := l.width(typeface.Regular, 8, text)
		l.drawOn(i, nil,
			setLine(left, paperHeight-10, typeface.Regular, 8, drawing.Grey, l.doc.Title),
			setLine(paperWidth-right-width, paperHeight-10, typeface.Regular, 8, drawing.Grey, text))
	}
}

func (l *layout) section(s Section) {
	l.gap(7)
	l.keep(s.Title, 13, 14, 4, s.Blocks)
	l.bookmarks = append(l.bookmarks, drawing.Bookmark{Title: s.Title, Page: l.page()})
	l.draw(nil, block(left, l.y, textWidth, 0.5, drawing.Ink))
	l.y += 2
	l.paragraph(drawing.H2, Paragraph{Text: s.Title}, typeface.Bold, 13, drawing.Ink)
	l.gap(2)
	for i, b := range s.Blocks {
		switch b := b.(type) {
		case *Heading:
			l.gap(3)
			l.keep(b.Text, 10.5, 8, 1, s.Blocks[i+1:])
			l.paragraph(drawing.H3, Paragraph{Text: b.Text}, typeface.Bold, 10.5, drawing.Ink)
			l.gap(1)
		case *Paragraph:
			l.paragraph(drawing.P, *b, typeface.Regular, 9, drawing.Ink)
			l.gap(1.5)
		case *List:
			l.within(l.element(drawing.List), func() {
				for _, item := range b.Items {
					l.item(item)
				}
			})
			l.gap(1)
		case *Table:
			l.table(b)
			l.gap(3)
		case *Figure:
			l.figure(b)
		}
	}
}

// keep begins a new page where a heading of a size in points, with the space about it, has no room for what it heads:
// what follows up to and with a figure, or the beginning of a table or list. Least is what a heading of one or two
// lines takes before these.
func (l *layout) keep(title string, size, least, space float64, blocks []Block) {
	lines := len(l.wrap(typeface.Bold, size, textWidth, 0, title))
	room := space + float64(lines)*lineHeight(size)
	least += float64(max(0, lines-2)) * lineHeight(size)
	below := 0.0
	for _, b := range blocks {
		switch b := b.(type) {
		case *Figure:
			below = min(below+b.Picture.Height*l.zoom(b), FigureRoom)
			l.need(max(least, room+l.underFigure(b)) + below)
			return
		case *Table, *List:
			l.need(least + below + 22)
			return
		default:
			below += 10
		}
	}
	l.need(least + below)
}

// underFigure is the room for what stands below a figure: its caption, which stays with it.
func (l *layout) underFigure(f *Figure) float64 {
	const least = 8
	lines := l.wrap(typeface.Regular, captionSize, textWidth, 0, f.Caption)
	return max(least, 2+float64(len(lines))*lineHeight(captionSize))
}

// captionSize is the size of captions in points.
const captionSize = 8

func (l *layout) gap(h float64) {
	if l.y > head {
		l.y += h
	}
}

func (l *layout) zoom(f *Figure) float64 { return min(1, textWidth/f.Picture.Width) }

func (l *layout) figure(f *Figure) {
	zoom := l.zoom(f)
	l.need(f.Picture.Height*zoom + l.underFigure(f))
	picture := l.element(drawing.Figure)
	picture.Alt = f.Alt
	l.draw(picture, drawing.Placed(f.Picture.Items(), orb.Point{left, l.y}, zoom)...)
	l.y += f.Picture.Height*zoom + 2
	if f.Caption != "" {
		l.paragraph(drawing.P, Paragraph{Text: f.Caption}, typeface.Regular, captionSize, drawing.Grey)
	}
	l.gap(2)
}

// block is a filled rectangle.
func block(x, y, width, height float64, c color.RGBA) *drawing.Shape {
	return &drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(x, y, width, height)}, Fill: c}
}

// frame is an empty rectangle.
func frame(x, y, width, height float64, c color.RGBA) *drawing.Shape {
	return &drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(x, y, width, height)}, Stroke: c, Width: 0.4}
}
