package maps

import (
	"cmp"
	"io"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// sheetParts are the elements of a sheet's page: its title as a heading, the lines under it and the notes at its foot
// as text, and the map with all that explains it as a figure.
type sheetParts struct{ all, title, more, figure, notes *drawing.Element }

func partsOfSheet(heading drawing.Tag) sheetParts {
	s := sheetParts{title: &drawing.Element{Tag: heading}, more: &drawing.Element{Tag: drawing.P},
		figure: &drawing.Element{Tag: drawing.Figure}, notes: &drawing.Element{Tag: drawing.P}}
	s.all = &drawing.Element{Tag: drawing.Section, Children: []*drawing.Element{s.title, s.more, s.figure, s.notes}}
	return s
}

// page makes a page of the drawn sheet.
func (s sheetParts) page(d *drawing.Picture) *drawing.Page {
	s.figure.Alt = cmp.Or(d.About, d.Title)
	return pageOf(d, func(group string, it drawing.Item) *drawing.Element {
		t, ok := it.(*drawing.Text)
		switch {
		case group == "paper" || group == "logo" || group == "page-number" || group == "title" && !ok:
			return nil
		case group == "title" && ofTitle(t):
			return s.title
		case group == "title":
			return s.more
		case group == "notes":
			return s.notes
		}
		return s.figure
	})
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
	parts := partsOfSheet(drawing.H1)
	doc := &drawing.Document{
		Title: d.Title, Lang: p.opt.Lang, Pages: []*drawing.Page{parts.page(d)}, Contents: []*drawing.Element{parts.all},
	}
	return doc.WritePDF(w, p.family)
}

// ofTitle says whether a text of the group above a map is a line of the sheet's title; the draft mark is red, and what
// stands below is not bold.
func ofTitle(t *drawing.Text) bool { return t.Style == typeface.Bold && t.Color == black }
