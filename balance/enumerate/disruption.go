package enumerate

import (
	"math/bits"
	"slices"

	"github.com/okrug/okrug/balance/graph"
)

// overlapOf adds up, per number, the Keep weight of a set of nodes that start there, and returns the sum.
func (s *search[W]) overlapOf(nodes W, overlap []int64) (all int64) {
	clear(overlap)
	for i := range len(nodes) {
		for x := nodes[i]; x != 0; x &= x - 1 {
			for _, y := range s.stays[i<<6+bits.TrailingZeros64(x)] {
				overlap[y.district] += y.weight
				all += y.weight
			}
		}
	}
	return all
}

// movesTooMuch says that every plan moves more than the limit that has the first d districts of the walk and then one
// that contains in and lies within reach.
//
// Give each of these districts a number. A district moves in what it holds of other numbers, and moves out what
// starts with its number and is certainly elsewhere. What is moved is moved into one district and out of one number,
// so it counts at most once in the sum of all that is moved in, once in the sum of all that is moved out, and twice
// in both together. The least of each sum over all ways to give numbers, found as an assignment problem, is therefore
// a lower bound, and so is half of the third.
func (s *search[W]) movesTooMuch(d int, in, reach W) bool {
	room := s.maxMoved - s.displaced
	all := s.overlapOf(in, s.growing)
	if all-slices.Max(s.growing) > room {
		return true
	}
	s.overlapOf(reach, s.reachable)
	into, outOf, both := s.costs[0][:d+1], s.costs[1][:d+1], s.costs[2][:d+1]
	for i := range d + 1 {
		stays, may, sum := s.growing, s.reachable, all
		if i < d {
			stays, may, sum = s.overlap[i], s.overlap[i], s.sums[i]
		}
		for f := range stays {
			into[i][f] = stays[f] - sum
			outOf[i][f] = may[f] - s.starting[f]
			both[i][f] = into[i][f] + outOf[i][f]
		}
	}
	for i, weight := range [][][]int64{into, outOf, both} {
		_, most := graph.Assign(weight)
		if moved := -most; i < 2 && moved > room || i == 2 && (moved+1)/2 > room {
			return true
		}
	}
	return false
}

// numberOf is the number that locks give a district of the walk, or none.
func (s *search[W]) numberOf(d int) int {
	for j, nodes := range s.named {
		if meets(s.districts[d], nodes) {
			return s.labels[j]
		}
	}
	return none
}

// numbers gives the districts of a finished walk their numbers: those of the locks, and to the others the free ones
// that keep the most weight or, without Keep, those in the order of their first nodes. kept is the weight that stays.
func (s *search[W]) numbers() (number []int, kept int64) {
	number = make([]int, s.seats)
	for d := range number {
		if number[d] = s.numberOf(d); number[d] != none && s.stays != nil {
			kept += s.overlap[d][number[d]]
		}
	}
	var open []int // in the order of first nodes
	for _, m := range s.node {
		if m < 0 || len(open) == len(s.free) {
			continue
		}
		d := slices.IndexFunc(s.districts, func(x W) bool { return has(x, m) })
		if number[d] == none && !slices.Contains(open, d) {
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
	columns, sum := graph.Assign(weight)
	for i, d := range open {
		number[d] = s.free[columns[i]]
	}
	return number, kept + sum
}
