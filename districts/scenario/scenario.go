// Package scenario reads the one file that names the inputs, the seats, the rule, the languages and the numbering of
// a plan. The format is described by schema.json, which Schema returns, and by an annotated example.
package scenario

import (
	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
)

// Scenario is what a scenario file says.
type Scenario struct {
	Okrug     int       `yaml:"okrug"` // version of the format, 1
	ID        string    `yaml:"id"`
	Title     geo.Names `yaml:"title"`
	Languages []string  `yaml:"languages"` // BCP 47, the first is the default
	Units     Units     `yaml:"units"`
	// Settlements stand in for Units: places with voters that share out the areas of the regions. Units then has the names
	// of their properties, and no file.
	Settlements Units `yaml:"settlements"`
	// Voters is a table of voters, in text or in a workbook, that stands in for the units' property.
	Voters      string      `yaml:"voters"`
	VotersTable VotersTable `yaml:"voters_table"`
	// Elsewhere is a CSV with id,unit_id,voters of voters without territory, who count in a unit, or, for verbs that read
	// a plan, in a district of it.
	Elsewhere string  `yaml:"elsewhere"`
	Regions   Regions `yaml:"regions"`
	Places    Places  `yaml:"places"`
	Links     []Link  `yaml:"links"`
	Unlinks   []Link  `yaml:"unlinks"` // pairs with a common border that do not count as neighbours
	// Adjacency of settlements, here and under Finer: territory, which is the default, or gabriel; see geo.Adjacency.
	Adjacency string    `yaml:"adjacency"`
	Finer     []Finer   `yaml:"finer"` // finer units in place of some units
	Tolerance Tolerance `yaml:"tolerance"`
	Seats     Seats     `yaml:"seats"`
	Rule      string    `yaml:"rule"` // id of a preset or of one of Rules
	Objective string    `yaml:"objective"`
	// EqualityWeight is how much a deviation at the rule's limit weighs in the objective balanced against the shortest
	// border; 1 if left out. Other objectives do not use it.
	EqualityWeight float64 `yaml:"equality_weight"`
	// Contiguity is ContiguityRequired, which is the default, or ContiguityNoted.
	Contiguity string `yaml:"contiguity"`
	Plans      []Plan `yaml:"plans"`
	Numbering  string `yaml:"numbering"` // id of the plan whose district numbers are kept where most voters stay
	// UnitsAsOf dates the list of units (ISO 8601), as every act that lists units must.
	UnitsAsOf string   `yaml:"units_as_of"`
	Map       *Map     `yaml:"map"` // nil where none is stated
	Sources   []Source `yaml:"sources"`
	MadeFrom  []Made   `yaml:"made_from"` // inputs that came in another format, as the folder of a plan says of its own
	Notes     []Note   `yaml:"notes"`     // what a reader of every output must know
	Law       Law      `yaml:"law"`
	// Rules are the scenario's own rules, still as written; package rule reads them.
	Rules yaml.Node `yaml:"rules"`

	own    []rule.Rule // what Rules says
	asked  Changes     // of seats and rule, which are not the file's
	doc    *yaml.Node  // the file's document, with the changes that were applied
	text   []byte      // the file's own text
	edited bool        // doc no longer says what text does

	files files

	districts        *map[string]int // as Changes has them
	withoutElsewhere bool
	elsewhere        []byte // in place of the file, nil for none
}

// Settled reports whether the units are settlements.
func (s *Scenario) Settled() bool { return s.Settlements.File != "" }

// Units says where the units, or settlements, are and which property is what. All but File are property names.
type Units struct {
	File             string `yaml:"file"`
	exchange.Options `yaml:",inline"`
	ID               string            `yaml:"id"`
	Region           string            `yaml:"region"`
	Kind             string            `yaml:"kind"`
	Names            map[string]string `yaml:"names"` // language -> property
	Voters           string            `yaml:"voters"`
	VotersStatus     string            `yaml:"voters_status"`
	Parents          []string          `yaml:"parents"` // largest area first
	Columns          map[string]string `yaml:"columns"` // further whole-number columns: name -> property
}

// VotersTable says how the table of voters is read, where that is not seen from it: the sheet, the columns by their
// titles or letters, and the table of decisions on rows of which it is not sure which unit they mean.
type VotersTable struct {
	Sheet   string `yaml:"sheet"`
	ID      string `yaml:"id"`
	Name    string `yaml:"name"`
	Region  string `yaml:"region"`
	Voters  string `yaml:"voters"`
	Status  string `yaml:"status"`
	Matches string `yaml:"matches"`
}

