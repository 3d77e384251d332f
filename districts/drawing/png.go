package drawing

import (
	"fmt"
	"image/color"
	"io"
	"math"

	"github.com/okrug/okrug/districts/typeface"
)

const millimetresPerInch = 25.4

// PNG writes the picture on white as an image that states its resolution in dots per inch. It is painted in bands of
// rows, so that memory does not grow with the resolution; a band is packed while the next one is painted.
func (p *Picture) PNG(w io.Writer, f *typeface.Family, dpi float64) error {
	width := int(math.Round(p.Width / millimetresPerInch * dpi))
	height := int(math.Round(p.Height / millimetresPerInch * dpi))
	if width < 1 || height < 1 || float64(width)*pixelParts*2 > math.MaxInt32 {
		return fmt.Errorf("drawing: an image of %d × %d pixels", width, height)
	}
	layers := p.layers(f, dpi/millimetresPerInch/100)
	bands, free, stop := make(chan *band), make(chan *band, 2), make(chan struct{})
	defer close(stop)
	free <- newBand(width)
	free <- newBand(width)
	go func() {
		for top := 0; top < height; top += bandRows {
			var b *band
			select {
			case b = <-free:
			case <-stop:
				return
			}
			b.clear(top, min(bandRows, height-top))
			for i := range layers {
				b.paint(&layers[i])
			}
			select {
			case bands <- b:
			case <-stop:
				return
			}
		}
	}()
	out, err := newPNG(w, width, height, dpi)
	if err != nil {
		return err
	}
	for top := 0; top < height; top += bandRows {
		b := <-bands
		for y := range b.rows {
			if err := out.row(b.pixels[3*width*y : 3*width*(y+1)]); err != nil {
				return err
			}
		}
		free <- b
	}
	return out.close()
}

// layers are what is painted, in order, on a raster with so many pixels in a hundredth of a millimetre.
func (p *Picture) layers(f *typeface.Family, scale float64) []layer {
	var out []layer
	add := func(e edges, strokes []stroke, c color.RGBA) {
		if len(e) > 0 || len(strokes) > 0 {
			out = append(out, newLayer(e, strokes, c))
		}
	}
	for _, it := range p.Items() {
		switch it := it.(type) {
		case *Shape:
			it.layers(scale, add)
		case *Image:
			out = append(out, it.raster(scale))
		case *Text:
			letters := it.outlines(f, scale)
			if it.Halo > 0 {
				var halo []stroke
				for _, l := range letters {
					halo = append(halo, newStroke(l, 2*it.Halo*100*scale, false))
				}
				add(nil, halo, White)
			}
			var e edges
			for _, l := range letters {
				e = e.polygon(l.points...)
			}
			add(e, nil, it.Color)
		}
	}
	return out
}

func (s *Shape) layers(scale float64, add func(edges, []stroke, color.RGBA)) {
	var fill edges
	var pen []stroke
	for _, p := range s.paths() {
		l := polyline{closed: p.closed}
		for _, q := range p.points {
			l.points = append(l.points, point{float64(q.x) * scale, float64(q.y) * scale})
		}
		if s.Fill.A > 0 {
			fill = fill.polygon(l.points...)
		}
		if s.Stroke.A == 0 {
			continue
		}
		width := round(s.Width) * 100 * scale
		if len(s.Dash) == 0 {
			pen = append(pen, newStroke(l, width, s.Butt))
			continue
		}
		var dash []float64
		for _, d := range s.Dash {
			dash = append(dash, d*100*scale)
		}
		for _, d := range l.dashed(dash) {
			pen = append(pen, newStroke(d, width, true))
		}
	}
	add(fill, nil, s.Fill)
	add(nil, pen, s.Stroke)
}
