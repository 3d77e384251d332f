package topology

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Face returns face i, wound by the right-hand rule of RFC 7946. Rings touch themselves and each other in single
// positions only. A face without area is nil.
func (t *Topology) Face(i int) orb.MultiPolygon {
	return t.polygons(t.ends[t.first[i]:t.first[i+1]], func(e int32) bool { return t.left(e) == int32(i) })
}

// Dissolve returns the union of the given faces, wound by the right-hand rule, its outline made of their arcs.
func (t *Topology) Dissolve(faces []int) orb.MultiPolygon {
	in := make(map[int32]bool, len(faces))
	for _, f := range faces {
		in[int32(f)] = true
	}
	var ends []int32
	for _, f := range slices.Compact(slices.Sorted(slices.Values(faces))) {
		for _, e := range t.ends[t.first[f]:t.first[f+1]] {
			if !in[t.left(e^1)] {
				ends = append(ends, e)
			}
		}
	}
	return t.polygons(ends, func(e int32) bool { return in[t.left(e)] && !in[t.left(e^1)] })
}

// polygons joins arc ends to rings and rings to polygons. ends are all those with the area on their left and something
// else on their right, which keep tells.
func (t *Topology) polygons(ends []int32, keep func(int32) bool) orb.MultiPolygon {
	var rings []orb.Ring
	done := make(map[int32]bool, len(ends))
	for _, e := range ends {
		if done[e] {
			continue
		}
		var loop []int32
		for k := e; !done[k]; {
			done[k] = true
			loop = append(loop, k)
			// The next end of the outline is the first one clockwise: between them lies nothing but the area itself.
			for k = t.clockwise[k^1]; !keep(k); {
				k = t.clockwise[k]
			}
		}
		rings = t.appendRings(rings, loop)
	}
	return nestRings(rings)
}

// appendRings makes rings of a closed walk along arc ends, a new one wherever the walk comes back to a junction. So an
// area that touches itself in a point has two rings there, and no ring has a position twice but its first.
func (t *Topology) appendRings(rings []orb.Ring, loop []int32) []orb.Ring {
	var open []int32
	at := map[int32]int{} // junction -> place in open of the end that leaves it
	for _, e := range loop {
		at[t.origin(e)] = len(open)
		open = append(open, e)
		to := t.origin(e ^ 1)
		from, ok := at[to]
		if !ok {
			continue
		}
		var line orb.LineString
		for _, k := range open[from:] {
			line = t.appendLine(line, k)
			delete(at, t.origin(k))
		}
		open = open[:from]
		rings = append(rings, orb.Ring(line))
	}
	return rings
}

// nestRings puts holes, wound clockwise, into the outer rings around them: each into the smallest that holds it.
// Polygons are in order of their outer rings.
func nestRings(rings []orb.Ring) orb.MultiPolygon {
	type hole struct {
		ring orb.Ring
		area float64
	}
	var out orb.MultiPolygon
	var areas []float64
	var holes []hole
	for _, r := range rings {
		if a := planarArea(r); a > 0 {
			out, areas = append(out, orb.Polygon{r}), append(areas, a)
		} else if a < 0 {
			holes = append(holes, hole{r, -a})
		}
	}
	if len(out) == 1 {
		for _, h := range holes {
			out[0] = append(out[0], h.ring)
		}
		return out
	}
	bySize := make([]int, len(out))
	for i := range bySize {
		bySize[i] = i
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(areas[a], areas[b]) })
	bounds := make([]orb.Bound, len(out))
	for i := range out {
		bounds[i] = out[i][0].Bound()
	}
	for _, h := range holes {
		b := h.ring.Bound()
		for _, i := range bySize {
			if areas[i] > h.area && bounds[i].Contains(b.Min) && bounds[i].Contains(b.Max) && holds(out[i][0], h.ring) {
				out[i] = append(out[i], h.ring)
				break
			}
		}
	}
	return out
}

// holds says whether a ring lies inside an outer ring that it does not cross. They may have positions in common.
func holds(outer, ring orb.Ring) bool {
	for i := range len(ring) - 1 {
		if !slices.Contains(outer, ring[i]) {
			return planar.RingContains(outer, ring[i])
		}
	}
	// Every position is one of the outer ring's: the middle of an edge is not on it.
	return planar.RingContains(outer, orb.Point{(ring[0][0] + ring[1][0]) / 2, (ring[0][1] + ring[1][1]) / 2})
}
