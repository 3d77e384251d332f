package report

import (
	"fmt"
	"slices"
)

// TakeRegions puts the regions of another report of the same plan in place of this one's, for what solving found:
// status, proofs and variants. It is an error if they are not the same regions with the same voters, units and seats.
func (r *Report) TakeRegions(solved []Region) error {
	same := slices.EqualFunc(r.Regions, solved, func(a, b Region) bool {
		return a.ID == b.ID && a.Voters == b.Voters && a.Units == b.Units && a.Seats == b.Seats && a.MaxDeviation == b.MaxDeviation
	})
	if !same {
		return fmt.Errorf("the report is of another plan: its regions, their voters, units, seats or deviations differ")
	}
	r.Regions = slices.Clone(solved)
	return nil
}
