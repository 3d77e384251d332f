package planfile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// ofDistrict are titles of columns of districts, in the form of usual.Plain. They are those of the field's programs and
// of the files of the Census Bureau (CD, SLDU, SLDL, with the number of the session or the year), and the words.
var ofDistrict = regexp.MustCompile(`^(?:(?:congressional|senate|house|legislative|electoral|new|old|plan|final)?` +
	`district(?:s|id|no|num|number|n|code|name)?[0-9]*|dist(?:no|num|id)?[0-9]*|cd[0-9]*(?:fp)?|sld[ul](?:st)?[0-9]*|` +
	`assignments?|assigneddistrict|constituency(?:id|no|number)?|` +
	`(?:номер|код|id)?(?:избирательн[а-я]+)?(?:округ|округа|округу)(?:номер|id|код)?|` +
	`(?:сайлау|бірмандатты)?округ(?:і|тің|інің)?(?:нөмірі|номері|id|коды)?)$`)

// ofPart are titles that are of districts where no better one is there.
var ofPart = regexp.MustCompile(`^(?:part|partition|zone|plan|seat|cluster)$`)

// isDistrictr is the head of the first column of Districtr's table, as in id-colorado-precincts-8-Districts.
var isDistrictr = regexp.MustCompile(`^id-.+-[0-9]+-[A-Za-z]+$`)

// columns are those of a table that are of use, -1 for none.
type columns struct {
	unit, name, district, region int
	// told is whether titles say so; otherwise a note does.
	told bool
}

// look is what is to be seen in a table.
type look struct {
	headed bool // the first of its rows is a head, or it has titles of its own
	titles []string
	ids    []int       // columns that have the ids of units in more than half of their filled rows; in half by their title
	hits   map[int]int // how many units each column has
	named  []int       // those that have names of units so
	filled int         // rows behind the head
}

// sampled is how many rows are looked at to find out which columns there are.
const sampled = 1000

// look looks at a table. Its head, if it is a row, has a title that is known, or no id where all others have.
func (r *reading) look(t *table) look {
	l := look{titles: t.titles, headed: t.titles != nil, hits: map[int]int{}}
	rows := t.rows
	if !l.headed && len(rows) > 0 {
		if r.isHead(rows) {
			l.headed, l.titles, rows = true, rows[0].cells, rows[1:]
		}
	}
	l.filled = len(rows)
	rows = rows[:min(len(rows), sampled)]
	for c := range t.width() {
		filled, ids, some, different := 0, 0, 0, map[int]bool{}
		for _, x := range rows {
			if s := input.Undress(x.cell(c)); s != "" {
				filled++
				found, _ := r.units.ByID(s)
				some += min(1, len(found))
				if len(found) == 1 {
					ids++
					different[found[0]] = true
				}
			}
		}
		unit, _ := ranks(at(l.titles, c))
		if l.hits[c] = len(different); 2*ids > filled || unit > rankName && some > 0 && 2*some >= filled {
			l.ids = append(l.ids, c)
		}
	}
	for c := range t.width() {
		if l.hits[c] > 0 || ofDistrict.MatchString(usual.Plain(at(l.titles, c))) {
			continue
		}
		filled, names := 0, 0
		for _, x := range rows {
			if s := input.Undress(x.cell(c)); s != "" {
				filled++
				if found, _ := r.units.ByName(s, nowhere); len(found) > 0 {
					names++
				}
			}
		}
		if 2*names > filled {
			l.named = append(l.named, c)
		}
	}
	return l
}

// isHead reports whether the first of the rows is a head: it has the title of a column of units, or that of a column of
// districts and no unit. District 1 may be either, and is taken for no title then.
func (r *reading) isHead(rows []record) bool {
	first := rows[0].cells
	if slices.ContainsFunc(first, r.units.exact) {
		return false
	}
	unit, district, number := false, false, false
	for _, s := range first {
		_, d := ranks(s)
		_, n := numberOf(input.Undress(s))
		n = n || isNumber(input.Undress(s))
		unit, district, number = unit || isUnitTitle(s), district || d > 0 && !n, number || n
	}
	return unit || district && !slices.ContainsFunc(first, r.units.known) || !number && r.strangeHead(rows)
}

