package heuristic

import "math"

// state is a plan on a level, with everything that a move changes kept up to date. Invariants between moves:
//   - pop, size, cut, ext and the boundary list agree with part;
//   - a move never breaks a connected district and never empties one.
type state struct {
	*level
	k    int
	part []int32
	pops []int64 // voters of each district
	size []int32 // nodes of each district
	cut  float64

	ext []int32 // neighbours of each node in other districts
	// cost of each node's edges inside its district less that of the others: moving it costs at least this
	slack    []float64
	boundary []int32 // nodes with ext > 0
	at       []int32 // position in boundary, -1 outside

	band
	extra *extra // terms beyond the cut, nil where there are none

	walk walker
}

// band is the voters a district should have and what it costs to be outside.
type band struct {
	lo, hi int64
	unit   float64 // cost of one voter outside
}

func (b *band) excess(pop int64) int64 {
	return max(0, pop-b.hi, b.lo-pop)
}

func newState(l *level, k int) *state {
	s := &state{level: l, k: k, part: make([]int32, l.n), pops: make([]int64, k), size: make([]int32, k),
		ext: make([]int32, l.n), slack: make([]float64, l.n), at: make([]int32, l.n), boundary: make([]int32, 0, l.n)}
	s.walk.init(l.n)
	return s
}

// set starts over from a plan, whole and with districts 0 to k-1, of which it makes a copy.
func (s *state) set(part []int32) {
	copy(s.part, part)
	clear(s.pops)
	clear(s.size)
	s.boundary = s.boundary[:0]
	s.cut = 0
	for v := range int32(s.n) {
		a := s.part[v]
		s.pops[a] += s.pop[v]
		s.size[a]++
		s.ext[v], s.at[v], s.slack[v] = 0, -1, 0
		for i := s.start[v]; i < s.start[v+1]; i++ {
			w := s.adj[i]
			if s.part[w] == a {
				s.slack[v] += s.cost[i]
				continue
			}
			s.slack[v] -= s.cost[i]
			s.ext[v]++
			if w > v {
				s.cut += s.cost[i]
			}
		}
		if s.ext[v] > 0 {
			s.enter(v)
		}
	}
	if s.extra != nil {
		s.extra.set(s)
	}
}

func (s *state) enter(v int32) {
	s.at[v] = int32(len(s.boundary))
	s.boundary = append(s.boundary, v)
}

func (s *state) leave(v int32) {
	last := s.boundary[len(s.boundary)-1]
	s.boundary[s.at[v]] = last
	s.at[last] = s.at[v]
	s.at[v] = -1
	s.boundary = s.boundary[:len(s.boundary)-1]
}

// outside is the number of voters that districts have outside the band.
func (s *state) outside() (sum int64) {
	for _, p := range s.pops {
		sum += s.excess(p)
	}
	return sum
}

// value is the cost of the plan without the penalty for voters outside the band.
func (s *state) value() float64 {
	if s.extra == nil {
		return s.cut
	}
	return s.cut + s.extra.value(s)
}

// look is what a scan of v's neighbours tells about moving it from a to b. Bit i of own is v's i-th neighbour; more
// neighbours than bits drop out of it, and removable does not use it then.
type look struct {
	delta float64 // change of the cut
	own   uint32  // entries in a, where the degree allows
	stay  int32   // number of neighbours in a
}

func (s *state) look(v, a, b int32) (o look) {
	bit := uint32(1)
	for i := s.start[v]; i < s.start[v+1]; i++ {
		switch s.part[s.adj[i]] {
		case a:
			o.delta += s.cost[i]
			o.own |= bit
			o.stay++
		case b:
			o.delta -= s.cost[i]
		}
		bit <<= 1
	}
	return o
}

// move puts v into b; the caller has seen that its district stays connected. Time is linear in v's neighbours. Only
// edges at v change sides: those to its old district become cut, those to the new one whole, and the others stay cut.
func (s *state) move(v, b int32) {
	a := s.part[v]
	if s.extra != nil {
		s.extra.move(s, v, a, b)
	}
	s.part[v] = b
	s.pops[a] -= s.pop[v]
	s.pops[b] += s.pop[v]
	s.size[a]--
	s.size[b]++
	for i := s.start[v]; i < s.start[v+1]; i++ {
		w := s.adj[i]
		switch s.part[w] {
		case a:
			s.cut += s.cost[i]
			s.slack[v] -= 2 * s.cost[i]
			s.slack[w] -= 2 * s.cost[i]
			s.ext[v]++
			if s.ext[w]++; s.ext[w] == 1 {
				s.enter(w)
			}
		case b:
			s.cut -= s.cost[i]
			s.slack[v] += 2 * s.cost[i]
			s.slack[w] += 2 * s.cost[i]
			s.ext[v]--
			if s.ext[w]--; s.ext[w] == 0 {
				s.leave(w)
			}
		}
	}
	switch {
	case s.ext[v] > 0 && s.at[v] < 0:
		s.enter(v)
	case s.ext[v] == 0 && s.at[v] >= 0:
		s.leave(v)
	}
}

// extremes are the least and the most voters of a district.
func (s *state) extremes() (least, most int64) {
	least, most = math.MaxInt64, 0
	for _, p := range s.pops {
		least, most = min(least, p), max(most, p)
	}
	return least, most
}
