package planfile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// nowhere is the region of a row that names none.
const nowhere = namesake.Everywhere

// units finds the units of a case by what files call them.
type units struct {
	idList    []string
	shown     []string
	region    []int
	ids       *namesake.IDs
	layer     *geo.Layer
	byNames   *namesake.Index // made when it is first needed
	regionIDs *namesake.IDs
	regions   namesake.Index
	shownArea []string
}

func newUnits(c Case) *units {
	x := &units{layer: c.Layer}
	var regionIDs []string
	at := map[string]int{}
	for i, a := range c.Layer.Regions {
		at[a.ID] = i
		regionIDs = append(regionIDs, a.ID)
		x.regions.Add(0, a.Kind, all(a.Names))
		x.shownArea = append(x.shownArea, cmp.Or(a.Names.In("", geo.Fallback()...), a.ID))
	}
	for _, u := range c.Layer.Units {
		x.idList = append(x.idList, u.ID)
		x.shown = append(x.shown, u.Names.In("", geo.Fallback()...))
		x.region = append(x.region, at[u.RegionID])
	}
	x.idList = append(x.idList, c.Wholes...)
	x.shown = append(x.shown, c.Wholes...)
	x.ids, x.regionIDs = namesake.NewIDs(x.idList), namesake.NewIDs(regionIDs)
	return x
}

// all are the names in the order of their languages. An id that stands for a name is none.
func all(n geo.Names) []string {
	var names []string
	for _, lang := range slices.Sorted(maps.Keys(n)) {
		if lang != geo.Undetermined {
			names = append(names, n[lang])
		}
	}
	return names
}

// names finds units by their names.
func (x *units) names() *namesake.Index {
	if x.byNames == nil {
		x.byNames = &namesake.Index{}
		for u, unit := range x.layer.Units {
			x.byNames.Add(x.region[u], unit.Kind, all(unit.Names))
		}
	}
	return x.byNames
}

func (x *units) label(u int) string { return fault.Label(x.idList[u], x.shown[u]) }

func (x *units) labels(list []int) []string {
	out := make([]string, len(list))
	for i, u := range list {
		out[i] = x.label(u)
	}
	return out
}

// undress takes off what spreadsheets wear around a text that they shall not take for a number: ="0101" and '0101.
func undress(s string) string {
	s = input.Printable(s)
	if rest, ok := strings.CutPrefix(s, "="); ok && len(rest) > 1 && rest[0] == '"' && rest[len(rest)-1] == '"' {
		return input.Trim(rest[1 : len(rest)-1])
	}
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" {
		return input.Trim(strings.TrimSuffix(rest, "'"))
	}
	return s
}

// known reports whether a text is the id of a unit, or what a spreadsheet has left of the id of one alone.
func (x *units) known(text string) bool {
	found, _ := x.ids.Find(undress(text))
	return len(found) == 1
}

// exact reports whether a text is the id of a unit as it stands.
func (x *units) exact(text string) bool {
	found, loss := x.ids.Find(undress(text))
	return len(found) == 1 && loss == namesake.Exact
}

// named reports whether a text is the name of one unit.
func (x *units) named(text string, region int) bool {
	found, bySound := x.byName(text, region)
	return len(found) == 1 && !bySound
}

// byName are the units that a name can mean, which may name the region too.
func (x *units) byName(name string, region int) (found []int, bySound bool) {
	found, bySound = x.names().Find(name, region)
	if whole, part, ok := namesake.Split(name); ok && len(found) == 0 {
		if in := x.findRegion(whole); in != nowhere && (region == nowhere || region == in) {
			return x.names().Find(part, in)
		}
	}
	return found, bySound
}

// findRegion is the region of an id or name, nowhere for none or several.
func (x *units) findRegion(text string) int {
	if found, loss := x.regionIDs.Find(undress(text)); len(found) == 1 && loss == namesake.Exact {
		return found[0]
	}
	if found, bySound := x.regions.Find(text, nowhere); len(found) == 1 && !bySound {
		return found[0]
	}
	return nowhere
}

// matched is what was found for a row.
type matched struct {
	unit int // -1 for none
	how  how
	text string // by which it is known
	// doubt says, of a row without a unit, that it may be one of some.
	doubt bool
}

// how is the way in which units are known.
type how byte

// The ways in which a unit is known; all but the first are noted.
const (
	byID how = iota
	byZeros
	byExponent
	byGrouping
	byItsName
	ways
)

// match finds the unit of an id and a name, either of which may be "". The fault says why there is none.
func (x *units) match(id, name string, region int, told bool) (m matched, detail, remedy locale.Text) {
	m = matched{unit: -1, text: cmp.Or(id, name)}
	if id == "" {
		return x.matchName(name, region, told)
	}
	found, loss := x.ids.Find(id)
	switch {
	case len(found) == 1:
		m.unit = found[0]
		m.how = map[namesake.Loss]how{namesake.Exact: byID, namesake.Zeros: byZeros, namesake.Exponent: byExponent,
			namesake.Grouping: byGrouping}[loss]
	case len(found) > 1:
		m.doubt = true
		detail, remedy = locale.T("its id %q fits several units", id), locale.T("a spreadsheet may have taken the ids for "+
			"numbers and rounded them; export that column as text")
		return m, detail, remedy
	case x.named(id, region):
		return x.matchName(id, region, told)
	default:
		if told {
			remedy = namesake.Meant(id, x.idList)
		}
		if by, _ := x.byName(id, region); remedy.Empty() && len(by) > 0 && told {
			remedy = locale.T("did you mean %s?", locale.Or(x.labels(by)...))
		}
		return m, locale.T("there is no unit of this id"), remedy
	}
	if name == "" || m.unit >= len(x.region) || x.names().Means(m.unit, name) {
		return m, detail, remedy
	}
	// A row that has slipped against its neighbour's id.
	if other, bySound := x.byName(name, x.region[m.unit]); len(other) > 0 && !bySound && !slices.Contains(other, m.unit) {
		detail = locale.T("its id is that of %s, and its name, %q, that of %s", x.label(m.unit), name, x.label(other[0]))
		m.unit, m.doubt = -1, true
		return m, detail, locale.T("correct the one or the other")
	}
	return m, detail, remedy
}

func (x *units) matchName(name string, region int, told bool) (m matched, detail, remedy locale.Text) {
	m = matched{unit: -1, how: byItsName, text: name}
	found, bySound := x.byName(name, region)
	switch {
	case len(found) == 1 && !bySound:
		m.unit = found[0]
		return m, detail, remedy
	case len(found) > 1:
		m.doubt = true
		return m, locale.T("%q may be one of several units", name), locale.T("decide between %s, and write the id",
			locale.Listed(x.labels(found), fault.PerKind))
	}
	if len(found) == 0 && told {
		found = x.names().Near(name, region, 1)
	}
	if len(found) > 0 {
		remedy = locale.T("did you mean %s?", locale.Or(x.labels(found)...))
	}
	return m, locale.T("no unit is called %q", name), remedy
}
