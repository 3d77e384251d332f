// Package form writes the sheet that is filled in with the voters of every unit: a workbook for people who fill it in
// with a spreadsheet program, or the same as text. What comes back is read by package voters without being told
// anything.
package form

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/locale"
)

// form is the sheet in the making.
type form struct {
	c         *districts.Case
	words     *locale.Locale
	languages []string
	regionOf  []int
	only      int
}

func newForm(c *districts.Case, only int, lang string) *form {
	f := &form{c: c, words: locale.Of(lang), only: only, regionOf: districts.RegionOf(c.Layer)}
	for _, l := range c.Scenario.Languages { // the language of the sheet first
		if l == lang {
			f.languages = append([]string{l}, f.languages...)
		} else {
			f.languages = append(f.languages, l)
		}
	}
	return f
}

// title is the title of the column of names in a language.
func (f *form) title(lang string) string {
	name := lang
	if slices.Contains(locale.Languages(), lang) {
		name = locale.Of(lang).Must("language.name")
	}
	return f.words.Must("form.Name") + " – " + name
}

// units are those of a region, in the order of the layer.
func (f *form) units(region int) (units []int) {
	for u, r := range f.regionOf {
		if r == region {
			units = append(units, u)
		}
	}
	return units
}

// regions are those that are asked for.
func (f *form) regions() []int {
	if f.only >= 0 {
		return []int{f.only}
	}
	all := make([]int, len(f.c.Layer.Regions))
	for i := range all {
		all[i] = i
	}
	return all
}

// Workbook is the form as a workbook, of all regions or of one alone (by number, -1 for all), in a language that the
// program speaks. Every region is a block of units with their ids, names and kinds, which are locked, and cells for the
// voters and their status, which are not; below it stands its total. A second sheet says how it is filled in.
func Workbook(c *districts.Case, only int, lang string) ([]byte, error) {
	f := newForm(c, only, lang)
	kind := 1 + len(f.languages)
	voters, status := kind+1, kind+2
	p := sheet.Page{Name: f.words.Must("form.Voters"), Protected: true, Landscape: len(f.languages) > 1,
		Refusal: f.words.Must("form.Refusal"),
		Choice:  []string{geo.StatusOfficial, geo.StatusRead, geo.StatusDerived, geo.StatusEstimated}}
	add := func(cells ...sheet.Put) int {
		p.Rows = append(p.Rows, cells)
		return len(p.Rows)
	}
	title := c.Scenario.Title.Among(lang, c.Scenario.Languages...)
	if title == "" {
		title = c.Scenario.ID
	}
	add(sheet.Put{Text: title, Style: sheet.Heading})
	add(sheet.Put{Text: f.words.Must("form.Hint"), Style: sheet.Plain})
	head := []sheet.Put{{Text: f.words.Must("form.ID"), Style: sheet.Head}}
	for i, l := range f.languages {
		head = append(head, sheet.Put{Column: 1 + i, Text: f.title(l), Style: sheet.Head})
	}
	head = append(head, sheet.Put{Column: kind, Text: f.words.Must("form.Kind"), Style: sheet.Head},
		sheet.Put{Column: voters, Text: f.words.Must("form.Voters"), Style: sheet.Head},
		sheet.Put{Column: status, Text: f.words.Must("form.Status"), Style: sheet.Head})
	p.Frozen = add(head...)
	widths := make([]int, status+1)
	wide := func(column int, text string) { widths[column] = max(widths[column], utf8.RuneCountInString(text)) }
	for i, l := range f.languages {
		wide(1+i, f.title(l))
	}
	for _, r := range f.regions() {
		region := c.Layer.Regions[r]
		if len(c.Layer.Regions) > 1 {
			block := []sheet.Put{{Style: sheet.Group}}
			for i, l := range f.languages {
				block = append(block, sheet.Put{Column: 1 + i, Text: f.regionName(region, i, l), Style: sheet.Group})
			}
			for k := kind; k <= status; k++ {
				block = append(block, sheet.Put{Column: k, Style: sheet.Group})
			}
			add(block...)
		}
		first := len(p.Rows) + 1
		for _, u := range f.units(r) {
			unit := c.Layer.Units[u]
			row := []sheet.Put{{Text: unit.ID, Style: sheet.Code}}
			wide(0, unit.ID)
			for i, l := range f.languages {
				text := unit.Names[l]
				if i == 0 && text == "" {
					text = unit.Names.Among(l, c.Scenario.Languages...)
				}
				row = append(row, sheet.Put{Column: 1 + i, Text: text, Style: sheet.Code})
				wide(1+i, text)
			}
			word := f.words.Known("report.unit-kind.", unit.Kind)
			wide(kind, word)
			add(append(row, sheet.Put{Column: kind, Text: word, Style: sheet.Code},
				sheet.Put{Column: voters, Style: sheet.OpenCount}, sheet.Put{Column: status, Style: sheet.OpenText})...)
		}
		last := len(p.Rows)
		p.Counts = append(p.Counts, sheet.Area{Top: first, Bottom: last, Left: voters, Right: voters})
		p.Choices = append(p.Choices, sheet.Area{Top: first, Bottom: last, Left: status, Right: status})
		if len(c.Layer.Regions) > 1 {
			add(f.total(f.words.Must("form.Total")+": "+f.regionName(region, 0, f.languages[0]), kind, first, last)...)
		}
	}
	if f.only < 0 {
		add(f.total(f.words.Must("form.Total"), kind, p.Frozen+1, len(p.Rows))...)
	}
	for i, n := range widths {
		p.Widths = append(p.Widths, float64(min(max(n+3, 12), 44)))
		if i == voters {
			p.Widths[i] = 16
		}
	}
	about := sheet.Page{Name: f.words.Must("form.About"), Widths: []float64{96}, Protected: true}
	about.Rows = append(about.Rows, []sheet.Put{{Text: f.words.Must("form.About"), Style: sheet.Heading}})
	for _, text := range []string{f.words.Must("form.About.1"), f.words.Must("form.About.2"), f.words.Must("form.About.3"),
		f.words.Must("form.About.4"), f.words.Must("form.About.5"), f.words.Must("form.About.6")} {
		about.Rows = append(about.Rows, []sheet.Put{{Text: text, Style: sheet.Words}})
	}
	return sheet.Write(sheet.Document{Title: title, Lang: lang, Pages: []sheet.Page{p, about}})
}

