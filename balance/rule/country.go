package rule

import (
	"maps"
	"slices"
)

// Country is what a rule is asked of: regions with their seats, and the units that districts are made of.
type Country struct {
	Regions []string // ids
	// Seats are those of every region. Where all districts have the same number of them, more than one, they are its
	// districts, and everything that is worked out from them is per district.
	Seats []int
	Units []Unit
}

// Unit is what rules look at in one unit.
type Unit struct {
	Region  int // index into Country.Regions
	Voters  int64
	Columns map[string]int64 // further bases, and the marks that exceptions look at
	AreaKM2 float64          // needed only for exceptions that look at areas
}

// Count is what a base counts in the unit; known is false where the unit has no such column.
func (u Unit) Count(base string) (n int64, known bool) {
	if base == Voters {
		return u.Voters, true
	}
	n, known = u.Columns[base]
	return n, known
}

// District is the district of some of the country's units, as Evaluate looks at it. It carries a flag where units with
// more than half of its voters have a column of that name that is not 0. Parents are left to the caller.
func (c *Country) District(id string, units []int) District {
	d := District{ID: id, Columns: map[string]int64{}}
	marked := map[string]int64{}
	region := -1
	for n, u := range units {
		x := c.Units[u]
		if n == 0 {
			region = x.Region
		}
		if x.Region != region {
			region = -1
		}
		d.Voters += x.Voters
		d.AreaKM2 += x.AreaKM2
		for name, v := range x.Columns {
			d.Columns[name] += v
			if v != 0 {
				marked[name] += x.Voters
			}
		}
	}
	if region >= 0 {
		d.Region = c.Regions[region]
	}
	for _, name := range sortedKeys(marked) {
		if 2*marked[name] > d.Voters {
			d.Flags = append(d.Flags, name)
		}
	}
	return d
}

// Totals are the whole electorate and the seats of every region, or of the nation, so that an incomplete plan is
// measured against them. They are nil for a scope of parents, whose districts themselves are summed.
func (c *Country) Totals(scope string) Totals {
	if scope != Nation && scope != Region {
		return nil
	}
	totals := Totals{}
	key := func(region int) string {
		if scope == Nation {
			return ""
		}
		return c.Regions[region]
	}
	for r, seats := range c.Seats {
		t := totals[key(r)]
		if t.Total == nil {
			t.Total = map[string]int64{}
		}
		t.Seats += seats
		totals[key(r)] = t
	}
	for _, u := range c.Units {
		t := totals[key(u.Region)].Total
		t[Voters] += u.Voters
		for name, v := range u.Columns {
			t[name] += v
		}
	}
	return totals
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
