package typeface

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"github.com/stretchr/testify/require"
)

// A family of somebody's files is what the program's own would be of the same files, and a style without a file is the
// nearest.
func TestOpen(t *testing.T) {
	f, err := Open([][]byte{liberationsansbold.TTF, liberationsansregular.TTF})
	require.NoError(t, err)
	require.Equal(t, "Liberation Sans", f.Name)
	for _, s := range []Style{Regular, Bold} {
		require.Equal(t, Sans().Width(s, 10, "Қызылорда AV"), f.Width(s, 10, "Қызылорда AV"))
	}
	require.Equal(t, f.Width(Regular, 10, "Ақ"), f.Width(Italic, 10, "Ақ"))
	require.Equal(t, f.Width(Bold, 10, "Ақ"), f.Width(BoldItalic, 10, "Ақ"))
	require.NotEqual(t, f.Width(Regular, 10, "Ақ"), f.Width(Bold, 10, "Ақ"))

	serif, err := Open([][]byte{liberationserifregular.TTF})
	require.NoError(t, err)
	require.Equal(t, "Liberation Serif", serif.Name)
	require.Equal(t, "LiberationSerif", serif.Metrics(BoldItalic).Name)
	require.NoError(t, serif.Check(alphabets))
	var used Used
	used.Add(Italic, "Ақ")
	css, err := serif.CSS(used)
	require.NoError(t, err)
	require.Contains(t, css, "font-family:'Liberation Serif'")
}

// Where a font lacks a letter the usual one stands in for it, at the same size, and pages find it by its name.
func TestStandIn(t *testing.T) {
	few, err := Sans().web(Bold, map[rune]bool{'A': true, 'V': true})
	require.NoError(t, err)
	f, err := Open([][]byte{few})
	require.NoError(t, err)
	require.NoError(t, f.Check(alphabets))
	for _, g := range f.Glyphs(Bold, "Қ") {
		require.Equal(t, Bold+styles, g.Style)
		require.True(t, g.Style.Bold() && !g.Style.Italic())
		require.Equal(t, Sans().Outline(Bold, g.ID), f.Outline(g.Style, g.ID))
	}
	line := f.Glyphs(Bold, "AVҚ")
	require.Equal(t, []Style{Bold, Bold, Bold + styles}, []Style{line[0].Style, line[1].Style, line[2].Style})
	require.InDelta(t, Sans().Width(Bold, 10, "Қызылорда"), f.Width(Bold, 10, "Қызылорда"), 1e-9)
	var used Used
	used.Add(Bold, "Қ")
	css, err := f.CSS(used)
	require.NoError(t, err)
	require.Contains(t, css, "font-family:'okrug stand-in';font-weight:700")
	require.Equal(t, "'Liberation Sans','okrug stand-in'", f.CSSNames())
	require.Equal(t, "'Liberation Sans'", Sans().CSSNames())
}

// changed is the regular font with some bytes of a table changed.
func changed(table string, at int, to ...byte) []byte {
	ttf := slices.Clone(liberationsansregular.TTF)
	for i := 12; ; i += 16 {
		if string(ttf[i:i+4]) == table {
			copy(ttf[int(binary.BigEndian.Uint32(ttf[i+8:]))+at:], to)
			return ttf
		}
	}
}

func TestFontsThatCannotBeUsed(t *testing.T) {
	regular := liberationsansregular.TTF
	for says, files := range map[string][][]byte{
		"no font is given":                      nil,
		"two fonts are of one style: italic":    {liberationsansitalic.TTF, regular, liberationsansitalic.TTF},
		"PostScript outlines":                   {append([]byte("OTTO"), regular[4:]...)},
		"a collection of fonts":                 {append([]byte("ttcf"), regular[4:]...)},
		"font 2 of 2: it is a font for the web": {regular, append([]byte("wOF2"), regular[4:]...)},
		"no TrueType font":                      {[]byte("%PDF-1.7")},
		"its tables are damaged":                {changed("hhea", 34, 0xFF, 0xFF)},
		"or its tables are":                     {changed("maxp", 4, 0xFF, 0xFF)},
		"let Liberation Sans be embedded":       {changed("OS/2", 8, 0, 2)},
		"be embedded in documents in part":      {changed("OS/2", 8, 1, 0)},
	} {
		_, err := Open(files)
		require.ErrorContains(t, err, says)
	}
	_, err := Open([][]byte{changed("OS/2", 8, 0, 2|8)}) // restricted, but for documents that may be edited
	require.NoError(t, err)
}

// Scripts whose letters change beside one another are refused by their name, in any font.
func TestShapedScriptsAreNamed(t *testing.T) {
	for script, word := range map[string]string{"Arabic": "قازاق", "Devanagari": "भारत", "Hebrew": "עברית",
		"Thai": "ไทย"} {
		require.ErrorContains(t, Sans().Check("Қазақ", word), "the script "+script)
	}
	serif, err := Open([][]byte{liberationserifregular.TTF})
	require.NoError(t, err)
	err = serif.Check("საქართველო")
	require.ErrorContains(t, err, "Liberation Serif has no character")
	require.ErrorContains(t, err, "--font")
	require.ErrorContains(t, Sans().Check("𐐀"), "U+10400")
}

// Whatever bytes somebody gives for a font: it is refused, or lines can be set in it, and it goes into documents.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("OTTO"), 0, byte(0))
	for _, table := range []string{"glyf", "loca", "hmtx", "cmap", "head", "GPOS", "kern"} {
		f.Add([]byte(table), 6, byte(0xFF))
	}
	f.Fuzz(func(t *testing.T, table []byte, at int, to byte) {
		ttf := slices.Clone(liberationsansregular.TTF)
		if i := bytes.Index(ttf[:12+16*int(ttf[5])], table); len(table) == 4 && i >= 12 && i%16 == 12 && at >= 0 {
			start, length := binary.BigEndian.Uint32(ttf[i+8:]), binary.BigEndian.Uint32(ttf[i+12:])
			for k := range 40 { // spread over the table
				if length > 0 {
					ttf[int(start)+(at+k*997)%int(length)] ^= to
				}
			}
		} else {
			ttf = append(slices.Clone(table), ttf[:max(0, min(len(ttf), at))]...)
		}
		family, err := Open([][]byte{ttf})
		if err != nil {
			return
		}
		const text = "Қызылорда AV"
		_ = family.Check(text)
		_ = family.Width(Bold, 10, text)
		var used Used
		used.Add(Regular, text)
		_, err = family.CSS(used)
		require.NoError(t, err)
		glyphs := []uint16{0}
		for _, g := range family.Glyphs(Regular, text) {
			glyphs = append(glyphs, g.ID)
			_ = family.Outline(Regular, g.ID)
		}
		_, err = family.Subset(Regular, glyphs)
		require.NoError(t, err)
	})
}
