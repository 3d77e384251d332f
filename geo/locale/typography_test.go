package locale

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// alike are the codes whose texts are the same in Kazakh and Russian.
var alike = []string{
	"act.number-sign", "act.kilometres",
	"feasibility.near.m", "feasibility.by.arithmetic", "feasibility.plot.arithmetic",
	"maps.NumberSign", "maps.Kilometres", "maps.UnitSample", "maps.District",
	"publish.File", "publish.Files.scenario", "publish.Megabyte",
	"report.column.number", "report.column.file", "report.column.bytes", "report.column.licence", "report.column.name",
	"report.column.provision", "report.column.edition", "report.role.scenario", "report.kind.district",
	"report.date.between",
	"report.number", "report.section.map", "maps.Scale",
}

// nowords are the codes whose texts have no words of their own in some language.
var nowords = []string{"language.tag", "language.forms", "report.column.hash", "report.date.between", "act.of-region",
	"act.Territory.Kinds", "act.Territory.From", "act.Territory.FromExcept"}

// placeholder is what other texts take the place of.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func cyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// Every text that has words is translated: no language has those of another.
func TestTextsAreTranslated(t *testing.T) {
	en, kk, ru := Of("en"), Of("kk"), Of("ru")
	for _, key := range en.Keys() {
		english := strip(placeholder.ReplaceAllString(en.Must(key), ""))
		if !strings.ContainsFunc(english, unicode.IsLetter) && !cyrillic(kk.Must(key)) || slices.Contains(nowords, key) {
			continue
		}
		assert.False(t, cyrillic(en.Must(key)), "en.yaml: %s", key)
		for _, l := range []*Locale{kk, ru} {
			text := l.Must(key)
			assert.True(t, cyrillic(text) || strings.Contains(text, "№"), "%s.yaml: %s is not Cyrillic", l.Lang, key)
		}
		if !slices.Contains(alike, key) {
			assert.NotEqual(t, kk.Must(key), ru.Must(key), key)
		}
	}
	for _, key := range alike {
		assert.Equal(t, kk.Must(key), ru.Must(key), key)
	}
}

// Every language has the placeholders that English has; a name may stand in any of its forms.
func TestPlaceholders(t *testing.T) {
	in := func(lang, key string) []string {
		return slices.Compact(slices.Sorted(slices.Values(
			placeholder.FindAllString(strings.ReplaceAll(Of(lang).Must(key), "{of}", "{name}"), -1))))
	}
	for _, key := range Of("en").Keys() {
		for _, lang := range Languages() {
			assert.Equal(t, in("en", key), in(lang, key), "%s.yaml: %s", lang, key)
		}
	}
}

// A dash in a Russian sentence is long, in a range of numbers short.
func TestRussianDashes(t *testing.T) {
	short := regexp.MustCompile(`[^\d]\s+–|–\s+[^\d]`)
	long := regexp.MustCompile(`[\d%s]—|—[\d%s]`)
	for _, text := range texts(t, "ru") {
		assert.NotRegexp(t, short, text)
		assert.NotRegexp(t, long, text)
	}
}

// A number and its unit of measure stay on one line.
func TestUnitsOfMeasureStayWithTheirNumbers(t *testing.T) {
	parted := regexp.MustCompile(`%[+.\d]*[dfgs] (см|м|км|м²|км²|МБ|%%)([^\p{L}²]|$)`)
	for _, lang := range []string{"ru", "kk"} {
		for _, text := range texts(t, lang) {
			assert.NotRegexp(t, parted, text)
		}
	}
}

const kazakhOnly = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"

// Typography of codes: no-break spaces after № and before %, the quotation marks of the language alone, no Latin letter
// inside a Cyrillic word, no Kazakh letter in Russian.
func TestTypography(t *testing.T) {
	mixed := regexp.MustCompile(`[A-Za-z]\p{Cyrillic}|\p{Cyrillic}[A-Za-z]`)
	percent := regexp.MustCompile(`\d %`)
	own := 0
	codes := Of("en").Keys()
	for _, key := range codes {
		for _, lang := range Languages() {
			text := Of(lang).Must(key)
			where := lang + ".yaml: " + key
			assert.NotRegexp(t, mixed, verb.ReplaceAllString(text, "%"), where)
			for _, mark := range "\"“”„«»" {
				if key != "language.quote.within" && !strings.ContainsRune(Of(lang).Must("language.quote"), mark) {
					assert.NotContains(t, text, string(mark), where)
				}
			}
			assert.NotContains(t, text, "№ ", where)
			assert.NotRegexp(t, percent, text, where)
		}
		assert.False(t, strings.ContainsAny(Of("ru").Must(key), kazakhOnly), "ru.yaml: %s", key)
		if strings.ContainsAny(Of("kk").Must(key), kazakhOnly) {
			own++
		}
	}
	require.Greater(t, own, len(codes)/2, "Kazakh texts have Kazakh letters")
}
