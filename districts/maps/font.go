package maps

import (
	"image/color"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// leastType is the smallest type on a sheet of A4, points; it grows with the paper.
const leastType = 6.0

// font is how a text is set.
type font struct {
	style typeface.Style
	size  float64 // points
	color color.RGBA
}

// font is black type of a size in points on A4; on other paper it grows with the paper.
func (p *press) font(style typeface.Style, size float64) font {
	return font{style, round(size * p.k), black}
}

func (f font) in(c color.RGBA) font {
	f.color = c
	return f
}

// set is a line of text on a base line.
func (f font) set(s string, at orb.Point, anchor drawing.Anchor) *drawing.Text {
	return &drawing.Text{At: at, Anchor: anchor, Text: s, Style: f.style, Size: f.size, Color: f.color}
}

func (f font) lineHeight() float64 { return f.size * leading * typeface.MillimetresPerPoint }

// round keeps two decimals.
func round(v float64) float64 { return math.Round(v*100) / 100 }
