// Package locale has the words of every language, a file each, and knows how it writes numbers, shares and dates: one
// way for every verb and file.
package locale

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// NoBreak is a space at which no line ends.
const NoBreak = "\u00a0"

// Locale is how a language writes. In all of them digits stand in groups of three with a no-break space, which no
// reader takes for a decimal mark, a minus is a minus and no hyphen, and a percent sign stands off from its number (The
// International System of Units, 9th edition, BIPM 2019, 5.4.4 and 5.4.7).
type Locale struct {
	Lang string
	Mark string // before decimals

	tag       language.Tag
	place     int      // among the languages
	forms     []string // of a noun behind numbers, by their names in CLDR
	catalogue *catalogue
}

// locales has a language for each file.
var locales = func() map[string]*Locale {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	all := map[string]*Locale{}
	for _, e := range entries {
		lang := strings.TrimSuffix(e.Name(), ".yaml")
		data, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		about, err := parse(head(string(data)))
		if err != nil {
			panic(fmt.Sprintf("locale: %s: %v", e.Name(), err)) // the files are part of the program
		}
		place, _ := strconv.Atoi(about["language.place"])
		all[lang] = &Locale{Lang: lang, Mark: about["language.mark"], tag: language.Make(lang), place: place,
			forms: strings.Split(about["language.forms"], "|"), catalogue: &catalogue{}}
	}
	return all
}()

// head is what a file says of the language itself: all up to the first key that is not below "language".
func head(data string) string {
	n := 0
	for line := range strings.Lines(data) {
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' && !strings.HasPrefix(s, "language.") {
			break
		}
		n += len(line)
	}
	return data[:n]
}

// languages are in the order of their places.
var languages = slices.SortedFunc(maps.Keys(locales), func(a, b string) int {
	return cmp.Or(cmp.Compare(locales[a].place, locales[b].place), strings.Compare(a, b))
})

// Languages are those there are, in the order in which documents of several stand.
func Languages() []string { return slices.Clone(languages) }

// Of is how a language writes; English for one that is not among Languages.
func Of(lang string) *Locale {
	if l, ok := locales[lang]; ok {
		return l
	}
	return locales["en"]
}

// Number writes a decimal number given as programs write it, such as -1234.50: its decimals stay as many as they are.
// What rounds to zero has no sign. A text that is no such number stays as it is.
func (l *Locale) Number(plain string) string {
	digits, negative := strings.CutPrefix(plain, "-")
	whole, decimals, point := strings.Cut(digits, ".")
	if whole == "" || strings.Trim(whole+decimals, "0123456789") != "" || point && decimals == "" {
		return plain
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + NoBreak + whole[i:]
	}
	if point {
		whole += l.Mark + decimals
	}
	if negative && strings.Trim(digits, "0.") != "" {
		return "−" + whole
	}
	return whole
}

// Count writes a whole number.
func (l *Locale) Count(n int64) string { return l.Number(strconv.FormatInt(n, 10)) }

// Fixed writes a number with so many decimals.
func (l *Locale) Fixed(x float64, decimals int) string {
	return l.Number(strconv.FormatFloat(x, 'f', decimals, 64))
}

// Short writes a number with as many decimals as tell it from every other.
func (l *Locale) Short(x float64) string { return l.Number(strconv.FormatFloat(x, 'f', -1, 64)) }

// Exact writes a fraction with so many decimals, halves away from zero.
func (l *Locale) Exact(r *big.Rat, decimals int) string { return l.Number(r.FloatString(decimals)) }

// AtMost writes a fraction with at most so many decimals: closing zeros are left out.
func (l *Locale) AtMost(r *big.Rat, decimals int) string {
	s := r.FloatString(decimals)
	if decimals > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return l.Number(s)
}

// Share writes a share of 1 as a percentage with so many decimals.
func (l *Locale) Share(x float64, decimals int) string { return l.Percent(l.Fixed(100*x, decimals)) }

// ExactShare writes a share of 1 as a percentage with so many decimals, halves away from zero.
func (l *Locale) ExactShare(r *big.Rat, decimals int) string {
	return l.Percent(l.Exact(hundredfold(r), decimals))
}

// ShareAtMost writes a share of 1 as a percentage with at most so many decimals.
func (l *Locale) ShareAtMost(r *big.Rat, decimals int) string {
	return l.Percent(l.AtMost(hundredfold(r), decimals))
}

func hundredfold(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(100, 1)) }

// Percent puts the sign after a number of percents.
func (l *Locale) Percent(number string) string { return number + NoBreak + "%" }

var loose = regexp.MustCompile(`(\d) (%)|(№) (\S)`)

// Tidy puts no-break spaces before a percent sign and after № into a text that people wrote.
func Tidy(s string) string { return loose.ReplaceAllString(s, "$1$3"+NoBreak+"$2$4") }

// Signed puts a plus before a number above zero.
func Signed(number string) string {
	if strings.HasPrefix(number, "−") || !strings.ContainsAny(number, "123456789") {
		return number
	}
	return "+" + number
}
