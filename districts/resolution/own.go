package resolution

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/locale"
)

// saysLang is the line by which a template says the language of what it makes.
var saysLang = regexp.MustCompile(`(?m)^%lang[ \t]+([A-Za-z]{2,3})(?:-[A-Za-z0-9-]+)?[ \t]*\r?$`)

// wordsTerritories is what templates of acts have, and of notes cannot: territories of districts.
var wordsTerritories = regexp.MustCompile(`\{\{-? *territory `)

// ReadTemplate reads a template of somebody's own: what is "act" or "note". lang is the language that its %lang line
// says, "" where it says none, or several. A byte order mark is skipped. What is no template is an error.
func ReadTemplate(what string, data []byte) (text, lang string, err error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return "", "", locale.Errorf("the template is not text in UTF-8")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return "", "", locale.Errorf("the template is empty")
	}
	text = string(data)
	if _, err := parse(what, "en", text); err != nil {
		return "", "", err
	}
	if what == "note" && wordsTerritories.MatchString(text) {
		return "", "", locale.Errorf("the template is one of an act, and not of a note")
	}
	for _, m := range saysLang.FindAllStringSubmatch(text, -1) {
		said := strings.ToLower(m[1])
		if lang != "" && lang != said {
			return text, "", nil
		}
		lang = said
	}
	return text, lang, nil
}
