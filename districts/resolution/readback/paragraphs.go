package readback

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Result is what an act says.
type Result struct {
	Lang string
	// District is the number of every unit of the layer, 0 for one that the act does not name.
	District []int
	Numbers  []int // of the districts, in the order of the act
}

// Kinds of fault of an act.
const (
	OtherLanguage   fault.Kind = "paragraph in another language"
	WithoutNumber   fault.Kind = "territory without a district"
	SecondTerritory fault.Kind = "second territory of a district"
	NoTerritory     fault.Kind = "district without a territory"
	NoDistricts     fault.Kind = "no districts"
	BadPhrase       fault.Kind = "territory that cannot be read" // a name that is not known, brackets, a way of saying it
	Unended         fault.Kind = "territory without an end"
	RepeatedUnit    fault.Kind = "unit named twice"
)

// heading matches what stands in the heading of a district in any language.
var heading = func() *regexp.Regexp {
	var words []string
	for _, s := range speeches {
		words = append(words, regexp.QuoteMeta(s.heading))
	}
	return regexp.MustCompile(`(?i)` + strings.Join(words, "|"))
}()

var number = regexp.MustCompile(`(?:№|No\.)\s*(\d+)`)

// Paragraphs reads an act's paragraphs. All faults come back together as a *fault.Faults: those of
// paragraphs first, in their order, each with the number of the paragraph, counted from 1 as the reader meets them, and
// its district in Path and ID; then districts without a territory.
func Paragraphs(paragraphs []string, layer *geo.Layer, table *names.Table, fallback ...string) (*Result, error) {
	r := &reader{all: paragraphs, layer: layer, result: &Result{District: make([]int, len(layer.Units))},
		saidIn: make([]int, len(layer.Units))}
	for i, p := range paragraphs {
		r.paragraph(i+1, plain(p), func(lang string) *names.Node { return names.Tree(layer, table, lang, fallback...) })
	}
	if r.open {
		r.fault(len(paragraphs), r.last, Unended, locale.T("the territory ends with a semicolon and nothing follows"),
			locale.T("end it with a full stop"))
	}
	said := map[int]bool{}
	for _, d := range r.result.District {
		said[d] = true
	}
	for _, d := range r.result.Numbers {
		if !said[d] && !r.faulty[d] {
			r.faults.Add(fault.Fault{Kind: NoTerritory, Detail: locale.T("district %d has no territory", d),
				Remedy: locale.T("it needs a paragraph that begins with %q", speeches["ru"].territory)})
		}
	}
	if len(r.result.Numbers) == 0 {
		r.faults.Add(fault.Fault{Kind: NoDistricts,
			Detail: locale.T("no paragraph names an electoral district with its number and a territory below it")})
	}
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return r.result, nil
}

type reader struct {
	all      []string
	layer    *geo.Layer
	result   *Result
	names    *Book  // nil before the first territory
	district int    // of the last heading
	open     bool   // the last phrase ended with a semicolon
	last     string // the last paragraph
	saidIn   []int  // paragraph that named the unit
	faults   fault.Faults
	faulty   map[int]bool
}

// fault adds what is wrong with a paragraph, whose text the detail ends with.
func (r *reader) fault(p int, text string, kind fault.Kind, what, remedy locale.Text) {
	if r.faulty == nil {
		r.faulty = map[int]bool{}
	}
	r.faulty[r.district] = true
	where := locale.T("paragraph %d", p)
	if r.district > 0 {
		where = locale.T("paragraph %d (district %d)", p, r.district)
	}
	r.faults.Add(fault.Fault{Where: where, Kind: kind, Detail: locale.T("%s; it reads %q", what, clip(text)),
		Remedy: remedy})
}

func (r *reader) paragraph(p int, s string, tree func(string) *names.Node) {
	if s == "" {
		return
	}
	r.last = s
	phrase, opens := s, false
	for _, lang := range locale.Languages() {
		speech, spoken := speeches[lang]
		if rest, ok := strings.CutPrefix(s, speech.territory); ok && spoken {
			if r.result.Lang != "" && r.result.Lang != lang {
				r.fault(p, s, OtherLanguage, locale.T("the act is in %q and this paragraph in %q", r.result.Lang, lang),
					locale.T("give each language a document of its own"))
				return
			}
			if r.names == nil {
				r.result.Lang, r.names = lang, NewBook(lang, tree(lang))
				rows := annex(r.all, r.layer, r.names.root)
				r.names.Annexed = func(u int) bool { return rows[row{r.district, u}] }
			}
			phrase, opens = strings.TrimSpace(rest), true
			break
		}
	}
	switch {
	case opens && r.district == 0:
		r.fault(p, s, WithoutNumber, locale.T("a territory stands before the number of its district"),
			locale.T("put the number above it"))
		return
	case opens && slices.Contains(r.result.Numbers, r.district):
		r.fault(p, s, SecondTerritory, locale.T("the district has a second territory"), locale.T("keep one of the two"))
		return
	case opens:
		r.result.Numbers = append(r.result.Numbers, r.district)
	case r.open:
	default:
		if m := number.FindStringSubmatch(s); m != nil && heading.MatchString(s) {
			r.district, _ = strconv.Atoi(m[1])
		}
		return
	}
	r.open = strings.HasSuffix(phrase, ";")
	phrase = strings.TrimSpace(strings.TrimRight(phrase, ";."))
	if phrase == "" {
		return
	}
	units, err := r.names.Phrase(phrase)
	if err != nil {
		r.fault(p, s, BadPhrase, locale.T("%v", err), locale.Text{})
		return
	}
	for _, u := range units {
		x := r.layer.Units[u]
		if r.saidIn[u] > 0 {
			r.fault(p, s, RepeatedUnit, locale.T("unit %s stands in district %d already, paragraph %d",
				fault.Label(x.ID, x.Names), locale.Nth(r.result.District[u]),
				locale.Nth(r.saidIn[u])),
				locale.T("leave it in one of the two"))
			continue
		}
		r.saidIn[u], r.result.District[u] = p, r.district
	}
}
