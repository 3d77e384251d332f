package heuristic

import "math"

// extra holds the terms of the energy beyond the cut: largest deviation, inertia, parents and groups divided, nodes
// moved out of the starting plan. Each term is kept up to date by sums of its own, so that the change by a move is
// known without looking at other nodes. Terms with cost 0 are not kept.
type extra struct {
	deviation float64 // cost of a largest deviation of 1
	quota     float64
	other     float64   // largest deviation outside the problem
	dev       []float64 // of each district
	top       [3]int32  // the districts that deviate most, in order; -1 where there are fewer

	inertia    float64
	w, x, y, q []float64 // sums of each district

	areas []*areas
	moved float64 // cost of one unit of keep weight
	away  int64   // keep weight out of place
}

// areas counts how many districts hold a part of each area. An area is divided when these are two or more. As a step
// that only makes a division smaller would not show in that number, every further part costs a little too.
type areas struct {
	of     []int32 // area of each node, none for none
	parts  [][]part
	cost   float64 // of a divided area
	slight float64 // of every part beyond the first: it leads the search, and is not part of a plan's cost
	count  int     // divided areas
	pieces int     // parts beyond the first
}

type part struct{ district, nodes int32 }

func newAreas(of []int32, n int, cost float64) *areas {
	return &areas{of: of, parts: make([][]part, n), cost: cost, slight: cost / 16}
}

func (a *areas) nodes(area, district int32) int32 {
	for _, p := range a.parts[area] {
		if p.district == district {
			return p.nodes
		}
	}
	return 0
}

func (a *areas) add(area, district int32) {
	ps := a.parts[area]
	for i := range ps {
		if ps[i].district == district {
			ps[i].nodes++
			return
		}
	}
	a.parts[area] = append(ps, part{district, 1})
	switch len(ps) {
	case 0:
	case 1:
		a.count++
		a.pieces++
	default:
		a.pieces++
	}
}

func (a *areas) remove(area, district int32) {
	ps := a.parts[area]
	for i := range ps {
		if ps[i].district != district {
			continue
		}
		if ps[i].nodes--; ps[i].nodes > 0 {
			return
		}
		last := len(ps) - 1
		ps[i] = ps[last]
		a.parts[area] = ps[:last]
		switch last {
		case 0:
		case 1:
			a.count--
			a.pieces--
		default:
			a.pieces--
		}
		return
	}
}

// delta is the change of cost by moving one node of area from one district to another. From loses its part if that was
// the only node; to gains one if it had none.
func (a *areas) delta(area, from, to int32) float64 {
	n := len(a.parts[area])
	after := n
	if a.nodes(area, from) == 1 {
		after--
	}
	if a.nodes(area, to) == 0 {
		after++
	}
	if n == after {
		return 0
	}
	d := a.slight * float64(after-n)
	if n == 1 {
		d += a.cost
	} else if after == 1 {
		d -= a.cost
	}
	return d
}

// set computes all terms anew from the state's plan, whose sums of voters are up to date.
func (e *extra) set(s *state) {
	if e.deviation > 0 {
		e.dev = resized(e.dev, s.k)
		for d, p := range s.pops {
			e.dev[d] = e.of(p)
		}
		e.rank()
	}
	if e.inertia > 0 {
		e.w, e.x, e.y, e.q = resized(e.w, s.k), resized(e.x, s.k), resized(e.y, s.k), resized(e.q, s.k)
		for v, d := range s.part {
			e.w[d] += float64(s.pop[v])
			e.x[d] += s.x[v]
			e.y[d] += s.y[v]
			e.q[d] += s.q[v]
		}
	}
	for _, a := range e.areas {
		for i := range a.parts {
			a.parts[i] = a.parts[i][:0]
		}
		a.count, a.pieces = 0, 0
		for v, area := range a.of {
			if area != none {
				a.add(area, s.part[v])
			}
		}
	}
	e.away = 0
	if e.moved > 0 {
		for v, h := range s.home {
			if h != none && h != s.part[v] {
				e.away += s.keep[v]
			}
		}
	}
}

func resized(x []float64, n int) []float64 {
	if len(x) != n {
		return make([]float64, n)
	}
	clear(x)
	return x
}

