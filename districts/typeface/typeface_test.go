package typeface

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/okrug/okrug/geo/locale"
)

// alphabets is every letter of Kazakh, Russian and English, and the signs of maps and reports.
const alphabets = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя" +
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \u00a0.,:;!?()[]/+-−–—±×%‰№§°′″«»“”’…≤≥→←•·²"

func TestAlphabets(t *testing.T) {
	require.NoError(t, Sans().Check(alphabets))
}

// Whatever is said in a language can be drawn.
func TestEveryTextCanBeDrawn(t *testing.T) {
	var texts []string
	for _, lang := range locale.Languages() {
		l := locale.Of(lang)
		for _, key := range l.Keys() {
			texts = append(texts, strings.ReplaceAll(l.Must(key), "\n", ""))
		}
	}
	require.NoError(t, Sans().Check(texts...))
}

func TestCheckNamesEveryFault(t *testing.T) {
	err := Sans().Check("Ақмола", "漢字 Ғ 漢", "\n")
	var missing *MissingError
	require.ErrorAs(t, err, &missing)
	require.Equal(t, []Missing{{"漢字 Ғ 漢", '漢'}, {"漢字 Ғ 漢", '字'}}, missing.Missing)
	require.ErrorContains(t, err, "U+6F22")
	require.True(t, errors.As(err, &missing))
}

func TestWidth(t *testing.T) {
	f := Sans()
	// Liberation Sans has the metrics of Arial: a digit is 0.556 em wide, Д is 0.667 em or so.
	require.InDelta(t, 4*0.556*10*MillimetresPerPoint, f.Width(Regular, 10, "2023"), 0.05)
	require.InDelta(t, 2*f.Width(Bold, 5, "Қызылорда"), f.Width(Bold, 10, "Қызылорда"), 1e-9)
	require.Less(t, f.Width(Regular, 10, "AV"), f.Width(Regular, 10, "A")+f.Width(Regular, 10, "V"), "kerned")
	require.InDelta(t, f.Width(Regular, 10, "Й"), f.Width(Regular, 10, "И\u0306"), 0, "a letter and its mark are one")
	require.InDelta(t, f.Width(Regular, 10, "ab"), f.Width(Regular, 10, "a\u00adb"), 0, "a soft hyphen is not seen")
}

// sameOutline compares a glyph of one font with a glyph of another.
func sameOutline(t *testing.T, a, b *sfnt.Font, ga, gb sfnt.GlyphIndex) {
	t.Helper()
	em := fixed.Int26_6(a.UnitsPerEm())
	x, err := a.LoadGlyph(nil, ga, em, nil)
	require.NoError(t, err)
	y, err := b.LoadGlyph(nil, gb, em, nil)
	require.NoError(t, err)
	require.True(t, slices.Equal(x, y), "glyph %d", ga)
	v, err := a.GlyphAdvance(nil, ga, em, 0)
	require.NoError(t, err)
	w, err := b.GlyphAdvance(nil, gb, em, 0)
	require.NoError(t, err)
	require.Equal(t, v, w)
}

// In a subset of all glyphs in the opposite order, every glyph looks as before, composites included.
func TestSubsetKeepsOutlines(t *testing.T) {
	for style := range styles {
		x := Sans().faces[style]
		n := x.font.NumGlyphs()
		glyphs := []uint16{0}
		for g := n - 1; g > 0; g-- {
			glyphs = append(glyphs, uint16(g))
		}
		tables, all, err := x.subset(glyphs)
		require.NoError(t, err)
		require.Len(t, all, n)
		tables["cmap"] = cmap(map[rune]uint16{'A': 1}) // the library refuses a font without
		tables["OS/2"], tables["name"] = x.tables["OS/2"], x.names()
		small, err := sfnt.Parse(tables.file())
		require.NoError(t, err)
		for i, g := range glyphs {
			sameOutline(t, x.font, small, sfnt.GlyphIndex(g), sfnt.GlyphIndex(i))
		}
	}
}

// A composite glyph brings its components along, and a glyph may have two numbers.
func TestSubsetBringsComponents(t *testing.T) {
	x := Sans().faces[Regular]
	short, space := uint16(find(t, x.font, 'Й')), uint16(find(t, x.font, ' '))
	data, err := x.glyph(short)
	require.NoError(t, err)
	require.Negative(t, i16(data, 0), "Й is composite")
	_, all, err := x.subset([]uint16{0, short, space, space})
	require.NoError(t, err)
	require.Greater(t, len(all), 4)
	a, err := Sans().Subset(Regular, []uint16{0, short, space, space})
	require.NoError(t, err)
	b, err := Sans().Subset(Regular, []uint16{0, short, space, space})
	require.NoError(t, err)
	require.Equal(t, a, b)
	require.Equal(t, uint32(0xB1B0AFBA), sum32(a), "the checksum of a sound font")
	_, err = Sans().Subset(Regular, []uint16{short})
	require.ErrorIs(t, err, errNotTrueType)
	_, err = Sans().Subset(Regular, []uint16{0, 0xFFFF})
	require.ErrorIs(t, err, errNotTrueType)
}

