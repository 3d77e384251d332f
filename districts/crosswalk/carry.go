package crosswalk

import (
	"maps"
	"math/big"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Plan is what a plan says of the units of its own list.
type Plan struct {
	File string
	// Of are the numbers of the districts of the units that the plan names, the first of which counts; none for a unit
	// that it names without a district.
	Of map[string][]int
	// Units are all of its list, and Voters theirs; nil where nothing but the plan is known of it.
	Units  []string
	Voters map[string]int64
}

// Carry is the plan on another list of units. Units without a district are not there. The notes say by which way it
// came, and every unit whose parts were not of one district. Errors are a *fault.Faults with all of them.
func (t *Table) Carry(p Plan, to []string) (of map[string][]int, notes []fault.Fault, err error) {
	w := t.way(p, to)
	faults := &fault.Faults{}
	w.check(faults)
	of = map[string][]int{}
	open, changed := []string{}, 0
	for _, unit := range w.to {
		parts := w.parts[unit]
		itself := len(parts) == 1 && parts[0].unit == unit && w.targets[unit] == 1
		if !itself {
			changed++
		}
		if numbers := w.decide(unit, parts, faults); len(numbers) > 0 {
			of[unit] = numbers
		} else if !itself {
			open = append(open, unit)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return of, append([]fault.Fault{w.told(changed)}, append(faults.Notes, w.lost(of, open)...)...), nil
}

// way is a crosswalk as it leads from a plan's list to another.
type way struct {
	*Table
	plan     Plan
	to       []string
	from, at int               // the columns of the two lists
	has, new map[string]bool   // the units of the two lists
	parts    map[string][]part // of every unit of the new list
	targets  map[string]int    // how many units of the new list each of the plan's is a part of
}

// part is what a unit of the new list has of one of the plan's.
type part struct {
	unit   string
	weight *big.Rat // as the row says it; nil for none
}

// way finds which column is whose, and what every unit of the new list is made of.
func (t *Table) way(p Plan, to []string) *way {
	w := &way{Table: t, plan: p, to: to, at: 1, has: map[string]bool{}, new: map[string]bool{},
		parts: map[string][]part{}, targets: map[string]int{}}
	for _, id := range to {
		w.new[id] = true
	}
	for _, id := range p.Units {
		w.has[id] = true
	}
	if p.Units == nil {
		for id := range p.Of {
			w.has[id] = true
		}
	}
	named := [2]map[string]bool{{}, {}}
	for _, x := range t.Rows {
		named[0][x.IDs[0]], named[1][x.IDs[1]] = true, true
	}
	if w.strange(named[1], named[0]) < w.strange(named[0], named[1]) {
		w.from, w.at = 1, 0
	}
	for _, x := range t.Rows {
		w.add(x.IDs[w.at], part{x.IDs[w.from], x.Weight})
	}
	for _, id := range to {
		if (w.has[id] || p.Units == nil && named[w.from][id]) && !(named[0][id] && named[1][id]) {
			w.add(id, part{unit: id})
		}
	}
	return w
}

func (w *way) add(unit string, x part) {
	w.parts[unit] = append(w.parts[unit], x)
	w.targets[x.unit]++
}

// strange counts the ids of the two columns that are in neither list, were these theirs.
func (w *way) strange(from, at map[string]bool) (n int) {
	for id := range from {
		if !w.has[id] {
			n++
		}
	}
	for id := range at {
		if !w.new[id] {
			n++
		}
	}
	return n
}

// check finds what the lists and the table do not agree in.
func (w *way) check(faults *fault.Faults) {
	for _, x := range w.Rows {
		w.find(x, x.IDs[w.at], w.new, locale.T("the list that the plan is read for has no such unit"), faults)
		if w.plan.Units != nil {
			w.find(x, x.IDs[w.from], w.has, locale.T("the list that the plan was made on has no such unit"), faults)
		}
	}
	if w.plan.Units == nil {
		w.unnamed(faults)
	}
	gone := w.plan.Units
	if gone == nil {
		gone = slices.Sorted(maps.Keys(w.plan.Of))
	}
	for _, id := range gone {
		if w.targets[id] == 0 {
			faults.Add(fault.Fault{File: w.plan.File, ID: id, Kind: fault.UnknownUnit, Detail: locale.T("neither has the list "+
				"that the plan is read for such a unit, nor does %s say what became of it", w.File),
				Remedy: locale.T("give it a row there")})
		}
	}
	for _, id := range w.to {
		if w.plan.Units != nil && len(w.parts[id]) == 0 {
			faults.Add(fault.Fault{File: w.File, ID: id, Kind: geo.MissingUnit,
				Detail: locale.T("no row says of which units of the plan's list it was made, and that list has no such unit"),
				Remedy: locale.T("give it a row")})
		}
	}
}

// find tells of an id that a list lacks, and of the first some what they may mean.
func (w *way) find(x Row, id string, list map[string]bool, none locale.Text, faults *fault.Faults) {
	if list[id] {
		return
	}
	f := fault.Fault{File: w.File, Line: x.Line, ID: id, Kind: fault.UnknownUnit, Detail: none}
	if len(faults.List) < fault.PerKind {
		if near := fault.Nearest(id, slices.Sorted(maps.Keys(list)), 3, 0); len(near) > 0 {
			f.Remedy = fault.DidYouMean(near)
		}
	}
	faults.Add(f)
}

// unnamed tells of the units of the table to which the plan gives no district, where no more is known of its list: it
// may leave units out. One that it does not name at all, and whose id is written nearly as that of a unit of the plan
// which no row names, is a fault, for it may be that one.
func (w *way) unnamed(faults *fault.Faults) {
	rows := map[string]bool{}
	for _, id := range w.IDs() {
		rows[id] = true
	}
	spare := newTypos(slices.DeleteFunc(slices.Sorted(maps.Keys(w.has)), func(id string) bool { return rows[id] }))
	seen := map[string]bool{}
	var without []string
	for _, x := range w.Rows {
		id := x.IDs[w.from]
		if len(w.plan.Of[id]) > 0 || seen[id] {
			continue
		}
		seen[id] = true
		var near []string
		if !w.has[id] {
			near = spare.near(id)
		}
		if len(near) == 0 {
			without = append(without, id)
			continue
		}
		faults.Add(fault.Fault{File: w.File, Line: x.Line, ID: id, Kind: fault.UnknownUnit,
			Detail: locale.T("the plan has no such unit"), Remedy: locale.T("%s If not, name it in the plan without a district",
				fault.DidYouMean(near))})
	}
	if len(without) > 0 {
		faults.Note(fault.Fault{File: w.plan.File, Kind: geo.ReadAs, Detail: locale.T("it gives no district to %d "+
			"{1|unit|units} of %q in %s: %s", len(without), w.Titles[w.from], filepath.Base(w.File),
			locale.Listed(without, len(without)))})
	}
}

// told says what was carried over, and by which way.
func (w *way) told(changed int) fault.Fault {
	return fault.Fault{File: w.plan.File, Kind: geo.ReadAs,
		Detail: locale.T("the units of the plan are those of %q in %s, and it is carried over to those of %q; %d {4|unit "+
			"is|units are} not as in the plan", w.Titles[w.from], filepath.Base(w.File), w.Titles[w.at], changed)}
}

// lost notes the districts that have no unit any more, and how many units have none.
func (w *way) lost(of map[string][]int, open []string) (notes []fault.Fault) {
	left, had := map[int]bool{}, map[int]bool{}
	for _, numbers := range of {
		left[numbers[0]] = true
	}
	for _, numbers := range w.plan.Of {
		if len(numbers) > 0 {
			had[numbers[0]] = true
		}
	}
	for _, n := range slices.Sorted(maps.Keys(had)) {
		if !left[n] {
			notes = append(notes, fault.Fault{File: w.plan.File, Kind: DoubtDistrict, Detail: locale.T("no unit is left to "+
				"district %d", locale.Nth(n))})
		}
	}
	if len(open) > 0 {
		notes = append(notes, fault.Fault{File: w.plan.File, Kind: DoubtDistrict, Detail: locale.T("%d {1|unit has|units "+
			"have} no district, as the plan names none for what {1|it was|they were} made of: %s", len(open),
			locale.Listed(open, fault.PerKind))})
	}
	return notes
}
