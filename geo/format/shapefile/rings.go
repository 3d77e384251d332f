package shapefile

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// nesting is what was wrong with the rings of an area.
type nesting struct {
	rewound bool // some run the other way
	orphans int  // holes in no outer ring, which are areas of their own now
}

// Limits of the work on one shape: how many pairs of rings are compared with each other, and how many edges are looked
// at. A coast of half a million positions with tens of thousands of islands and lakes needs a few pairs for each ring,
// and a tenth of the edges.
const (
	mostPairs = 1 << 22
	mostEdges = 1 << 30
)

// nest makes areas of closed rings. Outer rings run clockwise in a file and holes the other way, and a hole lies in its
// outer ring; where the two contradict each other, what lies in what decides: a ring in no other is an outer ring, one
// in an outer ring is a hole, one in a hole an outer ring again. Areas are in the order of their outer rings, each with
// its holes in their order, all wound as package format wants them.
func nest(rings []orb.Ring) (orb.MultiPolygon, nesting, locale.Text) {
	all := make([]ring, len(rings))
	for i, r := range rings {
		all[i] = ring{ring: r, area: format.SignedArea(r), bound: r.Bound(), parent: -1}
	}
	if len(all) > 1 && !findParents(all) {
		return nil, nesting{}, locale.T("its %d {1|ring lies|rings lie} one over the other so much that it cannot be told "+
			"which is a hole of which", len(all))
	}
	var out orb.MultiPolygon
	var n nesting
	right := false // an outer ring in no other runs as it should
	for i := range all {
		right = right || all[i].parent < 0 && all[i].area < 0
	}
	for i := range all {
		r := &all[i]
		if r.depth(all)%2 != 0 {
			continue
		}
		r.polygon = len(out)
		out = append(out, orb.Polygon{wound(r.ring, r.area, true)})
		switch {
		case r.area <= 0:
		case r.parent < 0 && right:
			n.orphans++
		default:
			n.rewound = true
		}
	}
	for i := range all {
		if r := &all[i]; r.depth(all)%2 != 0 {
			n.rewound = n.rewound || r.area < 0
			to := all[r.parent].polygon
			out[to] = append(out[to], wound(r.ring, r.area, false))
		}
	}
	return out, n, locale.Text{}
}

// ring is a closed ring among others.
type ring struct {
	ring    orb.Ring
	area    float64 // twice it, above 0 counter-clockwise
	bound   orb.Bound
	parent  int // the smallest ring that it lies in, -1 for none
	levels  int // one more than its depth, 0 where not known yet
	polygon int // that an outer ring begins
	look    *stabber
}

// depth is in how many rings it lies.
func (r *ring) depth(all []ring) int {
	var chain []*ring
	for r.levels == 0 && r.parent >= 0 {
		chain = append(chain, r)
		r = &all[r.parent]
	}
	if r.levels == 0 {
		r.levels = 1
	}
	level := r.levels
	for _, c := range slices.Backward(chain) {
		level++
		c.levels = level
	}
	if len(chain) > 0 {
		return chain[0].levels - 1
	}
	return r.levels - 1
}

// findParents finds the ring that each lies in. It reports whether that could be done.
func findParents(all []ring) bool {
	order := make([]int, len(all)) // from the largest to the smallest
	for i := range order {
		order[i] = i
	}
	size := func(i int) float64 { return max(all[i].area, -all[i].area) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size(b), size(a)) })
	var larger rtree.RTreeG[int]
	pairs, edges := 0, int64(mostEdges)
	var around []int // places in order
	for place, i := range order {
		r := &all[i]
		around = around[:0]
		larger.Search(r.bound.Min, r.bound.Max, func(_, _ [2]float64, p int) bool {
			around = append(around, p)
			pairs++
			return pairs <= mostPairs
		})
		if pairs > mostPairs {
			return false
		}
		slices.Sort(around)
		for _, p := range slices.Backward(around) { // from the smallest
			if all[order[p]].holds(r, &edges) {
				r.parent = order[p]
				break
			}
		}
		if edges < 0 {
			return false
		}
		larger.Insert(r.bound.Min, r.bound.Max, place)
	}
	return true
}

// holds reports whether a smaller ring lies in this one. One that runs the other way does if more of its positions are
// inside than outside, as those are of a hole that was drawn a little over its outer ring; one that runs the same way
// only if no position is outside. Positions on the line are neither; where all of them are, the middles of edges tell.
// edges is how many edges may still be looked at.
func (r *ring) holds(in *ring, edges *int64) bool {
	alike := r.area*in.area > 0
	if alike && !(r.bound.Contains(in.bound.Min) && r.bound.Contains(in.bound.Max)) {
		return false
	}
	if r.look == nil {
		r.look = newStabber(r.ring, edges)
	}
	n := max(len(in.ring)-1, 1)
	if step := n / some; !alike && step > 1 { // a few suffice where they agree
		inside, outside := r.count(n/step, func(k int) orb.Point { return in.ring[k*step] }, false)
		if (inside == 0) != (outside == 0) {
			return inside > 0
		}
	}
	inside, outside := r.count(n, func(k int) orb.Point { return in.ring[k] }, alike)
	if inside == outside {
		i, o := r.count(len(in.ring)-1, func(k int) orb.Point {
			a, b := in.ring[k], in.ring[k+1]
			return orb.Point{a[0]/2 + b[0]/2, a[1]/2 + b[1]/2}
		}, alike)
		inside, outside = inside+i, outside+o
	}
	switch {
	case alike:
		return outside == 0 && inside > 0
	case inside == 0 && outside == 0:
		return true // the same line, as an area and its hole
	}
	return inside > outside
}

// some is how many positions of a ring are looked at first.
const some = 8

// count counts positions inside and outside, those on the line in neither. It may stop at the first one outside.
func (r *ring) count(n int, at func(k int) orb.Point, stop bool) (inside, outside int) {
	for k := range n {
		switch r.look.side(at(k)) {
		case 1:
			inside++
		case -1:
			if outside++; stop {
				return inside, outside
			}
		}
	}
	return inside, outside
}

// wound is a ring that runs counter-clockwise or clockwise, a copy where it must be turned.
func wound(r orb.Ring, area float64, counter bool) orb.Ring {
	if area == 0 || area > 0 == counter {
		return r
	}
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}
