package maps

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// Look is how a publisher wants all sheets to look, whatever they show. The zero value is the usual look of a draft.
type Look struct {
	Paper   string  `json:"paper,omitempty"` // as ParsePaper reads it; "" for the usual
	BW      bool    `json:"bw,omitempty"`    // greys and hatching in place of colours
	Final   bool    `json:"final,omitempty"` // no draft mark
	Title   string  `json:"title,omitempty"` // heads the map of the country and the atlas; "" for the usual words
	Palette string  `json:"palette,omitempty"`
	DPI     float64 `json:"dpi,omitempty"`  // dots per inch of PNG files, 0 for the usual
	Logo    []byte  `json:"logo,omitempty"` // a PNG or JPEG, in the upper right corner of every sheet
	// Fonts are a family of TrueType fonts, a style each, in place of the usual. They are named where a look is written
	// down, and not stored: their owners may not let them be handed on whole.
	Fonts []Font `json:"fonts,omitempty"`
}

// Font is a file of a font.
type Font struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Data   []byte `json:"-"`
}

// Options are those of a sheet that looks so. The error says what of the look cannot be had.
func (l Look) Options() (Options, error) {
	o := Options{BW: l.BW, Final: l.Final, Title: strings.TrimSpace(l.Title), DPI: l.DPI}
	var err error
	if l.Paper != "" {
		if o.Paper, err = ParsePaper(l.Paper); err != nil {
			return o, err
		}
	}
	if len([]rune(o.Title)) > longest {
		return o, locale.Errorf("the title has %d letters: use at most %d", len([]rune(o.Title)), longest)
	}
	if len(l.Logo) > 0 {
		if o.Logo, err = drawing.ReadImage(l.Logo); err != nil {
			return o, locale.Errorf("the logo: %w", err)
		}
	}
	if len(l.Fonts) > 0 {
		var files [][]byte
		for _, f := range l.Fonts {
			files = append(files, f.Data)
		}
		if o.Family, err = typeface.Open(files); err != nil {
			return o, err
		}
	}
	if o.Palette, err = ParsePalette(l.Palette); err != nil {
		return o, err
	}
	_, err = o.withDefaults()
	return o, err
}

// Palette is the fills of districts, told apart by their order; nil for the usual ones.
type Palette []color.RGBA

// The names of palettes that ParsePalette takes.
const (
	lightPalette  = "light"
	strongPalette = "strong"
)

// PaletteNames are the palettes that have a name.
func PaletteNames() []string { return []string{lightPalette, strongPalette} }

const (
	leastColours = 4   // by as many any map without exclaves can be coloured
	leastRatio   = 4.5 // of the contrast of a fill with the black text on it: WCAG 2.2, 1.4.3
)

// ParsePalette reads "light", which "" stands for too, "strong", or four colours or more as in
// "#f1f196,#c4dd9d,#e2c4ff,#fbbfd5". Fills on which black text cannot be read are refused, and such as are there twice.
func ParsePalette(s string) (Palette, error) {
	switch s {
	case "", lightPalette:
		return nil, nil
	case strongPalette:
		return strong, nil
	}
	var out Palette
	seen := map[color.RGBA]bool{}
	for _, word := range strings.Split(s, ",") {
		word = strings.TrimSpace(word)
		hex, ok := strings.CutPrefix(word, "#")
		n, err := strconv.ParseUint(hex, 16, 32)
		if !ok || len(hex) != 6 || err != nil {
			return nil, locale.Errorf("%q is no palette: use light, strong, or %d colours or more as in %s", s, leastColours,
				"#f1f196,#c4dd9d,#e2c4ff,#fbbfd5")
		}
		c := color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
		switch {
		case seen[c]:
			return nil, locale.Errorf("the palette has %s twice", word)
		case (luminance(c)+0.05)/(luminance(black)+0.05) < leastRatio:
			return nil, locale.Errorf("black text cannot be read on %s: use a lighter colour", word)
		}
		seen[c] = true
		out = append(out, c)
	}
	if len(out) < leastColours {
		return nil, locale.Errorf("a palette of %d colours is too small: use %d or more", len(out), leastColours)
	}
	return out, nil
}
