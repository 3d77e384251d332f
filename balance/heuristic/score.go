package heuristic

import (
	"cmp"
	"math"
	"slices"
)

// plan of a task on the base level.
type plan struct {
	task  int
	part  []int32
	score score
}

// score orders plans as the problem asks: within all bounds first, then by what is outside; parents divided level by
// level, keep weight moved, cost.
type score struct {
	within  bool
	pieces  int   // districts in several pieces, groups apart
	outside int64 // voters outside the bounds
	divided []int
	moved   int64
	cost    float64
	tie     float64
	// not compared:
	least int64   // voters of the smallest district
	own   float64 // largest deviation
}

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
	if c := cmp.Compare(a.cost, b.cost); c != 0 {
		return c
	}
	return cmp.Compare(a.tie, b.tie)
}

// ranked says that plans are compared by something before their cost.
func (p *model) ranked() bool { return len(p.parents) > 0 || p.keep != nil }

// judge scores a plan on the base level, from nothing but the plan.
func (e *engine) judge(part []int32) score {
	s := newState(e.base, e.p.seats)
	s.band = band{lo: e.p.lower, hi: e.p.upper}
	x := e.terms(e.base)
	s.extra = x
	s.set(part)
	least, most := s.extremes()
	sc := score{outside: s.outside(), cost: s.cut}
	if x != nil {
		if e.p.deviationCost > 0 {
			sc.cost += e.p.deviationCost * x.largest()
		}
		for d := range x.w {
			sc.cost += e.p.inertiaCost * moment(x.w[d], x.x[d], x.y[d], x.q[d])
		}
		for i, a := range x.areas {
			if i < len(e.p.parents) {
				sc.divided = append(sc.divided, a.count)
			} else {
				sc.pieces += a.pieces
			}
		}
		sc.moved = x.away
	}
	sc.least = least
	worst := max(math.Abs(float64(least)-e.p.quota), math.Abs(float64(most)-e.p.quota))
	if e.p.quota > 0 {
		sc.own = worst / e.p.quota
	}
	switch {
	case e.p.deviationFirst:
		sc.cost, sc.tie = max(sc.own, e.p.otherDeviation), s.cut
	case e.p.deviationCost == 0:
		sc.tie = worst
	default:
		sc.tie = s.cut
	}
	sc.pieces += s.looseParts()
	if e.p.accept != nil && sc.outside == 0 && !e.p.accept(least, most) {
		sc.outside = max(1, most-least)
	}
	sc.within = sc.outside == 0 && sc.pieces == 0
	return sc
}

// looseParts counts the connected pieces of districts beyond the first of each, and empty districts.
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
	return count - s.k + 2*empty
}
