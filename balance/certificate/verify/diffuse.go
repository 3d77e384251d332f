package verify

import "okrug/balance/certificate"

// rest is the voters of units in whole buckets of delta. What is left over is carried to the next unit of the order
// that the unit touches, so that the sums over a region err only by what is carried across its boundary.
type rest struct {
	buckets map[int]int64
	left    map[int]int64 // carried on by each unit
	to      map[int]int   // to which unit, -1 for none
}

func (p *puzzle) diffuse(d *certificate.Duals) *rest {
	at := make(map[int]int)
	for i, v := range d.Order {
		at[v] = i
	}
	r := &rest{make(map[int]int64), make(map[int]int64), make(map[int]int)}
	for _, v := range d.Order {
		r.to[v] = -1
	}
	for _, l := range p.edges {
		u, v := l.u, l.v
		if at[u] > at[v] {
			u, v = v, u
		}
		if old := r.to[u]; old < 0 || at[v] < at[old] {
			r.to[u] = v
		}
	}
	carried := make(map[int]int64)
	for _, v := range d.Order {
		have := p.all[v].Voters + carried[v]
		if have > 0 {
			r.buckets[v] = (have + d.Delta/2) / d.Delta
		}
		r.left[v] = have - r.buckets[v]*d.Delta
		if r.to[v] >= 0 {
			carried[r.to[v]] += r.left[v]
		}
	}
	return r
}

// errors is what unit v adds to voters minus delta times buckets of a region when it stays out and when it goes in: a remainder is
// missing from the buckets when its giver is in and its receiver out, and too much the other way round.
func (r *rest) errors(f *front, v int, state string) (out, in int64) {
	for s, u := range f.units {
		if r.to[u] != v {
			continue
		}
		if state[s] != 0 {
			out += r.left[u]
		} else {
			in -= r.left[u]
		}
	}
	if r.to[v] < 0 {
		in += r.left[v]
	}
	return out, in
}
