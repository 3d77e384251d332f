package maps

import (
	"cmp"
	"io"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// sheetPage makes a page of a drawn sheet: its title as a heading, the lines under it and the notes at its foot as
// text, and the map with all that explains it as a figure. It returns the page with the element that holds these.
func sheetPage(d *drawing.Picture, heading drawing.Tag) (*drawing.Page, *drawing.Element) {
	title, more := &drawing.Element{Tag: heading}, &drawing.Element{Tag: drawing.P}
	figure := &drawing.Element{Tag: drawing.Figure, Alt: cmp.Or(d.About, d.Title)}
	notes := &drawing.Element{Tag: drawing.P}
	page := pageOf(d, func(group string, it drawing.Item) *drawing.Element {
		t, ok := it.(*drawing.Text)
		switch {
		case group == "paper" || group == "logo" || group == "page-number" || group == "title" && !ok:
			return nil
		case group == "title" && ofTitle(t):
			return title
		case group == "title":
			return more
		case group == "notes":
			return notes
		}
		return figure
	})
	return page, &drawing.Element{Tag: drawing.Section, Children: []*drawing.Element{title, more, figure, notes}}
}

// pageOf makes a page of a picture; of tells to which element an item belongs.
func pageOf(d *drawing.Picture, of func(group string, it drawing.Item) *drawing.Element) *drawing.Page {
	page := &drawing.Page{Width: d.Width, Height: d.Height}
	for _, g := range d.Groups {
		for _, it := range g.Items {
			page.Marks = append(page.Marks, drawing.Mark{Of: of(g.ID, it), Items: []drawing.Item{it}, Layer: g.Layer})
		}
	}
	return page
}

// writePDF writes one sheet as a PDF.
func (p *press) writePDF(w io.Writer, d *drawing.Picture) error {
	page, contents := sheetPage(d, drawing.H1)
	doc := &drawing.Document{
		Title: d.Title, Lang: p.opt.Lang, Pages: []*drawing.Page{page}, Contents: []*drawing.Element{contents},
	}
	return p.finish(w, doc)
}

func (p *press) finish(w io.Writer, doc *drawing.Document) error {
	data, err := doc.PDF(p.family)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// ofTitle says whether a text of the group above a map is a line of the sheet's title; the draft mark is red, and what
// stands below is not bold.
func ofTitle(t *drawing.Text) bool { return t.Style == typeface.Bold && t.Color == black }
