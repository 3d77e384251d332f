package exact

// leastExact is the least reduced cost of any district, or known where none has less, by a depth-first search that
// hands the districts that it meets to meet, each cheaper than the one before. Districts are those of the grid with
// true voters within the bounds. done is false where that takes more than steps steps; least then says nothing.
//
// The cells' bounds are exact but for the rounding of voters and costs, so that the search walks nearly straight to a
// cheapest path and then only proves that no other is cheaper.
func (p *prices) leastExact(m *model, known int64, steps int, meet func(*column)) (least int64, used int, done bool) {
	s := &leastSearch{p: p, m: m, best: known, steps: steps, meet: meet, now: newSet(m.n())}
	if s.visit(0, 0, 0, 0, 0, 0); s.steps < 0 {
		return 0, steps, false
	}
	return s.best, steps - s.steps, true
}

// leastSearch is the state of leastExact's search: best is the cost to be undercut, steps are left, and now are the
// nodes that are in on the way to the current node of the graph.
type leastSearch struct {
	p     *prices
	m     *model
	best  int64
	steps int
	meet  func(*column)
	now   set
}

// visit searches on from node x of layer i, reached with a rounded sum of voters and with the true cost, boundary and
// voters of the way so far. It leaves now as it found it.
func (s *leastSearch) visit(i int, x, sum int32, cost, boundary, voters int64) {
	if s.steps--; s.steps < 0 {
		return
	}
	p, g := s.p, s.p.g
	k, v := g.side[x], g.layers[i].node
	sides := &g.layers[i].sides[k]
	// A way on costs at least what was spent and the cell where it leads, whose bound is rounded down and so never too
	// high. A way that completes the region has its cost at once, if the rounded sum is in the window.
	way := func(c int32, sum int32, cost int64) (int64, bool) {
		switch {
		case c == dead:
			return 0, false
		case c == finish:
			return cost, sum >= g.from && sum <= g.to
		}
		b := p.cell(c, sum)
		return cost + int64(b)*p.quantum, b < unreachable/2
	}
	bo, out := way(g.out[x], sum, cost+p.out[i][k])
	bi, in := way(g.in[x], sum+g.q[i], cost+p.in[i][k])
	// The way with the lower bound goes first: a cheap district soon makes best small and cuts off the rest.
	first := 0
	if in && (!out || bi < bo) {
		first = 1
	}
	for turn := range 2 {
		arc := first ^ turn
		if arc == 0 {
			// The graph keeps the least boundary of merged ways only; the true one is tested here.
			if !out || bo >= s.best || boundary+sides.out > g.limit {
				continue
			}
			if c := g.out[x]; c == finish {
				s.found(cost+p.out[i][k], boundary+sides.out, voters)
			} else {
				s.visit(i+1, c, sum, cost+p.out[i][k], boundary+sides.out, voters)
			}
			continue
		}
		// Voters only grow along a way, so that one over the upper bound is lost.
		w := voters + s.m.voters[v]
		if !in || bi >= s.best || boundary+sides.in > g.limit || w > s.m.upper {
			continue
		}
		s.now.add(v)
		if c := g.in[x]; c == finish {
			s.found(cost+p.in[i][k], boundary+sides.in, w)
		} else {
			s.visit(i+1, c, sum+g.q[i], cost+p.in[i][k], boundary+sides.in, w)
		}
		s.now.remove(v)
	}
}

// found takes a complete region if it is a district by true voters and cheaper than best. The column has a copy of now.
func (s *leastSearch) found(cost, boundary, voters int64) {
	if voters < s.m.lower || voters > s.m.upper || cost >= s.best {
		return
	}
	s.best = cost
	s.meet(&column{append(set(nil), s.now...), boundary, voters})
}
