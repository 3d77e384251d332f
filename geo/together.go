package geo

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/locale"
)

// together links the parts of a divided unit that lies in several parts. Whole, it was one unit, and a district with it
// contiguous; divided, an exclave with a settlement of its own would touch nothing, and no plan could keep the unit
// whole. The links are the shortest ways between settlements that join all; a rest counts where it is all of a part.
func (r *reading) together() {
	if len(r.towns) == 0 || r.s.Settlements != nil {
		return // a region in several parts is told, and linked by who knows it
	}
	units := map[string][]int{} // by what they are part of
	for u, x := range r.layer.Units {
		if n := len(x.Parents); x.Place != nil || x.Rest {
			units[x.Parents[n-1]] = append(units[x.Parents[n-1]], u)
		}
	}
	sets := disjoint.New[int](len(r.layer.Units))
	whole := func(u int) string { p := r.layer.Units[u].Parents; return p[len(p)-1] }
	for _, b := range r.layer.Borders {
		if whole(b.A) == whole(b.B) {
			sets.Join(b.A, b.B)
		}
	}
	for _, id := range sortedKeys(units) {
		parts := map[int]int{} // the number of each part, by the unit that stands for it
		var sites []strait
		settled := map[int]bool{} // parts with a settlement
		for _, u := range units[id] {
			set := sets.Find(u)
			if _, known := parts[set]; !known {
				parts[set] = len(parts)
			}
			settled[set] = settled[set] || !r.layer.Units[u].Rest
		}
		if len(parts) < 2 {
			continue
		}
		for _, u := range units[id] {
			if set := sets.Find(u); !r.layer.Units[u].Rest || !settled[set] {
				at := r.position(u)
				sites = append(sites, strait{u, parts[set], at, at})
			}
		}
		r.faults.Note(Fault{File: r.s.Units.Name, ID: id, Kind: Disconnected,
			Detail: locale.T("the unit lies in several parts; divided, those of them count as touching that lie nearest to " +
				"each other, so that it can stay whole")})
		for _, b := range bridges(unrolled(sites), len(parts)) {
			r.layer.Borders = append(r.layer.Borders, Border{A: min(b.A, b.B), B: max(b.A, b.B), Link: true, Reason: id})
		}
	}
}

// position is that of a settlement, or one inside of a unit.
func (r *reading) position(u int) orb.Point {
	if at := r.layer.Units[u].Place; at != nil {
		return *at
	}
	return within(r.layer.Topology.Face(u))
}
