package drawing

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// edges are those of polygons on a raster, in pixels.
type edges []edge

type edge struct{ x0, y0, x1, y1 float32 }

func (e edges) polygon(corners ...point) edges {
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if float32(a.y) != float32(b.y) { // level edges bound nothing
			e = append(e, edge{float32(a.x), float32(a.y), float32(b.x), float32(b.y)})
		}
	}
	return e
}

// layer is what is painted in one go: everything inside its edges and those of its strokes, where the winding number is
// not zero, or an image.
type layer struct {
	edges
	strokes     []stroke
	color       color.RGBA
	image       *image.RGBA // in place of edges and colour
	top, bottom float32
}

func newLayer(e edges, strokes []stroke, c color.RGBA) layer {
	l := layer{edges: slices.Clip(e), strokes: strokes, color: c, top: float32(math.Inf(1)),
		bottom: float32(math.Inf(-1))}
	for _, x := range e {
		l.top, l.bottom = min(l.top, x.y0, x.y1), max(l.bottom, x.y0, x.y1)
	}
	for i := range strokes {
		l.top, l.bottom = min(l.top, strokes[i].top), max(l.bottom, strokes[i].bottom)
	}
	return l
}

const (
	bandRows   = 64  // rows of pixels that are painted at a time
	scanLines  = 8   // scan lines in a row of pixels
	pixelParts = 256 // parts of a pixel's width that a scan line is measured in
)

// band is some rows of an image. Painting works scan line by scan line: where edges cross its middle they are sorted,
// and what lies between a crossing at which the winding number leaves zero and the one at which it comes back is
// inside. Lengths on a scan line are exact to a part of a pixel and counted in whole numbers.
type band struct {
	top, rows, width int
	pixels           []byte  // red, green and blue, row by row
	change           []int32 // of what is inside, from pixel to pixel
	pen              edges   // of one stroke at a time
	first, last      int     // of the scan lines that a layer crosses
	// By scan line, where edges cross it: the place in parts, times two, and one more where the edge runs down.
	crossings [bandRows * scanLines][]int32
}

func newBand(width int) *band {
	return &band{width: width, pixels: make([]byte, 3*width*bandRows), change: make([]int32, width+2)}
}

// clear makes the band begin at a row, white.
func (b *band) clear(top, rows int) {
	b.top, b.rows = top, rows
	for i := range b.pixels {
		b.pixels[i] = 255
	}
}

// paint fills a layer's inside with its colour.
func (b *band) paint(l *layer) {
	if l.bottom <= float32(b.top) || l.top >= float32(b.top+b.rows) {
		return
	}
	if l.image != nil {
		b.blend(l.image)
		return
	}
	b.first, b.last = b.rows*scanLines, -1
	b.cross(l.edges)
	for i := range l.strokes {
		if s := &l.strokes[i]; s.bottom > float32(b.top) && s.top < float32(b.top+b.rows) {
			b.pen = b.pen[:0].stroke(s.line, s.width, s.butt)
			b.cross(b.pen)
		}
	}
	for row := b.first / scanLines; row <= b.last/scanLines && b.last >= 0; row++ {
		b.row(row, l.color)
	}
}

// cross notes where edges cross the band's scan lines.
func (b *band) cross(all edges) {
	limit := float64(b.width * pixelParts)
	for _, e := range all {
		down := int32(1)
		if e.y0 > e.y1 {
			e.x0, e.y0, e.x1, e.y1 = e.x1, e.y1, e.x0, e.y0
			down = 0
		}
		// Scan line s lies at the height top + (s+1/2)/scanLines.
		from := max(0, int(math.Ceil((float64(e.y0)-float64(b.top))*scanLines-0.5)))
		to := min(b.rows*scanLines, int(math.Ceil((float64(e.y1)-float64(b.top))*scanLines-0.5)))
		if from >= to {
			continue
		}
		slope := float64(e.x1-e.x0) / float64(e.y1-e.y0)
		for s := from; s < to; s++ {
			y := float64(b.top) + (float64(s)+0.5)/scanLines
			x := (float64(e.x0) + float64((y-float64(e.y0))*slope)) * pixelParts
			at := int32(math.Round(min(limit, max(0, x))))
			b.crossings[s] = append(b.crossings[s], at<<1|down)
		}
		b.first, b.last = min(b.first, from), max(b.last, to-1)
	}
}

// row paints one row of pixels from its scan lines' crossings, and forgets these.
func (b *band) row(row int, c color.RGBA) {
	left, right := b.width, -1
	for s := row * scanLines; s < (row+1)*scanLines; s++ {
		cs := b.crossings[s]
		if len(cs) == 0 {
			continue
		}
		slices.Sort(cs)
		winding, from := 0, int32(0)
		for _, x := range cs {
			if winding == 0 {
				from = x >> 1
			}
			winding += int(x&1)*2 - 1
			if winding == 0 && x>>1 > from {
				b.inside(from, +1)
				b.inside(x>>1, -1)
				left, right = min(left, int(from/pixelParts)), max(right, int((x>>1)/pixelParts))
			}
		}
		b.crossings[s] = cs[:0]
	}
	const full = scanLines * pixelParts
	covered := int32(0)
	pixels := b.pixels[3*row*b.width : 3*(row+1)*b.width]
	for i := left; i <= min(right, b.width-1); i++ {
		covered += b.change[i]
		b.change[i] = 0
		if covered == 0 {
			continue
		}
		p := pixels[3*i : 3*i+3 : 3*i+3]
		if covered == full {
			p[0], p[1], p[2] = c.R, c.G, c.B
			continue
		}
		for k, v := range [3]uint8{c.R, c.G, c.B} {
			p[k] = uint8((int32(p[k])*(full-covered) + int32(v)*covered + full/2) / full)
		}
	}
	b.change[min(max(right, 0)+1, b.width+1)], b.change[b.width] = 0, 0
}

// inside notes that a scan line's inside begins (sign +1) or ends (−1) at a place.
func (b *band) inside(at, sign int32) {
	i, beyond := at/pixelParts, at%pixelParts
	b.change[i] += sign * (pixelParts - beyond)
	b.change[i+1] += sign * beyond
}
