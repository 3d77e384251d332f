package typeface

import (
	"fmt"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Missing is a text with a character that the font does not have.
type Missing struct {
	Text string
	Char rune
}

// named is how many characters the error names, each with the first text it stands in.
const named = 6

// MissingError names every character of an output that its font does not have.
type MissingError struct {
	Family  string
	Missing []Missing
}

func (e *MissingError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *MissingError) In(lang string) string {
	var s []locale.Text
	seen := map[rune]bool{}
	for _, m := range e.Missing {
		if seen[m.Char] {
			continue
		}
		seen[m.Char] = true
		if len(seen) <= named {
			s = append(s, locale.T("%q (%s) in %q", m.Char, fmt.Sprintf("U+%04X", m.Char), m.Text))
		}
	}
	if more := len(seen) - named; more > 0 {
		s = append(s, locale.T("and %d more", more))
	}
	return locale.T("%s has no character %s: write the names in Latin, Cyrillic or Greek letters", e.Family, s).In(lang)
}

// has says whether all styles of the family have the character.
func (f *Family) has(char rune) bool {
	for _, x := range f.faces {
		if id, err := x.font.GlyphIndex(nil, char); err != nil || id == 0 {
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
