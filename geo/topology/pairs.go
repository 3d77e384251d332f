package topology

import (
	"math"
	"slices"
	"sync/atomic"

	"github.com/okrug/okrug/geo/parallel"

	"github.com/paulmach/orb"
)

// crowd is the number of segments up to which halving a cell again does not pay.
const crowd = 24

// many is the number of segments up to which looking along the whole cell is quicker than dividing it.
const many = 256

// each is how many segments a cell of a grid is to have.
const each = 12

// manyLooks is how many pairs are looked at beyond those that any layer needs, 64 for a segment; a pair counts for two.
// It takes a second or two. Lines so crowded that it does not do are no map.
const manyLooks = 60_000_000

// lanes is into how many parts the plane is divided, to be looked at by as many goroutines as there are processors.
// What is found is kept by lane, so that it comes in the same order whoever was first.
const lanes = 64

// lonely is the number of segments up to which one goroutine is enough.
const lonely = 4096

// pairs finds the segments that come near each other: it divides the plane into cells, and crowded cells again, so that
// town and steppe cost the same. Where a division does not part segments it looks at all pairs of them. A pair that
// comes near in several cells is visited in each.
//
// Segments of a map are short against the whole and seldom crowd in one point, and the time is then nearly linear in
// their number. In the worst case it is its square, which looks bounds.
type pairs struct {
	net    *net
	margin float64 // degrees by which the boxes of segments are widened
	// round is by how many degrees of longitude they are, by segment; nil where it is as many.
	round []float32
	// visit is called for a pair, from one goroutine at a time for each lane.
	visit func(lane int, a, b int32)
	fresh []bool // if not nil, only pairs of which one is fresh are looked at
	looks atomic.Int64
	lane  [lanes]sweep
}

// run visits all pairs. It returns false where there are too many to look at.
func (p *pairs) run() bool {
	box := p.everything()
	ids := p.near(box)
	p.looks.Store(64*int64(len(ids)) + manyLooks)
	if len(ids) <= lonely {
		p.grid(0, ids, p.around(ids, box))
		return p.looks.Load() > 0
	}
	// Each lane has the same rows of the grid on any number of processors.
	if cells, ok := p.cells(ids, box); ok {
		parallel.Do(lanes, func(lane int) {
			for r := lane * cells.rows / lanes; r < (lane+1)*cells.rows/lanes; r++ {
				p.row(lane, cells, r, len(ids))
			}
		})
	} else {
		p.divide(0, ids, box, 0)
	}
	return p.looks.Load() > 0
}

// everything is a box around all segments.
func (p *pairs) everything() orb.Bound {
	box := orb.MultiPoint(p.net.points).Bound()
	most := p.margin
	for _, m := range p.round {
		most = max(most, float64(m))
	}
	return orb.Bound{Min: orb.Point{box.Min[0] - most, box.Min[1] - p.margin},
		Max: orb.Point{box.Max[0] + most, box.Max[1] + p.margin}}
}

// near lists the segments that may come near a fresh one: all, or where few are fresh those whose boxes have a part in
// a cell that a fresh segment runs through.
func (p *pairs) near(box orb.Bound) []int32 {
	all := make([]int32, len(p.net.segs))
	for i := range all {
		all[i] = int32(i)
	}
	fresh := 0
	for _, f := range p.fresh {
		if f {
			fresh++
		}
	}
	if p.fresh == nil || 8*fresh > len(all) {
		return all
	}
	g := newGrid(box, int(math.Sqrt(float64(len(all)))))
	marked := make([]bool, g.cols*g.rows)
	for _, s := range all {
		if p.fresh[s] {
			g.cells(p.net, s, p.margins(s), func(c int) { marked[c] = true })
		}
	}
	meets := func(b orb.Bound) bool {
		c0, c1 := g.col(b.Min[0]), g.col(b.Max[0])
		for r, end := g.row(b.Min[1]), g.row(b.Max[1]); r <= end; r++ {
			if slices.Contains(marked[r*g.cols+c0:r*g.cols+c1+1], true) {
				return true
			}
		}
		return false
	}
	var kept [lanes][]int32
	parallel.Do(lanes, func(lane int) {
		for _, s := range all[lane*len(all)/lanes : (lane+1)*len(all)/lanes] {
			if meets(p.box(s)) {
				kept[lane] = append(kept[lane], s)
			}
		}
	})
	return slices.Concat(kept[:]...)
}

// around is the box around the parts of segments that lie in a box.
func (p *pairs) around(ids []int32, within orb.Bound) orb.Bound {
	box := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, i := range ids {
		b := p.box(i)
		for k := range 2 {
			box.Min[k], box.Max[k] = min(box.Min[k], max(b.Min[k], within.Min[k])), max(box.Max[k], min(b.Max[k], within.Max[k]))
		}
	}
	return box
}

func (p *pairs) box(s int32) orb.Bound {
	seg := p.net.segs[s]
	a, b := p.net.points[seg.u], p.net.points[seg.v]
	m := p.margins(s)
	return orb.Bound{
		Min: orb.Point{min(a[0], b[0]) - m[0], min(a[1], b[1]) - m[1]},
		Max: orb.Point{max(a[0], b[0]) + m[0], max(a[1], b[1]) + m[1]},
	}
}

