package drawing

import (
	"image/color"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// A Picture is groups of shapes and texts in millimetres from its top left corner, y downwards. Coordinates are rounded
// to hundredths of a millimetre, finer than any printer, so that SVG, PDF and PNG agree and files stay small.
type Picture struct {
	Width, Height float64
	Title         string // for those who do not see it
	About         string // what it shows, for the same; may be empty
	Lang          string // BCP 47
	Groups        []*Group
}

// Group is what belongs together, such as all lines of districts. The id names a class of content and is the same in
// every language. Layer is its name for people, by which programs list it as a layer; "" for none.
type Group struct {
	ID    string
	Layer string
	Items []Item
}

// Item is a *Shape, a *Text or an *Image.
type Item interface{ item() }

// Shape is one or more rings (closed, last point as the first, wound by the right-hand rule) or lines (open) drawn in
// one way. Rings are filled where the winding number is not zero.
type Shape struct {
	ID     string // names a district, unit or place in SVG; empty for none
	Rings  []orb.Ring
	Lines  []orb.LineString
	Fill   color.RGBA // transparent for none
	Stroke color.RGBA
	Width  float64   // of the stroke; its joins are round
	Dash   []float64 // lengths of dashes and of the spaces between them
	Butt   bool      // lines end square at their last point; else round
}

// Anchor is which end of a text stands at its position.
type Anchor int

// Anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of type.
type Text struct {
	At     orb.Point // on the base line
	Anchor Anchor
	Text   string
	Style  typeface.Style
	Size   float64 // points
	Color  color.RGBA
	Halo   float64 // width of the white line around the letters, 0 for none
	Angle  float64 // degrees, clockwise, about At
	// Figures are not kerned, since they stand below each other: the font would move the ones of 11 together.
	Figures bool
	Joined  bool // the next text goes on with the last word of this one
}

func (*Shape) item() {}
func (*Text) item()  {}

// Group returns the group of that id, made if need be, on top of those made before.
func (p *Picture) Group(id string) *Group {
	for _, g := range p.Groups {
		if g.ID == id {
			return g
		}
	}
	g := &Group{ID: id}
	p.Groups = append(p.Groups, g)
	return g
}

// Add puts items on top of the group.
func (g *Group) Add(items ...Item) { g.Items = append(g.Items, items...) }

// Items are those of all groups, in the order in which they are painted.
func (p *Picture) Items() []Item {
	var all []Item
	for _, g := range p.Groups {
		all = append(all, g.Items...)
	}
	return all
}

// Texts calls visit for every text of the picture.
func (p *Picture) Texts(visit func(*Text)) {
	for _, g := range p.Groups {
		for _, it := range g.Items {
			if t, ok := it.(*Text); ok {
				visit(t)
			}
		}
	}
}

// Greyed is the picture in black, white and greys of the same luminance.
func (p *Picture) Greyed() *Picture {
	out := *p
	out.Groups = make([]*Group, len(p.Groups))
	for i, g := range p.Groups {
		own := &Group{ID: g.ID, Layer: g.Layer}
		for _, it := range g.Items {
			switch x := it.(type) {
			case *Shape:
				y := *x
				y.Fill, y.Stroke = greyed(x.Fill), greyed(x.Stroke)
				own.Add(&y)
			case *Text:
				y := *x
				y.Color = greyed(x.Color)
				own.Add(&y)
			case *Image:
				own.Add(&Image{x.Box, Greyed(x.Dots)})
			}
		}
		out.Groups[i] = own
	}
	return &out
}

// greyed is the grey of the same luminance.
func greyed(c color.RGBA) color.RGBA {
	y := uint8(math.Round(0.2126*float64(c.R) + 0.7152*float64(c.G) + 0.0722*float64(c.B)))
	return color.RGBA{y, y, y, c.A}
}

// Check returns an error that names every character drawn that the font lacks. Title and About are not drawn.
func (p *Picture) Check(f *typeface.Family) error {
	var all []string
	p.Texts(func(t *Text) { all = append(all, t.Text) })
	return f.Check(all...)
}
