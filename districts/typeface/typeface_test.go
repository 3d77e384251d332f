package typeface

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tdewolff/font"

	"github.com/okrug/okrug/geo/locale"
)

// alphabets is every letter of Kazakh, Russian and English, and the signs of maps and reports.
const alphabets = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя" +
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \u00a0.,:;!?()[]/+-−–—±×%‰№§°′″«»“”’…≤≥→←•·²"

func TestAlphabets(t *testing.T) {
	for _, f := range []*Family{Sans()} {
		require.NoError(t, f.Check(alphabets), f.Name)
		for _, r := range alphabets {
			for s := range styles {
				g := f.fonts[s].GlyphIndex(r)
				back := f.fonts[s].Cmap.ToUnicode(g)
				if r == '\u00a0' {
					require.Contains(t, []rune{' ', r}, back)
					continue
				}
				require.Equal(t, string(r), string(back), "a glyph that two characters share would be taken out of a PDF as the wrong one")
			}
		}
	}
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
}

func TestCSSHoldsTheCharactersUsed(t *testing.T) {
	var u Used
	u.Add(Regular, "Ұлытау облысы")
	u.Add(Bold, "№\u00a028")
	css, err := Sans().CSS(u)
	require.NoError(t, err)
	time.Sleep(1100 * time.Millisecond) // the library writes the time to the second
	again, err := Sans().CSS(u)
	require.NoError(t, err)
	require.Equal(t, css, again)
	require.Equal(t, 2, strings.Count(css, "@font-face"))
	for i, text := range []string{"Ұлытауоблысы ", "№28 "} {
		part := strings.Split(css, "base64,")[i+1]
		ttf, err := base64.StdEncoding.DecodeString(part[:strings.IndexByte(part, '\'')])
		require.NoError(t, err)
		require.Less(t, len(ttf), 30_000)
		f, err := font.ParseFont(ttf, 0)
		require.NoError(t, err)
		require.Equal(t, uint32(0xB1B0AFBA), sum32(ttf), "the checksum of a sound font")
		for _, r := range text {
			require.NotZero(t, f.GlyphIndex(r), "%c", r)
		}
	}
}

func FuzzTimeless(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00head\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x36"))
	f.Fuzz(func(t *testing.T, b []byte) { _ = Timeless(b) }) // must not panic
}
