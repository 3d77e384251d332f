package typeface

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Pieces lose no letter; no stretch without a place to break is longer than the longest words of languages, and those
// stay whole.
func TestPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("аәбв -–\"\u00a0")), 0, 600, -1).Draw(t, "text")
		pieces := Pieces(text)
		require.Equal(t, text, strings.Join(pieces, ""))
		for _, p := range pieces {
			for _, word := range strings.FieldsFunc(p, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '–' }) {
				require.LessOrEqual(t, len([]rune(word)), 40)
			}
		}
	})
	require.Equal(t, []string{"ab " + strings.Repeat("x", 40)}, Pieces("ab "+strings.Repeat("x", 40)))
	require.Equal(t, []string{"ab " + strings.Repeat("x", 20), strings.Repeat("x", 20), "x cd"},
		Pieces("ab "+strings.Repeat("x", 41)+" cd"))
}

// Lines end behind what joins two words, and not within a range of figures or a word with a hyphen.
func TestBreaks(t *testing.T) {
	for text, want := range map[string][]string{
		"Бостандық–Медеу–Наурызбай": {"Бостандық–", "Медеу–", "Наурызбай"},
		"Абай – Қаратау":            {"Абай ", "– ", "Қаратау"},
		"Северо-Казахстанская обл.": {"Северо-", "Казахстанская ", "обл."},
		"улица Абая/Сатпаева":       {"улица ", "Абая/", "Сатпаева"},
		"12–15, 2022-23, e-mail":    {"12–15, ", "2022-23, ", "e-mail"},
		"":                          {""},
	} {
		require.Equal(t, want, Breaks(text))
	}
}

func TestWrap(t *testing.T) {
	width := func(s string) float64 { return float64(len([]rune(s))) }
	for text, want := range map[string][]string{
		"Северо-Казахстанская обл.":  {"Северо-", "Казахста", "нская", "обл."},
		"Восточно-Казахстанская":     {"Восточно", "-Казахст", "анская"},
		"Абай–Тұран, Шымкент":        {"Абай–", "Тұран,", "Шымкент"},
		"Алматы – Медеу–Әуез–Жетісу": {"Алматы –", "Медеу–", "Әуез–", "Жетісу"},
		"": nil,
	} {
		require.Equal(t, want, Wrap(text, 8, width, Breaks), text)
	}
}

func TestFits(t *testing.T) {
	width := func(s string) float64 { return float64(len([]rune(s))) }
	require.Equal(t, 3, Fits("қазақ", 3.5, width))
	require.Equal(t, 1, Fits("қазақ", 0, width), "a line of no letter would never end")
	require.Equal(t, 5, Fits("қазақ", 9, width))
	require.Equal(t, 0, Fits("", 9, width))
}
