package enumerate

import (
	"math/bits"
	"slices"

	"okrug/balance/matching"
)

// lost is the Keep weight that a district moves whichever number it gets. It fills overlap with what may stay.
func (s *search[W]) lost(in W, overlap []int64) int64 {
	clear(overlap)
	var all int64
	for i := range len(in) {
		for x := in[i]; x != 0; x &= x - 1 {
			for _, y := range s.stays[i<<6+bits.TrailingZeros64(x)] {
				overlap[y.district] += y.weight
				all += y.weight
			}
		}
	}
	return all - slices.Max(overlap)
}

// movedBy is the least Keep weight that the first n districts of the walk move, their numbers chosen best. No plan that
// contains them moves less of it, whatever numbers it gives.
func (s *search[W]) movedBy(n int) int64 {
	var all int64
	for _, row := range s.overlap[:n] {
		for _, w := range row {
			all += w
		}
	}
	_, kept := matching.Max(s.overlap[:n])
	return all - kept
}

// numberOf is the number that locks give a district of the walk, or Free.
func (s *search[W]) numberOf(d int) int {
	for j, nodes := range s.named {
		if meets(s.districts[d], nodes) {
			return s.labels[j]
		}
	}
	return Free
}

// numbers gives the districts of a finished walk their numbers: those of the locks, and to the others the free ones
// that keep the most weight or, without Keep, those in the order of their first nodes. kept is the weight that stays.
func (s *search[W]) numbers() (number []int, kept int64) {
	number = make([]int, s.seats)
	for d := range number {
		if number[d] = s.numberOf(d); number[d] != Free && s.stays != nil {
			kept += s.overlap[d][number[d]]
		}
	}
	var open []int // in the order of first nodes
	for _, m := range s.node {
		if m < 0 || len(open) == len(s.free) {
			continue
		}
		d := slices.IndexFunc(s.districts, func(x W) bool { return has(x, m) })
		if number[d] == Free && !slices.Contains(open, d) {
			open = append(open, d)
		}
	}
	if s.stays == nil {
		for i, d := range open {
			number[d] = s.free[i]
		}
		return number, kept
	}
	weight := make([][]int64, len(open))
	for i, d := range open {
		for _, f := range s.free {
			weight[i] = append(weight[i], s.overlap[d][f])
		}
	}
	columns, sum := matching.Max(weight)
	for i, d := range open {
		number[d] = s.free[columns[i]]
	}
	return number, kept + sum
}
