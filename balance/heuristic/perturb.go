package heuristic

import "slices"

// kick merges random pairs of neighbouring districts and splits each again along a random spanning tree, as ReCom does.
// Pairs with fixed nodes are left alone. It returns a copy. At least one pair is taken, and at most a quarter as many
// as there are districts, so that most of the plan stays.
func (t *task) kick(part []int32) []int32 {
	part = slices.Clone(part)
	s := &seeder{l: t.base, lo: t.band.lo, hi: t.band.hi, f: newForest(t.base), r: t.r, tries: 3, part: part, done: t.done}
	for range 1 + t.r.below(max(1, t.p.seats/4)) {
		a, b, ok := t.pair(part)
		if !ok {
			break
		}
		// The two districts together are a connected set, as a tree needs it.
		var nodes []int32
		locked := false
		for v, d := range part {
			if d == a || d == b {
				nodes = append(nodes, int32(v))
				locked = locked || t.base.fixed[v] != none
			}
		}
		if locked {
			continue
		}
		side, _ := s.cut(nodes, 2)
		// The side that keeps more of its voters keeps the number.
		var stay int64
		for i, v := range nodes {
			if side[i] == (part[v] == a) {
				stay += t.base.pop[v]
			} else {
				stay -= t.base.pop[v]
			}
		}
		for i, v := range nodes {
			if side[i] == (stay >= 0) {
				part[v] = a
			} else {
				part[v] = b
			}
		}
	}
	return part
}

// pair draws two neighbouring districts, those with a long common border more often. A random edge from a random node
// is tried until one is cut; false says that none was met in many tries.
func (t *task) pair(part []int32) (a, b int32, ok bool) {
	l := t.base
	for range 20 * 32 {
		if len(l.adj) == 0 {
			break
		}
		v := int32(t.r.below(l.n))
		row := l.neighbours(v)
		if len(row) == 0 {
			continue
		}
		if w := row[t.r.below(len(row))]; part[v] != part[w] {
			return part[v], part[w], true
		}
	}
	return 0, 0, false
}
