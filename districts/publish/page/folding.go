package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alike are letters that many write as others: Kazakh ones on a Russian keyboard, and Latin ones with a stroke, which
// have no diacritic to leave out. The page's script has them from here.
var alike = map[string]string{
	"қ": "к", "ғ": "г", "ә": "а", "ө": "о", "ұ": "у", "ү": "у", "ң": "н", "һ": "х", "і": "и",
	"ҳ": "х", "ҷ": "ч", "җ": "ж",
	"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŋ": "n", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe",
	"'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "",
}

// fold is a text as it is compared: in small letters, without diacritics, and with letters of alike as their others.
// The script has the same function, and a test compares the two.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if other, ok := alike[string(r)]; ok {
			b.WriteString(other)
		} else if !unicode.Is(unicode.M, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
