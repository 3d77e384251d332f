package plots

import (
	"bytes"
	"image/color"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Size of every chart in millimetres: it fits the width of a page.
const (
	Width  = 170.0
	Height = 100.0
)

// Colours that remain apart for readers who do not see all colours (Okabe and Ito, "Color Universal Design", 2008), and
// in print without colour by their lightness.
var (
	ink    = color.RGBA{34, 34, 34, 255}
	faint  = color.RGBA{221, 221, 221, 255}
	blue   = color.RGBA{0, 114, 178, 255}
	orange = color.RGBA{230, 159, 0, 255}
	red    = color.RGBA{213, 94, 0, 255}
	series = []color.RGBA{blue, orange}
)

// Chart can be drawn.
type Chart interface {
	draw(*pen)
	describe() (title, text string)
}

// SVG is the chart as a drawing that scales, in a language (BCP 47).
func SVG(c Chart, lang string) ([]byte, error) {
	var b bytes.Buffer
	p, err := Picture(c, lang)
	if err == nil {
		err = p.SVG(&b, typeface.Sans())
	}
	return b.Bytes(), err
}

// PNG is the chart as an image of the given dots an inch.
func PNG(c Chart, dpi float64) ([]byte, error) {
	var b bytes.Buffer
	p, err := Picture(c, "")
	if err == nil {
		err = p.PNG(&b, typeface.Sans(), dpi)
	}
	return b.Bytes(), err
}

// Picture draws a chart. It is an error if the font lacks a character.
func Picture(c Chart, lang string) (*drawing.Picture, error) {
	p := &pen{font: typeface.Sans(), picture: &drawing.Picture{Width: Width, Height: Height, Lang: lang}}
	p.picture.Title, p.picture.About = c.describe() // for readers who listen instead of look
	p.bar(0, 0, Width, Height, color.RGBA{255, 255, 255, 255})
	c.draw(p)
	return p.picture, p.picture.Check(p.font)
}

// pen draws on a picture as if its origin were at the bottom left, in millimetres.
type pen struct {
	picture *drawing.Picture
	font    *typeface.Family
}

func (p *pen) add(it drawing.Item) { p.picture.Group("chart").Add(it) }

func at(x, y float64) orb.Point { return orb.Point{x, Height - y} }

func (p *pen) line(x1, y1, x2, y2, width float64, c color.RGBA, dashes ...float64) {
	l := orb.LineString{at(x1, y1), at(x2, y2)}
	p.add(&drawing.Shape{Lines: []orb.LineString{l}, Stroke: c, Width: width, Dash: dashes, Butt: true})
}

func (p *pen) bar(x, y, w, h float64, c color.RGBA) {
	p.add(&drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(x, Height-y-h, w, h)}, Fill: c})
}

func (p *pen) dot(x, y, r float64, c color.RGBA) {
	p.add(&drawing.Shape{Rings: []orb.Ring{drawing.Circle(at(x, y), r)}, Fill: c})
}

// text draws one line. Size is in points.
func (p *pen) text(x, y, size float64, anchor drawing.Anchor, style typeface.Style, s string) {
	p.add(&drawing.Text{At: at(x, y), Anchor: anchor, Text: s, Style: style, Size: size, Color: ink})
}

// label is text on a white ground, so that lines under it do not strike it through.
func (p *pen) label(x, y, size float64, anchor drawing.Anchor, s string) {
	w := p.width(size, s)
	left := x - w*float64(anchor-drawing.Start)/2
	p.bar(left-0.5, y-0.7, w+1, size*0.4, color.RGBA{255, 255, 255, 255})
	p.text(x, y, size, anchor, typeface.Regular, s)
}

// vertical draws one line upwards, centred at y.
func (p *pen) vertical(x, y, size float64, s string) {
	p.add(&drawing.Text{At: at(x, y), Anchor: drawing.Middle, Text: s, Size: size, Color: ink, Angle: -90})
}

func (p *pen) width(size float64, s string) float64 { return p.font.Width(typeface.Regular, size, s) }
