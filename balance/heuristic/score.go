package heuristic

import (
	"cmp"
	"math"
	"slices"

	"github.com/okrug/okrug/balance/problem"
)

// plan of a task on the base level.
type plan struct {
	task  int
	part  []int32
	score score
}

// score orders plans as the problem asks: within all bounds first, then by what is outside; parents divided level by
// level, keep weight moved, cost. All of it is exact, so that rounding never decides which plan is kept.
type score struct {
	within  bool
	pieces  int   // districts in several pieces, groups apart
	outside int64 // voters outside the bounds
	divided []int
	moved   int64
	cost    problem.Score
	// not compared:
	least int64   // voters of the smallest district
	own   float64 // largest deviation
}

// compare is negative where a is the better plan, 0 where neither is.
func (a score) compare(b score) int {
	switch {
	case a.within != b.within:
		if a.within {
			return -1
		}
		return 1
	case a.pieces != b.pieces:
		return a.pieces - b.pieces
	case a.outside != b.outside:
		return cmp.Compare(a.outside, b.outside)
	}
	if c := slices.Compare(a.divided, b.divided); c != 0 {
		return c
	}
	if c := cmp.Compare(a.moved, b.moved); c != 0 {
		return c
	}
	return a.cost.Compare(b.cost)
}

// ranked says that plans are compared by something before their cost. A bound on the cost alone is then no reason to
// end a run.
func (p *model) ranked() bool { return len(p.parents) > 0 || p.keep != nil }

// judge scores a plan on the base level, from nothing but the plan, with the finished districts in it. What the search
// has kept up to date on the way is not believed.
func (e *engine) judge(part []int32) score {
	s := newState(e.base, e.p.seats)
	s.band = band{lo: e.p.lower, hi: e.p.upper}
	s.extra = e.terms(e.base)
	s.set(part)
	least, most := s.extremes()
	m := e.p.asked.Measure(e.p.plan(e.ofNodes(part)))
	sc := score{outside: s.outside(), divided: m.Splits, moved: m.Moved, cost: e.p.scorer.Score(&m), least: least}
	if e.p.group != nil { // the last areas are groups
		sc.pieces = s.extra.areas[len(s.extra.areas)-1].pieces
	}
	if e.p.quota > 0 {
		sc.own = max(math.Abs(float64(least)-e.p.quota), math.Abs(float64(most)-e.p.quota)) / e.p.quota
	}
	sc.pieces += s.looseParts()
	// Bounds that are kept and a coupled rule that is not: the range counts as voters outside, so that of such plans the
	// one nearer to equal is the better.
	if e.p.accept != nil && sc.outside == 0 && !e.p.accept(least, most) {
		sc.outside = max(1, most-least)
	}
	sc.within = sc.outside == 0 && sc.pieces == 0
	return sc
}

// looseParts counts the connected pieces of districts beyond the first of each, and empty districts. A plan without any
// has only connected districts with a node at least.
func (s *state) looseParts() int {
	seen := make([]bool, s.n)
	var queue []int32
	count := 0
	for v := range int32(s.n) {
		if seen[v] {
			continue
		}
		count++
		seen[v] = true
		queue = append(queue[:0], v)
		for len(queue) > 0 {
			x := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, w := range s.neighbours(x) {
				if !seen[w] && s.part[w] == s.part[x] {
					seen[w] = true
					queue = append(queue, w)
				}
			}
		}
	}
	empty := 0
	for _, n := range s.size {
		if n == 0 {
			empty++
		}
	}
	// The count pieces lie in k less empty districts, and each empty district counts once besides.
	return count - s.k + 2*empty
}
