package typeface

import (
	"fmt"
	"image/color"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/tdewolff/canvas"
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

// MillimetresPerPoint converts a size of type into a length on paper.
const MillimetresPerPoint = 25.4 / 72

// Family is one family of fonts for one document. A Family is not safe for use by several goroutines, and one that
// has been written into a document should not be used for another: the library that subsets fonts keeps notes in
// them. Making one takes some milliseconds.
type Family struct {
	Name  string
	data  [styles][]byte
	fonts [styles]*canvas.Font
	faces map[faceKey]*canvas.FontFace
	width map[widthKey]float64
}

type widthKey struct {
	style Style
	text  string
}

type faceKey struct {
	style Style
	size  float64
	color color.RGBA
}

// Sans returns a new instance of Liberation Sans.
func Sans() *Family {
	return load("Liberation Sans", [styles][]byte{
		liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF,
	})
}

// loading keeps apart the parsing of fonts in several goroutines: the library counts unnamed fonts in a global.
var loading sync.Mutex

func load(name string, data [styles][]byte) *Family {
	loading.Lock()
	defer loading.Unlock()
	f := &Family{Name: name, data: data, faces: map[faceKey]*canvas.FontFace{}, width: map[widthKey]float64{}}
	for s, ttf := range data {
		font, err := canvas.LoadFont(ttf, 0, Style(s).canvas())
		if err != nil {
			panic(fmt.Sprintf("typeface: embedded font %s, style %d: %v", name, s, err)) // the fonts are part of the program
		}
		font.SetFeatures("-liga") // a ligature would be taken out of a PDF as one odd character
		f.fonts[s] = font
	}
	return f
}

func (s Style) canvas() canvas.FontStyle {
	return [styles]canvas.FontStyle{canvas.FontRegular, canvas.FontBold, canvas.FontItalic, canvas.FontBold | canvas.FontItalic}[s]
}

// Bold says whether the style is bold.
func (s Style) Bold() bool { return s == Bold || s == BoldItalic }

// Italic says whether the style is italic.
func (s Style) Italic() bool { return s == Italic || s == BoldItalic }

// Canvas returns the face to draw with in github.com/tdewolff/canvas; size is in points.
func (f *Family) Canvas(style Style, size float64, c color.Color) *canvas.FontFace {
	rgba := color.RGBAModel.Convert(c).(color.RGBA)
	key := faceKey{style, size, rgba}
	face := f.faces[key]
	if face == nil {
		face = f.fonts[style].Face(size, rgba)
		f.faces[key] = face
	}
	return face
}

// Width is the width of a line of text in millimetres; size is in points.
func (f *Family) Width(style Style, size float64, text string) float64 {
	const unit = 100 // widths are linear in size, so that one measurement serves all sizes
	key := widthKey{style, text}
	w, ok := f.width[key]
	if !ok {
		w = f.Canvas(style, unit, color.Black).TextWidth(text)
		f.width[key] = w
	}
	return w * size / unit
}
