package districts

import (
	"maps"
	"slices"

	"github.com/okrug/okrug/districts/crosswalk"
)

// Carry is a plan of another list of units on that of a case, with the names of its districts; see package crosswalk.
// Name is what faults call the old plan. Units count by the voters that they have in the old plan's case.
// Plan.Understood says what was decided. Errors are a *fault.Faults.
func Carry(c *Case, old *Plan, name string, t *crosswalk.Table) (*Plan, error) {
	from := crosswalk.Plan{File: name, Of: map[string][]int{}, Units: []string{}, Voters: map[string]int64{}}
	for u, unit := range old.Layer.Units {
		from.Units = append(from.Units, unit.ID)
		from.Voters[unit.ID] = unit.Voters
		switch d := old.Of[u]; {
		case d == Unassigned:
		case old.Duplicates[unit.ID] != nil:
			from.Of[unit.ID] = append([]int{old.Districts[d].Number}, old.Duplicates[unit.ID]...)
		default:
			from.Of[unit.ID] = []int{old.Districts[d].Number}
		}
	}
	x := &statement{wholes: c.wholes()}
	if err := x.carry(c, from, t); err != nil {
		return nil, err
	}
	p, err := x.plan(c)
	if err != nil {
		return nil, err
	}
	for d := range p.Districts {
		p.KeepName(d, old, slices.IndexFunc(old.Districts, func(y District) bool {
			return y.Number == p.Districts[d].Number
		}))
	}
	return p, nil
}

// carry takes what is stated of another list's units over to those of a case.
func (x *statement) carry(c *Case, from crosswalk.Plan, t *crosswalk.Table) error {
	to, wholes := x.lists(c, from, t)
	of, notes, err := t.Carry(from, slices.Concat(to, wholes))
	if err != nil {
		return err
	}
	x.of, x.ofWhole = map[int][]int{}, map[string][]int{}
	x.notes, x.carried = append(x.notes, notes...), notes
	for u, unit := range c.Layer.Units {
		if numbers := of[unit.ID]; numbers != nil {
			x.of[u] = numbers
		}
	}
	for _, id := range wholes {
		x.ofWhole[id] = of[id]
	}
	return nil
}

// lists are the units of a case that a plan is carried over to. Where finer units have taken the place of one, the
// table or the plan may name either; what neither names is looked for as the whole.
func (x *statement) lists(c *Case, from crosswalk.Plan, t *crosswalk.Table) (units, wholes []string) {
	named := map[string]bool{}
	for _, id := range slices.Concat(t.IDs(), from.Units, slices.Collect(maps.Keys(from.Of))) {
		named[id] = true
	}
	whole := map[int]bool{}
	for _, id := range slices.Sorted(maps.Keys(x.wholes)) {
		if named[id] || !slices.ContainsFunc(x.wholes[id], func(u int) bool { return named[c.Layer.Units[u].ID] }) {
			wholes = append(wholes, id)
			for _, u := range x.wholes[id] {
				whole[u] = true
			}
		}
	}
	for u, unit := range c.Layer.Units {
		if !whole[u] || named[unit.ID] {
			units = append(units, unit.ID)
		}
	}
	return units, wholes
}

// named is what is stated, by the ids of units and of others.
func (x *statement) named(c *Case) map[string][]int {
	all := maps.Clone(x.ofWhole)
	for u, numbers := range x.of {
		all[c.Layer.Units[u].ID] = numbers
	}
	return all
}
