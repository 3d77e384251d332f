package heuristic

import (
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
		return sign(float64(a.outside), float64(b.outside))
	}
	if c := slices.Compare(a.divided, b.divided); c != 0 {
		return c
	}
	if c := sign(float64(a.moved), float64(b.moved)); c != 0 {
		return c
	}
	if c := sign(a.cost, b.cost); c != 0 {
		return c
	}
	return sign(a.tie, b.tie)
}

func sign(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// ranked says that plans are compared by something before their cost.
func (p *Problem) ranked() bool { return len(p.Parents) > 0 || p.Keep != nil }

// judge scores a plan on the base level, from nothing but the plan.
func (e *engine) judge(part []int32) score {
	s := newState(e.base, e.p.Seats)
	s.band = band{lo: e.p.Lower, hi: e.p.Upper}
	x := e.terms(e.base)
	s.extra = x
	s.set(part)
	least, most := s.extremes()
	sc := score{outside: s.outside(), cost: s.cut}
	if x != nil {
		if e.p.DeviationCost > 0 {
			sc.cost += e.p.DeviationCost * x.largest()
		}
		for d := range x.w {
			sc.cost += e.p.InertiaCost * moment(x.w[d], x.x[d], x.y[d], x.q[d])
		}
		for i, a := range x.areas {
			if i < len(e.p.Parents) {
				sc.divided = append(sc.divided, a.count)
			} else {
				sc.pieces += a.pieces
			}
		}
		sc.moved = x.away
	}
	sc.least = least
	worst := max(math.Abs(float64(least)-e.p.Quota), math.Abs(float64(most)-e.p.Quota))
	if e.p.Quota > 0 {
		sc.own = worst / e.p.Quota
	}
	switch {
	case e.p.DeviationFirst:
		sc.cost, sc.tie = max(sc.own, e.p.OtherDeviation), s.cut
	case e.p.DeviationCost == 0:
		sc.tie = worst
	default:
		sc.tie = s.cut
	}
	sc.pieces += s.looseParts()
	if e.p.Accept != nil && sc.outside == 0 && !e.p.Accept(least, most) {
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
