package kz2022

import (
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// Letters of the Kazakh alphabet that the Russian one does not have, and the Russian letters that stand for them.
var toRussian = strings.NewReplacer("ә", "а", "ғ", "г", "қ", "к", "ң", "н", "ө", "о", "ұ", "у", "ү", "у", "һ", "х", "і",
	"и",
	"Ә", "А", "Ғ", "Г", "Қ", "К", "Ң", "Н", "Ө", "О", "Ұ", "У", "Ү", "У", "Һ", "Х", "І", "И")

const (
	russianLetters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
	kazakhLetters  = "әғқңөұүһі"
)

type script int

const (
	foreign script = iota // another alphabet, or a Cyrillic one that is neither Russian nor Kazakh
	russian               // letters of the Russian alphabet only: may be either language
	kazakh                // a letter that only Kazakh has
)

func scriptOf(s string) script {
	found := foreign
	for _, r := range strings.ToLower(s) {
		switch {
		case r == ' ' || r == '-':
		case strings.ContainsRune(kazakhLetters, r):
			found = kazakh
		case !strings.ContainsRune(russianLetters, r):
			return foreign
		case found == foreign:
			found = russian
		}
	}
	// Ukrainian and Kyrgyz share letters with Kazakh; these endings are not Kazakh.
	if l := strings.ToLower(s); strings.HasSuffix(l, "ськ") || strings.HasSuffix(l, "-тоо") {
		return foreign
	}
	return found
}

// placeNames picks a Kazakh and a Russian name from the alternate names of GeoNames, which do not say their language:
//   - Kazakh is the name with a letter that only Kazakh has; of several, the one nearest to the main name;
//   - Russian is the name without such letters nearest to the Kazakh one written in Russian letters, else to the main
//     name;
//   - where one language has no name it takes the other's, which is right for names such as Кеген.
//
// Names without a capital at the start or in capitals throughout are passed over.
func placeNames(p sourcePlace) names {
	var kk, ru []string
	for _, a := range p.alternates {
		first := []rune(a + " ")[0]
		if !unicode.IsUpper(first) || len([]rune(a)) > 2 && a == strings.ToUpper(a) {
			continue
		}
		switch scriptOf(a) {
		case kazakh:
			kk = append(kk, a)
		case russian:
			ru = append(ru, a)
		}
	}
	var n names
	if len(kk) > 0 {
		n.kk = nearest(kk, p.name, romanise)
	}
	if len(ru) > 0 {
		if n.kk != "" {
			n.ru = nearest(ru, toRussian.Replace(n.kk), func(s string) string { return s })
		} else {
			n.ru = nearest(ru, p.name, romanise)
		}
	}
	if n.kk == "" {
		n.kk = n.ru
	}
	if n.ru == "" {
		n.ru = n.kk
	}
	return n
}

// latin writes a main name of GeoNames without its diacritics, with k for Қ and g for Ғ as romanise does.
func latin(s string) string {
	return strings.NewReplacer("ū", "u", "Ū", "U", "ī", "i", "Ī", "I", "ö", "o", "Ö", "O", "ü", "u", "Ü", "U", "ä", "a",
		"Ä", "A", "ë", "e", "’", "", "q", "k", "Q", "K", "gh", "g").Replace(s)
}

// nearest is the candidate whose form is fewest edits away from the aim; the first of equals.
func nearest(candidates []string, aim string, form func(string) string) string {
	best, least := "", -1
	for _, c := range candidates {
		if d := levenshtein.ComputeDistance(strings.ToLower(form(c)), strings.ToLower(latin(aim))); least < 0 || d < least {
			best, least = c, d
		}
	}
	return best
}
