package output

import (
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"github.com/okrug/okrug/geo/locale"
)

// Names of the files of a plan's folder, which is complete in itself. What okrug publish adds stands beside them.
const (
	Plan       = "plan.geojson"   // one feature a district
	Assignment = "assignment.csv" // unit_id,district
	Units      = "units.geojson"  // one feature a unit, with its district
	UnitTable  = "units.csv"      // the same without outlines
	Report     = "report.json"
	Tables     = "tables"               // folder of the report's tables as CSV
	Inputs     = "inputs"               // folder of what the plan was made from
	Scenario   = "inputs/scenario.yaml" // the scenario as it was run
	Rule       = "inputs/rule.json"     // the rule that binds, written out
	Seats      = "inputs/seats.csv"     // region_id,seats
	Manifest   = "SHA256SUMS"           // of all files but itself, in the form of sha256sum

	Acts        = "act"                      // drafts of the act and of the explanatory note
	Simplified  = "plan-generalised.geojson" // the districts on generalised lines
	Publication = "publication.json"         // how what was published was made
	Contents    = "index.html"               // page for everybody
)

// ValidName reports whether a name is that of a file in a folder, with / between folders, that a manifest can list: it
// has no control characters, of which some end a line.
func ValidName(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsFunc(name, unicode.IsControl)
}

// Kinds of documents that are published in every language of a set, and what their readers call them.
const (
	Act       = "resolution"
	Note      = "note"
	Written   = "report"
	National  = "national"
	Deviation = "deviation"
	Atlas     = "atlas"
)

var kinds = map[string]locale.Text{
	Act: locale.T("publish.names.resolution"), Note: locale.T("publish.names.note"),
	Written: locale.T("publish.names.report"), National: locale.T("publish.names.national"),
	Deviation: locale.T("publish.names.deviation"), Atlas: locale.T("publish.names.atlas"),
}

// Named is the name of a document of a kind in a language, without its ending: what its readers call it, in ASCII, and
// the language, as in proekt-postanovleniya.ru.
func Named(kind, lang string) string {
	return locale.Of(lang).FileName(kinds[kind].In(lang)) + "." + lang
}

// KindOf is the kind of a document by its name, without its folder; "" where the name is none of a document.
func KindOf(name string) string {
	for kind := range kinds {
		for _, lang := range locale.Languages() {
			if strings.HasPrefix(name, Named(kind, lang)+".") {
				return kind
			}
		}
	}
	return ""
}

// FileNames are names for files of ids, which can stand anywhere: letters, digits and dashes of each, not many, and no
// device of Windows. No two are the same, nor differ in case alone.
func FileNames(ids []string) map[string]string { return FileNamesFor(ids, ids) }

// FileNamesFor is FileNames, of the words for each id in place of the ids; where there are no words, of the id.
func FileNamesFor(ids, words []string) map[string]string {
	names, taken := map[string]string{}, map[string]bool{"": true}
	for _, d := range []string{"con", "prn", "aux", "nul"} {
		taken[d] = true
	}
	for n := range 10 {
		taken[fmt.Sprint("com", n)], taken[fmt.Sprint("lpt", n)] = true, true
	}
	for i, id := range ids {
		base := plain(cmp.Or(words[i], id))
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		names[id] = name
	}
	return names
}

// plain replaces what is no letter or digit of ASCII, and cuts what is long.
func plain(id string) string {
	out := []rune(id)
	out = out[:min(len(out), 80)]
	for i, r := range out {
		if !strings.ContainsRune("-_0123456789", r) && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			out[i] = '_'
		}
	}
	return string(out)
}
