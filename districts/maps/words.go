package maps

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/locale"
)

// Languages are the languages in which sheets can be printed.
var Languages = locale.Languages()

// words are the texts of maps in one language, by their names in the language's file. %s and %d stand for what the
// field's comment says.
type words struct {
	Districts       string // title of the national sheet
	Deviations      string
	Changes         string
	RegionSheet     string // region's name
	DistrictSheet   string // number
	Atlas           string
	Contents        string
	Index           string
	NotesAndSources string
	Draft           string
	AsOf            string // date
	Counts          string // districts, units
	CountsOfSeats   string // districts, seats of each, units
	Unassigned      string
	Legend          string
	DistrictLine    string
	RegionLine      string
	DoubleLine      string
	UnitLine        string
	NumberSign      string
	AndMore         string // number
	UnitName        string
	UnitSample      string
	MeanVoters      string
	FormerLine      string
	NumberAndName   string
	Number          string
	ByNumber        string
	NamedElsewhere  string
	Fills           string
	Computed        string // lines between settlements
	Towns           string
	TownClasses     [4]string
	Centre          string
	CentreOf        string
	InsetSign       string
	Scale           string
	Kilometres      string
	Projection      string // southern and northern parallel, meridian
	Cylinder        string // parallel, meridian
	TextPrevails    string
	Sources         string
	District        string
	Unit            string
	Kind            string
	Square          string // of the grid
	Settlement      string
	Inhabitants     string
	Alphabet        string // letters that stand for units
	Voters          string
	Deviation       string
	Total           string
	BeyondLimit     string
	FromRegion      string
	FromNation      string
	Quota           string
	NoChange        string
	NoKnownChange   string // where the former district of some units is not known
	FormerNotKnown  string
	Moved           string
	MovedSummary    string // units, voters
	Renumbered      string // pairs
	Base            string
	Unlettered      string
	Location        string
	North, South    string // letters of the hemispheres
	East, West      string
	// abbreviations are generic terms and their short forms, in the order in which they are tried.
	abbreviations [][2]string
	*locale.Locale
}

// catalogue is the words of every language. Abbreviations stand in its file as long>short, divided by bars.
var catalogue = func() map[string]*words {
	all := map[string]*words{}
	for _, lang := range Languages {
		w := &words{Locale: locale.Of(lang)}
		w.Fill("maps", w)
		for pair := range strings.SplitSeq(w.Must("maps.abbreviations"), "|") {
			long, short, _ := strings.Cut(pair, ">")
			w.abbreviations = append(w.abbreviations, [2]string{long, short})
		}
		all[lang] = w
	}
	return all
}()

const nbsp = "\u00a0"

// short is a name with its generic terms abbreviated.
func (w *words) short(name string) string {
	for _, a := range w.abbreviations {
		name = strings.ReplaceAll(name, a[0], a[1])
	}
	return name
}

// date words an ISO 8601 date as it stands behind "as at"; what is not one is left as it stands.
func (w *words) date(iso string) string { return w.ShortDay(iso, locale.At) }

// percent writes a share with one decimal and its sign, rounded from the exact value.
func (w *words) percent(r *big.Rat) string { return locale.Signed(w.ExactShare(r, 1)) }

// degrees writes a latitude or longitude.
func (w *words) degrees(v float64, positive, negative string) string {
	s := w.Short(max(v, -v)) + "°"
	switch {
	case v > 0:
		return s + nbsp + positive
	case v < 0:
		return s + nbsp + negative
	}
	return s
}

func (w *words) latitude(v float64) string  { return w.degrees(v, w.North, w.South) }
func (w *words) longitude(v float64) string { return w.degrees(v, w.East, w.West) }

// describe prints a projection's parameters.
func (w *words) describe(p albers.Projection) string {
	if !p.Conic() {
		return fmt.Sprintf(w.Cylinder, w.latitude(p.Parallels[1]), w.longitude(p.Meridian))
	}
	return fmt.Sprintf(w.Projection, w.latitude(p.Parallels[0]), w.latitude(p.Parallels[1]), w.longitude(p.Meridian))
}
