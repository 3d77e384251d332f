package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

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
	at, rest := r.positions(of)
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
		// The shortest ways between settlements that join all, one after the other; a rest counts where nothing else is.
		for {
			i, k := nearestApart(own, find, at, func(i int) bool { return !rest[i] })
			if i < 0 {
				i, k = nearestApart(own, find, at, func(int) bool { return true })
			}
			if i < 0 {
				break
			}
			join(i, k)
			r.s.Links = append(r.s.Links, Link{A: r.layer.Units[i].ID, B: r.layer.Units[k].ID, Reason: id})
		}
	}
}

// nearestApart are the two units nearest to each other of those that count and are not joined, -1 for none.
func nearestApart(units []int, group func(int) int, at []orb.Point, counts func(int) bool) (a, b int) {
	best, a, b := math.Inf(1), -1, -1
	for n, i := range units {
		for _, k := range units[n+1:] {
			if group(i) != group(k) && counts(i) && counts(k) {
				if d := measure.Distance(at[i], at[k]); d < best {
					best, a, b = d, i, k
				}
			}
		}
	}
	return a, b
}

// positions are a position of each unit: that of its settlement, else one inside of it. rest says which are rests.
func (r *reading) positions(of []int) (out []orb.Point, rest []bool) {
	towns := map[int]town{}
	for _, t := range r.towns {
		towns[t.unit] = t
	}
	out, rest = make([]orb.Point, len(of)), make([]bool, len(of))
	for i, u := range of {
		t, ok := towns[u]
		rest[i] = ok && t.rest
		if ok && !t.rest {
			out[i] = t.at()
		} else if f := r.shapes.faces[i]; f != nil {
			out[i] = topology.Inside(slices.MaxFunc(f, func(a,
				b orb.Polygon) int {
				return cmp.Compare(size(a[0]), size(b[0]))
			}))
		}
	}
	return out, rest
}

func sortedInts[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