// margins are by how many degrees of longitude and of latitude a segment is widened.
func (p *pairs) margins(s int32) [2]float64 {
	if p.round == nil {
		return [2]float64{p.margin, p.margin}
	}
	return [2]float64{float64(p.round[s]), p.margin}
}

// grid divides segments into cells at once, and crowded cells again, which is quicker than by halves.
func (p *pairs) grid(lane int, ids []int32, box orb.Bound) {
	if p.looks.Load() <= 0 || !p.any(ids) {
		return
	}
	if len(ids) <= many {
		p.sweep(lane, ids)
		return
	}
	// The cells are laid over the segments and not over all of the box, which may be empty for the most part.
	box = p.around(ids, box)
	if cells, ok := p.cells(ids, box); ok {
		for r := range cells.rows {
			p.row(lane, cells, r, len(ids))
		}
		return
	}
	p.divide(lane, ids, box, 0)
}

// cells puts segments into cells; ok is false where that parts too little, as along a line that many segments share.
func (p *pairs) cells(ids []int32, box orb.Bound) (cells *grid, ok bool) {
	cells = gridOf(p.net, ids, box, p.margins, int(math.Sqrt(float64(len(ids))/each)))
	return cells, cells.total() <= 4*len(ids)
}

// row visits the pairs in a row of the cells of so many segments. A cell that holds most of them would hardly shrink in
// a grid of its own, so it is halved.
func (p *pairs) row(lane int, cells *grid, r, of int) {
	for c := range cells.cols {
		switch in := cells.at(c, r); {
		case len(in) > many && 2*len(in) > of:
			p.divide(lane, in, cells.box(c, r), 0)
		case len(in) > 1:
			p.grid(lane, in, cells.box(c, r))
		}
	}
}

// any says whether there is a pair to look at among segments.
func (p *pairs) any(ids []int32) bool {
	return p.fresh == nil || slices.ContainsFunc(ids, func(i int32) bool { return p.fresh[i] })
}

// divide halves a crowded cell, across or along, whichever parts more of its segments, until halving no longer pays.
// Segments that reach into both halves go to both. The cost of a division is taken to be the pairs left, the sum of the
// squares of the two numbers; it must save a tenth. It halves at the mean place of the segments, and not in the middle
// of the cell, so that neither half is nearly empty.
func (p *pairs) divide(lane int, ids []int32, box orb.Bound, depth int) {
	if p.looks.Load() <= 0 || !p.any(ids) {
		return
	}
	if len(ids) > crowd && depth < 64 {
		box = p.around(ids, box)
		best, least, at := -1, 0.9*float64(len(ids))*float64(len(ids)), 0.0
		for axis := range 2 {
			mid := p.middle(ids, box, axis)
			low, high := 0, 0
			for _, s := range ids {
				from, to := p.extent(s, box, axis)
				if from <= mid {
					low++
				}
				if to >= mid {
					high++
				}
			}
			if cost := float64(low)*float64(low) + float64(high)*float64(high); cost < least {
				best, least, at = axis, cost, mid
			}
		}
		if best >= 0 {
			low, high := box, box
			low.Max[best], high.Min[best] = at, at
			var first, second []int32
			for _, s := range ids {
				from, to := p.extent(s, box, best)
				if from <= at {
					first = append(first, s)
				}
				if to >= at {
					second = append(second, s)
				}
			}
			p.divide(lane, first, low, depth+1)
			p.divide(lane, second, high, depth+1)
			return
		}
	}
	p.sweep(lane, ids)
}

// middle is the mean place of the segments in a box along an axis.
func (p *pairs) middle(ids []int32, box orb.Bound, axis int) float64 {
	sum := 0.0
	for _, s := range ids {
		from, to := p.extent(s, box, axis)
		sum += (from + to) / 2
	}
	return sum / float64(len(ids))
}

// extent is where along an axis a segment, as wide as the margin, runs within a box. Only its part in the box counts: a
// long slanting segment comes through few of the places that the box around it covers.
func (p *pairs) extent(s int32, box orb.Bound, axis int) (from, to float64) {
	seg := p.net.segs[s]
	a, b := p.net.points[seg.u], p.net.points[seg.v]
	cross, m := 1-axis, p.margins(s)
	if a[cross] > b[cross] {
		a, b = b, a
	}
	from, to = min(a[axis], b[axis]), max(a[axis], b[axis])
	lo, hi := box.Min[cross]-m[cross], box.Max[cross]+m[cross]
	if d := b[cross] - a[cross]; d > 0 && (a[cross] < lo || b[cross] > hi) {
		at := func(x float64) float64 { return a[axis] + (b[axis]-a[axis])*min(max((x-a[cross])/d, 0), 1) }
		x, y := at(lo), at(hi)
		from, to = min(x, y), max(x, y)
	}
	return max(from-m[axis], box.Min[axis]), min(to+m[axis], box.Max[axis])
}
