package exact

// leastExact is the least reduced cost of any district, or known where none has less, by a depth-first search that
// hands the districts that it meets to meet. done is false where that takes more than steps steps.
func (p *prices) leastExact(m *model, known int64, steps int, meet func(*column)) (least int64, done bool) {
	s := &leastSearch{p: p, m: m, best: known, steps: steps, meet: meet, now: newSet(m.n())}
	if s.visit(0, 0, 0, 0, 0, 0); s.steps < 0 {
		return 0, false
	}
	return s.best, true
}

type leastSearch struct {
	p     *prices
	m     *model
	best  int64
	steps int
	meet  func(*column)
	now   set
}

func (s *leastSearch) visit(i int, x, sum int32, cost, boundary, voters int64) {
	if s.steps--; s.steps < 0 {
		return
	}
	p, g := s.p, s.p.g
	k, v := g.side[x], g.layers[i].node
	sides := &g.layers[i].sides[k]
	// bound of both ways on, the better one first
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
	first := 0
	if in && (!out || bi < bo) {
		first = 1
	}
	for turn := range 2 {
		arc := first ^ turn
		if arc == 0 {
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

func (s *leastSearch) found(cost, boundary, voters int64) {
	if voters < s.m.lower || voters > s.m.upper || cost >= s.best {
		return
	}
	s.best = cost
	s.meet(&column{append(set(nil), s.now...), boundary, voters})
}
