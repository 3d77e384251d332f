package namesake

import (
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Row is what a row of a table says of the unit that it means.
type Row struct {
	ID     string   // "" for none
	Names  []string // one, or in several languages
	Region int      // in which the unit is looked for, Everywhere for any
	// Stated is whether the row itself states the region, so that an id of another region contradicts it.
	Stated bool
}

// Way is the way in which a unit is known.
type Way byte

// The ways in which a unit is known. All but ByID are for a note.
const (
	ByID Way = iota
	ByZeros
	ByExponent
	ByGrouping
	ByName
	BySound
)

// Known is a note on so many units that are known in a way other than ByID, with how the first is written and which
// it is.
func Known(way Way, n int, text, label any) locale.Text {
	switch way {
	case ByZeros:
		return locale.T("%d {1|id lacks|ids lack} zeros that a spreadsheet took away; the first, %q, is taken for %s", n,
			text, label)
	case ByExponent:
		return locale.T("%d {1|id is|ids are} written with an exponent, and {1|fits|fit} one unit alone; the first, %q, is "+
			"taken for %s", n, text, label)
	case ByGrouping:
		return locale.T("%d {1|id has|ids have} marks between thousands; the first, %q, is taken for %s", n, text, label)
	case BySound:
		return locale.T("%d {1|unit is|units are} known by a name that is written otherwise and sounds the same; the first, "+
			"%q, is taken for %s", n, text, label)
	}
	return locale.T("%d {1|unit is|units are} known by {1|its name|their names}; the first, %q, is taken for %s", n, text,
		label)
}

// Doubt is why a row means no unit.
type Doubt byte

// The doubts. Sure is none.
const (
	Sure         Doubt = iota
	UnknownID          // no unit has its id
	SeveralIDs         // its id is what a spreadsheet may have made of several
	OtherRegion        // its id is that of a unit of another region
	OtherName          // its name is that of another unit than its id: it has slipped against its neighbour's id
	UnknownName        // no unit has its name
	SeveralNames       // its name is that of several
)

// Match is which unit a row means, and how that is known.
type Match struct {
	Unit       int // -1 for none
	Way        Way
	Text       string // by which it is known
	Doubt      Doubt
	Candidates []int       // where there is a doubt, the units that the row may mean
	Detail     locale.Text // what the doubt is
}

// waysOfIDs are the ways of units that are known by what is left of their ids.
var waysOfIDs = map[Loss]Way{Exact: ByID, Zeros: ByZeros, Exponent: ByExponent, Grouping: ByGrouping}

// Find finds the unit that a row means: by its id, or where it has none by its names. A name in the place of the id is
// taken too where it is that of one unit alone and not only sounds so. A name that only sounds like that of one unit is
// taken; one that is only near is not.
func (f *Finder) Find(row Row) Match {
	if row.ID == "" {
		return f.findNames(row.Names, row.Region)
	}
	m := Match{Unit: -1, Text: row.ID}
	found, loss := f.ids.Find(row.ID)
	m.Way = waysOfIDs[loss]
	switch {
	case len(found) == 1:
		m.Unit = found[0]
	case len(found) > 1:
		m.Doubt, m.Candidates, m.Detail = SeveralIDs, found, locale.T("its id %q fits several units", row.ID)
		return m
	default:
		named, bySound := f.ByName(row.ID, row.Region)
		if len(named) != 1 || bySound {
			return f.unknownID(row, m, named)
		}
		m.Unit, m.Way = named[0], ByName
	}
	own := f.units[m.Unit].Region
	if own == Everywhere {
		return m
	}
	if row.Stated && row.Region != Everywhere && row.Region != own {
		m.Doubt, m.Candidates = OtherRegion, []int{m.Unit}
		m.Detail = locale.T("its id is that of %s, which is in %s, and the row is of %s", f.Label(m.Unit),
			f.RegionLabel(own), f.RegionLabel(row.Region))
		m.Unit = -1
		return m
	}
	for _, name := range row.Names {
		if other := f.Slipped(m.Unit, name); len(other) > 0 {
			m.Doubt, m.Candidates = OtherName, append([]int{m.Unit}, other...)
			m.Detail = locale.T("its id is that of %s, and its name, %q, that of %s", f.Label(m.Unit), name,
				f.Label(other[0]))
			m.Unit = -1
			return m
		}
	}
	return m
}

// unknownID is the match of a row of whose id there is no unit. What its names mean, and else its id where that sounds
// like a name, may be the unit.
func (f *Finder) unknownID(row Row, m Match, named []int) Match {
	m.Doubt, m.Detail, m.Candidates = UnknownID, locale.T("there is no unit of this id"), named
	if len(row.Names) > 0 {
		by := f.findNames(row.Names, row.Region)
		if m.Candidates = by.Candidates; by.Unit >= 0 {
			m.Candidates = []int{by.Unit}
		}
	}
	return m
}

// Slipped are the units of a unit's region that its name on a row means where that is not the name of the unit itself:
// the row may have slipped against its neighbour's id. A name that means none says nothing.
func (f *Finder) Slipped(unit int, name string) []int {
	if f.names().Means(unit, name) {
		return nil
	}
	other, bySound := f.ByName(name, f.units[unit].Region)
	if bySound || slices.Contains(other, unit) {
		return nil
	}
	return other
}

// findNames finds a unit by its names.
func (f *Finder) findNames(names []string, region int) Match {
	m := Match{Unit: -1, Way: ByName}
	if len(names) > 0 {
		m.Text = names[0]
	}
	bySound := false
	var found []int
	for _, name := range names {
		some, sounds := f.ByName(name, region)
		switch {
		case len(some) == 0:
		case len(found) == 0:
			found, bySound = some, sounds
		default: // in another language; what both can mean is meant
			if both := common(found, some); len(both) > 0 {
				found, bySound = both, bySound && sounds
			} else {
				found = append(found, some...)
			}
		}
	}
	if len(found) == 1 {
		if m.Unit = found[0]; bySound {
			m.Way = BySound
		}
		return m
	}
	m.Candidates = found
	switch m.Doubt = UnknownName; {
	case len(found) > 1:
		m.Doubt, m.Detail = SeveralNames, locale.T("%q may be one of several units", m.Text)
	case region != Everywhere:
		m.Detail = locale.T("no unit of %s is called %q", f.regions[region].Shown, m.Text)
	default:
		m.Detail = locale.T("no unit is called %q", m.Text)
	}
	return m
}

func common(a, b []int) (both []int) {
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	return both
}

// MostNear is how many units are offered for a name.
const MostNear = 5

// Near are units that the row of a doubt may mean by names that are like its own, or that mean units of another region.
// It looks at many names, and decides nothing.
func (f *Finder) Near(row Row) (near []int) {
	for _, name := range row.Names {
		if near = f.names().Near(name, row.Region, MostNear); len(near) == 0 && row.Region != Everywhere {
			near, _ = f.names().Find(name, Everywhere)
		}
		if len(near) > 0 {
			return near
		}
	}
	return nil
}

// Remedy says what to do about a doubt whose row may mean what the labels name. It looks at all ids where they name
// nothing.
func (f *Finder) Remedy(m Match, id string, labels []locale.Text) locale.Text {
	switch {
	case m.Doubt == SeveralIDs && m.Way == ByExponent:
		return locale.T("a spreadsheet may have taken the ids for numbers and rounded them; export that column as text")
	case m.Doubt == OtherName:
		return locale.T("decide between %s", locale.Listed(labels, MostNear))
	case len(labels) > 1:
		return locale.T("decide between %s, and write the id", locale.Listed(labels, MostNear))
	case len(labels) == 1:
		return DidYouMean(labels)
	case id != "":
		return Meant(id, f.idList())
	}
	return locale.Text{}
}