func find(t *testing.T, f *sfnt.Font, r rune) sfnt.GlyphIndex {
	t.Helper()
	g, err := f.GlyphIndex(nil, r)
	require.NoError(t, err)
	require.NotZero(t, g, "%c", r)
	return g
}

// fontsOf are the fonts in a style sheet.
func fontsOf(t *testing.T, css string) [][]byte {
	t.Helper()
	var out [][]byte
	for _, part := range strings.Split(css, "base64,")[1:] {
		ttf, err := base64.StdEncoding.DecodeString(part[:strings.IndexByte(part, '\'')])
		require.NoError(t, err)
		out = append(out, ttf)
	}
	return out
}

func TestCSSHoldsTheCharactersUsed(t *testing.T) {
	var u Used
	u.Add(Regular, "Ұлытау облысы AVA")
	u.Add(Bold, "№\u00a028")
	css, err := Sans().CSS(u)
	require.NoError(t, err)
	again, err := Sans().CSS(u)
	require.NoError(t, err)
	require.Equal(t, css, again)
	require.Equal(t, 2, strings.Count(css, "@font-face"))
	for i, ttf := range fontsOf(t, css) {
		text, whole := []string{"Ұлытауоблысы AV", "№28\u00a0"}[i], Sans().faces[[]Style{Regular, Bold}[i]].font
		require.Less(t, len(ttf), 30_000)
		require.Equal(t, uint32(0xB1B0AFBA), sum32(ttf), "the checksum of a sound font")
		f, err := sfnt.Parse(ttf)
		require.NoError(t, err)
		em := fixed.Int26_6(f.UnitsPerEm())
		for _, r := range text {
			sameOutline(t, whole, f, find(t, whole, r), find(t, f, r))
			for _, next := range text {
				got, err := f.Kern(nil, find(t, f, r), find(t, f, next), em, 0)
				if err != nil {
					require.ErrorIs(t, err, sfnt.ErrNotFound)
				}
				want, err := whole.Kern(nil, find(t, whole, r), find(t, whole, next), em, 0)
				if err != nil {
					require.ErrorIs(t, err, sfnt.ErrNotFound)
				}
				require.Equal(t, want, got, "%c%c", r, next)
			}
		}
		g, err := f.GlyphIndex(nil, 'Z')
		require.NoError(t, err)
		require.Zero(t, g)
	}
}

// The strict reader of fonts that browsers use takes the subsets.
func TestSubsetsAreSound(t *testing.T) {
	tool, err := exec.LookPath("ots-sanitize")
	if err != nil {
		t.Skip("ots-sanitize is not installed")
	}
	var u Used
	for s := range styles {
		u.Add(s, alphabets)
	}
	css, err := Sans().CSS(u)
	require.NoError(t, err)
	fonts := fontsOf(t, css)
	require.Len(t, fonts, int(styles))
	for _, ttf := range fonts {
		file := filepath.Join(t.TempDir(), "a.ttf")
		require.NoError(t, os.WriteFile(file, ttf, 0o600))
		out, err := exec.Command(tool, file, file+".out").CombinedOutput()
		require.NoError(t, err, "%s", out)
		require.Equal(t, "File sanitized successfully!", string(bytes.TrimSpace(out)))
	}
}

func FuzzTables(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00head\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x36"))
	f.Add(tables{"head": make([]byte, 54), "hhea": make([]byte, 36), "maxp": make([]byte, 32), "post": make([]byte, 32),
		"OS/2": make([]byte, 90), "name": make([]byte, 6)}.file())
	f.Fuzz(func(t *testing.T, b []byte) {
		found, err := readTables(b)
		require.Equal(t, err == nil, found != nil)
		if err != nil {
			return
		}
		again, err := readTables(found.file())
		require.NoError(t, err)
		require.Len(t, again, len(found))
		for tag, data := range found {
			if tag != "head" { // which has sums and dates of its own
				require.Equal(t, len(data), len(again[tag]), tag)
				require.True(t, bytes.Equal(data, again[tag]), tag)
			}
		}
	})
}
