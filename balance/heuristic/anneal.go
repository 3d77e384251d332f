package heuristic

import "math"

// logs holds -ln((i+1/2)/4096): a table of waiting times, so that a step needs no logarithm.
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
// is, and stops early when done says so.
func (s *state) anneal(r *source, c schedule, best *keeper, done func() bool) {
	const blocks = 200
	per := max(1, c.steps/blocks)
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
			x := r.next()
			v := s.boundary[int((x>>32)*uint64(len(s.boundary))>>32)]
			if s.fixed[v] != none {
				continue
			}
			limit := t * logs[x&4095]
			if s.extra == nil {
				// Most steps end here when it is cold: not even the best neighbour would be worth it.
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
		s.work += per
		t *= cool
		s.unit *= harden
	}
}

// other is the district, not a, of one of v's neighbours.
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
