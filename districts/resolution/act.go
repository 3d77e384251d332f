// Package resolution writes the draft act of a plan: the resolution with its annexes, the explanatory note and the
// corrigendum that words the difference of two plans, in Kazakh, Russian and English, as DOCX and HTML.
//
// What is said of territories is proven: Check reads a written document back, by code that shares only the table of
// names, and compares it with the plan.
//
// Nothing here is legal advice. The act is a draft; it says which grounds, figures and names nobody has verified.
package resolution

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Options choose what is written. The zero value is the act with its annexes and the built-in template.
type Options struct {
	Lang     string // kk, ru or en; no default
	Template string // text of a template in place of the built-in one
	// Boundaries adds the walk along every district's boundary to annex 1.
	Boundaries bool
	// Report is the plan's validation report, for the explanatory note; nil leaves its variants out.
	Report *report.Report
}

// Act is what templates are filled with. All texts are escaped for the markup of package sheet, figures are written in
// the language, with no-break spaces.
type Act struct {
	Lang  string
	Title string // of the scenario
	ID    string // of the scenario
	// UnitsAsOf is the date of the list of units: "31 декабря 2022 года", in Kazakh with the ending of "as at"; "" where
	// the scenario does not say.
	UnitsAsOf string
	Law       Law
	Rule      Rule
	Districts []District
	Regions   []Region
	Seats     int
	// PerDistrict is how many seats every district has.
	PerDistrict int
	Voters      string // of all units
	Assigned    string // voters of the units that have a district
	Units       int
	// Raions is whether units are cities and raions, of which the rules of reading say which are named first.
	Raions bool
	// Nested is whether a territory speaks of part of a unit, so that the rules of reading must explain the brackets.
	Nested bool
	// Parts is whether a territory speaks of part of a divided unit, which the rules of reading must explain.
	Parts bool
	// Split are parents and units with parts in several districts.
	Split []Split
	// Divided are the regions with several districts, those with as many together, the fewest districts first.
	Divided []Divided
	Checks  []CheckLine
	Counts  []Count
	// EqualityWeight is that of equality against the border, where plans were compared by both and it is not 1.
	EqualityWeight string
	Unverified     Unverified
	Sources        []Source
	Notes          []string
	With           struct{ Boundaries bool }
	// Broken is whether some check does not hold, and Unfinished whether none is broken and units lack a district: then
	// every page says so.
	Broken, Unfinished bool
}

// Law is the wording that the scenario gives.
type Law struct {
	Body, Election, Preamble, Citation, Place, Note string
	// Districts is what the districts are called in the plural, Formed the same in the title's case; "" where the
	// scenario does not say.
	Districts, Formed string
	// Omitted is Districts of the scenario where it is of districts with another number of seats.
	Omitted  string
	Deadline string // until when the list of districts must be published, a sentence; "" where not said
	Signers  []string
	Grounds  []Ground
}

// Acts are the grounds by their acts, in the order in which each act is first named: those of one act in one edition
// are one, with the provisions that have a number or a text.
func (l Law) Acts() []Cited {
	var acts []Cited
	for _, x := range l.Grounds {
		i := slices.IndexFunc(acts, func(c Cited) bool {
			return c.Act == x.Act && c.Edition == x.Edition && c.Status == x.Status
		})
		if i < 0 {
			i, acts = len(acts), append(acts, Cited{Act: x.Act, Edition: x.Edition, Status: x.Status})
		}
		if x.Article != "" || x.Text != "" {
			acts[i].Provisions = append(acts[i].Provisions, x)
		}
	}
	return acts
}

// Cited is one act in one edition, with the provisions of it that are grounds.
type Cited struct {
	Act, Edition, Status string
	Provisions           []Ground
}

// Ground is one provision.
type Ground struct{ Act, Article, Edition, Text, Status string }

// Rule is the rule of equality that binds: Sentence says it, Sourced how well its figures are known. Reported is
// whether it is known only from reports, or is none of law.
type Rule struct {
	ID, Title, Sentence, Status, Citation, Sourced string
	Reported                                       bool
}

