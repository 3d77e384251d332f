package typeface

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/okrug/okrug/geo/locale"
)

// Missing is a text with a character that the font does not have.
type Missing struct {
	Text string
	Char rune
}

// named is how many characters the error names, each with the first text it stands in.
const named = 3

// MissingError names every character of an output that its font does not have.
type MissingError struct {
	Family  string
	Missing []Missing
}

func (e *MissingError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *MissingError) In(lang string) string {
	var lacking, moving []locale.Text
	scripts := map[string]bool{}
	seen := map[rune]bool{}
	for _, m := range e.Missing {
		if seen[m.Char] {
			continue
		}
		seen[m.Char] = true
		text := locale.T("%q (%s) in %q", m.Char, fmt.Sprintf("U+%04X", m.Char), m.Text)
		if script := shapedScript(m.Char); script != "" {
			scripts[strings.ReplaceAll(script, "_", " ")] = true
			moving = append(moving, text)
		} else {
			lacking = append(lacking, text)
		}
	}
	some := func(s []locale.Text) []locale.Text {
		if more := len(s) - named; more > 0 {
			s = append(s[:named:named], locale.T("and %d more", more))
		}
		return s
	}
	var all []locale.Text
	if len(lacking) > 0 {
		all = append(all, locale.T("%s has no character %s: write the names in Latin, Cyrillic or Greek letters, or for "+
			"maps give a font that has it with --font", e.Family, some(lacking)))
	}
	if len(moving) > 0 {
		all = append(all, locale.T("letters of the script %s are joined or moved by their neighbours, which is not done "+
			"here: %s; write the names in Latin, Cyrillic or Greek letters", slices.Sorted(maps.Keys(scripts)), some(moving)))
	}
	return locale.T("%s", all).In(lang)
}

// shaped are the scripts whose letters are joined, moved or turned round by their neighbours, or that run from right to
// left: letter by letter, as lines are set here, they would be wrong.
var shaped = []string{"Adlam", "Arabic", "Balinese", "Bengali", "Chakma", "Cham", "Devanagari", "Gujarati", "Gurmukhi",
	"Hebrew", "Javanese", "Kannada", "Khmer", "Lao", "Malayalam", "Mongolian", "Myanmar", "Nko", "Oriya", "Sinhala",
	"Sundanese", "Syriac", "Tai_Tham", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan"}

// shapedScript is the script of a character where that is one of shaped, "" for others.
func shapedScript(char rune) string {
	if char < 0x590 { // Latin, Greek, Cyrillic, Armenian
		return ""
	}
	for _, name := range shaped {
		if unicode.Is(unicode.Scripts[name], char) {
			return name
		}
	}
	return ""
}

// has says whether all styles of the family have the character, and can set it. Characters beyond the first plane are
// not written.
func (f *Family) has(char rune) bool {
	if char > 0xFFFF || shapedScript(char) != "" {
		return false
	}
	for s := range styles {
		if _, id := f.glyphOf(s, char); id == 0 {
			return false
		}
	}
	return true
}

// Check returns a *MissingError that names every character of the texts that the family does not have, or nil.
// Line breaks need no character.
func (f *Family) Check(texts ...string) error {
	var missing []Missing
	for _, text := range texts {
		for _, char := range text {
			m := Missing{text, char}
			if char != '\n' && !f.has(char) && !slices.Contains(missing, m) {
				missing = append(missing, m)
			}
		}
	}
	if missing == nil {
		return nil
	}
	return &MissingError{f.Name, missing}
}
