package graph

// Sets are disjoint sets of the numbers from 0 on, which only ever join. The name of a set is its smallest member.
//
// It is the union-find forest with path halving: R. E. Tarjan and J. van Leeuwen, Journal of the ACM 31 (1984),
// doi:10.1145/62.2160. Joining by the smaller name in place of the lower rank costs little at these sizes.
type Sets struct{ up []int }

// NewSets are n sets of one number each.
func NewSets(n int) *Sets {
	s := &Sets{make([]int, n)}
	for i := range s.up {
		s.up[i] = i
	}
	return s
}

// Find is the name of the set that holds v.
func (s *Sets) Find(v int) int {
	for s.up[v] != v {
		s.up[v] = s.up[s.up[v]]
		v = s.up[v]
	}
	return v
}

// Join makes one set of those that hold a and b.
func (s *Sets) Join(a, b int) {
	a, b = s.Find(a), s.Find(b)
	s.up[max(a, b)] = min(a, b)
}