// strangeHead reports whether the row behind the first has an id or a name in a column in which the first has none, so
// that it is a head whose words are not known.
func (r *reading) strangeHead(rows []record) bool {
	if len(rows) < 2 {
		return false
	}
	for c := range rows[0].cells {
		known := func(s string) bool {
			return r.units.known(s) || r.units.named(s)
		}
		if first := rows[0].cell(c); !known(first) && known(rows[1].cell(c)) {
			return true
		}
	}
	return false
}

func at(titles []string, c int) string {
	if c < 0 || c >= len(titles) {
		return ""
	}
	return titles[c]
}

// How sure a title is that of a column of ids or names of units.
const (
	rankName = 1 + iota
	rankID
	rankCensus
	rankEither // ids or names of units and nothing else
	rankMeant  // no other column is called so
)

// ranks say how sure a title is that of a column of ids or names of units, or of districts; 0 for neither.
func ranks(title string) (unit, district int) {
	plain := usual.Plain(title)
	switch {
	case isDistrictr.MatchString(strings.TrimSpace(title)):
		return rankMeant, 0
	case ofDistrict.MatchString(plain):
		return 0, 3
	case ofPart.MatchString(plain):
		return 0, 2
	}
	switch role, sure := usual.Title(title); role {
	case usual.OfIDs:
		switch sure {
		case usual.Meant:
			return rankMeant, 0
		case usual.Surely:
			return rankCensus, 0
		}
		return rankID, 0
	case usual.OfUnits:
		return rankEither, 0
	case usual.OfRows:
		return rankID, 0 // where its cells are ids
	case usual.OfNames:
		return rankName, 0
	}
	return 0, 0
}

// isUnitTitle reports whether a text is a title of a column of units and nothing else.
func isUnitTitle(s string) bool {
	_, district := ranks(s)
	return isDistrictr.MatchString(strings.TrimSpace(s)) || district == 0 && usual.IsTitle(s)
}

// find finds the columns of a table, or tells why it cannot.
func (r *reading) find(t *table, l look) (c columns, ok bool) {
	c = columns{unit: -1, name: -1, district: -1, region: -1}
	width := t.width()
	head := fault.Fault{File: r.s.Name, Kind: NoColumn}
	if t.titles == nil && len(t.rows) > 0 {
		head.Line = t.rows[0].at.Line
	}
	refuse := func(kind fault.Kind, detail, remedy locale.Text) (columns, bool) {
		f := head
		f.Kind, f.Detail, f.Remedy = kind, detail, remedy
		r.faults.Add(f)
		return c, false
	}
	unitRank, districtRank := make([]int, width), make([]int, width)
	for i := range width {
		unitRank[i], districtRank[i] = ranks(at(l.titles, i))
		if isDistrictr.MatchString(strings.TrimSpace(at(l.titles, i))) {
			t.counts = fromZero
		}
	}
	// The column of units: by its ids, then by its title, then by names.
	best := -1
	for _, i := range l.ids {
		if districtRank[i] > 0 {
			continue
		}
		switch {
		case best < 0 || unitRank[i] > unitRank[best],
			unitRank[i] == unitRank[best] && l.hits[i] > l.hits[best]:
			best = i
		}
	}
	titled, named := -1, -1 // by titles of ids, and of names
	for i := range width {
		switch {
		case unitRank[i] > rankName && (titled < 0 || unitRank[i] > unitRank[titled]):
			titled = i
		case unitRank[i] == rankName && named < 0 && l.hits[i] == 0:
			named = i
		}
	}
	for _, i := range l.named {
		if districtRank[i] == 0 && !ofRegions(l.titles, i) && (c.name < 0 || unitRank[i] > unitRank[c.name]) {
			c.name = i
		}
	}
	switch {
	case best >= 0 && (unitRank[best] > 0 || len(l.ids) == 1 || width == 2):
		c.unit = best
	case best < 0 && titled >= 0 && (c.name < 0 || unitRank[titled] == rankMeant):
		c.unit = titled
	case best < 0 && c.name >= 0:
		if titled >= 0 {
			f := head
			f.Kind, f.Detail = ReadAs, locale.T("the column %q has no ids of the units, which are known by their names "+
				"instead", at(l.titles, titled))
			r.note(f)
		}
	case best < 0 && named >= 0:
		c.name = named
	case best < 0 && width > 0 && len(t.rows) > 0 && districtColumn(districtRank) >= 0 && width == 2:
		c.unit = 1 - districtColumn(districtRank)
	default:
		return refuse(geo.UnknownProperty, locale.T("the header has no column %q", "unit_id"),
			titlesRemedy(l.titles, width))
	}
	if c.name < 0 {
		c.name = named
	}
	for i := range width {
		if i != c.unit && i != c.name && c.region < 0 && ofRegions(l.titles, i) && r.hasRegions(t, l, c, i) {
			c.region = i
		}
	}
	// The column of districts: by its title; else the other one of two; else the one that has as many as there are seats.
	most := slices.Max(append(slices.Clone(districtRank), 0))
	var candidates []int
	for i := range width {
		if most > 0 && districtRank[i] == most {
			candidates = append(candidates, i)
		}
	}
	c.told = len(candidates) == 1 && (c.unit < 0 || unitRank[c.unit] > 0)
	if len(candidates) == 0 && width == 2 {
		candidates = []int{1 - max(c.unit, c.name)}
	}
	if len(candidates) == 0 {
		candidates = r.fitting(t, l, c)
	}
	switch len(candidates) {
	case 1:
		c.district = candidates[0]
		return c, true
	case 0:
		return refuse(geo.UnknownProperty, locale.T("the header has no column %q", "district"),
			titlesRemedy(l.titles, width))
	}
	if usual.Plain(at(l.titles, candidates[0])) == usual.Plain(at(l.titles, candidates[1])) {
		return refuse(geo.RepeatedColumn, locale.T("the header names the column %q twice", at(l.titles, candidates[0])),
			locale.T("keep the one that is meant, or give the other another name"))
	}
	var names []string
	for _, i := range candidates {
		names = append(names, at(l.titles, i))
	}
	return refuse(NoColumn, locale.T("any of these columns may have the districts: %s",
		locale.Listed(names, fault.PerKind)), locale.T("keep the one that is meant, or call it district"))
}

