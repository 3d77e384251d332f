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

// faces are what is left of drawing by github.com/tdewolff/canvas. They serve one document in one goroutine.
type canvasFaces struct {
	fonts [styles]*canvas.Font
	faces map[faceKey]*canvas.FontFace
}

type faceKey struct {
	style Style
	size  float64
	color color.RGBA
}

// loading keeps apart the parsing of fonts in several goroutines: the library counts unnamed fonts in a global.
var loading sync.Mutex

func loadCanvas() *canvasFaces {
	loading.Lock()
	defer loading.Unlock()
	f := &canvasFaces{faces: map[faceKey]*canvas.FontFace{}}
	for s, ttf := range [styles][]byte{
		liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF,
	} {
		style := [styles]canvas.FontStyle{
			canvas.FontRegular, canvas.FontBold, canvas.FontItalic, canvas.FontBold | canvas.FontItalic,
		}[s]
		font, err := canvas.LoadFont(ttf, 0, style)
		if err != nil {
			panic(fmt.Sprintf("typeface: embedded font, style %d: %v", s, err)) // the fonts are part of the program
		}
		font.SetFeatures("-liga") // a ligature would be taken out of a PDF as one odd character
		f.fonts[s] = font
	}
	return f
}

// Canvas returns the face to draw with in github.com/tdewolff/canvas; size is in points.
func (f *Family) Canvas(style Style, size float64, c color.Color) *canvas.FontFace {
	if f.old == nil {
		f.old = loadCanvas()
	}
	rgba := color.RGBAModel.Convert(c).(color.RGBA)
	key := faceKey{style, size, rgba}
	face := f.old.faces[key]
	if face == nil {
		face = f.old.fonts[style].Face(size, rgba)
		f.old.faces[key] = face
	}
	return face
}
