package people

import (
	"image/color"
	"math"

	"github.com/tdewolff/canvas"

	"github.com/okrug/okrug/districts/typeface"
)

// on draws a shape with the picture's corner at x, y.
func (s *Shape) on(x, y, zoom float64) drawing {
	return func(r canvas.Renderer) {
		p := &canvas.Path{}
		for _, ring := range s.Rings {
			if step(p, ring, x, y, zoom) {
				p.Close()
			}
		}
		for _, line := range s.Lines {
			step(p, line, x, y, zoom)
		}
		if p.Empty() {
			return
		}
		style := canvas.DefaultStyle
		style.FillRule = canvas.NonZero // shapes are wound by the right-hand rule; the library writes a wrong operator for lines by the other rule
		style.Fill = canvas.Paint{Color: s.Fill}
		style.StrokeJoiner = canvas.RoundJoin
		if s.Stroke.A > 0 {
			style.Stroke = canvas.Paint{Color: s.Stroke}
			style.StrokeWidth = s.Width * zoom
			for _, d := range s.Dash {
				style.Dashes = append(style.Dashes, d/s.Width) // the library multiplies dashes by the width
			}
		}
		r.RenderPath(p, style, canvas.Identity)
	}
}

// step adds a line to a path, in hundredths of a millimetre; it returns whether the line has a length.
func step(p *canvas.Path, line []Point, x, y, zoom float64) bool {
	hundredth := func(v float64) float64 { return math.Round(v*100) / 100 }
	var last Point
	n := 0
	for i, q := range line {
		q = Point{hundredth(x + q.X*zoom), hundredth(paperHeight - y - q.Y*zoom)}
		switch {
		case i == 0:
			p.MoveTo(q.X, q.Y)
		case q != last:
			p.LineTo(q.X, q.Y)
			n++
		}
		last = q
	}
	return n > 0
}

// on draws a text with the picture's corner at x, y.
func (t *Text) on(f *typeface.Family, x, y, zoom float64) drawing {
	return func(r canvas.Renderer) {
		style := typeface.Regular
		if t.Bold {
			style = typeface.Bold
		}
		size := t.Size * zoom / typeface.MillimetresPerPoint
		face := f.Canvas(style, size, t.Color)
		at := x + t.At.X*zoom
		switch t.Anchor {
		case Middle:
			at -= face.TextWidth(t.Text) / 2
		case End:
			at -= face.TextWidth(t.Text)
		}
		m := canvas.Identity.Translate(at, paperHeight-y-t.At.Y*zoom)
		if t.Halo {
			halo(r, face, t.Text, m)
		}
		r.RenderText(canvas.NewTextLine(face, t.Text, canvas.Left), m)
	}
}

// halo draws a white line around the letters, as outlines: a second text would be taken out of the PDF twice.
func halo(r canvas.Renderer, face *canvas.FontFace, s string, m canvas.Matrix) {
	p, _, err := face.ToPath(s)
	if err != nil || p.Empty() {
		return
	}
	style := canvas.DefaultStyle
	style.Fill = canvas.Paint{Color: white}
	style.Stroke = style.Fill
	style.StrokeWidth = 0.7
	style.StrokeJoiner = canvas.RoundJoin
	r.RenderPath(p.Flatten(0.05), style, m)
}

// hairline is a horizontal line, hung from y.
func hairline(x, y, width, thick float64, c color.RGBA) drawing { return block(x, y, width, thick, c) }

// block is a filled rectangle.
func block(x, y, width, height float64, c color.RGBA) drawing {
	s := &Shape{Rings: [][]Point{box(0, 0, width, height)}, Fill: c}
	return s.on(x, y, 1)
}

// frame is an empty rectangle.
func frame(x, y, width, height float64, c color.RGBA) drawing {
	s := &Shape{Rings: [][]Point{box(0, 0, width, height)}, Stroke: c, Width: 0.4}
	return s.on(x, y, 1)
}
