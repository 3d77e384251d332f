package typeface

import (
	"fmt"
	"slices"
	"strings"
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

func (e *MissingError) Error() string {
	var s []string
	seen := map[rune]bool{}
	for _, m := range e.Missing {
		if seen[m.Char] {
			continue
		}
		seen[m.Char] = true
		if len(seen) <= named {
			s = append(s, fmt.Sprintf("%q (U+%04X) in %q", m.Char, m.Char, m.Text))
		}
	}
	more := ""
	if len(seen) > named {
		more = fmt.Sprintf(" and %d more", len(seen)-named)
	}
	return fmt.Sprintf("%s has no character %s%s: write the names in Latin, Cyrillic or Greek letters", e.Family, strings.Join(s, ", "), more)
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
