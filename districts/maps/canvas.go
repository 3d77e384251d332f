package maps

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/paulmach/orb"
	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"
	"github.com/tdewolff/canvas/renderers/rasterizer"

	"github.com/okrug/okrug/districts/pdffile"
	"github.com/okrug/okrug/districts/typeface"
)

// The library would unite the pieces of every stroke by a sweep that prints warnings and panics on some input. A rasterizer
// that fills by winding number does not need that.
func init() { canvas.FastStroke = true }

// writePDF writes drawings as the pages of one PDF.
func writePDF(w io.Writer, f *typeface.Family, pages []*drawing, info pdffile.Info) error {
	var raw bytes.Buffer
	doc := pdf.New(&raw, pages[0].width, pages[0].height, nil)
	for i, d := range pages {
		if i > 0 {
			doc.NewPage(d.width, d.height)
		}
		d.render(doc, f)
	}
	if err := doc.Close(); err != nil {
		return err
	}
	out, err := pdffile.Finish(raw.Bytes(), info)
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// writePNG writes the drawing as an image that states its resolution.
func (d *drawing) writePNG(w io.Writer, f *typeface.Family, dpi float64) error {
	ras := rasterizer.New(d.width, d.height, canvas.DPI(dpi), canvas.LinearColorSpace{})
	white := canvas.DefaultStyle
	white.Fill = canvas.Paint{Color: canvas.White}
	ras.RenderPath(canvas.Rectangle(d.width, d.height), white, canvas.Identity)
	d.render(ras, f)
	ras.Close()
	var raw bytes.Buffer
	if err := png.Encode(&raw, ras.Image); err != nil {
		return err
	}
	_, err := w.Write(withResolution(raw.Bytes(), dpi))
	return err
}

// withResolution puts a pHYs chunk after a PNG's header (W3C PNG, 11.3.4.3).
func withResolution(raw []byte, dpi float64) []byte {
	const header = 8 + 25 // signature and IHDR
	chunk := []byte("\x00\x00\x00\x09pHYs")
	perMetre := uint32(math.Round(dpi / 0.0254))
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte{}, raw[:header]...), chunk...), raw[header:]...)
}

// render draws on a renderer of canvas, whose y runs upwards.
func (d *drawing) render(r canvas.Renderer, f *typeface.Family) {
	for _, g := range d.groups {
		for _, it := range g.items {
			switch it := it.(type) {
			case *shape:
				it.render(r, d.height)
			case *text:
				it.render(r, d.height, f)
			}
		}
	}
}

func (s *shape) render(r canvas.Renderer, height float64) {
	p := &canvas.Path{}
	for _, ring := range s.rings {
		tracePath(p, ring[:len(ring)-1], height)
		p.Close()
	}
	for _, line := range s.lines {
		closed := len(line) > 3 && line[0] == line[len(line)-1]
		if closed {
			line = line[:len(line)-1]
		}
		tracePath(p, line, height)
		if closed {
			p.Close()
		}
	}
	if p.Empty() {
		return
	}
	style := canvas.DefaultStyle
	style.FillRule = canvas.NonZero // rings are wound by the right-hand rule
	style.Fill = canvas.Paint{Color: s.fill}
	style.StrokeJoiner = canvas.RoundJoin
	style.StrokeCapper = canvas.RoundCap
	if s.stroke.A > 0 {
		style.Stroke = canvas.Paint{Color: s.stroke}
		style.StrokeWidth = round(s.width)
		// The library multiplies dashes by the width of the line.
		for _, v := range s.dash {
			style.Dashes = append(style.Dashes, v/style.StrokeWidth)
		}
		if s.butt || len(s.dash) > 0 {
			style.StrokeCapper = canvas.ButtCap
		}
	}
	r.RenderPath(p, style, canvas.Identity)
}

func tracePath(p *canvas.Path, line []orb.Point, height float64) {
	var last orb.Point
	for i, q := range line {
		q = roundPoint(orb.Point{q[0], height - q[1]})
		switch {
		case i == 0:
			p.MoveTo(q[0], q[1])
		case q != last:
			p.LineTo(q[0], q[1])
		}
		last = q
	}
}

func (t *text) render(r canvas.Renderer, height float64, f *typeface.Family) {
	face := f.Canvas(t.font.style, t.font.size, t.font.color)
	x, y := round(t.at[0]), round(height-t.at[1])
	m := canvas.Identity.Translate(x, y)
	if t.angle != 0 {
		m = m.Rotate(-t.angle)
	}
	if t.anchor != start {
		w := face.TextWidth(t.s)
		if t.anchor == middle {
			w /= 2
		}
		m = m.Translate(-round(w), 0)
	}
	if t.halo > 0 {
		t.renderHalo(r, m, face)
	}
	r.RenderText(canvas.NewTextLine(face, t.s, canvas.Left), m)
}

// renderHalo draws a white line around the letters, as outlines: a second text would be taken out of the PDF twice.
// Curves are cut into chords, which a line this wide hides, because outlines are most of a file's size.
func (t *text) renderHalo(r canvas.Renderer, m canvas.Matrix, face *canvas.FontFace) {
	p, _, err := face.ToPath(t.s)
	if err != nil || p.Empty() {
		return
	}
	flat := &canvas.Path{}
	for _, sub := range p.Split() { // ring by ring: the library's time grows with the square of a path's length
		ring := clean(sub.Flatten(0.06).Coords())
		if len(ring) < 3 {
			continue
		}
		for i, c := range ring {
			if i == 0 {
				flat.MoveTo(c.X, c.Y)
			} else {
				flat.LineTo(c.X, c.Y)
			}
		}
		flat.Close()
	}
	if flat.Empty() {
		return
	}
	style := canvas.DefaultStyle
	style.Fill = canvas.Paint{Color: color.RGBA{255, 255, 255, 255}}
	style.Stroke = style.Fill
	style.StrokeWidth = 2 * t.halo
	style.StrokeJoiner = canvas.RoundJoin
	style.StrokeCapper = canvas.RoundCap
	r.RenderPath(flat, style, m)
}

// clean rounds a ring and takes out repeated corners and there-and-back spikes, which the library's strokes stumble over.
func clean(ring []canvas.Point) []canvas.Point {
	var out []canvas.Point
	for _, c := range ring {
		c = canvas.Point{X: math.Round(c.X*20) / 20, Y: math.Round(c.Y*20) / 20}
		for len(out) > 1 && c == out[len(out)-2] {
			out = out[:len(out)-1]
		}
		if len(out) == 0 || c != out[len(out)-1] {
			out = append(out, c)
		}
	}
	for len(out) > 2 && (out[0] == out[len(out)-1] || out[1] == out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}
