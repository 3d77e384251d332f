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

// Style is one of the four styles of a family.
type Style int

// The styles of a family.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
	styles
)

// Styles is how many styles a family has.
const Styles = int(styles)

// Bold says whether the style is bold.
func (s Style) Bold() bool { return s == Bold || s == BoldItalic }

// Italic says whether the style is italic.
func (s Style) Italic() bool { return s == Italic || s == BoldItalic }

// MillimetresPerPoint converts a size of type into a length on paper.
const MillimetresPerPoint = 25.4 / 72

// Family is one family of fonts. Several goroutines may use it.
type Family struct {
	Name  string
	faces [styles]*face

	lock   sync.Mutex
	widths map[widthKey]int // units of the font; laying out asks for the same lines again and again
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

// Sans is Liberation Sans.
func Sans() *Family { return sans() }

var sans = sync.OnceValue(func() *Family {
	return load("Liberation Sans", [styles][]byte{
		liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF,
	})
})

func load(name string, data [styles][]byte) *Family {
	f := &Family{Name: name, widths: map[widthKey]int{}}
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

func newFace(ttf []byte) (*face, error) {
	font, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	t, err := readTables(ttf)
	if err != nil {
		return nil, err
	}
	x := &face{font: font, tables: t, em: int(font.UnitsPerEm())}
	long := int(u16(t["hhea"], 34)) // the last advance is that of all further glyphs
	for g := range font.NumGlyphs() {
		x.advance = append(x.advance, u16(t["hmtx"], 4*min(g, long-1)))
	}
	x.metrics, err = x.measure()
	return x, err
}
