package drawing

import (
	"math"

	"github.com/okrug/okrug/districts/typeface"
)

// typeset is a line of type with a place for each letter. Lengths are in hundredths of a millimetre.
type typeset struct {
	x, y     float64 // where the base line begins
	cos, sin float64 // of its angle, clockwise
	glyphs   []setGlyph
}

type setGlyph struct {
	typeface.Glyph
	along float64 // from the beginning of the base line
}

// set places the letters of a text.
func (t *Text) set(f *typeface.Family) typeset {
	s := typeset{x: float64(hundredths(t.At[0])), y: float64(hundredths(t.At[1])), cos: 1}
	if t.Angle != 0 {
		s.sin, s.cos = math.Sincos(t.Angle * math.Pi / 180)
	}
	unit := t.unit(f)
	sum := 0.0 // units of the style's font
	for _, g := range f.Glyphs(t.Style, t.Text) {
		if t.Figures {
			g.Kern = 0
		}
		s.glyphs = append(s.glyphs, setGlyph{g, sum * unit})
		sum += f.Along(t.Style, g)
	}
	back := 0.0
	switch t.Anchor {
	case Start:
	case Middle:
		back = math.Round(sum * unit / 2)
	case End:
		back = math.Round(sum * unit)
	}
	s.x, s.y = s.x-back*s.cos, s.y-back*s.sin
	return s
}

// at is the place on the base line so far from its beginning.
func (s typeset) at(along float64) [2]float64 {
	return [2]float64{s.x + along*s.cos, s.y + along*s.sin}
}

// unit is the length of a unit of the style's font in hundredths of a millimetre.
func (t *Text) unit(f *typeface.Family) float64 {
	return 100 * t.Size * typeface.MillimetresPerPoint / float64(f.Em(t.Style))
}
