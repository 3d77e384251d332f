package heuristic

import (
	"cmp"
	"slices"
)

// seeder makes first plans of a level: it writes into part, which is the caller's. Lo and hi are the bounds that a
// district should keep.
type seeder struct {
	l      *level
	lo, hi int64
	f      *forest
	r      *source
	tries  int // trees a split
	part   []int32
	done   func() bool
}

// bisect divides nodes, a connected set, into seats districts numbered from first on, by cutting random spanning trees
// in two again and again. It always succeeds where the set has that many nodes; districts may be outside the bounds.
// Both sides of a tree edge are connected, and so are all districts.
func (s *seeder) bisect(nodes []int32, seats, first int) {
	for seats > 1 {
		side, k := s.cut(nodes, seats)
		var in, out []int32
		for i, v := range nodes {
			if side[i] {
				in = append(in, v)
			} else {
				out = append(out, v)
			}
		}
		s.bisect(in, k, first)
		nodes, seats, first = out, seats-k, first+k
	}
	for _, v := range nodes {
		s.part[v] = int32(first)
	}
}

// cut chooses a side and its number of seats: the cheapest cut among trees with both sides within bounds, or the one
// nearest to them. Side tells of each of nodes whether it is on the side with the returned seats. While no tree keeps
// the bounds, up to four times as many are drawn.
func (s *seeder) cut(nodes []int32, seats int) ([]bool, int) {
	s.f.enter(nodes)
	var total int64
	for _, v := range nodes {
		total += s.l.pop[v]
	}
	var best []bool
	bestOff, bestCost, bestSeats := int64(-1), 0.0, 0
	// BestOff is how many voters the best cut so far must leave outside the bounds; among equals the cheaper seam wins.
	for try := 0; try < s.tries || bestOff > 0 && try < 4*s.tries; try++ {
		if best != nil && s.done() {
			break
		}
		s.f.draw(s.r, nodes)
		u, k, off := s.choose(nodes, seats, total)
		if best != nil && off > bestOff {
			continue
		}
		side := s.f.subtree(u)
		cost := s.seam(nodes, side)
		if best == nil || off < bestOff || cost < bestCost {
			best = append(best[:0], side...)
			bestOff, bestCost, bestSeats = off, cost, k
		}
	}
	return best, bestSeats
}

// seam is the cost of the edges between the two sides.
func (s *seeder) seam(nodes []int32, side []bool) (cost float64) {
	for _, e := range s.f.edges {
		if side[e[0]] != side[e[1]] {
			i := s.l.start[nodes[e[0]]]
			for s.l.adj[i] != nodes[e[1]] {
				i++
			}
			cost += s.l.cost[i]
		}
	}
	return cost
}

// choose picks a tree edge, named by its lower node, and the seats below it: at random among those that leave both
// sides within bounds, the more even divisions first; otherwise the one nearest to the bounds.
func (s *seeder) choose(nodes []int32, seats int, total int64) (u int32, k int, off int64) {
	below := s.below(nodes)
	u, off = -1, -1
	uneven, seen := 0, 0
	mean := float64(total) / float64(seats)
	// Each tree edge gives the side below it the whole number of seats nearest to its share of the voters, as far as both
	// sides have a node for each seat.
	for _, v := range s.f.order {
		if s.f.parent[v] < 0 {
			continue
		}
		p := s.f.below[v]
		c := seats / 2
		if mean > 0 {
			c = int(float64(p)/mean + 0.5)
		}
		n := int(below[v])
		c = max(1, min(c, seats-1, n), seats-(len(nodes)-n))
		if c > n || c >= seats {
			continue
		}
		o := s.off(p, c) + s.off(total-p, seats-c)
		un := max(c, seats-c) / max(1, seats/3)
		// Better is: nearer to the bounds, then more even, in rough classes. Among equals each is taken with the same chance,
		// the n-th met with chance 1/n.
		switch {
		case u >= 0 && (o > off || o == off && un > uneven):
			continue
		case u >= 0 && o == off && un == uneven:
			if seen++; s.r.below(seen) > 0 {
				continue
			}
		default:
			seen = 1
		}
		u, k, off, uneven = v, c, o, un
	}
	return u, k, off
}

// below counts nodes in subtrees, so that no side gets more seats than nodes.
func (s *seeder) below(nodes []int32) []int32 {
	count := s.f.count
	for i := range nodes {
		count[i] = 1
	}
	for _, v := range s.f.order {
		if p := s.f.parent[v]; p >= 0 {
			count[p] += count[v]
		}
	}
	return count
}

// off is the number of voters by which k districts with p voters must miss their bounds. It is 0 where they can all be
// within by voters alone.
func (s *seeder) off(p int64, k int) int64 {
	lo, hi := s.lo*int64(k), s.hi*int64(k)
	return max(0, lo-p, p-hi)
}

// seed makes a first plan of a level, or nil where a component has fewer nodes than it needs districts. With fixed
// nodes it grows districts from these, since trees know nothing of them. Otherwise each component gets its districts,
// numbered on, and is cut.
func (t *task) seed(l *level) []int32 {
	part := make([]int32, l.n)
	if t.p.fixed != nil {
		copy(part, l.fixed)
		if !t.complete(l, part) {
			return nil
		}
		return part
	}
	s := &seeder{l: l, lo: t.band.lo, hi: t.band.hi, f: newForest(l), r: t.r, tries: 5, part: part, done: t.done}
	of, count := l.components()
	nodes := make([][]int32, count)
	pops, sizes := make([]int64, count), make([]int, count)
	for v, c := range of {
		nodes[c] = append(nodes[c], int32(v))
		pops[c] += l.pop[v]
		sizes[c]++
	}
	seats := t.p.deal(t.r, pops, sizes)
	if seats == nil {
		return nil
	}
	first := 0
	for c, k := range seats {
		s.bisect(nodes[c], k, first)
		first += k
	}
	if l.home != nil {
		l.rename(part, t.p.seats)
	}
	return part
}

// begin completes the problem's starting plan on the base level; nil where it cannot be made whole.
func (t *task) begin() []int32 {
	part := make([]int32, t.base.n)
	for i := range part {
		part[i] = none
	}
	for v, u := range t.to {
		part[u] = int32(t.p.start[v])
	}
	for v, d := range t.base.fixed {
		if d != none {
			part[v] = d
		}
	}
	if !t.complete(t.base, part) {
		return nil
	}
	return part
}

// rename numbers districts so that much of the keep weight is in place: the largest overlap first. That is not the best
// pairing, but the search goes on from there. It changes part.
func (l *level) rename(part []int32, k int) {
	type overlap struct {
		d, home int32
		w       int64
	}
	sum := make([]int64, k*k)
	for v, d := range part {
		if h := l.home[v]; h != none {
			sum[int(d)*k+int(h)] += l.keep[v] + 1
		}
	}
	var all []overlap
	for i, w := range sum {
		if w > 0 {
			all = append(all, overlap{int32(i / k), int32(i % k), w})
		}
	}
	slices.SortStableFunc(all, func(a, b overlap) int { return cmp.Compare(b.w, a.w) })
	name, taken := make([]int32, k), make([]bool, k)
	for i := range name {
		name[i] = none
	}
	for _, o := range all {
		if name[o.d] == none && !taken[o.home] {
			name[o.d], taken[o.home] = o.home, true
		}
	}
	next := int32(0)
	for d := range name {
		if name[d] == none {
			for taken[next] {
				next++
			}
			name[d], taken[next] = next, true
		}
	}
	for v, d := range part {
		part[v] = name[d]
	}
}
