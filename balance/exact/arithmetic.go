package exact

import "okrug/balance/certificate"

// arithmetic shows by plain counting that there is no plan, or returns nil: a unit is over the upper bound, the seats do
// not fit the voters, or the connected parts of the graph do not fit the seats.
func (r *run) arithmetic() certificate.Evidence {
	p := r.p
	total, k := p.Graph.Total(), int64(p.Seats)
	if k*p.Lower > total || k*p.Upper < total {
		return &certificate.WholeSeats{Voters: total, Rows: []certificate.SeatsRow{{Seats: p.Seats, Least: k * p.Lower, Most: k * p.Upper}}}
	}
	for v, x := range p.Graph.Voters {
		if x > p.Upper {
			return &certificate.UnitOver{Unit: p.Graph.IDs[v], Voters: x}
		}
	}
	of, count := p.Graph.Components(nil)
	parts, units := make([]int64, count), make([]int, count)
	for v, c := range of {
		parts[c] += p.Graph.Voters[v]
		units[c]++
	}
	reach := make([]bool, p.Seats+1) // numbers of districts that the parts so far can have
	reach[0] = true
	for c, x := range parts {
		next := make([]bool, p.Seats+1)
		for s := 1; s <= p.Seats && s <= units[c]; s++ {
			if int64(s)*p.Lower > x || int64(s)*p.Upper < x {
				continue
			}
			for have := 0; have+s <= p.Seats; have++ {
				next[have+s] = next[have+s] || reach[have]
			}
		}
		reach = next
	}
	if !reach[p.Seats] {
		return &certificate.Components{Voters: parts}
	}
	return nil
}
