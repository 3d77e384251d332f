package verify

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// The country and the statistics have words in every language; ids stay as they are.
func TestCountryAndStatisticsInWords(t *testing.T) {
	latin := regexp.MustCompile(`[A-Za-z]`)
	words := []locale.Text{place(nation), whose(nation), over(nation), whose("")}
	for _, s := range rule.Statistics() {
		require.Equal(t, s.String(), statistic(s.String()).In("en"))
		words = append(words, statistic(s.String()))
	}
	for _, lang := range []string{"kk", "ru"} {
		for _, w := range words {
			require.NotRegexp(t, latin, w.In(lang))
		}
		for _, w := range []locale.Text{place("KZ-1"), whose("KZ-1"), over("KZ-1"), statistic("KZ-1")} {
			require.Contains(t, w.In(lang), "KZ-1")
		}
	}
	require.Equal(t, []string{"nation", "of nation", "in nation"},
		[]string{place(nation).In("en"), whose(nation).In("en"), over(nation).In("en")})
}
