// Package districts holds what is published: a plan of districts with its numbers and names, the checks it must pass,
// its measures, and its comparison with other plans. Subpackages write reports, maps and acts.
package districts

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Unassigned marks a unit without a district in Plan.Of.
const Unassigned = -1

// Plan gives units to numbered districts. Invariants:
//   - Of has one entry per unit of the layer, an index into Districts or Unassigned;
//   - Districts are in the order of their numbers.
type Plan struct {
	*Case     // what it was made from, and is judged by
	Of        []int
	Districts []District
	// Duplicates are the units that the plan's source gives to several districts; each counts for the first.
	Duplicates Duplicates
	// Understood says what was taken for what in the plan's source, where it is of another form than okrug's own.
	Understood []geo.Fault
	// Carried says, of a plan that was carried over from another list of units, by which table, and then of every unit
	// whose parts were of several districts which it was given; nil of a plan that was made on this list.
	Carried []geo.Fault
	// Placed says of every unit how much of it lies in which district, of a plan whose source has the districts' shapes
	// alone; else nil.
	Placed []planfile.Placed
}

// District is the territory of a seat, or of several.
type District struct {
	Number int
	Seats  int // 1 or more
	// Region is an index into Layer.Regions, or -1 where the district lies in several regions.
	Region int
	Units  []int // indexes into Layer.Units, ascending
	Names  geo.Names
	// Centre is the index into Layer.Places of its centre, -1 where none is known: CentreUnit stands for it then, the
	// index into Layer.Units of its unit with most voters, else -1. The centre of a part of a city is the city, which may
	// lie outside of it. A district that continues another keeps that one's centre. CentreName are the names of the one or
	// the other (the unit's id where that has no name).
	Centre, CentreUnit int
	CentreName         geo.Names
	Voters             int64
	// Base is what the binding rule counts in the district: its voters, or the sum of another column.
	Base int64
	// Quota is the mean of the base per seat, over the scope that the rule names, without what its exceptions take out.
	Quota *big.Rat
	// Lower and Upper are the least and the most that the binding rule lets the district count, both inclusive, by the
	// exception that fits it if there is one. For statistics that compare districts with each other they are the loosest
	// that any plan within the rule keeps.
	Lower, Upper int64
	// Excepted says that an exception of the rule fits it.
	Excepted bool
}

// Mean is what the district would count if every seat of its scope stood for as many.
func (d District) Mean() *big.Rat {
	return new(big.Rat).Mul(d.Quota, big.NewRat(int64(max(1, d.Seats)), 1))
}

// Deviation is (base per seat - quota)/quota, signed and exact; 0 where nobody is counted.
func (d District) Deviation() *big.Rat {
	mean := d.Mean()
	if mean.Sign() == 0 {
		return mean
	}
	r := new(big.Rat).SetInt64(d.Base)
	return r.Sub(r, mean).Quo(r, mean)
}

// New makes a plan of a case. Of is the district of every unit: any label, equal labels meaning the same district, 0
// for none. Districts are numbered from 1 in the order of the layer's regions, and within a region in the order of
// their first unit; districts that lie in several regions come last.
func New(c *Case, of []int) (*Plan, error) { return c.plan(of, false) }

// NewNumbered makes a plan of a case whose labels are the districts' numbers, from 1.
func NewNumbered(c *Case, number []int) (*Plan, error) { return c.plan(number, true) }

func (c *Case) plan(of []int, numbered bool) (*Plan, error) {
	if len(of) != len(c.Layer.Units) {
		return nil, locale.Errorf("%d district {1|label|labels} for %d {2|unit|units}", len(of), len(c.Layer.Units))
	}
	if len(c.Seats) != len(c.Layer.Regions) {
		return nil, locale.Errorf("seats for %d {1|region|regions}, the layer has %d", len(c.Seats), len(c.Layer.Regions))
	}
	p := &Plan{Case: c, Of: make([]int, len(of))}
	regionOf := RegionOf(c.Layer)
	at := map[int]int{}
	for u, label := range of {
		if label == 0 {
			continue
		}
		i, ok := at[label]
		if !ok {
			i = len(p.Districts)
			at[label] = i
			p.Districts = append(p.Districts, District{Number: label, Seats: c.PerDistrict(), Region: regionOf[u], Centre: -1})
		}
		x := &p.Districts[i]
		if x.Region != regionOf[u] {
			x.Region = -1
		}
		x.Units = append(x.Units, u)
		x.Voters += c.Layer.Units[u].Voters
		x.Base += baseOf(c.Layer.Units[u], c.Rule.BaseName())
	}
	slices.SortStableFunc(p.Districts, func(a, b District) int {
		if numbered {
			return cmp.Compare(a.Number, b.Number)
		}
		return cmp.Or(cmp.Compare(uint(a.Region), uint(b.Region)), cmp.Compare(a.Units[0], b.Units[0]))
	})
	for u := range p.Of {
		p.Of[u] = Unassigned
	}
	for i := range p.Districts {
		x := &p.Districts[i]
		if !numbered {
			x.Number = i + 1
		}
		for _, u := range x.Units {
			p.Of[u] = i
		}
	}
	p.measureByRule()
	p.name()
	return p, nil
}

// measureByRule gives every district the quota and the bounds that the binding rule judges it by.
func (p *Plan) measureByRule() {
	whole := new(big.Rat).SetFrac64(p.allCounted(), int64(max(1, p.AllSeats())))
	at := map[string]int{}
	for i := range p.Districts {
		x := &p.Districts[i]
		at[strconv.Itoa(x.Number)] = i
		// Where the rule has no quota for a district, because it lies in no scope, the mean of all is shown, and no bound.
		x.Quota, x.Lower, x.Upper = whole, 0, p.allCounted()
	}
	for _, d := range p.Evaluate(p.Rule).Districts {
		x := &p.Districts[at[d.District]]
		x.Lower, x.Upper, x.Excepted = d.Lower, d.Upper, d.Excepted
		if d.Quota != nil {
			x.Quota = new(big.Rat).Quo(d.Quota, big.NewRat(int64(x.Seats), 1)) // rules speak of districts
		}
	}
}

// allCounted is the sum over all units of what the binding rule counts.
func (c *Case) allCounted() (n int64) {
	for _, u := range c.Layer.Units {
		n += baseOf(u, c.Rule.BaseName())
	}
	return n
}

// RegionVoters are the voters of every region, the sum of its units.
func (p *Plan) RegionVoters() []int64 {
	sum := make([]int64, len(p.Layer.Regions))
	for u, r := range RegionOf(p.Layer) {
		sum[r] += p.Layer.Units[u].Voters
	}
	return sum
}

// UnitIDs are the ids of a district's units.
func (p *Plan) UnitIDs(d District) []string {
	ids := make([]string, len(d.Units))
	for i, u := range d.Units {
		ids[i] = p.Layer.Units[u].ID
	}
	return ids
}
