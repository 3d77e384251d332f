package people

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
)

var verb = regexp.MustCompile(`%(\[\d\])?\+?[vds]`)

// same are the keys whose text is the same in two languages, each with its reason.
var same = map[string]string{
	"column.hash": "a name", "margin.none": "a dash", "within.limit": "numbers only", "tested.equality": "the rule's own sentence",
	"part": "names only", "district.crosses.in": "names only", "date.between": "two dates and a dash",
	"column.number": "№ in Kazakh and Russian", "column.file": "Файл in both", "column.bytes": "Байт in both", "column.licence": "Лицензия in both",
	"role.scenario": "сценарий in both", "kind.district": "округ in both", "number": "a sign and a number", "column.name": "Округ in both", "column.provision": "Норма in both", "column.edition": "Редакция in both",
}

func TestEveryTextIsThereInEveryLanguage(t *testing.T) {
	for _, w := range []*words{&kazakh, &russian} {
		for key, en := range english.texts {
			text, ok := w.texts[key]
			require.True(t, ok, "%s has no text for %s", w.lang, key)
			require.NotEmpty(t, text, key)
			require.ElementsMatch(t, kinds(en), kinds(text), "%s: verbs of %s", w.lang, key)
			if _, ok := same[key]; !ok {
				require.NotEqual(t, en, text, "%s: %s is not translated", w.lang, key)
				require.True(t, strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }), "%s: %s is not Cyrillic", w.lang, key)
			}
		}
		require.Len(t, w.texts, len(english.texts), "%s has texts that English has not", w.lang)
	}
	for key, ru := range russian.texts {
		if _, ok := same[key]; !ok {
			require.NotEqual(t, ru, kazakh.texts[key], "%s is Russian in Kazakh", key)
		}
	}
	for key := range same {
		require.Contains(t, english.texts, key)
	}
}

// kinds are the verbs of a text without their order.
func kinds(text string) []string {
	var out []string
	for _, v := range verb.FindAllString(text, -1) {
		out = append(out, v[len(v)-1:])
	}
	return out
}

func TestEveryMessageOfTheChecksHasAText(t *testing.T) {
	for _, code := range districts.MessageCodes() {
		require.Contains(t, english.texts, code)
	}
}

// Russian and Kazakh typography: no-break spaces after № and before %, guillemets, no straight quotes, no Latin letter
// inside a Cyrillic word, no Kazakh letter in Russian.
func TestTypography(t *testing.T) {
	mixed := regexp.MustCompile(`[A-Za-z]\p{Cyrillic}|\p{Cyrillic}[A-Za-z]`)
	for _, w := range []*words{&kazakh, &russian} {
		for key, text := range w.texts {
			require.NotRegexp(t, mixed, text, key)
			require.NotContains(t, text, `"`, key)
			require.NotContains(t, text, "“", key)
			require.NotContains(t, text, "№ ", key)
			require.NotRegexp(t, regexp.MustCompile(`\d %`), text, key)
			require.Equal(t, strings.TrimSpace(text), text, key)
		}
	}
	for key, text := range russian.texts {
		require.False(t, strings.ContainsAny(text, kazakhOnly), "%s: %s", key, text)
	}
	n := 0
	for _, text := range kazakh.texts {
		if strings.ContainsAny(text, kazakhOnly) {
			n++
		}
	}
	require.Greater(t, n, len(kazakh.texts)/2, "Kazakh texts have Kazakh letters")
}

const kazakhOnly = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"

func TestTheFontHasEveryLetter(t *testing.T) {
	family := typeface.Sans()
	for _, w := range []*words{&kazakh, &russian, &english} {
		for key, text := range w.texts {
			require.NoError(t, family.Check(text), key)
		}
	}
}

func TestNumbers(t *testing.T) {
	require.Equal(t, "12\u00a0035\u00a0578", thousands(12035578))
	require.Equal(t, "−4\u00a0364", thousands(-4364))
	require.Equal(t, "−18,64\u00a0%", russian.share(-0.18637, true))
	require.Equal(t, "+18,64\u00a0%", kazakh.share(0.18637, true))
	require.Equal(t, "18.64\u00a0%", english.share(0.18637, false))
	require.Equal(t, "0,00\u00a0%", russian.share(-0.00001, true), "no sign before what is written as 0")
	require.Equal(t, "0,00\u00a0%", russian.share(0.00001, true))
	require.Equal(t, "1\u00a0234,50", russian.Fixed(1234.5, 2))
	require.Equal(t, "избирателей — 379\u00a0433, на 1\u00a0214 больше допустимого; требуется уменьшить не менее чем на 1\u00a0214",
		russian.message(districts.Message{Code: "equality.over", Args: []any{int64(379433), int64(1214)}}))
	require.Equal(t, "difference +5", english.message(districts.Message{Code: "region.voters", Args: []any{int64(7), int64(2), int64(5)}})[len("its units have 7 voters, its own figure is 2 ("):len("its units have 7 voters, its own figure is 2 (difference +5")])
}

func TestDates(t *testing.T) {
	for iso, want := range map[string][3]string{
		"2022-12-31":            {"2022\u00a0жылғы 31\u00a0желтоқсан", "31\u00a0декабря 2022\u00a0года", "31\u00a0December 2022"},
		"2023-03":               {"2023\u00a0жылғы наурыз", "март 2023\u00a0года", "March 2023"},
		"2023":                  {"2023\u00a0жыл", "2023\u00a0год", "2023"},
		"undated":               {"күні жоқ", "без даты", "undated"},
		"":                      {"", "", ""},
		"2022-2024":             {"2022-2024", "2022-2024", "2022-2024"},
		"2023-01-01/2026-06-30": {"2023\u00a0жылғы 1\u00a0қаңтар — 2026\u00a0жылғы 30\u00a0маусым", "1\u00a0января 2023\u00a0года — 30\u00a0июня 2026\u00a0года", "1\u00a0January 2023 to 30\u00a0June 2026"},
	} {
		for i, w := range []*words{&kazakh, &russian, &english} {
			require.Equal(t, want[i], w.date(iso))
		}
	}
}

func TestAnUnknownLanguageIsAnError(t *testing.T) {
	r, p := lawful(t)
	_, err := HTML(r, p, "de")
	require.ErrorContains(t, err, "kk, ru, en")
	require.Equal(t, "en", Language("de"))
	require.True(t, slices.Contains(languages, Language("kk")))
}
