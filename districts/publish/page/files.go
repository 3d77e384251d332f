package page

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// section is a group of files.
type section struct {
	Title string
	Note  string // on what is left out
	Files []listed
}

// listed is a file in the list.
type listed struct {
	Name, What, Size, Exact, SHA256 string
}

// sections are the files of the set in a language or in none, by folder.
func (c *composer) sections(lang string, wd words) []section {
	var out []section
	for _, folder := range []string{"act", "report", "maps", "data", "inputs"} {
		sec := section{Title: wd.Sections[folder]}
		for _, f := range c.o.Files {
			if in(f.Name, folder) && c.forLanguage(f.Name, lang) {
				sec.Files = append(sec.Files, listed{Name: f.Name, What: inFormat(c.describe(wd, f.Name, lang), f.Name),
					Size: wd.size(lang, f.Bytes), SHA256: f.SHA256,
					Exact: locale.Of(lang).Must("report.column.bytes") + ": " + locale.Of(lang).Count(int64(f.Bytes))})
			}
		}
		if folder == "maps" {
			sec.Note = c.o.Without.in(wd)
		}
		if len(sec.Files) > 0 {
			out = append(out, sec)
		}
	}
	return out
}

// in says which sheets are left out and how to ask for them, "" where none is.
func (w Without) in(wd words) string {
	switch {
	case w.Regions > 0:
		return fmt.Sprintf(wd.WithoutRegions, w.Regions, w.Districts, w.All)
	case w.Districts > 0:
		return fmt.Sprintf(wd.WithoutDistricts, w.Districts, w.All)
	}
	return ""
}

// in is whether a file is of a section: a folder, or for the data everything else.
func in(name, section string) bool {
	folder, _, below := strings.Cut(name, "/")
	if section == "data" {
		return !below || !slices.Contains([]string{"act", "report", "maps", output.Inputs}, folder)
	}
	return below && folder == section
}

// forLanguage is whether a file is in a language or in none.
func (c *composer) forLanguage(name, lang string) bool {
	parts := strings.Split(path.Base(name), ".")
	if len(parts) < 3 || !slices.Contains(c.o.Languages, parts[len(parts)-2]) {
		return true
	}
	return parts[len(parts)-2] == lang
}

// describe says what a file is.
func (c *composer) describe(wd words, name, lang string) string {
	if kind := output.KindOf(path.Base(name)); kind != "" {
		return wd.Files[kind]
	}
	first, _, _ := strings.Cut(path.Base(name), ".")
	switch path.Dir(name) {
	case "maps/regions":
		names := RegionFiles(c.plan, lang)
		for _, r := range c.plan.Layer.Regions {
			if names[r.ID] == first {
				return wd.Files["regions"] + ": " + c.name(r.Names, lang)
			}
		}
	case output.Tables:
		if what := wd.Tables[first]; what != "" {
			return what
		}
	case output.Inputs:
		if what := wd.Inputs[c.roleOf(path.Base(name))]; what != "" {
			return what
		}
	}
	if what := wd.Files[first]; what != "" {
		return what
	}
	first, _, _ = strings.Cut(first, "-") // one of several, such as certificates
	return wd.Files[first]
}

// RegionFiles are the first words of the names of regions' sheets in a language, by the regions' ids: their names, or
// ids where these have none in Latin letters.
func RegionFiles(p *districts.Plan, lang string) map[string]string {
	var ids, words []string
	for _, r := range p.Layer.Regions {
		ids = append(ids, r.ID)
		words = append(words, locale.Of(lang).FileName(r.Names.Among(lang, p.Scenario.Languages...)))
	}
	return output.FileNamesFor(ids, words)
}

// formats are what files are called by their endings, in every language, where that is not the ending in capitals.
var formats = map[string]string{".geojson": "GeoJSON", ".md": "Markdown"}

// inFormat puts the format of a file behind what it is, where anything is known of it.
func inFormat(what, name string) string {
	ending := path.Ext(name)
	format, ok := formats[ending]
	if !ok {
		format = strings.ToUpper(strings.TrimPrefix(ending, "."))
	}
	if what == "" || format == "" {
		return what
	}
	return what + " (" + format + ")"
}

// roleOf is the role of an input by its name in the set, without the number or id of one of several.
func (c *composer) roleOf(name string) string {
	for _, in := range c.plan.Scenario.Inputs() {
		if in.Name == name {
			role, _, _ := strings.Cut(in.Role, ":")
			return role
		}
	}
	return ""
}