func (e *extra) of(pop int64) float64 { return math.Abs(float64(pop)-e.quota) / e.quota }

// rank finds the three districts that deviate most, so that the largest deviation apart from any two is known: a move
// changes two districts. Time is linear in the districts.
func (e *extra) rank() {
	e.top = [3]int32{-1, -1, -1}
	for d := range int32(len(e.dev)) {
		x := d
		for i, t := range e.top {
			if t < 0 || e.dev[x] > e.dev[t] {
				e.top[i], x = x, t
				if x < 0 {
					break
				}
			}
		}
	}
}

// apart is the largest deviation among districts other than a and b. Of the three that deviate most one at least is
// neither of these, if there are three districts.
func (e *extra) apart(a, b int32) float64 {
	for _, t := range e.top {
		if t >= 0 && t != a && t != b {
			return max(e.other, e.dev[t])
		}
	}
	return e.other
}

func (e *extra) largest() float64 {
	if e.top[0] < 0 {
		return e.other
	}
	return max(e.other, e.dev[e.top[0]])
}

// moment is the inertia of a district from its sums: of voters w, of voters times coordinates x and y, and of voters
// times squared coordinates q. The sum of squared distances to the centre is q less w times the centre's own square.
func moment(w, x, y, q float64) float64 {
	if w == 0 {
		return 0
	}
	return max(0, q-(x*x+y*y)/w)
}

func (e *extra) value(s *state) float64 {
	var sum float64
	if e.deviation > 0 {
		sum += e.deviation * e.largest()
	}
	if e.inertia > 0 {
		for d := range s.k {
			sum += e.inertia * moment(e.w[d], e.x[d], e.y[d], e.q[d])
		}
	}
	for _, a := range e.areas {
		sum += a.cost*float64(a.count) + a.slight*float64(a.pieces)
	}
	return sum + e.moved*float64(e.away)
}

// delta is the change of value by moving v from a to b. Nothing is changed. But for the parts of its areas, it costs
// the same whatever the size of the graph.
func (e *extra) delta(s *state, v, a, b int32) float64 {
	var sum float64
	p := s.pop[v]
	if e.deviation > 0 {
		after := max(e.apart(a, b), e.of(s.pops[a]-p), e.of(s.pops[b]+p))
		sum += e.deviation * (after - e.largest())
	}
	if e.inertia > 0 {
		w := float64(p)
		sum += e.inertia * (moment(e.w[a]-w, e.x[a]-s.x[v], e.y[a]-s.y[v], e.q[a]-s.q[v]) - moment(e.w[a], e.x[a], e.y[a],
			e.q[a]) +
			moment(e.w[b]+w, e.x[b]+s.x[v], e.y[b]+s.y[v], e.q[b]+s.q[v]) - moment(e.w[b], e.x[b], e.y[b], e.q[b]))
	}
	for _, t := range e.areas {
		if area := t.of[v]; area != none {
			sum += t.delta(area, a, b)
		}
	}
	if e.moved > 0 {
		sum += e.moved * float64(s.awayDelta(v, a, b))
	}
	return sum
}

// awayDelta is the change of the keep weight out of place by moving v from a to b.
func (s *state) awayDelta(v, a, b int32) int64 {
	switch s.home[v] {
	case a:
		return s.keep[v]
	case b:
		return -s.keep[v]
	default:
		return 0
	}
}

// move updates the sums for moving v from a to b, before the state changes.
func (e *extra) move(s *state, v, a, b int32) {
	p := s.pop[v]
	if e.deviation > 0 {
		e.dev[a], e.dev[b] = e.of(s.pops[a]-p), e.of(s.pops[b]+p)
		e.rank()
	}
	if e.inertia > 0 {
		w := float64(p)
		e.w[a] -= w
		e.x[a] -= s.x[v]
		e.y[a] -= s.y[v]
		e.q[a] -= s.q[v]
		e.w[b] += w
		e.x[b] += s.x[v]
		e.y[b] += s.y[v]
		e.q[b] += s.q[v]
	}
	for _, t := range e.areas {
		if area := t.of[v]; area != none {
			t.remove(area, a)
			t.add(area, b)
		}
	}
	if e.moved > 0 {
		e.away += s.awayDelta(v, a, b)
	}
}
