package pages

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/locale"
)

var (
	english = &words{locale.Of("en"), "en"}
	kazakh  = &words{locale.Of("kk"), "kk"}
	russian = &words{locale.Of("ru"), "ru"}
)

func TestNumbers(t *testing.T) {
	require.Equal(t, "12\u00a0035\u00a0578", thousands(12035578))
	require.Equal(t, "−4\u00a0364", thousands(-4364))
	require.Equal(t, "−18,64\u00a0%", russian.share(-0.18637, true))
	require.Equal(t, "+18,64\u00a0%", kazakh.share(0.18637, true))
	require.Equal(t, "18.64\u00a0%", english.share(0.18637, false))
	require.Equal(t, "0,00\u00a0%", russian.share(-0.00001, true), "no sign before what is written as 0")
	require.Equal(t, "0,00\u00a0%", russian.share(0.00001, true))
	require.Equal(t, "1\u00a0234,50", russian.Fixed(1234.5, 2))
	require.Equal(t, "12\u00a0035, мандатов: 5", russian.say("fact.seats", 12035, 5))
}

func TestDates(t *testing.T) {
	for iso, want := range map[string][3]string{
		"2022-12-31": {"2022\u00a0жылғы 31\u00a0желтоқсан", "31\u00a0декабря 2022\u00a0года", "31\u00a0December 2022"},
		"2023":       {"2023\u00a0жыл", "2023\u00a0год", "2023"},
		"undated":    {"күні жоқ", "без даты", "undated"},
		"":           {"", "", ""},
		"2022-2024":  {"2022-2024", "2022-2024", "2022-2024"},
		"2023-01-01/2026-06-30": {"2023\u00a0жылғы 1\u00a0қаңтар — 2026\u00a0жылғы 30\u00a0маусым",
			"1\u00a0января 2023\u00a0года — 30\u00a0июня 2026\u00a0года", "1\u00a0January 2023 to 30\u00a0June 2026"},
		"2023-01-01/": {"2023\u00a0жылғы 1\u00a0қаңтардан бастап", "с 1\u00a0января 2023\u00a0года",
			"from 1\u00a0January 2023"},
		"/2023-06-30": {"2023\u00a0жылғы 30\u00a0маусымға дейін", "до 30\u00a0июня 2023\u00a0года",
			"until 30\u00a0June 2023"},
	} {
		for i, w := range []*words{kazakh, russian, english} {
			require.Equal(t, want[i], w.date(iso))
		}
	}
}

func TestAnUnknownLanguageIsAnError(t *testing.T) {
	r, p := lawful(t)
	_, err := HTML(r, p, "zz")
	require.ErrorContains(t, err, strings.Join(locale.Languages(), ", "))
	require.Equal(t, "en", Language("zz"))
	require.True(t, slices.Contains(languages, Language("kk")))
}
