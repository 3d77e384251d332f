package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// LatinLetter is a Cyrillic letter and what stands for it in Latin, in ASCII.
type LatinLetter struct{ Cyrillic, Latin string }

// KazakhLetters are the Latin letters of every English name of Kazakhstan: each letter of the Kazakh one by itself.
var KazakhLetters = []LatinLetter{
	{"а", "a"}, {"ә", "a"}, {"б", "b"}, {"в", "v"}, {"г", "g"}, {"ғ", "g"}, {"д", "d"},
	{"е", "e"}, {"ё", "e"}, {"ж", "zh"}, {"з", "z"}, {"и", "i"}, {"й", "i"}, {"к", "k"},
	{"қ", "k"}, {"л", "l"}, {"м", "m"}, {"н", "n"}, {"ң", "n"}, {"о", "o"}, {"ө", "o"},
	{"п", "p"}, {"р", "r"}, {"с", "s"}, {"т", "t"}, {"у", "u"}, {"ұ", "u"}, {"ү", "u"},
	{"ф", "f"}, {"х", "kh"}, {"һ", "h"}, {"ц", "ts"}, {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"},
	{"ъ", ""}, {"ы", "y"}, {"і", "i"}, {"ь", ""}, {"э", "e"}, {"ю", "yu"}, {"я", "ya"},
}

// russianLetters are those that Russian writes otherwise than Kazakh.
var russianLetters = []LatinLetter{{"ё", "yo"}, {"й", "y"}}

// together are letters that are not written one by one: й behind е, and endings of Russian words, at the end of one.
var together = []struct {
	cyrillic, latin string
	end             bool
}{{"ей", "ey", false}, {"ое", "oye", true}, {"ый", "y", true}, {"ий", "y", true}}

var latinOf = func() map[string]map[rune]string {
	all := map[string]map[rune]string{"kk": {}, "ru": {}}
	for _, l := range KazakhLetters {
		all["kk"][[]rune(l.Cyrillic)[0]] = l.Latin
		all["ru"][[]rune(l.Cyrillic)[0]] = l.Latin
	}
	for _, l := range russianLetters {
		all["ru"][[]rune(l.Cyrillic)[0]] = l.Latin
	}
	return all
}()

// Latin writes a name in Latin letters, Cyrillic ones as in Russian or, in any other language, as in Kazakh. What is no
// letter of the table stays.
func (l *Locale) Latin(name string) string {
	table := latinOf["kk"]
	if l.Lang == "ru" {
		table = latinOf["ru"]
	}
	var out strings.Builder
	rest := []rune(name)
	for len(rest) > 0 {
		latin, n := string(rest[0]), 1
		if l, ok := table[unicode.ToLower(rest[0])]; ok {
			latin = l
		}
		for _, t := range together {
			two := []rune(t.cyrillic)
			if len(rest) >= 2 && unicode.ToLower(rest[0]) == two[0] && rest[1] == two[1] &&
				(!t.end || len(rest) == 2 || !unicode.IsLetter(rest[2])) {
				latin, n = t.latin, 2
			}
		}
		if unicode.IsUpper(rest[0]) && latin != "" {
			latin = strings.ToUpper(latin[:1]) + latin[1:]
		}
		out.WriteString(latin)
		rest = rest[n:]
	}
	return out.String()
}

// FileName writes words as part of a file's name that everybody can type and every system can store: small letters of
// ASCII, and dashes between words, as in proekt-postanovleniya. It is empty where the words have letters of a script
// that has no Latin letters here.
func (l *Locale) FileName(words string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(l.Latin(words))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			out.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || strings.ContainsRune("'’ʼ", r): // a mark on the letter before, an apostrophe
		case unicode.IsLetter(r):
			return ""
		default:
			out.WriteByte('-')
		}
	}
	return strings.Join(strings.FieldsFunc(out.String(), func(r rune) bool { return r == '-' }), "-")
}
