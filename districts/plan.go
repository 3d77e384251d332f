// Package districts holds what is published: a plan of districts with its numbers and names, the checks it must pass,
// its measures, and its comparison with other plans. Subpackages write reports, maps and acts.
package districts

import (
	"math/big"

	"okrug/balance/rule"
	"okrug/districts/scenario"
	"okrug/geo"
)

// Unassigned marks a unit without a district in Plan.Of.
const Unassigned = -1

// Plan gives units to numbered districts. Invariants:
//   - Of has one entry per unit of the layer, an index into Districts or Unassigned;
//   - Districts are in the order of their numbers.
type Plan struct {
	Scenario  *scenario.Scenario
	Layer     *geo.Layer
	Rule      rule.Rule // the rule that binds
	Seats     []int     // per region of the layer
	Of        []int
	Districts []District
}

// District is one seat's territory.
type District struct {
	Number int
	// Region is an index into Layer.Regions, or -1 where the district lies in several regions.
	Region int
	Units  []int // indexes into Layer.Units, ascending
	Names  geo.Names
	Centre int // index into Layer.Places of its largest town, -1 where none is known
	Voters int64
	// Base is what the binding rule counts in the district: its voters, or the sum of another column.
	Base int64
	// Quota is the mean of the base per seat, over the scope that the rule names.
	Quota *big.Rat
}

// Deviation is (base - quota)/quota, signed and exact; 0 where nobody is counted.
func (d District) Deviation() *big.Rat {
	r := new(big.Rat).SetInt64(d.Base)
	if d.Quota.Sign() == 0 {
		return new(big.Rat)
	}
	return r.Sub(r, d.Quota).Quo(r, d.Quota)
}
