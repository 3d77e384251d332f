package resolution

import (
	"bytes"
	"cmp"
	"embed"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"github.com/okrug/okrug/districts/resolution/markup"
	"github.com/okrug/okrug/geo/locale"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Template is the text of a built-in template: what is "act", "note" or "corrigendum". It is a template of
// text/template; type Act or Corrigendum holds its fields, package markup describes what it must produce. An act and a
// corrigendum end with the same pieces, so that the one writes districts and rows of annexes as the other does.
// Besides the functions of text/template there are:
//
//	plural N FORM ...       the form of a noun after a number, of those that the language has
//	counted NAME            the Kazakh name of districts behind their number
//	capital TEXT            the text with a capital letter
//	join LIST SEP           a list in one text
//	next                    1, then 2 and so on: numbers of subclauses of which some may be missing
//	numbers LIST            numbers of districts with № or No.
//	stop I LIST             the full stop behind the last item of a list, a semicolon behind the others
//	territory LABEL LIST    the phrases of a territory, one a paragraph, as the reader of acts expects them
//	state, status, ground   the language's words for the outcome of a check, for what is known of a plan, and for why a
//	                        ground must be looked at
func Template(what, lang string) (string, error) {
	files := []string{what}
	if what != "note" {
		files = append(files, "parts")
	}
	var text []byte
	for _, file := range files {
		data, err := templates.ReadFile("templates/" + file + "." + lang + ".tmpl")
		if err != nil {
			return "", locale.Errorf("there is no template for %s in %q", what, lang)
		}
		text = append(text, data...)
	}
	return string(text), nil
}

// render fills a template and reads the markup it gives. A custom text replaces the built-in template.
func render(what, lang, custom string, data any) (*markup.Document, error) {
	text := custom
	if text == "" {
		var err error
		if text, err = Template(what, lang); err != nil {
			return nil, err
		}
	}
	t, err := parse(what, lang, text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, templateError("the template cannot be filled: %w", err)
	}
	s, err := markup.Parse(noBreak(b.String()))
	if err != nil {
		return nil, locale.Errorf("the filled template is not the markup of documents: %w", err)
	}
	return s, nil
}

// parse reads the text of a template.
func parse(what, lang, text string) (*template.Template, error) {
	t, err := template.New(what).Option("missingkey=error").Funcs(functions(lang)).Parse(text)
	if err != nil {
		return nil, templateError("the template cannot be read: %w", err)
	}
	return t, nil
}

// templateFault is how package text/template begins its errors: with a name that nobody gave, and the line.
var templateFault = regexp.MustCompile(`^template: [^:]*:(\d+)(?::\d+)?: (?:executing "[^"]*" )?`)

// templateError is an error in a template with its line in the reader's words; what is wrong there is said in those of
// the template's language, which is English.
func templateError(key string, err error) error {
	m := templateFault.FindStringSubmatchIndex(err.Error())
	if m == nil {
		return locale.Errorf(key, err)
	}
	said := err.Error()
	return locale.Errorf("the template is wrong on line %s: %s", said[m[2]:m[3]], said[m[1]:])
}

// noBreak keeps № and No. with their number, and an opening dash with its word.
func noBreak(s string) string {
	return strings.NewReplacer("№ ", "№"+nbsp, "No. ", "No."+nbsp, "! – ", "! –"+nbsp).Replace(s)
}

func functions(lang string) template.FuncMap {
	subclause := 0
	return template.FuncMap{
		"next":    func() int { subclause++; return subclause },
		"plural":  locale.Of(lang).Agree,
		"counted": counted,
		"capital": capital,
		"join":    strings.Join,
		"state":   func(s string) string { return known(lang, "state.", s) },
		"status":  func(s string) string { return known(lang, "status.", s) },
		"ground":  func(s string) string { return known(lang, "ground.", cmp.Or(s, "unstated")) },
		"numbers": func(ns []int) string { return joined(ns, lang) },
		"stop": func(i int, list any) string {
			if i+1 == reflect.ValueOf(list).Len() {
				return "."
			}
			return ";"
		},
		"territory": func(label string, phrases []string) string {
			return "< " + label + strings.Join(phrases, ";\n< ") + "."
		},
	}
}

// capital is a text with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// counted is the Kazakh name of districts as it stands behind their number, where a noun has no plural: of
// "бірмандаттық сайлау округтері" it is "бірмандаттық сайлау округі". A name of which that is not known stands in
// brackets.
func counted(districts string) string {
	const one = "сайлау округі"
	if name, ok := strings.CutSuffix(districts, "округтері"); ok {
		return name + "округі"
	}
	if districts == "" {
		return one
	}
	return one + " (" + districts + ")"
}

// Document fills the template of the act with its annexes.
func (a *Act) Document(custom string) (*markup.Document, error) {
	return render("act", a.Lang, custom, a)
}

// Note fills the template of the explanatory note.
func (a *Act) Note(custom string) (*markup.Document, error) { return render("note", a.Lang, custom, a) }

// Encode writes a sheet in the format that the file name's ending asks for: .docx, .html or .htm.
func Encode(s *markup.Document, file string) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch strings.ToLower(filepath.Ext(file)) {
	case ".docx":
		err = s.DOCX(&b)
	case ".html", ".htm":
		err = s.HTML(&b)
	default:
		return nil, locale.Errorf("%s: a document ends in .docx or .html", file)
	}
	return b.Bytes(), err
}
