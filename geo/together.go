package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// together links the parts of a divided unit that lies in several parts. Whole, it was one unit, and a district with it
// contiguous; divided, an exclave with a settlement of its own would touch nothing, and no plan could keep the unit
// whole. of are the old numbers of the units, and home those of what they are part of.
func (r *reading) together(of, home []int) {
	if r.s.Settlements != nil {
		return // a region in several parts is told, and linked by who knows it
	}
	group := make([]int, len(home))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	join := func(a, b int) { a, b = find(a), find(b); group[max(a, b)] = min(a, b) }
	for _, c := range r.contacts {
		if c.Border && home[c.A] == home[c.B] {
			join(c.A, c.B)
		}
	}
	parts := map[int][]int{}
	for i, h := range home {
		parts[h] = append(parts[h], i)
	}
	at := r.positions(of)
	for _, h := range sortedInts(parts) {
		own := parts[h]
		if !slices.ContainsFunc(own, func(i int) bool { return find(i) != find(own[0]) }) {
			continue
		}
		parent := r.layer.Units[own[0]].Parents
		id := parent[len(parent)-1]
		r.faults.Note(Fault{File: r.s.Units.Name, ID: id, Kind: Disconnected,
			Detail: locale.T("the unit lies in several parts; divided, those of them count as touching that lie nearest to " +
				"each " +
				"other, so that it can stay whole")})
		// The shortest ways that join them all, one after the other.
		for {
			best, a, b := math.Inf(1), -1, -1
			for _, i := range own {
				for _, k := range own {
					if i < k && find(i) != find(k) {
						if d := measure.Distance(at[i], at[k]); d < best {
							best, a, b = d, i, k
						}
					}
				}
			}
			if a < 0 {
				break
			}
			join(a, b)
			r.s.Links = append(r.s.Links, Link{A: r.layer.Units[a].ID, B: r.layer.Units[b].ID, Reason: fault.Label(id, "")})
		}
	}
}

// positions are a position of each unit: that of its settlement, else one inside of it.
func (r *reading) positions(of []int) []orb.Point {
	towns := map[int]town{}
	for _, t := range r.towns {
		towns[t.unit] = t
	}
	out := make([]orb.Point, len(of))
	for i, u := range of {
		if t, ok := towns[u]; ok && !t.rest {
			out[i] = t.at()
		} else if f := r.shapes.faces[i]; f != nil {
			out[i] = topology.Inside(slices.MaxFunc(f, func(a,
				b orb.Polygon) int {
				return cmp.Compare(size(a[0]), size(b[0]))
			}))
		}
	}
	return out
}

func sortedInts[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
