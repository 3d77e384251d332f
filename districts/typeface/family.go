package typeface

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
)

// Style is one of the four styles of a family. In a Glyph it may be one of the fonts that stand in, too; all that asks
// for a style takes these.
type Style int

// The styles of a family.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
	styles
)

// Faces is how many fonts a family may have: one a style, and behind these, in the same order, those that stand in for
// them where they lack a character.
const Faces = 2 * int(styles)

// Bold says whether the style is bold.
func (s Style) Bold() bool { return s%styles == Bold || s%styles == BoldItalic }

// Italic says whether the style is italic.
func (s Style) Italic() bool { return s%styles == Italic || s%styles == BoldItalic }

// MillimetresPerPoint converts a size of type into a length on paper.
const MillimetresPerPoint = 25.4 / 72

// Family is one family of fonts. Several goroutines may use it.
type Family struct {
	Name  string
	faces [Faces]*face

	lock   sync.Mutex
	widths map[widthKey]float64 // units of the style's font; laying out asks for the same lines again and again
}

type widthKey struct {
	style Style
	text  string
}

// mostWidths bounds what is remembered.
const mostWidths = 1 << 15

// face is the font of one style.
type face struct {
	font    *sfnt.Font
	tables  tables
	em      int      // units of the font in an em
	advance []uint16 // of each glyph, in units
	metrics Metrics
}

// standard is the name of the family that the program brings.
const standard = "Liberation Sans"

// Sans is Liberation Sans.
func Sans() *Family { return sans() }

var sans = sync.OnceValue(func() *Family {
	return load(standard, [styles][]byte{
		liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF,
	})
})

func load(name string, data [styles][]byte) *Family {
	f := &Family{Name: name, widths: map[widthKey]float64{}}
	for s, ttf := range data {
		x, err := newFace(ttf)
		if err != nil {
			// The fonts are part of the program.
			panic(fmt.Sprintf("typeface: embedded font %s, style %d: %v", name, s, err))
		}
		f.faces[s] = x
	}
	return f
}

func newFace(ttf []byte) (x *face, err error) {
	defer survive(&err)
	font, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	t, err := readTables(ttf)
	if err != nil {
		return nil, err
	}
	x = &face{font: font, tables: t, em: int(font.UnitsPerEm())}
	long := int(u16(t["hhea"], 34)) // the last advance is that of all further glyphs
	for g := range font.NumGlyphs() {
		x.advance = append(x.advance, u16(t["hmtx"], 4*min(g, long-1)))
	}
	x.metrics, err = x.measure()
	return x, err
}

// survive makes an error of what the library stumbles over in a damaged font, which it reads without looking at every
// length.
func survive(err *error) {
	if what := recover(); what != nil {
		*err = fmt.Errorf("%w: %v", errNotTrueType, what)
	}
}

// index is the glyph of a character, 0 where the font has none.
func (x *face) index(char rune) (glyph uint16) {
	var err error
	defer survive(&err)
	id, _ := x.font.GlyphIndex(nil, char) // a sound font finds or does not find; it has no errors
	if int(id) >= len(x.advance) {
		return 0
	}
	return uint16(id)
}
