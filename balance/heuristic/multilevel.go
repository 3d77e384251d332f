package heuristic

import "slices"

// finer is a level with the map from the next finer one.
type finer struct {
	*level
	to []int32
}

// A level is coarse enough with this many nodes a district; no node has more than a share of a mean district.
const (
	coarseNodes = 20
	coarseShare = 8
)

// coarser is the base and the coarser levels after it, each with the map from the one before. No node of them joins two
// classes, so that a plan whose districts are made of whole classes is a plan of every level. It stops when a level is
// coarse enough, when little is left to match, or when the task is to end.
func (t *task) coarser(class []int32) []finer {
	levels := []finer{{level: t.base}}
	enough := max(60, coarseNodes*t.p.seats)
	heaviest := int64(t.scale.mean/coarseShare) + 1
	for {
		l := levels[len(levels)-1].level
		if l.n <= enough || t.done() {
			return levels
		}
		c, to, ok := l.coarsen(t.r, heaviest, class)
		if !ok {
			return levels
		}
		if class != nil {
			class = lift(class, to, c.n)
		}
		levels = append(levels, finer{c, to})
	}
}

// lift carries a plan to a coarser level whose nodes do not join districts; lower carries it back.
func lift(part, to []int32, n int) []int32 {
	out := make([]int32, n)
	for v, u := range to {
		out[u] = part[v]
	}
	return out
}

func lower(part, to []int32) []int32 {
	out := make([]int32, len(to))
	for v, u := range to {
		out[v] = part[u]
	}
	return out
}

// overlay numbers the sets of nodes that share a district in every one of the plans. Coarsening within those sets
// leaves to the search what the plans disagree about. A set need not be connected; only neighbours are ever merged.
func overlay(plans []*plan, seats int) []int32 {
	class := slices.Clone(plans[0].part)
	for _, p := range plans[1:] {
		number := map[int64]int32{}
		for v, d := range p.part {
			key := int64(class[v])*int64(seats) + int64(d)
			c, known := number[key]
			if !known {
				c = int32(len(number))
				number[key] = c
			}
			class[v] = c
		}
	}
	return class
}
