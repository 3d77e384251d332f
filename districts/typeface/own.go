package typeface

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"github.com/okrug/okrug/geo/locale"
)

// Open is a family of the fonts in one to four files, a style each: a style without a file is set in the nearest one
// that has one. The usual family stands in for characters that they lack: fonts for a script often have no letters of
// another. Fonts are TrueType (.ttf) and may be embedded in documents; others are refused by name. No letters are
// joined or moved as some scripts need: characters of these are told by Check.
func Open(files [][]byte) (*Family, error) {
	f := &Family{widths: map[widthKey]float64{}}
	for i, data := range files {
		x, style, name, err := openFace(data)
		if err != nil {
			return nil, locale.Errorf("font %d of %d: %w", i+1, len(files), err)
		}
		if f.faces[style] != nil {
			return nil, locale.Errorf("two fonts are of one style: %s; give each style once", [...]locale.Text{
				locale.T("regular"), locale.T("bold"), locale.T("italic"), locale.T("bold italic")}[style])
		}
		f.faces[style] = x
		if f.Name == "" || style == Regular {
			f.Name = name
		}
	}
	nearest := [styles][]Style{
		Regular: {Italic, Bold, BoldItalic}, Bold: {Regular, BoldItalic, Italic},
		Italic: {Regular, BoldItalic, Bold}, BoldItalic: {Bold, Italic, Regular},
	}
	given := f.faces
	for s := range styles {
		f.faces[s+styles] = Sans().faces[s]
		for _, other := range nearest[s] {
			if f.faces[s] == nil {
				f.faces[s] = given[other]
			}
		}
	}
	if f.faces[Regular] == nil {
		return nil, locale.Errorf("no font is given")
	}
	return f, nil
}

// Permissions to embed a font (OpenType 1.9, OS/2, fsType).
const (
	restricted = 1 << 1 // no embedding without leave of the owner
	previewing = 1 << 2 // in documents that are only read, which maps are
	editing    = 1 << 3
	whole      = 1 << 8 // no subsets
	bitmaps    = 1 << 9 // no outlines
)

// openFace reads a font that somebody has sent, and says which style it is of and what its family is called.
func openFace(ttf []byte) (x *face, style Style, name string, err error) {
	begins := func(s string) bool { return bytes.HasPrefix(ttf, []byte(s)) }
	switch {
	case begins("OTTO"):
		return nil, 0, "", locale.Errorf("it has PostScript outlines (OpenType/CFF): give the TrueType (.ttf) of the " +
			"same font")
	case begins("ttcf"):
		return nil, 0, "", locale.Errorf("it is a collection of fonts (.ttc): give a single one (.ttf)")
	case begins("wOFF"), begins("wOF2"):
		return nil, 0, "", locale.Errorf("it is a font for the web (WOFF): give its TrueType (.ttf)")
	}
	broken := locale.Errorf("it is no TrueType font, or its tables are damaged")
	t, err := readTables(ttf)
	if err != nil || !sound(t) {
		return nil, 0, "", broken
	}
	if x, err = newFace(ttf); err != nil || x.em < 16 || x.em > 16384 || x.complete() != nil {
		return nil, 0, "", broken
	}
	name, _ = x.font.Name(nil, sfnt.NameIDFamily)
	name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
			return r
		}
		return ' '
	}, name)), " ")
	if name == "" {
		name = x.metrics.Name
	}
	use := u16(t["OS/2"], 8)
	if use&restricted != 0 && use&(previewing|editing) == 0 || use&(whole|bitmaps) != 0 {
		return nil, 0, "", locale.Errorf("its owner does not let %s be embedded in documents in part", name)
	}
	if chosen := u16(t["OS/2"], 62); chosen&(1<<5) != 0 { // fsSelection: bold
		style = Bold
	}
	if u16(t["OS/2"], 62)&1 != 0 { // italic
		style += Italic
	}
	return x, style, name, nil
}

// complete is an error where a glyph, or one that it is made of, cannot be taken out of the font: better to know now
// than when a map is written.
func (x *face) complete() (err error) {
	defer survive(&err)
	all := make([]uint16, len(x.advance))
	for g := range all {
		all[g] = uint16(g)
	}
	_, _, err = x.subset(all)
	return err
}

// sound reports whether the tables hold as much as they say of themselves, so that no glyph is looked for beyond them.
func sound(t tables) bool {
	glyphs, long := int(u16(t["maxp"], 4)), int(u16(t["hhea"], 34))
	entry := 2
	if u16(t["head"], 50) != 0 {
		entry = 4
	}
	return glyphs > 0 && long >= 1 && long <= glyphs && len(t["hmtx"]) >= 4*long+2*(glyphs-long) &&
		len(t["loca"]) >= entry*(glyphs+1) && t["glyf"] != nil
}
