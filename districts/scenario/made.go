package scenario

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/locale"
)

// Job is a whole job without a scenario: regions, and settlements with voters. The fields are names of properties; an
// empty one is recognised by its usual names in Kazakh, Russian and English.
type Job struct {
	Regions, Settlements           string // GeoJSON files on disk
	Seats                          int
	Rule                           string
	ID, Name, Kind, Voters, Region string // of settlements
	RegionID, RegionName           string
}

// byPlace in place of the name of a property says that regions are found by place alone.
const byPlace = "none"

// Make makes the scenario of a job, and says which property was taken for what. Errors are a *fault.Faults that name
// the properties that were not recognised, or come from the file system.
func (j Job) Make(ctx context.Context) (*Scenario, []geo.Taken, error) {
	look := func(path string) (*geo.Properties, error) {
		data, err := output.ReadFile(path)
		if err != nil {
			return nil, err
		}
		p, err := (&files{}).plain(path, data, exchange.Options{})
		if err != nil {
			return nil, err
		}
		data = p.Data
		return geo.ReadProperties(ctx, func() geo.File {
			return geo.File{Name: filepath.ToSlash(path), Data: bytes.NewReader(data)}
		})
	}
	regions, err := look(j.Regions)
	if err != nil {
		return nil, nil, err
	}
	towns, err := look(j.Settlements)
	if err != nil {
		return nil, nil, err
	}
	var faults geo.Faults
	need := func(p *geo.Properties, found string, what locale.Text, flag string) string {
		switch {
		case found != "":
			return found
		case len(p.Names) > 0:
			faults.Add(p.Missing(what, flag))
		}
		return "id" // what is wrong with the file is told when it is read
	}
	var b strings.Builder
	line := func(indent, key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %q\n", indent, key, value)
		}
	}
	names := func(found map[string]string) []string {
		var langs []string
		for _, lang := range locale.Languages() {
			if found[lang] != "" {
				langs = append(langs, lang)
			}
		}
		if len(langs) > 0 {
			b.WriteString("  names:\n")
		}
		for _, lang := range langs {
			line("    ", lang, found[lang])
		}
		return langs
	}
	b.WriteString("# Made from the files of regions and settlements alone.\nokrug: 1\nid: settlements\n")
	b.WriteString("settlements:\n")
	line("  ", "file", filepath.Base(j.Settlements))
	line("  ", "id", need(towns, towns.ChooseID(false, j.ID), locale.T("an id of settlements"), "--id-field"))
	line("  ", "voters", need(towns, towns.Choose("voters", j.Voters), locale.T("a number of voters"), "--voters-field"))
	if j.Region != byPlace {
		line("  ", "region", towns.Choose("region", j.Region))
	}
	line("  ", "kind", towns.Choose("kind", j.Kind))
	languages := names(towns.ChooseNames(j.Name))
	if pop := towns.Choose("population", ""); pop != "" {
		b.WriteString("  columns:\n")
		line("    ", "population", pop)
	}
	b.WriteString("regions:\n")
	line("  ", "file", filepath.Base(j.Regions))
	line("  ", "id", need(regions, regions.ChooseID(true, j.RegionID), locale.T("an id of regions"), "--region-id-field"))
	for _, lang := range names(regions.ChooseNames(j.RegionName)) {
		if !slices.Contains(languages, lang) {
			languages = append(languages, lang)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	if len(languages) == 0 {
		languages = []string{"en"}
	}
	fmt.Fprintf(&b, "languages: [%s]\n", strings.Join(languages, ", "))
	if j.Seats > 0 {
		fmt.Fprintf(&b, "seats: {total: %d}\n", j.Seats)
	} else {
		b.WriteString("seats: {total: 1, minimum: 0}\n")
	}
	line("", "rule", j.Rule)
	b.WriteString("notes:\n  - of: [settlements]\n")
	said := locale.T("scenario.settled").InAll()
	for _, lang := range languages {
		line("    ", lang, said[lang])
	}
	s, err := Parse(scenarioName, []byte(b.String()))
	if err != nil {
		return nil, nil, err
	}
	s.files.note("scenario", scenarioName, s.text)
	s.replace("settlements", j.Settlements)
	s.replace("regions", j.Regions)
	return s, append(towns.Taken, regions.Taken...), nil
}
