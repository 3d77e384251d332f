// Package disjoint keeps sets of numbers that have nothing in common and can be joined: which things hang together,
// found from pairs of them (R. E. Tarjan, Efficiency of a Good But Not Linear Set Union Algorithm, Journal of the ACM
// 22(2), 1975, pp. 215-225, doi:10.1145/321879.321884).
package disjoint

// Sets are sets of the numbers from 0 on. Each number leads to a lower one of its set or, where it is the lowest, which
// stands for the set, to itself.
type Sets[T ~int | ~int32] []T

// New are n sets of one number each.
func New[T ~int | ~int32](n int) Sets[T] {
	s := make(Sets[T], n)
	for i := range s {
		s[i] = T(i)
	}
	return s
}

// Find is the lowest number of the set that i is in.
func (s Sets[T]) Find(i T) T {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// Join makes one set of those that a and b are in, and says whether they were two.
func (s Sets[T]) Join(a, b T) bool {
	a, b = s.Find(a), s.Find(b)
	s[max(a, b)] = min(a, b)
	return a != b
}
