package publish

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
)

//go:embed index.html.tmpl
var indexPage string

// words are what the page of contents says in one language.
type words struct {
	Set, Verdict, Draft, Check, Sources, File, What, Size string
	verdicts                                              map[report.Verdict]string
	sections                                              map[string]string // by folder
	files                                                 map[string]string // by the file's first word
	inputs                                                map[string]string // by role
}

var languageNames = map[string]string{"kk": "Қазақша", "ru": "Русский", "en": "English"}

var indexWords = map[string]words{
	"kk": {
		Set: "Жарияланым жиынтығы", Draft: "Құжаттар мен карталар – жоба. Мәтін мен карта арасында алшақтық болса, мәтін қолданылады.",
		Verdict: "Қорытынды", Check: "Жиынтықты тексеру", Sources: "Дереккөздер", File: "Файл", What: "Мазмұны", Size: "Көлемі, кБ",
		verdicts: map[report.Verdict]string{
			report.VerdictLawful: "барлық тексеру сақталған", report.VerdictUnlawful: "тексерулер бұзылған", report.VerdictIncomplete: "жоспар аяқталмаған",
		},
		sections: map[string]string{"act": "Қаулы жобасы", "report": "Тексеру есебі", "maps": "Карталар", "data": "Деректер", "inputs": "Бастапқы деректер"},
		files: map[string]string{
			"resolution": "қосымшалары бар қаулы жобасы", "note": "түсіндірме жазба", "report": "тексеру есебі", "national": "республика картасы",
			"deviation": "ауытқулар картасы", "atlas": "атлас: барлық парақ", "regions": "өңір картасы", "assignment": "бірліктердің округтері (CSV)",
			"plan": "округтердің шекаралары, толық", "plan-generalised": "округтердің шекаралары, жалпыланған", "units": "бірліктер, округтері мен сайлаушылары",
			"publication": "жиынтық қалай жасалды",
			"rule":        "қолданылған қағида", "seats": "өңірлердің мандаттары", "scenario": "сценарий",
		},
		inputs: map[string]string{
			"units": "бірліктер", "regions": "өңірлер", "places": "елді мекендер", "voters": "сайлаушылар саны", "finer": "ұсақ бірліктер",
			"plan": "салыстыруға арналған жоспар", "grammar": "актілерге арналған атау тұлғалары", "grammar_kinds": "бірлік түрлерінің тұлғалары",
		},
	},
	"ru": {
		Set: "Публикационный комплект", Draft: "Документы и карты – проект. При расхождении между текстом и картой применяется текст.",
		Verdict: "Итог", Check: "Проверка комплекта", Sources: "Источники", File: "Файл", What: "Содержание", Size: "Объём, кБ",
		verdicts: map[report.Verdict]string{
			report.VerdictLawful: "все проверки соблюдены", report.VerdictUnlawful: "проверки нарушены", report.VerdictIncomplete: "план не завершён",
		},
		sections: map[string]string{"act": "Проект постановления", "report": "Отчёт о проверке", "maps": "Карты", "data": "Данные", "inputs": "Исходные данные"},
		files: map[string]string{
			"resolution": "проект постановления с приложениями", "note": "пояснительная записка", "report": "отчёт о проверке", "national": "карта страны",
			"deviation": "карта отклонений", "atlas": "атлас: все листы", "regions": "карта региона", "assignment": "округ каждой единицы (CSV)",
			"plan": "границы округов, полные", "plan-generalised": "границы округов, обобщённые", "units": "единицы с округами и избирателями",
			"publication": "как изготовлен комплект",
			"rule":        "применённое правило", "seats": "мандаты регионов", "scenario": "сценарий",
		},
		inputs: map[string]string{
			"units": "единицы", "regions": "регионы", "places": "населённые пункты", "voters": "численность избирателей", "finer": "мелкие единицы",
			"plan": "план для сравнения", "grammar": "формы наименований для актов", "grammar_kinds": "формы видов единиц",
		},
	},
	"en": {
		Set: "Published set", Draft: "Documents and maps are drafts. Where text and map differ, the text prevails.",
		Verdict: "Verdict", Check: "To check the set", Sources: "Sources", File: "File", What: "Content", Size: "Size, kB",
		verdicts: map[report.Verdict]string{
			report.VerdictLawful: "every check holds", report.VerdictUnlawful: "checks are broken", report.VerdictIncomplete: "the plan is not finished",
		},
		sections: map[string]string{"act": "Draft resolution", "report": "Validation report", "maps": "Maps", "data": "Data", "inputs": "Inputs"},
		files: map[string]string{
			"resolution": "draft resolution with annexes", "note": "explanatory note", "report": "validation report", "national": "map of the country",
			"deviation": "map of deviations", "atlas": "atlas: all sheets", "regions": "map of a region", "assignment": "district of every unit (CSV)",
			"plan": "boundaries of the districts, full", "plan-generalised": "boundaries of the districts, generalised", "units": "units with districts and voters",
			"publication": "how the set was made",
			"rule":        "the rule applied", "seats": "seats of the regions", "scenario": "scenario",
		},
		inputs: map[string]string{
			"units": "units", "regions": "regions", "places": "settlements", "voters": "registered voters", "finer": "finer units",
			"plan": "plan to compare with", "grammar": "forms of names for acts", "grammar_kinds": "forms of kinds of units",
		},
	},
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
	Files []indexFile
}

type indexFile struct {
	Path, What string
	KB         int
}

// index is the page of contents, for readers of every language of the set.
func (b *builder) index() {
	b.add("index.html", func() ([]byte, error) {
		t, err := template.New("index").Parse(indexPage)
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
	wd := indexWords[lang]
	x := indexLanguage{Lang: lang, Name: languageNames[lang], Title: s.Title.In(lang, s.Languages...), Words: wd, VerdictText: wd.verdicts[b.report.Verdict]}
	if n := s.Law.Note[lang]; n != "" {
		x.Notes = append(x.Notes, n)
	}
	for _, n := range s.Notes {
		x.Notes = append(x.Notes, n.Text.In(lang, s.Languages...))
	}
	for _, src := range s.Sources {
		x.SourceLines = append(x.SourceLines, fmt.Sprintf("%s: %s; %s; %s", src.What.In(lang, s.Languages...), src.Credit, src.Licence, src.Vintage))
	}
	for _, folder := range []string{"act", "report", "maps", "data", "inputs"} {
		sec := indexSection{Title: wd.sections[folder]}
		for _, name := range b.set.Names() {
			if in(name, folder) && b.forLanguage(name, lang) {
				sec.Files = append(sec.Files, indexFile{name, b.describe(name, lang), (len(b.set.Data(name)) + 512) / 1024})
			}
		}
		if len(sec.Files) > 0 {
			x.Sections = append(x.Sections, sec)
		}
	}
	return x
}

// in is whether a file is of a section: a folder, or for the data the top.
func in(name, section string) bool {
	if section == "data" {
		return !strings.Contains(name, "/")
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
func (b *builder) describe(name, lang string) string {
	first, _, _ := strings.Cut(path.Base(name), ".")
	if path.Dir(name) == "maps/regions" {
		names := output.FileNames(b.plan.Layer.RegionIDs())
		for _, r := range b.plan.Layer.Regions {
			if names[r.ID] == first {
				return indexWords[lang].files["regions"] + ": " + r.Names.In(lang, b.plan.Scenario.Languages...)
			}
		}
	}
	if path.Dir(name) == output.Inputs {
		if what := indexWords[lang].inputs[b.roleOf(path.Base(name))]; what != "" {
			return what
		}
	}
	return indexWords[lang].files[first]
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
