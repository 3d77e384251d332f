package readback

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/locale"
)

// Acts are read in every language, and the word that opens a territory tells which it is.
func TestEveryLanguageIsRead(t *testing.T) {
	for _, lang := range locale.Languages() {
		own, ok := speeches[lang]
		require.True(t, ok, lang)
		require.NotContains(t, []string{own.heading, own.territory}, "", lang)
		require.NotEmpty(t, amendings[lang].moved, lang)
		for other, s := range speeches {
			require.True(t, other == lang || !strings.HasPrefix(s.territory, own.territory), "%s and %s", lang, other)
		}
	}
}
