package verify

// diffuse rounds the voters of units to whole buckets of delta. What is left over is carried to the next unit of the
// order that the unit touches, so that the sums over a region err only by what is carried across its boundary: what is
// carried is missing from the buckets when its giver is in and its receiver out, and too much the other way round.
func (p *puzzle) diffuse(stages []stage, delta int64) {
	at := make(map[int]int)
	for i := range stages {
		at[stages[i].unit] = i
	}
	to := make(map[int]int) // receiver of each unit
	for _, l := range p.edges {
		u, v := l.u, l.v
		if at[u] > at[v] {
			u, v = v, u
		}
		if old, ok := to[u]; !ok || at[v] < at[old] {
			to[u] = v
		}
	}
	carried, left := make(map[int]int64), make(map[int]int64)
	for i := range stages {
		s := &stages[i]
		v := s.unit
		have := p.all[v].Voters + carried[v]
		buckets := max(0, (have+delta/2)/delta)
		left[v] = have - buckets*delta
		receiver, gives := to[v]
		if gives {
			carried[receiver] += left[v]
		}
		for k := range s.sides {
			x := &s.sides[k]
			x.eo, x.ei, x.buckets = 0, 0, buckets
			for j, l := range s.lines {
				giver := s.units[l.u]
				if r, ok := to[giver]; !ok || r != v {
					continue
				}
				if x.in[j] {
					x.eo += left[giver]
				} else {
					x.ei -= left[giver]
				}
			}
			if !gives {
				x.ei += left[v]
			}
		}
	}
}
