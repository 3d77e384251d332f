package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// outline is what a scenario says that is made of files alone.
type outline struct {
	head      string // what stands above it
	id, title string
	settled   bool
	units     Units // or settlements
	voters    string
	table     VotersTable
	regions   Regions
	languages []string
	seats     Seats
	rule      string
	comments  string // the language of comments, "" for none
}

// recognise finds out what the properties of units, or settlements, and regions are for; those of regions may be nil.
// What a scenario needs and no property looks like is a fault. Of voters there may be a table.
func (j Job) recognise(units, regions *geo.Properties, o *outline, faults *geo.Faults) {
	need := func(p *geo.Properties, found string, what locale.Text, flag string) string {
		switch {
		case found != "":
			return found
		case len(p.Names) > 0:
			faults.Add(p.Missing(what, flag))
		}
		return "id" // what is wrong with the file is told when it is read
	}
	what := locale.T("an id of units")
	if o.settled {
		what = locale.T("an id of settlements")
	}
	u := &o.units
	u.ID = need(units, units.ChooseID(false, j.ID), what, "--id-field")
	if o.voters == "" {
		found, several := units.ChooseVoters(j.Voters)
		if len(several) > 0 {
			faults.Add(geo.Fault{File: units.File, Kind: geo.UnknownProperty,
				Detail: locale.T("several properties look like a number of voters: %s", locale.Listed(several, fault.PerKind)),
				Remedy: locale.T("name it with %s", "--voters-field")})
			found = several[0]
		}
		u.Voters = need(units, found, locale.T("a number of voters"), "--voters-field")
	}
	if j.Region != byPlace {
		u.Region = units.Choose("region", j.Region)
		if o.settled && j.Region == "" && u.Region != "" && regions != nil && !units.Fits(u.Region, regions) {
			units.Refuse(u.Region)
			u.Region = ""
		}
	}
	u.Kind = units.Choose("kind", j.Kind)
	u.Names = units.ChooseNames(j.Name)
	if pop := units.Choose("population", ""); pop != "" {
		u.Columns = map[string]string{"population": pop}
	}
	if r := &o.regions; regions != nil {
		r.ID = need(regions, regions.ChooseID(true, j.RegionID), locale.T("an id of regions"), "--region-id-field")
		r.Names = regions.ChooseNames(j.RegionName)
	}
	for _, names := range []map[string]string{u.Names, o.regions.Names} {
		for _, lang := range locale.Languages() {
			if names[lang] != "" && !slices.Contains(o.languages, lang) {
				o.languages = append(o.languages, lang)
			}
		}
	}
	if len(o.languages) == 0 {
		o.languages = []string{"en"}
	}
	o.seats.Total, o.seats.PerDistrict, o.rule = j.Seats, j.PerDistrict, j.Rule
}

// scribe writes the lines of a scenario.
type scribe struct {
	strings.Builder
	comments string
}

// line writes a key with a value as YAML has it, and what is to be known of the key, where comments are wanted.
func (w *scribe) line(key, value string, comment locale.Text) {
	w.WriteString(key + ":")
	if value != "" {
		w.WriteString(" " + value)
	}
	if w.comments != "" && !comment.Empty() {
		w.WriteString("  # " + comment.In(w.comments))
	}
	w.WriteString("\n")
}

// text writes a text under a key, where there is one.
func (w *scribe) text(key, value string, comment locale.Text) {
	if value != "" {
		w.line(key, strconv.Quote(value), comment)
	}
}

// names writes the properties of names by language.
func (w *scribe) names(names map[string]string) {
	if len(names) > 0 {
		w.line("  names", "", locale.T("by language"))
	}
	for _, lang := range locale.Languages() {
		w.text("    "+lang, names[lang], locale.Text{})
	}
}