// Finer says where finer units are that take the place of some units, and which property is what; id, names,
// voters and columns left out are named as under Units. Regions and parents are those of the units they are part of,
// and so is the kind if left out. Features that are points are settlements, which share out the unit's area.
type Finer struct {
	File             string `yaml:"file"`
	exchange.Options `yaml:",inline"`
	Unit             string            `yaml:"unit,omitempty"` // property: id of the unit of each; "" by place
	ID               string            `yaml:"id,omitempty"`
	Kind             string            `yaml:"kind,omitempty"`
	Names            map[string]string `yaml:"names,omitempty"`
	Voters           string            `yaml:"voters,omitempty"`
	VotersStatus     string            `yaml:"voters_status,omitempty"`
	Columns          map[string]string `yaml:"columns,omitempty"`
	// Rescale shares out a unit's voters by the property voters, which is then any whole number, such as residents.
	Rescale bool `yaml:"rescale,omitempty"`
}

// ParentUnit is the name of the level of parents that finer units have: the unit they are part of.
const ParentUnit = "unit"

// Levels are the names of all levels of parents that units have: Units.Parents and, where there are finer units,
// ParentUnit.
func (s *Scenario) Levels() []string {
	if len(s.Finer) == 0 {
		return s.Units.Parents
	}
	return append(s.Units.Parents[:len(s.Units.Parents):len(s.Units.Parents)], ParentUnit)
}

// Regions says where the regions are and which property is what.
type Regions struct {
	File             string `yaml:"file"`
	exchange.Options `yaml:",inline"`
	ID               string            `yaml:"id"`
	Kind             string            `yaml:"kind"`
	Names            map[string]string `yaml:"names"`
	Voters           string            `yaml:"voters"`
	VotersStatus     string            `yaml:"voters_status"`
	VotersAsOf       string            `yaml:"voters_as_of"`
	Seats            string            `yaml:"seats"` // property with the seats enacted
	// region ids in the order in which districts are numbered; default file order
	Order []string `yaml:"order"`
}

// Places says where the settlements are and which property is what.
type Places struct {
	File             string `yaml:"file"`
	exchange.Options `yaml:",inline"`
	ID               string            `yaml:"id"`
	Names            map[string]string `yaml:"names"`
	Population       string            `yaml:"population"`
	Unit             string            `yaml:"unit"`
	Region           string            `yaml:"region"`
	FullNames        map[string]string `yaml:"full_names"` // with the word for what the place is, as acts name it
	SeatOf           string            `yaml:"seat_of"`    // ids of the units and regions whose administration sits there
	Covers           string            `yaml:"covers"`     // id of the region that is this place: one city
}

// Link joins two units that have no common border, as a ferry or a bridge does.
type Link struct {
	A      string `yaml:"a"`
	B      string `yaml:"b"`
	Reason string `yaml:"reason"`
}

// Tolerance says how small an overlap of units or a gap between them must be to be a note and no fault; see
// geo.Tolerance. Zeros stand for its defaults.
type Tolerance struct {
	Width float64 `yaml:"width_m"`
	Area  float64 `yaml:"area_m2"`
	Share float64 `yaml:"share"`
	Gaps  bool    `yaml:"gaps"` // gaps of any size are meant, such as lakes
}

// Seats says how many seats there are and how regions get theirs.
type Seats struct {
	Total int `yaml:"total"`
	// PerDistrict is how many seats every district has, 0 for 1.
	PerDistrict int    `yaml:"per_district"`
	Method      string `yaml:"method"`  // as in package apportion; default webster
	Minimum     *int   `yaml:"minimum"` // per region, nil for the default 1
	Maximum     int    `yaml:"maximum"` // per region, 0 for none
	Base        string `yaml:"base"`    // voters or a column
	// who gets the last seats when claims are equal: refuse (default), order or base
	Ties  string         `yaml:"ties"`
	Fixed map[string]int `yaml:"fixed"` // region id -> seats, all regions or none
}

// Plan names a plan to compare with, such as the one in force; it may be partial.
type Plan struct {
	ID   string `yaml:"id"`
	File string `yaml:"file"` // CSV: unit_id,district,status; or of another form
	// Options say how the file of other programs is read.
	exchange.Options `yaml:",inline"`
	// Crosswalk is a table of earlier and later units, where the plan is of another list of units than the scenario's.
	Crosswalk string    `yaml:"crosswalk"`
	Title     geo.Names `yaml:"title"`
	AsOf      string    `yaml:"as_of"`
	Source    Words     `yaml:"source"`
}

