package people

import "image/color"

// Picture is a drawing in millimetres from its top left corner, y downwards. Both writers draw it.
type Picture struct {
	Width, Height float64
	Items         []Item
}

// Item is a *Shape or a *Text.
type Item interface{ item() }

// Shape is rings (closed) or lines (open) drawn in one way.
type Shape struct {
	Rings  [][]Point
	Lines  [][]Point
	Fill   color.RGBA // transparent for none
	Stroke color.RGBA
	Width  float64
	Dash   []float64
}

// Point is a position in a picture.
type Point struct{ X, Y float64 }

// Anchor is which end of a text stands at its position.
type Anchor int

// Anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of type. Size is the height of type in millimetres.
type Text struct {
	At     Point // on the base line
	Anchor Anchor
	Text   string
	Size   float64
	Bold   bool
	Color  color.RGBA
	Halo   bool // a white line around the letters
}

func (*Shape) item() {}
func (*Text) item()  {}

func (p *Picture) add(items ...Item) { p.Items = append(p.Items, items...) }

func (p *Picture) texts() []string {
	var all []string
	for _, i := range p.Items {
		if t, ok := i.(*Text); ok {
			all = append(all, t.Text)
		}
	}
	return all
}

func box(x, y, w, h float64) []Point {
	return []Point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

// Ink is the colour of text and of the heaviest lines.
var (
	ink   = rgb(0x1a1a1a)
	grey  = rgb(0x595959)
	faint = rgb(0xbfbfbf)
	white = rgb(0xffffff)
	red   = rgb(0xa40000)
)
