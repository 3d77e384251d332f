package main

import (
	"path/filepath"
	"regexp"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/geo/locale"
)

// inLanguage is how a flag gives a template of a language: ru=FILE.
var inLanguage = regexp.MustCompile(`^([a-z]{2,3})=(.+)$`)

// readTemplates reads the templates of documents, what is "act" or "note", by language.
func readTemplates(flag, what string, values []string) (map[string]publish.Template, error) {
	var out map[string]publish.Template
	for _, value := range values {
		lang, file := "", value
		if m := inLanguage.FindStringSubmatch(value); m != nil {
			lang, file = m[1], m[2]
		}
		own, lang, err := readTemplate(flag, what, file, lang)
		if err != nil {
			return nil, err
		}
		if lang == "" {
			return nil, badInput(locale.Errorf("%s does not say in which language it is: write a line %%lang ru into it, for "+
				"Russian say, or give it as --%s ru=%s", file, flag, file))
		}
		if other, twice := out[lang]; twice {
			return nil, usage(locale.Errorf("--%s: %s and %s are both in %s; give one for each language", flag,
				other.File, own.File, lang))
		}
		if out == nil {
			out = map[string]publish.Template{}
		}
		out[lang] = own
	}
	return out, nil
}

// readTemplate reads the template of a document in a language, "" for that which the template says.
func readTemplate(flag, what, file, lang string) (own publish.Template, in string, err error) {
	data, err := output.ReadFile(file)
	if err != nil {
		return own, "", badInput(err)
	}
	if len(data) > mostKept {
		return own, "", badInput(locale.Errorf("%s: a template of %d kB: use one of at most %d", file, len(data)>>10,
			mostKept>>10))
	}
	text, says, err := resolution.ReadTemplate(what, data)
	if err != nil {
		return own, "", badInput(locale.Errorf("%s: %w", file, err))
	}
	if lang == "" {
		lang = says
	}
	if says != "" && says != lang {
		return own, "", badInput(locale.Errorf("--%s: %s says that it is in %s, and %s is asked for", flag, file, says, lang))
	}
	return publish.Template{File: filepath.Base(file), Text: text}, lang, nil
}