// District is one district.
type District struct {
	Number, Seats                int
	Name, Region, Centre, Voters string
	Quota                        string // mean voters per seat, rounded
	Difference                   string // voters minus the mean for its seats, rounded, with its sign
	Deviation                    string // signed percentage
	Territory                    []string
	// Commission is what the law says of the district's commission where the district is a whole region, parent or unit:
	// that no commission of its own is formed. It is "" otherwise, and the seat of the commission a blank to fill.
	Commission string
	Members    []Member       // its units in the order of lists
	Boundary   []BoundaryWalk // nil unless asked for
}

// Member is a unit of a district.
type Member struct{ Name, Kind, ID, Voters string }

// BoundaryWalk is one closed line of a boundary in words: where it starts, then one text a stretch.
type BoundaryWalk struct {
	Start, Length string
	Stretches     []string
}

// Region is one region with its seats.
type Region struct {
	Name, Of, Voters string
	Seats            int
	Quota            string
	Status           string // how its voters are known, where they are approximate
}

// Divided are regions with as many districts, joined in one text.
type Divided struct {
	Districts int
	Regions   string
}

// Split is an area with units in several districts. TooLarge is whether it has more voters than the rule allows any
// district of its region.
type Split struct {
	Name, Voters string
	Districts    string // numbers, joined
	TooLarge     bool
}

// CheckLine is a check's outcome. ID and State are those of package districts; Districts are the numbers of those that
// stand out.
type CheckLine struct {
	ID, Name, State string
	Districts       []int
}

// Variant is one plan of a region that was considered: the length of the borders between its districts and its largest
// deviation.
type Variant struct{ Border, Deviation string }

// Count is what was found for a region: how many contiguous plans keep the rule, where all were counted; what is known
// of the chosen one ("optimal", "feasible", …, as in report.json); and the plans that none beats in both measures of a
// variant at once. Chosen is nil where the chosen plan is none of these.
type Count struct {
	Region, Plans, Status string
	Chosen                *Variant
	Others                []Variant
}

// Source is a credit.
type Source struct{ What, Credit, Licence, Vintage string }

// Unverified is what the drafter must look at before anyone signs.
type Unverified struct {
	Regions []string // whose number of voters is anything but a published one of the date
	// NoneOfficial is whether no region's figure comes from an official publication, of those whose status is known.
	NoneOfficial bool
	Units        int      // whose number of voters is an estimate
	Unstated     int      // units whose number of voters has no stated origin
	Grounds      []Ground // known only from reports, or repealed
	Unassigned   []string // units without a district
	Failed       []CheckLine
	Computed     bool // units are settlements, and the lines between them are computed
	NoGrammar    bool // names stand in quotes because the data has no grammar for them
	NoCentre     []int
	NoGrounds    bool
	NoDate       bool
}

// New gathers what an act says of a plan. The table may be nil.
func New(p *districts.Plan, table *names.Table, o Options) (*Act, error) {
	if !slices.Contains(Languages(), o.Lang) {
		return nil, locale.Errorf("acts are written in %s, not in %q", strings.Join(Languages(), ", "), o.Lang)
	}
	g := newGatherer(p, table, o.Lang)
	g.words.annexed = true
	a := &Act{Lang: o.Lang, Units: len(p.Layer.Units)}
	a.With.Boundaries = o.Boundaries
	g.scenario(a)
	g.districts(a)
	g.regions(a)
	g.splits(a)
	g.checks(a)
	g.unverified(a)
	g.variants(a, o.Report)
	if o.Boundaries {
		if err := g.boundaries(a); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// fallbacks are the languages in which a name is taken where the act's own is missing.
func fallbacks(p *districts.Plan) []string {
	if p.Scenario == nil {
		return nil
	}
	return p.Scenario.Languages
}

// checkWords reads a written document back and compares it with the plan. It returns nil only if every unit of every
// district is said to lie where the plan puts it, and nothing else.
func checkWords(p *districts.Plan, r *readback.Result) error {
	var wrong []locale.Text
	for u, i := range p.Of {
		want := 0
		if i != districts.Unassigned {
			want = p.Districts[i].Number
		}
		if got := r.District[u]; got != want {
			x := p.Layer.Units[u]
			wrong = append(wrong, locale.T("%s: the words say district %d, the plan %d",
				fault.Label(x.ID, x.Names), locale.Nth(got), locale.Nth(want)))
		}
	}
	if len(wrong) > 0 {
		return locale.Errorf("the words do not say what the plan says: %s", wrong)
	}
	return nil
}
