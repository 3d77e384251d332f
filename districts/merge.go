package districts

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Draft is a plan of a part of the units, with the name by which faults speak of it.
type Draft struct {
	Name string
	*Plan
}

// The kinds of fault in which drafts contradict each other.
const (
	TwoDistricts fault.Kind = "unit in two drafts"
	TwoRegions   fault.Kind = "district number in two regions"
)

// Merge puts plans together that each know some of a case's units, as drafts of its regions do. A unit has the district
// that one of them gives it; units that none knows have none.
//
// Numbers are kept: districts of one number are one district, which is noted where drafts share one, and is a fault
// where they lie in different regions. With renumber, each draft's districts are its own and get new numbers, as New
// gives them; only a district that has the same units in several drafts, or the same number and a unit in common, is
// one. A unit that drafts give two districts,
// or that one draft gives several, is a fault; so is one that the case does not have. Faults are a *geo.Faults with all
// of them.
func Merge(c *Case, drafts []Draft, renumber bool) (*Plan, error) {
	m := merging{Case: c, at: map[string]int{}, labels: make([]int, len(c.Layer.Units)),
		from: make([]int, len(c.Layer.Units)), number: make([]int, len(c.Layer.Units)), renumber: renumber,
		same: map[string]int{}}
	for u, x := range c.Layer.Units {
		m.at[x.ID] = u
	}
	for i, d := range drafts {
		m.add(i, d, drafts)
	}
	if !renumber {
		m.regions(drafts)
	}
	if err := m.faults.Err(); err != nil {
		return nil, err
	}
	if renumber {
		return New(c, m.labels)
	}
	p, err := NewNumbered(c, m.labels)
	if err == nil {
		p.Understood = m.notes
	}
	return p, err
}

// merging is the state of Merge.
type merging struct {
	*Case
	at       map[string]int // units by id
	labels   []int          // of the units, 0 for none
	from     []int          // the draft of each unit's label
	number   []int          // that this draft's district has there
	renumber bool
	last     int            // label given last
	same     map[string]int // labels by their units, so that a district of two drafts is known
	faults   geo.Faults
	notes    []geo.Fault
}

// add takes the districts of a draft.
func (m *merging) add(i int, d Draft, drafts []Draft) {
	for _, id := range sortedKeys(d.Duplicates) {
		m.faults.Add(geo.Fault{File: d.Name, ID: id, Kind: TwoDistricts, Detail: locale.T("it gives the unit several "+
			"districts: %s", locale.Listed(digits(d.Duplicates[id]), fault.PerKind)), Remedy: locale.T("keep one")})
	}
	for _, x := range d.Districts {
		var units []int
		for _, own := range x.Units {
			id := d.Layer.Units[own].ID
			u, ok := m.at[id]
			if !ok {
				m.faults.Add(geo.Fault{File: d.Name, ID: id, Kind: geo.UnknownUnit,
					Detail: locale.T("the unit is not among those of the case"),
					Remedy: locale.T("name the scenario that has the units of all drafts with --scenario")})
				continue
			}
			units = append(units, u)
		}
		label := x.Number
		if m.renumber {
			label = m.labelOf(units, x.Number)
		}
		for _, u := range units {
			switch before := m.labels[u]; {
			case before == 0:
				m.labels[u], m.from[u], m.number[u] = label, i, x.Number
			case before != label:
				m.conflict(u, i, x.Number, drafts)
			}
		}
	}
}

// labelOf is the label of a district: a new one, unless a draft before has the same district, by its units or by its
// number and one of its units.
func (m *merging) labelOf(units []int, number int) int {
	for _, u := range units {
		if m.number[u] == number {
			return m.labels[u]
		}
	}
	slices.Sort(units)
	key := ""
	for _, u := range units {
		key += strconv.Itoa(u) + " "
	}
	if label, ok := m.same[key]; ok {
		return label
	}
	m.last++
	m.same[key] = m.last
	return m.last
}

// conflict tells of a unit that two drafts give different districts.
func (m *merging) conflict(u, draft, number int, drafts []Draft) {
	x, other := m.Layer.Units[u], drafts[m.from[u]]
	m.faults.Add(geo.Fault{File: drafts[draft].Name, ID: x.ID, Name: x.Names, Kind: TwoDistricts,
		Detail: locale.T("it gives the unit district %s, and %s district %s", strconv.Itoa(number), other.Name,
			strconv.Itoa(m.number[u])),
		Remedy: locale.T("decide which holds, and take the unit out of the other")})
}

// regions looks for numbers that drafts use for districts of different regions, and notes those that they share within
// one.
func (m *merging) regions(drafts []Draft) {
	type use struct {
		drafts  []int
		regions map[int][]int // the drafts by region
	}
	regionOf := RegionOf(m.Layer)
	uses := map[int]*use{}
	for i, d := range drafts {
		for _, x := range d.Districts {
			w := uses[x.Number]
			if w == nil {
				w = &use{regions: map[int][]int{}}
				uses[x.Number] = w
			}
			w.drafts = append(w.drafts, i)
			for _, own := range x.Units {
				u, ok := m.at[d.Layer.Units[own].ID]
				if ok && !slices.Contains(w.regions[regionOf[u]], i) {
					w.regions[regionOf[u]] = append(w.regions[regionOf[u]], i)
				}
			}
		}
	}
	for _, n := range sortedKeys(uses) {
		w := uses[n]
		if len(w.drafts) < 2 {
			continue
		}
		var names []string
		for _, i := range w.drafts {
			names = append(names, drafts[i].Name)
		}
		if len(w.regions) < 2 {
			m.notes = append(m.notes, geo.Fault{Kind: geo.ReadAs, Detail: locale.T("district %s is in several drafts, and is "+
				"taken for one: %s", strconv.Itoa(n), locale.Listed(names, fault.PerKind))})
			continue
		}
		var where []string
		for _, r := range sortedKeys(w.regions) {
			where = append(where, m.RegionName(r, m.languages()[0])+" ("+drafts[w.regions[r][0]].Name+")")
		}
		m.faults.Add(geo.Fault{Kind: TwoRegions, Detail: locale.T("district %s lies in several regions: %s", strconv.Itoa(n),
			locale.Listed(where, fault.PerKind)),
			Remedy: locale.T("give one of them another number, or have all numbered anew with --renumber")})
	}
}

func digits(numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = strconv.Itoa(n)
	}
	return out
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
