package geo

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
)

// together links the parts of a region or unit that is divided among settlements and lies in several parts. Whole, it
// was one unit, and a district with it contiguous; divided, an island or exclave with a settlement of its own would
// touch nothing, and no plan could keep the region or unit whole. The links are the shortest ways between settlements
// that join all that lines and the scenario's links do not; a rest counts where it is all of a part. Who wants a pair
// parted names it under unlinks.
func (r *reading) together() {
	if len(r.towns) == 0 {
		return
	}
	whole := func(u int) string { // what a settlement is part of
		x := r.layer.Units[u]
		if r.s.Settlements != nil {
			return x.RegionID
		}
		return x.Parents[len(x.Parents)-1]
	}
	units := map[string][]int{} // by what they are part of
	for u, x := range r.layer.Units {
		if x.Computed() {
			units[whole(u)] = append(units[whole(u)], u)
		}
	}
	sets := disjoint.New[int](len(r.layer.Units))
	for _, b := range r.layer.Borders {
		if l := &r.layer; l.Units[b.A].Computed() && l.Units[b.B].Computed() && whole(b.A) == whole(b.B) {
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
		ways := bridges(unrolled(sites), min(len(parts), linkable))
		said := make([]locale.Text, len(ways))
		for i, w := range ways {
			r.layer.Borders = append(r.layer.Borders, Border{A: min(w.A, w.B), B: max(w.A, w.B), Link: true, Computed: true,
				Reason: id})
			said[i] = locale.T("%s – %s (%s)", r.labelOf(min(w.A, w.B)), r.labelOf(max(w.A, w.B)),
				measure.LengthText(w.Metres))
		}
		f := Fault{File: r.s.Units.Name, ID: id, Kind: Disconnected,
			Detail: locale.T("the unit lies in several parts; divided, those of them count as touching that lie nearest to "+
				"each other, so that it can stay whole: %s", locale.Listed(said, waysShown)),
			Remedy: locale.T("part those under unlinks in a scenario that are not to count (unit, unit, reason)")}
		if r.s.Settlements != nil {
			f.Name = r.layer.Regions[r.region[id]].Names
			f.Detail = locale.T("the region lies in several parts; those of them count as touching that lie nearest to "+
				"each other: %s", locale.Listed(said, waysShown))
		}
		r.faults.Note(f)
	}
}

// linkable is how many parts of one region or unit are linked: finding the ways takes the square of their number.
const linkable = 3000

// waysShown is how many ways across are told.
const waysShown = 8

// position is that of a settlement, or one inside of a unit.
func (r *reading) position(u int) orb.Point {
	if at := r.layer.Units[u].Place; at != nil {
		return *at
	}
	return within(r.layer.Topology.Face(u))
}
