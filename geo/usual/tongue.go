package usual

import (
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// tongues are the marks of languages at the ends of titles in the form of Plain, as in name_kk, NAME_RUS and «Название
// (каз)».
var tongues = []struct {
	lang string
	end  *regexp.Regexp
}{
	{"kk", regexp.MustCompile(`(?:на)?(?:kz|kaz|qaz|каз|казахском|казахский|қаз|қазақша|kazakh)$`)},
	{"ru", regexp.MustCompile(`(?:на)?(?:rus|рус|русском|русский|орыс|орысша|russian)$`)},
	{"en", regexp.MustCompile(`(?:на)?(?:eng|англ|английском|английский|ағылшынша|english)$`)},
}

// Tongue takes the mark of a language off a title in the form of Plain: its tag, of any language that the program
// speaks, or another usual mark; lang is "" where it has none.
func Tongue(plain string) (stem, lang string) {
	for _, lang := range locale.Languages() {
		if stem, ok := strings.CutSuffix(plain, lang); ok && stem != "" {
			return strings.TrimSuffix(stem, "на"), lang
		}
	}
	for _, t := range tongues {
		if at := t.end.FindStringIndex(plain); at != nil && at[0] > 0 {
			return plain[:at[0]], t.lang
		}
	}
	return plain, ""
}

// Named is the language of names whose column's title says that it has them: the mark at its end, or "" where it has
// none. It is not ok where the title is that of another thing.
func Named(title string) (lang string, ok bool) {
	stem, lang := Tongue(Plain(title))
	return lang, lang != "" && (slices.Contains(names["name"], stem) || strings.HasPrefix(stem, "adm"))
}

// inTongue are titles of names that are themselves in a language.
var inTongue = map[string]string{"название": "ru", "наименование": "ru", "имя": "ru", "населённыйпункт": "ru",
	"населенныйпункт": "ru", "атауы": "kk", "аты": "kk", "елдімекен": "kk"}

// InTongue is the language that a title of names is in, "" where that is not known.
func InTongue(title string) string { return inTongue[Plain(title)] }
