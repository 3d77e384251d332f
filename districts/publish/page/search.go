package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// mostFound is how many regions, units and settlements the search knows.
const mostFound = 4000

// hole is where the name goes in the words for what a settlement is: "city of {}".
const hole = "{}"

// entry is something that the search finds.
type entry struct {
	names     geo.Names
	kind      kind
	region    int // of the layer, -1 for none
	unit      int // that it lies in, -1 where it is one itself
	districts []int
	at        *[2]int
	chief     bool  // it is the seat of a region or the centre of a district
	size      int64 // voters or inhabitants, to rank by
}

// kind is what an entry is, a word or a pattern with a hole for each language of the page.
type kind []string

func (k kind) key() string { return strings.Join(k, "\x00") }

// found are the entries of a page, the largest first, and how many there would be.
type found struct {
	entries []entry
	all     int
}

// search lists the regions, the units, those that finer ones have replaced, and the settlements.
func (c *composer) search(m *mapView) found {
	s := &searcher{composer: c, region: map[string]int{}, unit: map[string]int{}, regions: map[string]area{},
		divided: map[string]area{}, covered: map[string]bool{}}
	l := c.plan.Layer
	for i, r := range l.Regions {
		s.region[r.ID] = i
	}
	for _, x := range l.Divided {
		s.divided[x.ID] = area{}
	}
	for _, p := range l.Places {
		s.covered[p.Covers] = true
	}
	for u, x := range l.Units {
		s.unit[x.ID] = u
		s.regions[x.RegionID] = s.regions[x.RegionID].with(c.numbersOf(u), x.Voters)
		if n := len(x.Parents); n > 0 {
			if whole, ok := s.divided[x.Parents[n-1]]; ok {
				s.divided[x.Parents[n-1]] = whole.with(c.numbersOf(u), x.Voters)
			}
		}
	}
	s.addAreas()
	s.addPlaces(m)
	slices.SortStableFunc(s.list, func(a, b entry) int { return cmp.Compare(b.size, a.size) })
	return found{s.list[:min(len(s.list), mostFound)], len(s.list)}
}

// area is what units have together.
type area struct {
	districts []int
	voters    int64
}

func (a area) with(districts []int, voters int64) area {
	return area{append(a.districts, districts...), a.voters + voters}
}

// searcher collects what the search finds.
type searcher struct {
	*composer
	region, unit     map[string]int // indexes by id
	regions, divided map[string]area
	covered          map[string]bool // ids of regions that a settlement stands for
	list             []entry
}

func (s *searcher) add(e entry) {
	e.districts = slices.Compact(slices.Sorted(slices.Values(e.districts)))
	s.list = append(s.list, e)
}

// addAreas adds regions, but those that a settlement stands for, units, and what finer units have replaced.
func (s *searcher) addAreas() {
	l := s.plan.Layer
	for u, x := range l.Units {
		s.add(entry{names: x.Names, kind: s.kindOf(x.Kind), region: s.region[x.RegionID], unit: -1,
			districts: s.numbersOf(u), size: x.Voters})
	}
	for _, x := range l.Divided {
		s.add(entry{names: x.Names, kind: s.kindOf(x.Kind), region: s.region[x.RegionID], unit: -1,
			districts: s.divided[x.ID].districts, size: s.divided[x.ID].voters})
	}
	for _, r := range l.Regions {
		if !s.covered[r.ID] && len(l.Regions) > 1 {
			s.add(entry{names: r.Names, kind: s.regionKind(), region: -1, unit: -1,
				districts: s.regions[r.ID].districts, size: s.regions[r.ID].voters})
		}
	}
}

// addPlaces adds the settlements. One that is a unit stands there once.
func (s *searcher) addPlaces(m *mapView) {
	l := s.plan.Layer
	chief := s.plan.SeatTowns()
	for _, d := range s.plan.Districts {
		if d.Centre >= 0 {
			chief[d.Centre] = true
		}
	}
	for i, p := range l.Places {
		u, ok := s.unit[p.UnitID]
		if !ok {
			continue // it lies in no unit
		}
		x := l.Units[u]
		at := m.at(p.Point)
		if x.ID == p.ID || s.isUnit(p, x) {
			s.list[u].at, s.list[u].chief = &at, chief[i] // units are the first of the list, in their order
			continue
		}
		e := entry{names: p.Names, kind: s.kindOfPlace(p), region: -1, unit: u, districts: s.numbersOf(u), at: &at,
			chief: chief[i], size: p.Population}
		if r, ok := s.region[p.RegionID]; ok {
			e.region = r
		}
		// Where its unit is a part of a divided one, nobody knows how far into the other parts the settlement reaches.
		if n := len(x.Parents); n > 0 && x.Place == nil {
			if whole, ok := s.divided[x.Parents[n-1]]; ok {
				e.districts = whole.districts
			}
		}
		if p.Covers != "" {
			e.districts, e.unit, e.region = s.regions[p.Covers].districts, -1, -1
		}
		s.add(e)
	}
}

// isUnit reports whether a settlement is the unit that it lies in: it has the name, and what it is, is the unit's kind.
func (c *composer) isUnit(p geo.Place, x geo.Unit) bool {
	for i, lang := range c.o.Languages {
		name := p.Names.Among(lang, c.fallback()...)
		if name != x.Names.Among(lang, c.fallback()...) {
			return false
		}
		full := p.FullNames[lang]
		if full != "" && !strings.Contains(full, c.kindOf(x.Kind)[i]) {
			return false
		}
	}
	return p.FullNames != nil
}

// numbersOf are the districts of a unit: one, none, or those that the plan's source gives it to.
func (c *composer) numbersOf(u int) []int {
	if several := c.plan.Duplicates[c.plan.Layer.Units[u].ID]; len(several) > 0 {
		return slices.Clone(several)
	}
	if d := c.plan.Of[u]; d >= 0 {
		return []int{c.plan.Districts[d].Number}
	}
	return nil
}

// kindOf is the kind of units and regions in words.
func (c *composer) kindOf(code string) kind {
	k := make(kind, len(c.o.Languages))
	for i, lang := range c.o.Languages {
		k[i] = unitKind(lang, code)
	}
	return k
}

// regionKind is the kind of regions, whose names say what they are.
func (c *composer) regionKind() kind {
	k := make(kind, len(c.o.Languages))
	for i, lang := range c.o.Languages {
		k[i] = locale.Of(lang).Must("report.kind.region")
	}
	return k
}

// kindOfPlace is what a settlement is: its full name around its name, or else just that it is one.
func (c *composer) kindOfPlace(p geo.Place) kind {
	k := make(kind, len(c.o.Languages))
	for i, lang := range c.o.Languages {
		k[i] = wordsOf(lang).Settlement
		name := p.Names.Among(lang, c.fallback()...)
		if full := p.FullNames[lang]; full != "" && name != "" && strings.Count(full, name) == 1 && full != name {
			k[i] = strings.Replace(full, name, hole, 1)
		}
	}
	return k
}
