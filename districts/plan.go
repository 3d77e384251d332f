// Package districts holds what is published: a plan of districts with its numbers and names, the checks it must pass,
// its measures, and its comparison with other plans. Subpackages write reports, maps and acts.
package districts

import (
	"math/big"

	"github.com/okrug/okrug/geo"
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