// Map is how sheets look. Those that show the whole country are in the Albers equal-area conic projection on WGS 84.
// Angles are degrees.
type Map struct {
	Meridian  float64   `yaml:"meridian"`
	Parallels []float64 `yaml:"parallels"` // two, the southern first; nil where they are chosen from the units' extent
	Base      Base      `yaml:"base"`
}

// Base says where water, rivers and neighbouring countries are, which maps show around and under the districts, and
// which property is what. See geo.BaseFeature.
type Base struct {
	File             string `yaml:"file"`
	exchange.Options `yaml:",inline"`
	Kind             string            `yaml:"kind"` // property: sea, water, river, border or land
	Names            map[string]string `yaml:"names"`
	Rank             string            `yaml:"rank"` // 0 is for maps of any scale, 9 for the largest scales alone
}

// Source credits one source of the data.
type Source struct {
	What    geo.Names `yaml:"what" json:"what"`
	Credit  Words     `yaml:"credit" json:"credit"`
	Licence Words     `yaml:"licence" json:"licence"`
	Vintage Words     `yaml:"vintage" json:"vintage"` // a date, or words
	// Of names the inputs that the source is one of (units, regions, places, base, voters, or plan:ID): it goes with them.
	Of []string `yaml:"of,flow,omitempty" json:"-"`
}

// Note is what a reader of every output must know.
type Note struct {
	Of   []string  `yaml:"of,flow,omitempty"` // the inputs that it is about, as in Source; it goes with them
	Text geo.Names `yaml:",inline"`
}

// NoteTexts are the notes in their languages.
func (s *Scenario) NoteTexts() []geo.Names {
	var out []geo.Names
	for _, n := range s.Notes {
		out = append(out, n.Text)
	}
	return out
}

// Law holds the grounds and the wording of law for documents, each with its edition and date.
type Law struct {
	Note    geo.Names `yaml:"note"`
	Grounds []Ground  `yaml:"grounds"`
	// Body is who resolves, in the form that stands before the word "resolution" in a heading.
	Body geo.Names `yaml:"body"`
	// Election says for whose election the districts are, in the case that follows the word "districts".
	Election geo.Names `yaml:"election"`
	// Districts is what an act calls the districts; empty is "electoral districts".
	Districts DistrictsCalled `yaml:"districts"`
	// Commissions is what the law says of the commissions of districts.
	Commissions Commissions `yaml:"commissions"`
	// Preamble opens the act with its grounds and ends with the body that resolves.
	Preamble geo.Names `yaml:"preamble"`
	// Outside is what lies beyond all units, in descriptions of boundaries: "the state border".
	Outside geo.Names `yaml:"outside"`
	// Citation cites the act at the head of an annex, without date and number: "to the resolution of …".
	Citation geo.Names `yaml:"citation"`
	Place    geo.Names `yaml:"place"`   // where the act is signed
	Signers  []Signer  `yaml:"signers"` // offices, not people
	// Grammar and GrammarKinds name CSV files with the forms of names in acts; package resolution/names describes them.
	Grammar      string `yaml:"grammar"`
	GrammarKinds string `yaml:"grammar_kinds"`
}

// Commissions is what an act says of the commissions of its districts.
type Commissions struct {
	// Whole is said of a district that is a whole unit or a whole region, in place of the seat of its commission: that
	// the commission of that area acts. Empty where every district has a commission of its own.
	Whole geo.Names `yaml:"whole"`
	// Deadline is a sentence for the drafter: until when the list of districts must be published.
	Deadline geo.Names `yaml:"deadline"`
}

// DistrictsCalled is what an act calls its districts, in the plural: "single-member electoral districts". Formed is the
// form in the title, behind "on the formation of".
type DistrictsCalled struct {
	Name   geo.Names `yaml:"name"`
	Formed geo.Names `yaml:"formed"`
	// Seats is how many seats a district has that is called so and that Commissions are of; 0 stands for 1. A plan whose
	// districts have another number of them is not called by a name that is not theirs.
	Seats int `yaml:"seats"`
}

// Signer is an office that signs an act.
type Signer struct {
	Office geo.Names `yaml:"office"`
}
