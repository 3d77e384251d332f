package verify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/locale"
)

// Figures are looked for in the acts of every language.
func TestEveryLanguageIsWorded(t *testing.T) {
	for _, lang := range locale.Languages() {
		w := wordings[lang]
		require.NotContains(t, []string{w.heading, w.voters, w.territory}, "", lang)
		require.NotEmpty(t, w.columns, lang)
		for _, heads := range w.columns { // those of acts written once too
			require.NotContains(t, heads, "", lang)
			require.Equal(t, 7, tableBegins(append([]string{"№", "", ""}, heads[:]...)), lang)
		}
	}
	require.Len(t, wordings, len(locale.Languages()))
}

func TestPrintedNumbers(t *testing.T) {
	for s, want := range map[string]float64{
		"376\u00a0632": 376632, "376,632": 376632, "1,376,632": 1376632, "−17\u202f834": -17834, "+14,21\u00a0%": 14.21,
		"−4.52 %": -4.52,
		"0":       0, "0,00 %": 0, " 12 ": 12, "1,234.56": 1234.56,
	} {
		got, ok := printed(s)
		require.True(t, ok, s)
		require.InDelta(t, want, got, 1e-9, s)
	}
	for _, s := range []string{"", "–", "about 12", "1,2,3"} {
		_, ok := printed(s)
		require.False(t, ok, s)
	}
}
