package page

import (
	"fmt"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// composer puts the page together.
type composer struct {
	plan   *districts.Plan
	report *report.Report
	o      Options
	sheets map[string]bool // names of the set's files
}

// language is the page in one language.
type language struct {
	Lang, Name, Title string
	Words             words
	Skip              string
	Verdict, State    string // State is the verdict as report.json has it
	Notes             []string
	Columns           columns
	Districts         []district
	Legend            []string // what signs of the list and the map mean
	LeftOut           string   // on what the search does not find
	Sections          []section
	SourceLines       []string
}

// columns are the headings of the figures of districts, as the report has them.
type columns struct{ Number, Name, Centre, Region, Voters, Seats, Quota, Deviation, Units, Hash string }

// fallback are the languages in which a name is looked for that is not there in the page's.
func (c *composer) fallback() []string { return c.plan.Scenario.Languages }

func (c *composer) language(lang string, search found) language {
	s, l, wd := c.plan.Scenario, locale.Of(lang), wordsOf(lang)
	x := language{
		Lang: lang, Name: l.Must("language.name"), Title: s.Title.Among(lang, s.Languages...), Words: wd,
		Skip: l.Must("document.skip"), Verdict: wd.Verdicts[string(c.report.Verdict)], State: string(c.report.Verdict),
		Columns: columns{
			Number: l.Must("report.column.number"), Name: l.Must("report.column.name"),
			Centre: l.Must("report.column.centre"), Region: l.Must("report.column.region"),
			Voters: l.Must("report.column.voters"), Seats: l.Must("report.column.seats"), Quota: l.Must("report.column.quota"),
			Deviation: l.Must("report.column.deviation"), Units: l.Must("report.column.units"),
			Hash: l.Must("report.column.hash"),
		},
	}
	if n := s.Law.Note[lang]; n != "" {
		x.Notes = append(x.Notes, n)
	}
	for _, n := range s.Notes {
		x.Notes = append(x.Notes, n.Text.Among(lang, s.Languages...))
	}
	for _, src := range s.Sources {
		x.SourceLines = append(x.SourceLines, fmt.Sprintf("%s: %s; %s; %s", src.What.Among(lang, s.Languages...),
			src.Credit.In(lang), src.Licence.In(lang), l.Date(src.Vintage.In(lang))))
	}
	estimated := false
	for i := range c.plan.Districts {
		d := c.district(lang, i)
		estimated = estimated || d.Estimated
		x.Districts = append(x.Districts, d)
	}
	if estimated {
		x.Legend = append(x.Legend, estimate+" – "+l.Must("report.voters.estimated"))
	}
	if len(c.report.Unassigned) > 0 {
		x.Legend = append(x.Legend, "▨ – "+l.Must("report.map.open")+": "+l.Count(int64(len(c.report.Unassigned))))
	}
	if n := len(search.entries); n < search.all {
		x.LeftOut = l.Say("publish.SearchLeftOut", n, output.UnitTable)
	}
	x.Sections = c.sections(lang, wd)
	return x
}

// estimate stands before voters that are an estimate.
const estimate = "≈"

// district is the section of a district.
type district struct {
	Number                   int
	Name, Centre, Region     string
	Voters, Quota, Deviation string
	Seats                    int // where they are several
	Estimated                bool
	Units                    []unit
	LeftOut                  string // on units that are not listed
	Sheet, SheetName         string // the map of its region
}

// unit is a line of a district's list.
type unit struct{ Name, Kind, Voters string }

func (c *composer) district(lang string, i int) district {
	d, r, l := c.plan.Districts[i], c.report.Districts[i], locale.Of(lang)
	x := district{
		Number: d.Number, Name: c.name(d.Names, lang), Centre: c.name(d.CentreName, lang),
		Seats: r.Seats, Quota: l.Exact(d.Quota, 0), Deviation: locale.Signed(l.Share(r.Deviation, 2)),
	}
	if d.Region >= 0 {
		region := c.plan.Layer.Regions[d.Region]
		x.Region = c.name(region.Names, lang)
		sheet := "maps/regions/" + RegionFiles(c.plan, lang)[region.ID] + "." + lang + ".pdf"
		if c.sheets[sheet] {
			x.Sheet, x.SheetName = sheet, wordsOf(lang).Files["regions"]+": "+x.Region
		}
	}
	for _, u := range c.largest(d) {
		v := c.plan.Layer.Units[u]
		x.Units = append(x.Units, unit{Name: c.name(v.Names, lang), Kind: unitKind(lang, v.Kind),
			Voters: voters(l, v.Voters, v.VotersStatus == estimated)})
	}
	for _, u := range d.Units {
		x.Estimated = x.Estimated || c.plan.Layer.Units[u].VotersStatus == estimated
	}
	x.Voters = voters(l, d.Voters, x.Estimated)
	if n := len(x.Units); n < len(d.Units) {
		x.LeftOut = l.Say("publish.UnitsLeftOut", n, len(d.Units), output.UnitTable)
	}
	return x
}

// estimated is the status of voters that are an estimate.
const estimated = "estimated"

func voters(l *locale.Locale, n int64, estimated bool) string {
	if estimated {
		return estimate + locale.NoBreak + l.Count(n)
	}
	return l.Count(n)
}

func (c *composer) name(n geo.Names, lang string) string { return n.Among(lang, c.fallback()...) }

// data is what the page holds for programs: its own script, and whoever checks the page.
type data struct {
	Languages []string       `json:"languages"`
	Words     []control      `json:"words"` // as Languages
	Districts []dataDistrict `json:"districts"`
	Regions   []any          `json:"regions"` // names, as in dataEntry
	Kinds     []any          `json:"kinds"`
	Units     []any          `json:"units"` // names of units that settlements lie in
	Found     [][]any        `json:"found"`
	// Alike are letters that are looked for as others.
	Alike map[string]string `json:"alike"`
}

// control is what the script says.
type control struct {
	Number   string `json:"number"` // stands before a district's number
	Find     string `json:"find"`
	Hint     string `json:"hint"`
	Found    string `json:"found"`
	NotFound string `json:"notFound"`
	Several  string `json:"several"`
	None     string `json:"none"`
	Map      string `json:"map"`
	ZoomIn   string `json:"zoomIn"`
	ZoomOut  string `json:"zoomOut"`
	Whole    string `json:"whole"`
}

// dataDistrict is a district with its figures as report.json has them. Where there are too many units to list, Units
// is left out.
type dataDistrict struct {
	Number    int      `json:"district"`
	Voters    int64    `json:"voters"`
	Deviation float64  `json:"deviation"`
	Area      float64  `json:"area_km2"`
	Count     int      `json:"unit_count"`
	Units     []string `json:"units,omitempty"`
	Names     any      `json:"names"`
	Box       [4]int   `json:"box"`
}

func (c *composer) data(m *mapView, search found) data {
	out := data{Languages: c.o.Languages, Alike: alike, Found: [][]any{}}
	for _, lang := range c.o.Languages {
		w, l := wordsOf(lang), locale.Of(lang)
		out.Words = append(out.Words, control{Number: l.Must("maps.NumberSign") + locale.NoBreak, Find: w.Find,
			Hint: w.Hint, Found: w.Found, NotFound: w.NotFound, Several: w.Several, None: l.Must("report.map.open"),
			Map: w.Map, ZoomIn: w.ZoomIn, ZoomOut: w.ZoomOut, Whole: w.WholeMap})
	}
	for i, d := range c.plan.Districts {
		r := c.report.Districts[i]
		x := dataDistrict{Number: d.Number, Voters: d.Voters, Deviation: r.Deviation, Area: r.AreaKm2,
			Count: len(d.Units), Names: c.inAll(d.Names)}
		if len(c.plan.Layer.Units) <= mostUnits {
			x.Units = r.Units
		}
		if i < len(m.Districts) {
			x.Box = m.Districts[i].Box
		}
		out.Districts = append(out.Districts, x)
	}
	for _, r := range c.plan.Layer.Regions {
		out.Regions = append(out.Regions, c.inAll(r.Names))
	}
	kinds, units := map[string]int{}, map[int]int{}
	for _, e := range search.entries {
		k, ok := kinds[e.kind.key()]
		if !ok {
			k = len(out.Kinds)
			kinds[e.kind.key()] = k
			out.Kinds = append(out.Kinds, same(e.kind))
		}
		within := -1
		if e.unit >= 0 {
			if within, ok = units[e.unit]; !ok {
				within = len(out.Units)
				units[e.unit] = within
				out.Units = append(out.Units, c.inAll(c.plan.Layer.Units[e.unit].Names))
			}
		}
		line := []any{c.inAll(e.names), k, e.region, within, numbersOrNone(e.districts)}
		if e.at != nil {
			line = append(line, e.at[0], e.at[1])
			if e.chief {
				line = append(line, 1)
			}
		}
		out.Found = append(out.Found, line)
	}
	return out
}

func numbersOrNone(list []int) []int {
	if list == nil {
		return []int{}
	}
	return list
}

// inAll is a name in every language of the page, or one where all are the same.
func (c *composer) inAll(n geo.Names) any {
	all := make([]string, len(c.o.Languages))
	for i, lang := range c.o.Languages {
		all[i] = c.name(n, lang)
	}
	return same(all)
}

func same(all []string) any {
	for _, s := range all {
		if s != all[0] {
			return all
		}
	}
	return all[0]
}

// Anchor is the id of a district's section.
func (x language) Anchor(number int) string { return x.Lang + "-d" + strconv.Itoa(number) }