// yaml is the text of the scenario.
func (o outline) yaml() []byte {
	w := &scribe{comments: o.comments}
	for l := range strings.Lines(o.head) {
		w.WriteString("# " + l)
	}
	w.WriteString("\nokrug: 1\n")
	w.line("id", word(o.id), locale.T("short name, used in outputs"))
	if o.title != "" {
		w.line("title", fmt.Sprintf("{%s: %q}", word(o.languages[0]), o.title), locale.Text{})
	}
	if o.settled {
		w.line("settlements", "", locale.T("places with voters; each place of a region goes to the nearest"))
	} else {
		w.line("units", "", locale.T("from id on: names of properties in the file"))
	}
	w.unit(o.units)
	w.text("voters", o.voters, locale.T("a table with the voters of every unit, by ids or names"))
	w.table(o.table)
	if r := o.regions; r.File != "" {
		w.line("regions", "", locale.T("they get the seats, and no district crosses their lines"))
		w.text("  file", r.File, locale.Text{})
		w.text("  id", r.ID, locale.Text{})
		w.names(r.Names)
		w.text("  seats", r.Seats, locale.T("seats that they have now, to compare with"))
	}
	langs := make([]string, len(o.languages))
	for i, l := range o.languages {
		langs[i] = word(l)
	}
	w.line("languages", "["+strings.Join(langs, ", ")+"]", locale.T("the first is that of documents"))
	w.seats(o.seats)
	w.text("rule", o.rule, locale.T("`okrug rules` lists them; none binds none"))
	if o.settled {
		w.WriteString("notes:\n  - of: [settlements]\n")
		said := locale.T("scenario.settled").InAll()
		spoken := slices.DeleteFunc(slices.Clone(o.languages), func(l string) bool { return said[l] == "" })
		if len(spoken) == 0 {
			spoken = []string{"en"}
		}
		for _, lang := range spoken {
			w.text("    "+lang, said[lang], locale.Text{})
		}
	}
	return []byte(w.String())
}

// word is a short name as YAML has it: in quotes where it is none.
func word(s string) string {
	if s == "" || unfit.MatchString(s) {
		return strconv.Quote(s)
	}
	return s
}

// unit writes where units or settlements are and which property is what.
func (w *scribe) unit(u Units) {
	w.text("  file", u.File, locale.Text{})
	w.text("  layer", u.Layer, locale.Text{})
	w.text("  encoding", u.Encoding, locale.Text{})
	w.text("  crs", u.CRS, locale.Text{})
	w.text("  id", u.ID, locale.Text{})
	w.text("  voters", u.Voters, locale.T("registered voters, whole numbers"))
	w.text("  region", u.Region, locale.T("the region's id, or its name"))
	if len(u.Parents) > 0 {
		levels := make([]string, len(u.Parents))
		for i, p := range u.Parents {
			levels[i] = strconv.Quote(p)
		}
		w.line("  parents", "["+strings.Join(levels, ", ")+"]",
			locale.T("areas below the region that districts should not split, the largest first"))
	}
	w.text("  kind", u.Kind, locale.Text{})
	w.names(u.Names)
	if pop := u.Columns["population"]; pop != "" {
		w.line("  columns", "", locale.T("further whole numbers that a rule or the seats may count"))
		w.text("    population", pop, locale.Text{})
	}
}

// table writes how the table of voters is read.
func (w *scribe) table(t VotersTable) {
	if t != (VotersTable{}) {
		w.line("voters_table", "", locale.T("its sheet and columns, where their titles do not tell"))
	}
	w.text("  sheet", t.Sheet, locale.Text{})
	w.text("  id", t.ID, locale.Text{})
	w.text("  name", t.Name, locale.Text{})
	w.text("  region", t.Region, locale.Text{})
	w.text("  voters", t.Voters, locale.Text{})
	w.text("  status", t.Status, locale.Text{})
	w.text("  matches", t.Matches, locale.T("decides which units doubtful rows mean"))
}

func (w *scribe) seats(s Seats) {
	switch {
	case s.Total == 0:
		w.WriteString("seats: {total: 1, minimum: 0}\n")
	case s.PerDistrict > 1:
		w.line("seats", fmt.Sprintf("{total: %d, per_district: %d}", s.Total, s.PerDistrict),
			locale.T("in all, and of every district"))
	default:
		w.line("seats", fmt.Sprintf("{total: %d}", s.Total), locale.T("in all; regions get theirs by their voters"))
	}
}
