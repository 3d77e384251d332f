package heuristic

import "math"

// logs holds -ln((i+1/2)/4096): a table of waiting times, so that a step needs no logarithm. A step that costs d is
// taken with a probability of about exp(-d/t), that is when d is at most t times an entry drawn at random; d is then
// compared with a limit that is known before d is.
var logs = func() (t [4096]float64) {
	for i := range t {
		t[i] = -math.Log((float64(i) + 0.5) / 4096)
	}
	return t
}()

// schedule of an annealing run. Temperatures fall geometrically; the penalty of a mean district outside the band
// rises geometrically.
type schedule struct {
	steps       int64
	hot, cold   float64
	low, high   float64 // penalty for as many voters as a mean district has
	perDistrict float64 // voters of a mean district
}

// anneal moves single units at falling temperature. It keeps the best plan in best, which was made from the state as it
// is, and stops early when done says so. The state is left where the search ended, which need not be the best plan.
//
// Each step draws a boundary node and one of its foreign districts, and moves it there if Metropolis' rule and
// contiguity allow. Temperature and penalty change in 200 blocks, between which done is asked. The tests go from cheap
// to dear: most steps end before the neighbours are looked at, and few get as far as contiguity.
func (s *state) anneal(r *source, c schedule, best *keeper, done func() bool) {
	const blocks = 200
	per := max(1, c.steps/blocks)
	// Factors a block, so that the last begins near cold and high.
	cool := math.Pow(c.cold/c.hot, 1.0/blocks)
	harden := math.Pow(c.high/c.low, 1.0/blocks)
	t, unit := c.hot, c.low/c.perDistrict
	s.unit = unit
	slight := 1e-9 * max(math.Abs(best.value), c.cold) // less than that is rounding
	outside := s.outside()
	value := s.value()
	for range blocks {
		if done() {
			return
		}
		for range per {
			if len(s.boundary) == 0 {
				return
			}
			// One random number serves the whole step: its upper half draws the node, the lower 12 bits the limit, and the 20
			// between the neighbour.
			x := r.next()
			v := s.boundary[int((x>>32)*uint64(len(s.boundary))>>32)]
			if s.fixed[v] != none {
				continue
			}
			limit := t * logs[x&4095]
			if s.extra == nil {
				// Most steps end here when it is cold: not even the best neighbour would be worth it. The cut grows by slack at the
				// least, and voters who move relieve two districts at the most, each by their number.
				least := s.slack[v]
				if outside > 0 {
					least -= 2 * s.unit * float64(s.pop[v])
				}
				if least > limit {
					continue
				}
			}
			a := s.part[v]
			b := s.other(v, a, uint32(x)>>12)
			o := s.look(v, a, b)
			p := s.pop[v]
			pa, pb := s.pops[a], s.pops[b]
			// What the move changes: voters outside the band, and the other costs.
			out := s.excess(pa-p) - s.excess(pa) + s.excess(pb+p) - s.excess(pb)
			gain := o.delta
			if s.extra != nil {
				gain += s.extra.delta(s, v, a, b)
			}
			if gain+s.unit*float64(out) > limit || !s.removable(v, o) {
				continue
			}
			s.move(v, b)
			best.touch(v)
			value += gain
			if outside += out; outside < best.outside || outside == best.outside && value < best.value-slight {
				best.save(s, outside, value)
			}
		}
		// The penalty rises as the temperature falls; value and outside are kept apart, so that neither has to be computed
		// anew.
		t *= cool
		s.unit *= harden
	}
}

// other is the district, not a, of one of v's neighbours: the first foreign one from a random place on, in turn. Random
// has 20 bits, enough for as many neighbours.
func (s *state) other(v, a int32, random uint32) int32 {
	lo, hi := s.start[v], s.start[v+1]
	first := lo + int32(uint64(random)*uint64(hi-lo)>>20)
	for i := first; i < hi; i++ {
		if b := s.part[s.adj[i]]; b != a {
			return b
		}
	}
	for i := lo; i < first; i++ {
		if b := s.part[s.adj[i]]; b != a {
			return b
		}
	}
	panic("heuristic: a boundary node without a foreign neighbour")
}
