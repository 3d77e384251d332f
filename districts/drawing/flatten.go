package drawing

import (
	"math"

	"github.com/okrug/okrug/districts/typeface"
)

// point is a position on a raster, in pixels from its top left corner.
type point struct{ x, y float64 }

// polyline is a line on a raster.
type polyline struct {
	points []point
	closed bool // the first point is not repeated
}

// chordError is how far the chord of a curve may lie from it, in pixels.
const chordError = 0.05

// chords appends a quadratic curve as chords to its points, the curve's start left out.
func chords(out []point, a, control, b point) []point {
	// One chord is farthest from the curve at its middle; n chords are n² times nearer.
	far := math.Hypot(a.x-2*control.x+b.x, a.y-2*control.y+b.y) / 4
	n := max(1, int(math.Ceil(math.Sqrt(far/chordError))))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u, v, w := (1-t)*(1-t), 2*t*(1-t), t*t
		out = append(out, point{u*a.x + v*control.x + w*b.x, u*a.y + v*control.y + w*b.y})
	}
	return append(out, b)
}

// outlines are the letters of a line of type on a raster with so many pixels in a hundredth of a millimetre.
func (t *Text) outlines(f *typeface.Family, scale float64) []polyline {
	set := t.set(f)
	var out []polyline
	for _, g := range set.glyphs {
		unit := t.unit(f) * f.Ratio(t.Style, g.Glyph) * scale
		at := set.at(g.along)
		on := func(p [2]float64) point {
			x, y := p[0]*unit, -p[1]*unit
			return point{at[0]*scale + x*set.cos - y*set.sin, at[1]*scale + x*set.sin + y*set.cos}
		}
		for _, c := range f.Outline(g.Style, g.ID) {
			last := on(c.Start)
			line := polyline{points: []point{last}, closed: true}
			for _, curve := range c.Curves {
				to := on(curve.To)
				if curve.Straight {
					line.points = append(line.points, to)
				} else {
					line.points = chords(line.points, last, on(curve.Control), to)
				}
				last = to
			}
			out = append(out, line)
		}
	}
	return out
}