// regionName is a region's name in a language; in the first language it is never empty.
func (f *form) regionName(r geo.Region, i int, lang string) string {
	text := r.Names[lang]
	if i == 0 && text == "" {
		text = r.Names.Among(lang, f.c.Scenario.Languages...)
	}
	return text
}

// total is a row with the sum of rows; totals among them do not count twice.
func (f *form) total(text string, kind, first, last int) []sheet.Put {
	row := []sheet.Put{{Style: sheet.GroupSum}, {Column: 1, Text: text, Style: sheet.GroupSum}}
	for k := 2; k <= kind; k++ {
		row = append(row, sheet.Put{Column: k, Style: sheet.GroupSum})
	}
	voters := sheet.ColumnName(kind + 1)
	const ignoringTotals = "SUBTOTAL(9,"
	sum := ignoringTotals + sheet.Address(first, kind+1) + ":" + voters + strconv.Itoa(last) + ")"
	return append(row, sheet.Put{Column: kind + 1, Style: sheet.Sum, Formula: sum},
		sheet.Put{Column: kind + 2, Style: sheet.GroupSum})
}

// Text is the form as text that spreadsheet programs open: a plain table of voters, with names beside the ids and
// nothing in the column of voters. Where the language writes decimals with a comma, columns stand apart by semicolons,
// as spreadsheet programs then expect it.
func Text(c *districts.Case, only int, lang string) []byte {
	f := newForm(c, only, lang)
	b := bytes.NewBufferString("\ufeff") // by which spreadsheet programs know UTF-8
	w := csv.NewWriter(b)
	if f.words.Mark == "," {
		w.Comma = ';'
	}
	head := []string{"unit_id", "region"}
	for _, l := range f.languages {
		head = append(head, "name_"+l)
	}
	rows := [][]string{append(head, "voters", "voters_status")}
	for _, r := range f.regions() {
		for _, u := range f.units(r) {
			unit := c.Layer.Units[u]
			row := []string{unit.ID, f.regionName(c.Layer.Regions[r], 0, f.languages[0])}
			for _, l := range f.languages {
				row = append(row, unit.Names[l])
			}
			rows = append(rows, append(row, "", ""))
		}
	}
	_ = w.WriteAll(rows) // a bytes.Buffer does not fail
	return b.Bytes()
}
