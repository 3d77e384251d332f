package heuristic

import "context"

// seeder makes first plans.
type seeder struct {
	l      *level
	lo, hi int64
	f      *forest
	r      *source
	tries  int // trees a split
	part   []int32
	work   int64
}

// bisect divides nodes, a connected set, into seats districts numbered from first on, by cutting random spanning
// trees in two again and again. It always succeeds where the set has that many nodes; districts may be outside the
// bounds.
func (s *seeder) bisect(ctx context.Context, nodes []int32, seats, first int) {
	for seats > 1 {
		side, k := s.cut(ctx, nodes, seats)
		var in, out []int32
		for i, v := range nodes {
			if side[i] {
				in = append(in, v)
			} else {
				out = append(out, v)
			}
		}
		s.bisect(ctx, in, k, first)
		nodes, seats, first = out, seats-k, first+k
	}
	for _, v := range nodes {
		s.part[v] = int32(first)
	}
}

// cut chooses a side and its number of seats: the cheapest cut among trees with both sides within bounds, or the one
// nearest to them.
func (s *seeder) cut(ctx context.Context, nodes []int32, seats int) ([]bool, int) {
	s.f.enter(nodes)
	var total int64
	for _, v := range nodes {
		total += s.l.pop[v]
	}
	var best []bool
	bestOff, bestCost, bestSeats := int64(-1), 0.0, 0
	for try := 0; try < s.tries || bestOff > 0 && try < 4*s.tries; try++ {
		if best != nil && ctx.Err() != nil {
			break
		}
		s.f.draw(s.r, nodes)
		s.work += int64(len(s.f.edges))
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

// off is the number of voters by which k districts with p voters must miss their bounds.
func (s *seeder) off(p int64, k int) int64 {
	lo, hi := s.lo*int64(k), s.hi*int64(k)
	return max(0, lo-p, p-hi)
}
