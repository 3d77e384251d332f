package typeface

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Contour is one closed line of a glyph's outline: a start and quadratic curves from point to point, in units of the
// font with y upwards. A straight piece has its control point in the middle.
type Contour struct {
	Start  [2]float64
	Curves []Curve
}

// Curve is a quadratic Bézier curve from the point before to To.
type Curve struct {
	Straight    bool
	Control, To [2]float64
}

// Outline is a glyph's outline; its inside is where the winding number is not zero.
func (f *Family) Outline(style Style, glyph uint16) (out []Contour) {
	var stumbled error
	defer survive(&stumbled)
	x := f.faces[style]
	// Sixty-four times as many pixels in an em as units leave room for the halves between two control points.
	const fine = 64
	segments, err := x.font.LoadGlyph(nil, sfnt.GlyphIndex(glyph), fixed.Int26_6(x.em*fine), nil)
	if err != nil {
		return nil // every glyph of the embedded fonts has an outline
	}
	point := func(p fixed.Point26_6) [2]float64 { return [2]float64{float64(p.X) / fine, -float64(p.Y) / fine} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			out = append(out, Contour{Start: point(s.Args[0])})
			continue
		}
		c := &out[len(out)-1]
		from := c.Start
		if n := len(c.Curves); n > 0 {
			from = c.Curves[n-1].To
		}
		to := point(s.Args[0])
		next := Curve{Straight: true, Control: [2]float64{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}, To: to}
		if s.Op == sfnt.SegmentOpQuadTo {
			next = Curve{Control: to, To: point(s.Args[1])}
		}
		c.Curves = append(c.Curves, next)
	}
	return out
}
