package scenario

import (
	"encoding/json"

	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/geo/locale"
)

// Words are a text in several languages, or one for all of them, which stands under locale.Undetermined. A file writes
// the first as a mapping by language and the second as the text alone.
type Words locale.Names

// One is a text that is the same in every language.
func One(text string) Words { return Words(locale.One(text)) }

// In is the text in a language, or in the one that stands for it.
func (w Words) In(lang string) string { return locale.Names(w).In(lang) }

// Has says that there is a text in the language itself.
func (w Words) Has(lang string) bool { return w[lang] != "" }

// alone is the one text for all languages, where it is one.
func (w Words) alone() (string, bool) {
	text, ok := w[locale.Undetermined]
	return text, len(w) == 0 || ok && len(w) == 1
}

// UnmarshalYAML reads a text or a mapping.
func (w *Words) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*w = One(n.Value)
		return nil
	}
	return n.Decode((*map[string]string)(w))
}

// MarshalYAML writes what UnmarshalYAML reads.
func (w Words) MarshalYAML() (any, error) {
	if text, ok := w.alone(); ok {
		return text, nil
	}
	return map[string]string(w), nil
}

// UnmarshalJSON reads a text or an object.
func (w *Words) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*w = One(text)
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(w))
}

// MarshalJSON writes what UnmarshalJSON reads.
func (w Words) MarshalJSON() ([]byte, error) {
	if text, ok := w.alone(); ok {
		return json.Marshal(text)
	}
	return json.Marshal(map[string]string(w))
}
