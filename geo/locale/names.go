package locale

import (
	"maps"
	"slices"
)

// Names are a name, or another text, in several languages, keyed by BCP 47 tag ("kk", "ru", "en", or Undetermined).
type Names map[string]string

// Undetermined is the tag of a name in no language, as an id is one, or of a text that is the same in all.
const Undetermined = "und"

// Fallback are the languages in which a name is looked for that is not there in the language asked for: English first,
// as in all texts.
func Fallback() []string {
	languages := Languages()
	slices.Reverse(languages)
	return languages
}

// In is the name in a language, or else in the first of Fallback that has one, or else in the first of the alphabet, or
// "" where there is none at all.
func (n Names) In(lang string) string { return n.Among(lang, Fallback()...) }

// Among is In with others to fall back on.
func (n Names) Among(lang string, fallback ...string) string {
	if s := n[lang]; s != "" {
		return s
	}
	for _, l := range fallback {
		if s := n[l]; s != "" {
			return s
		}
	}
	for _, l := range slices.Sorted(maps.Keys(n)) {
		if s := n[l]; s != "" {
			return s
		}
	}
	return ""
}

// One is a name that is the same in every language.
func One(name string) Names {
	if name == "" {
		return nil
	}
	return Names{Undetermined: name}
}
