package kz2022

import (
	"fmt"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// romanise writes a Kazakh name in Latin letters.
func romanise(name string) string { return locale.Of("kk").Latin(name) }

// letterTable has the letters side by side; their number is a multiple of the pairs in a row.
func letterTable() string {
	const across = 7
	var b strings.Builder
	b.WriteString(strings.Repeat("| Kazakh | Latin ", across) + "|\n" + strings.Repeat("| --- | --- ", across) + "|\n")
	for i, l := range locale.KazakhLetters {
		latin := l.Latin
		if latin == "" {
			latin = "–"
		}
		fmt.Fprintf(&b, "| %s | %s ", l.Cyrillic, latin)
		if i%across == across-1 {
			b.WriteString("|\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
