package typeface

import (
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Glyph is one character of a line of text with its place.
type Glyph struct {
	Char    rune
	Style   Style  // whose font has it
	ID      uint16 // in the font
	Advance int    // units of the font from this glyph's origin to the next one's, without Kern
	Kern    int    // units to move the next glyph by
}

// Glyphs sets a line of text. Letters and their marks are joined to one character where Unicode has one (form NFC),
// since the font's marks have no places of their own; characters that only steer how a text is set are left out.
// Ligatures are not made: they would be taken out of a PDF as one odd character. No text runs from right to left.
func (f *Family) Glyphs(style Style, text string) []Glyph {
	line := make([]Glyph, 0, len(text))
	for _, r := range norm.NFC.String(text) {
		if steers(r) {
			continue
		}
		s, id := f.glyphOf(style, r)
		x := f.faces[s]
		if n := len(line); n > 0 && line[n-1].Style == s {
			line[n-1].Kern = x.kern(line[n-1].ID, id)
		}
		line = append(line, Glyph{Char: r, Style: s, ID: id, Advance: int(x.advance[id])})
	}
	return line
}

// glyphOf is the glyph of a character and whose it is: the style's own font's, or that of the font that stands in for
// it where that alone has the character.
func (f *Family) glyphOf(style Style, char rune) (Style, uint16) {
	if id := f.faces[style].index(char); id != 0 || style >= styles || f.faces[style+styles] == nil {
		return style, id
	}
	if id := f.faces[style+styles].index(char); id != 0 {
		return style + styles, id
	}
	return style, 0
}

// steers says whether a character is never seen (Unicode's Default_Ignorable_Code_Point, as far as fonts have it).
func steers(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F ||
		r == 0xFEFF
}

// kern is the kerning of a pair in units of the font.
func (x *face) kern(a, b uint16) (units int) {
	var stumbled error
	defer survive(&stumbled)
	// As many pixels in an em as units make the library's results units, here in its 1/64 of a pixel.
	k, err := x.font.Kern(nil, sfnt.GlyphIndex(a), sfnt.GlyphIndex(b), fixed.Int26_6(x.em), font.HintingNone)
	if err != nil {
		return 0 // the font does not have the pair
	}
	return int(k)
}

// Em is how many units of the font make an em, the size of type.
func (f *Family) Em(style Style) int { return f.faces[style].em }

// Width is the width of a line of text in millimetres; size is in points.
func (f *Family) Width(style Style, size float64, text string) float64 {
	// Widths are linear in size. They are taken at 100 points so that their last digits stay what they were.
	const unit = 100
	perUnit := unit * MillimetresPerPoint / float64(f.Em(style))
	return perUnit * f.units(widthKey{style, text}) * size / unit
}

// units is a width in units of the style's font.
func (f *Family) units(k widthKey) float64 {
	f.lock.Lock()
	defer f.lock.Unlock()
	sum, ok := f.widths[k]
	if ok {
		return sum
	}
	for _, g := range f.Glyphs(k.style, k.text) {
		sum += f.Along(k.style, g)
	}
	if len(f.widths) == mostWidths {
		clear(f.widths)
	}
	f.widths[k] = sum
	return sum
}

// Along is how far the next glyph's origin lies behind that of a glyph of a line in a style, in units of the style's
// font.
func (f *Family) Along(style Style, g Glyph) float64 {
	return float64(g.Advance+g.Kern) * f.Ratio(style, g)
}

// Ratio is how many units of the style's font a unit of the glyph's is; 1 where the font is the same.
func (f *Family) Ratio(style Style, g Glyph) float64 {
	if g.Style == style {
		return 1
	}
	return float64(f.Em(style)) / float64(f.Em(g.Style))
}

// Metrics describe a font as a whole, in units of the font.
type Metrics struct {
	Name                       string // PostScript name
	Ascent, Descent, CapHeight int    // Descent is negative
	Box                        [4]int // of all glyphs: left, bottom, right, top
	ItalicAngle                float64
	Weight                     int // 400 for regular, 700 for bold
}

// capHeight is the height of capital letters, which tables of versions before 2 do not say; most fonts have some such.
func capHeight(os2 []byte, em int) int {
	if len(os2) < 90 || u16(os2, 0) < 2 {
		return em * 7 / 10
	}
	return i16(os2, 88)
}

// plain drops what may not stand in the name of a font in a PDF.
func plain(r rune) rune {
	if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
		return r
	}
	return -1
}

// Metrics describes the font of a style.
func (f *Family) Metrics(style Style) Metrics { return f.faces[style].metrics }

// measure reads the metrics (OpenType 1.9: head, hhea, post, OS/2).
func (x *face) measure() (Metrics, error) {
	name, err := x.font.Name(nil, sfnt.NameIDPostScript)
	if err != nil {
		return Metrics{}, err
	}
	head, hhea, post, os2 := x.tables["head"], x.tables["hhea"], x.tables["post"], x.tables["OS/2"]
	m := Metrics{
		Name: strings.Map(plain, name), Ascent: i16(hhea, 4), Descent: i16(hhea, 6), CapHeight: capHeight(os2, x.em),
		ItalicAngle: float64(int32(u32(post, 4))) / 65536, Weight: int(u16(os2, 4)),
	}
	for i := range m.Box {
		m.Box[i] = i16(head, 36+2*i)
	}
	return m, nil
}
