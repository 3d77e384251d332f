package publish

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

//go:embed index.html.tmpl
var indexPage string

// words are what the page of contents says in one language.
type words struct {
	Set, Verdict, Draft, Check, Sources, File, What, Size string
	Verdicts                                              map[string]string
	Sections                                              map[string]string // by folder
	Files                                                 map[string]string // by the file's first word
	Inputs                                                map[string]string // by role
	Tables                                                map[string]string // by the table's name
	// what is said of sheets left out: their numbers of regions and districts, and how many to ask for
	WithoutDistricts, WithoutRegions string
}

func wordsOf(lang string) words {
	var w words
	locale.Of(lang).Fill("publish", &w)
	return w
}

type indexLanguage struct {
	Lang, Name, Title, VerdictText string
	Words                          words
	Notes                          []string
	Sections                       []indexSection
	SourceLines                    []string
}

type indexSection struct {
	Title string
	Note  string // on what is left out
	Files []indexFile
}

type indexFile struct {
	Path, What string
	KB         int
}

// index is the page of contents, for readers of every language of the set.
func (b *builder) index() {
	b.add(output.Contents, func() ([]byte, error) {
		t, err := template.New("index").Funcs(template.FuncMap{"text": document.Breakable}).Parse(indexPage)
		if err != nil {
			return nil, err
		}
		var page []indexLanguage
		for _, lang := range b.langs {
			page = append(page, b.contents(lang))
		}
		var w bytes.Buffer
		err = t.Execute(&w, page)
		return w.Bytes(), err
	})
}

func (b *builder) contents(lang string) indexLanguage {
	s := b.plan.Scenario
	wd := wordsOf(lang)
	x := indexLanguage{
		Lang: lang, Name: locale.Of(lang).Must("language.name"), Title: s.Title.In(lang, s.Languages...), Words: wd,
		VerdictText: wd.Verdicts[string(b.report.Verdict)],
	}
	if n := s.Law.Note[lang]; n != "" {
		x.Notes = append(x.Notes, n)
	}
	for _, n := range s.Notes {
		x.Notes = append(x.Notes, n.Text.In(lang, s.Languages...))
	}
	for _, src := range s.Sources {
		x.SourceLines = append(x.SourceLines, fmt.Sprintf("%s: %s; %s; %s", src.What.In(lang, s.Languages...),
			src.Credit.In(lang), src.Licence.In(lang), locale.Of(lang).Date(src.Vintage.In(lang))))
	}
	for _, folder := range []string{"act", "report", "maps", "data", "inputs"} {
		sec := indexSection{Title: wd.Sections[folder]}
		for _, name := range b.set.Names() {
			if in(name, folder) && b.forLanguage(name, lang) {
				sec.Files = append(sec.Files, indexFile{name, b.describe(wd, name, lang), (len(b.set.Data(name)) + 512) / 1024})
			}
		}
		if folder == "maps" {
			sec.Note = b.without(wd)
		}
		if len(sec.Files) > 0 {
			x.Sections = append(x.Sections, sec)
		}
	}
	return x
}

// without says which sheets are left out and how to ask for them, "" where none is.
func (b *builder) without(wd words) string {
	switch w := b.o.Without(b.plan); {
	case w.Regions > 0:
		return fmt.Sprintf(wd.WithoutRegions, w.Regions, w.Districts, w.All)
	case w.Districts > 0:
		return fmt.Sprintf(wd.WithoutDistricts, w.Districts, w.All)
	}
	return ""
}

// in is whether a file is of a section: a folder, or for the data the top.
func in(name, section string) bool {
	if section == "data" {
		return !strings.Contains(name, "/") || strings.HasPrefix(name, output.Tables+"/")
	}
	return strings.HasPrefix(name, section+"/")
}

// forLanguage is whether a file is in a language or in none.
func (b *builder) forLanguage(name, lang string) bool {
	parts := strings.Split(path.Base(name), ".")
	if len(parts) < 3 || !slices.Contains(b.langs, parts[len(parts)-2]) {
		return true
	}
	return parts[len(parts)-2] == lang
}

// describe says what a file is.
func (b *builder) describe(wd words, name, lang string) string {
	first, _, _ := strings.Cut(path.Base(name), ".")
	if path.Dir(name) == "maps/regions" {
		names := output.FileNames(b.plan.Layer.RegionIDs())
		for _, r := range b.plan.Layer.Regions {
			if names[r.ID] == first {
				return wd.Files["regions"] + ": " + r.Names.In(lang, b.plan.Scenario.Languages...)
			}
		}
	}
	if path.Dir(name) == output.Tables {
		return wd.Tables[first]
	}
	if path.Dir(name) == output.Inputs {
		if what := wd.Inputs[b.roleOf(path.Base(name))]; what != "" {
			return what
		}
	}
	return wd.Files[first]
}

// roleOf is the role of an input by its name in the set, without the number or id of one of several.
func (b *builder) roleOf(name string) string {
	for _, in := range b.plan.Scenario.Inputs() {
		if in.Name == name {
			role, _, _ := strings.Cut(in.Role, ":")
			return role
		}
	}
	return ""
}