func ofRegions(titles []string, c int) bool {
	role, _ := usual.Title(at(titles, c))
	return role == usual.OfRegions
}

// hasRegions reports whether a column has regions. Beside ids, one without any may have those of something else.
func (r *reading) hasRegions(t *table, l look, c columns, i int) bool {
	return c.unit < 0 || slices.ContainsFunc(t.rows[len(t.rows)-l.filled:], func(x record) bool {
		return len(r.units.Region(input.Undress(x.cell(i)))) > 0
	})
}

func districtColumn(rank []int) int {
	return slices.IndexFunc(rank, func(n int) bool { return n > 1 })
}

// titlesRemedy says how columns are to be called, and how they are.
func titlesRemedy(titles []string, width int) locale.Text {
	if there := titlesText(titles, width); !there.Empty() {
		return locale.T("give the columns the titles unit_id and district; there are %s", there)
	}
	return locale.T("give the columns the titles unit_id and district")
}

// titlesText lists the titles of columns, empty for none.
func titlesText(titles []string, width int) locale.Text {
	list := make([]string, 0, width)
	for i := range width {
		if s := input.Undress(at(titles, i)); s != "" {
			list = append(list, `"`+s+`"`)
		}
	}
	return locale.Listed(list, fault.PerKind)
}

// fitting are the columns whose values are numbers of districts, as many as there are seats.
func (r *reading) fitting(t *table, l look, c columns) (out []int) {
	rows := t.rows[len(t.rows)-l.filled:]
	for i := range t.width() {
		if i == c.unit || i == c.name || i == c.region || r.Districts == 0 {
			continue
		}
		seen, fits := map[string]bool{}, true
		for _, x := range rows {
			s := input.Undress(x.cell(i))
			if d, ok := numberOf(s); ok {
				seen[d] = true
			} else if !isNone(s) {
				fits = false
			}
			if fits = fits && len(seen) <= r.Districts; !fits {
				break
			}
		}
		if fits && len(seen) == r.Districts {
			out = append(out, i)
		}
	}
	return out
}
