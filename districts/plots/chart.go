package plots

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"image/png"
	"strings"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/rasterizer"
	"github.com/tdewolff/canvas/renderers/svg"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
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

// SVG is the chart as a drawing that scales.
func SVG(c Chart) ([]byte, error) {
	cv := canvas.New(Width, Height)
	render(c, cv)
	var b bytes.Buffer
	r := svg.New(&b, Width, Height, &svg.Options{SizeUnits: "mm"})
	cv.RenderTo(r)
	if err := r.Close(); err != nil {
		return nil, err
	}
	// For readers who listen instead of look.
	title, text := c.describe()
	head, rest, ok := strings.Cut(b.String(), ">")
	if !ok {
		return nil, locale.Errorf("the drawing is not SVG")
	}
	return []byte(fmt.Sprintf(`%s role="img"><title>%s</title><desc>%s</desc>%s`, head, html.EscapeString(title), html.EscapeString(text), rest)), nil
}

// PNG is the chart as an image of the given dots an inch.
func PNG(c Chart, dpi float64) ([]byte, error) {
	cv := canvas.New(Width, Height)
	render(c, cv)
	img := rasterizer.Draw(cv, canvas.DPI(dpi), canvas.DefaultColorSpace)
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}

func render(c Chart, cv *canvas.Canvas) {
	p := &pen{ctx: canvas.NewContext(cv), font: typeface.Sans()}
	p.fill(color.RGBA{255, 255, 255, 255})
	p.ctx.DrawPath(0, 0, canvas.Rectangle(Width, Height))
	c.draw(p)
}

// pen draws on a canvas whose origin is at the bottom left, in millimetres.
type pen struct {
	ctx  *canvas.Context
	font *typeface.Family
}

func (p *pen) fill(c color.RGBA) {
	p.ctx.SetFillColor(c)
	p.ctx.SetStrokeColor(canvas.Transparent)
}

func (p *pen) line(x1, y1, x2, y2, width float64, c color.RGBA, dashes ...float64) {
	p.ctx.SetFillColor(canvas.Transparent)
	p.ctx.SetStrokeColor(c)
	p.ctx.SetStrokeWidth(width)
	p.ctx.SetDashes(0, dashes...)
	l := &canvas.Path{}
	l.MoveTo(x1, y1)
	l.LineTo(x2, y2)
	p.ctx.DrawPath(0, 0, l)
	p.ctx.SetDashes(0)
}

func (p *pen) bar(x, y, w, h float64, c color.RGBA) {
	p.fill(c)
	p.ctx.DrawPath(x, y, canvas.Rectangle(w, h))
}

func (p *pen) dot(x, y, r float64, c color.RGBA) {
	p.fill(c)
	p.ctx.DrawPath(x, y, canvas.Circle(r))
}

// text draws one line; at is 0 for left, 0.5 for centred, 1 for right of x. Size is in points.
func (p *pen) text(x, y, size, at float64, style typeface.Style, s string) {
	face := p.font.Canvas(style, size, ink)
	path, width, err := face.ToPath(s)
	if err != nil {
		return // a face of the embedded family always has outlines
	}
	p.fill(ink)
	p.ctx.DrawPath(x-at*width, y, path)
}

// label is text on a white ground, so that lines under it do not strike it through.
func (p *pen) label(x, y, size, at float64, s string) {
	w := p.width(size, s)
	p.bar(x-at*w-0.5, y-0.7, w+1, size*0.4, color.RGBA{255, 255, 255, 255})
	p.text(x, y, size, at, typeface.Regular, s)
}

// vertical draws one line upwards, centred at y.
func (p *pen) vertical(x, y, size float64, s string) {
	path, width, err := p.font.Canvas(typeface.Regular, size, ink).ToPath(s)
	if err != nil {
		return
	}
	p.fill(ink)
	p.ctx.DrawPath(x, y-width/2, path.Transform(canvas.Identity.Rotate(90)))
}

func (p *pen) width(size float64, s string) float64 { return p.font.Width(typeface.Regular, size, s) }
