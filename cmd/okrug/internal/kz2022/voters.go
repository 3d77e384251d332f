package kz2022

import (
	"fmt"
	"strconv"

	"github.com/okrug/okrug/geo"
)

// districtVoters are the voters of the districts of 2022 for which a figure is known, by number.
func (s *source) districtVoters() map[int]knownVoters {
	known := map[int]knownVoters{}
	for _, k := range s.known {
		if n := k.district(); n > 0 {
			known[n] = k
		}
	}
	return known
}

// giveVoters shares voters among units by population, largest remainder: those of a known district among its units, and
// what is left of a region's among its other units.
func giveVoters(s *source, regions []region, units []unit) error {
	known := s.districtVoters()
	for _, r := range regions {
		groups, left := map[int][]int{}, r.voters
		for _, i := range r.units {
			n, err := strconv.Atoi(units[i].district)
			if _, ok := known[n]; err != nil || !ok {
				n = 0
			} else if len(groups[n]) == 0 {
				left -= known[n].voters
			}
			groups[n] = append(groups[n], i)
		}
		if left < 0 || left > 0 && len(groups[0]) == 0 {
			return &SourceError{votersFile, 0,
				fmt.Errorf("districts of %s have %d voters less than the region's %d, which no unit takes", r.id, left, r.voters)}
		}
		for n, members := range groups {
			total := left
			if n > 0 {
				total = known[n].voters
			}
			shareVoters(units, members, total)
		}
	}
	return nil
}

func shareVoters(units []unit, members []int, total int64) {
	weights := make([]int64, len(members))
	for j, i := range members {
		weights[j] = units[i].people.number
	}
	for j, n := range geo.Share(total, weights) {
		units[members[j]].voters = n
	}
}
