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
	ID      uint16 // in the font
	Advance int    // units of the font from this glyph's origin to the next one's, without Kern
	Kern    int    // units to move the next glyph by
}

// Glyphs sets a line of text. Letters and their marks are joined to one character where Unicode has one (form NFC),
// since the font's marks have no places of their own; characters that only steer how a text is set are left out.
// Ligatures are not made: they would be taken out of a PDF as one odd character. No text runs from right to left.
func (f *Family) Glyphs(style Style, text string) []Glyph {
	x := f.faces[style]
	line := make([]Glyph, 0, len(text))
	for _, r := range norm.NFC.String(text) {
		if steers(r) {
			continue
		}
		id, _ := x.font.GlyphIndex(nil, r) // a sound font finds or does not find; it has no errors
		if n := len(line); n > 0 {
			line[n-1].Kern = x.kern(line[n-1].ID, uint16(id))
		}
		line = append(line, Glyph{Char: r, ID: uint16(id), Advance: int(x.advance[id])})
	}
	return line
}

// steers says whether a character is never seen (Unicode's Default_Ignorable_Code_Point, as far as fonts have it).
func steers(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F ||
		r == 0xFEFF
}

// kern is the kerning of a pair in units of the font.
func (x *face) kern(a, b uint16) int {
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
	return perUnit * float64(f.units(widthKey{style, text})) * size / unit
}

// units is a width in units of the font.
func (f *Family) units(k widthKey) int {
	f.lock.Lock()
	defer f.lock.Unlock()
	sum, ok := f.widths[k]
	if ok {
		return sum
	}
	for _, g := range f.Glyphs(k.style, k.text) {
		sum += g.Advance + g.Kern
	}
	if len(f.widths) == mostWidths {
		clear(f.widths)
	}
	f.widths[k] = sum
	return sum
}

// Metrics describe a font as a whole, in units of the font.
type Metrics struct {
	Name                       string // PostScript name
	Ascent, Descent, CapHeight int    // Descent is negative
	Box                        [4]int // of all glyphs: left, bottom, right, top
	ItalicAngle                float64
	Weight                     int // 400 for regular, 700 for bold
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
		Name: strings.ReplaceAll(name, " ", ""), Ascent: i16(hhea, 4), Descent: i16(hhea, 6), CapHeight: i16(os2, 88),
		ItalicAngle: float64(int32(u32(post, 4))) / 65536, Weight: int(u16(os2, 4)),
	}
	for i := range m.Box {
		m.Box[i] = i16(head, 36+2*i)
	}
	return m, nil
}
