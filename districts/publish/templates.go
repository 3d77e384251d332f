package publish

import (
	"maps"
	"slices"

	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/geo/locale"
)

// Templates are somebody's own templates of documents by language, as okrug resolution takes one. A set keeps them in
// its publication.json, so that its documents can be made again.
type Templates struct {
	Act  map[string]Template `json:"act,omitempty"`
	Note map[string]Template `json:"note,omitempty"`
}

// Template is a file with the text of a template; the zero value stands for the built-in one.
type Template struct {
	File string `json:"file"`
	Text string `json:"text"`
}

// in is an error of a document that the template was filled for, with the template's file where it is an own one.
func (t Template) in(err error) error {
	if err == nil || t.File == "" {
		return err
	}
	return locale.Errorf("%s: %w", t.File, err)
}

// of refuses templates that cannot be read, or whose language is none of a set's.
func (t Templates) of(langs []string) error {
	for _, kind := range []struct {
		what string
		of   map[string]Template
	}{{"act", t.Act}, {"note", t.Note}} {
		for _, lang := range slices.Sorted(maps.Keys(kind.of)) {
			own := kind.of[lang]
			if !slices.Contains(langs, lang) {
				return locale.Errorf("%s is a template in %q, and the set is in %s: leave it out, or name the language with "+
					"--lang", own.File, lang, locale.And(langs...))
			}
			if _, _, err := resolution.ReadTemplate(kind.what, []byte(own.Text)); err != nil {
				return own.in(err)
			}
		}
	}
	return nil
}
