package typeface

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/font"

	"github.com/okrug/okrug/geo/locale"
)

// Used collects the characters that a document shows in each style.
type Used [styles]map[rune]bool

// Add notes the characters of a text.
func (u *Used) Add(style Style, text string) {
	if u[style] == nil {
		u[style] = map[rune]bool{}
	}
	for _, r := range text {
		u[style][r] = true
	}
}

// CSS returns @font-face rules that carry the used characters of the family as data URIs, for an SVG or HTML page.
// The same characters give the same bytes.
func (f *Family) CSS(used Used) (string, error) {
	var b strings.Builder
	for s := range styles {
		if len(used[s]) == 0 {
			continue
		}
		ttf, err := f.subset(s, used[s])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "@font-face{font-family:'%s'", f.Name)
		if s.Bold() {
			b.WriteString(";font-weight:700")
		}
		if s.Italic() {
			b.WriteString(";font-style:italic")
		}
		fmt.Fprintf(&b, ";src:url('data:font/ttf;base64,%s')}\n", base64.StdEncoding.EncodeToString(ttf))
	}
	return b.String(), nil
}

// subset returns a TrueType font with the given characters only.
func (f *Family) subset(style Style, used map[rune]bool) ([]byte, error) {
	// The library writes into the font it subsets, so that each subset starts from the file.
	sfnt, err := font.ParseFont(f.data[style], 0)
	if err != nil {
		return nil, locale.Errorf("typeface: %s: %w", f.Name, err)
	}
	glyphs := []uint16{0} // .notdef comes first
	for r := range used {
		if g := sfnt.GlyphIndex(r); g != 0 && !slices.Contains(glyphs, g) {
			glyphs = append(glyphs, g)
		}
	}
	slices.Sort(glyphs)
	small, err := sfnt.Subset(glyphs, font.SubsetOptions{Tables: []string{"cmap", "glyf", "head", "hhea", "hmtx", "kern", "loca", "maxp", "name", "OS/2", "post"}})
	if err != nil {
		return nil, locale.Errorf("typeface: subset of %s: %w", f.Name, err)
	}
	ttf := small.Write()
	return ttf, Timeless(ttf)
}
