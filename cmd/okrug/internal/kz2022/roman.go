package kz2022

import (
	"fmt"
	"strings"
	"unicode"
)

// letters are the Latin letters of every English name: each letter of the Kazakh one by itself, in ASCII. SOURCES.md
// has them as a table.
var letters = []struct{ cyrillic, latin string }{
	{"а", "a"}, {"ә", "a"}, {"б", "b"}, {"в", "v"}, {"г", "g"}, {"ғ", "g"}, {"д", "d"},
	{"е", "e"}, {"ё", "e"}, {"ж", "zh"}, {"з", "z"}, {"и", "i"}, {"й", "i"}, {"к", "k"},
	{"қ", "k"}, {"л", "l"}, {"м", "m"}, {"н", "n"}, {"ң", "n"}, {"о", "o"}, {"ө", "o"},
	{"п", "p"}, {"р", "r"}, {"с", "s"}, {"т", "t"}, {"у", "u"}, {"ұ", "u"}, {"ү", "u"},
	{"ф", "f"}, {"х", "kh"}, {"һ", "h"}, {"ц", "ts"}, {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"},
	{"ъ", ""}, {"ы", "y"}, {"і", "i"}, {"ь", ""}, {"э", "e"}, {"ю", "yu"}, {"я", "ya"},
}

// together are letters that are not written one by one: й behind е, and endings of Russian words, at the end of one.
var together = []struct {
	cyrillic, latin string
	end             bool
}{{"ей", "ey", false}, {"ое", "oye", true}, {"ый", "y", true}, {"ий", "y", true}}

var latinOf = func() map[rune]string {
	m := map[rune]string{}
	for _, l := range letters {
		m[[]rune(l.cyrillic)[0]] = l.latin
	}
	return m
}()

// romanise writes a Kazakh name in Latin letters. What is no letter of the table stays.
func romanise(name string) string {
	var out strings.Builder
	rest := []rune(name)
	for len(rest) > 0 {
		latin, n := string(rest[0]), 1
		if l, ok := latinOf[unicode.ToLower(rest[0])]; ok {
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

// letterTable has the letters side by side; their number is a multiple of the pairs in a row.
func letterTable() string {
	const across = 7
	var b strings.Builder
	b.WriteString(strings.Repeat("| Kazakh | Latin ", across) + "|\n" + strings.Repeat("| --- | --- ", across) + "|\n")
	for i, l := range letters {
		latin := l.latin
		if latin == "" {
			latin = "–"
		}
		fmt.Fprintf(&b, "| %s | %s ", l.cyrillic, latin)
		if i%across == across-1 {
			b.WriteString("|\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
