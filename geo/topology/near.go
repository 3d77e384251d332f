package topology

import (
	"math"
	"slices"
	"sync/atomic"

	"github.com/okrug/okrug/geo/parallel"

	"github.com/paulmach/orb"
)

// crowd is the number of segments up to which all pairs of a cell are looked at.
const crowd = 24

// many is the number of segments up to which halving is quicker than a grid.
const many = 100

// manyLooks is how many pairs are looked at beyond those that any layer needs, 64 for a segment; a pair counts for two.
// It takes seconds. Lines so crowded that it does not do are no map.
const manyLooks = 400_000_000

// lanes is into how many parts the plane is divided, to be looked at by as many goroutines as there are processors. What
// is found is kept by lane, so that it comes in the same order whoever was first.
const lanes = 64

// lonely is the number of segments up to which one goroutine is enough.
const lonely = 4096

// pairs finds the segments that come near each other: it divides the plane into cells, and crowded cells again, so that
// town and steppe cost the same. Where a division does not part segments it looks at all pairs of them. A pair that
// comes near in several cells is visited in each.
type pairs struct {
	net    *net
	margin float64 // degrees by which the boxes of segments are widened
	// round is by how many degrees of longitude they are, by segment; nil where it is as many.
	round []float32
	// visit is called for a pair, from one goroutine at a time for each lane.
	visit func(lane int, a, b int32)
	fresh []bool // if not nil, only pairs of which one is fresh are looked at
	looks atomic.Int64
}

// run visits all pairs. It returns false where there are too many to look at.
func (p *pairs) run() bool {
	ids := make([]int32, len(p.net.segs))
	for i := range ids {
		ids[i] = int32(i)
	}
	p.looks.Store(64*int64(len(ids)) + manyLooks)
	box := p.around(ids, everywhere)
	if len(ids) <= lonely {
		p.grid(0, ids, box)
		return p.looks.Load() > 0
	}
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

var everywhere = orb.Bound{Min: orb.Point{math.Inf(-1), math.Inf(-1)}, Max: orb.Point{math.Inf(1), math.Inf(1)}}

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
	if len(ids) > many {
		box = p.around(ids, box)
		if cells, ok := p.cells(ids, box); ok {
			for r := range cells.rows {
				p.row(lane, cells, r, len(ids))
			}
			return
		}
	}
	p.divide(lane, ids, box, 0)
}

// cells puts segments into cells; ok is false where that parts too little, as along a line that many segments share.
func (p *pairs) cells(ids []int32, box orb.Bound) (cells *grid, ok bool) {
	cells = gridOf(p.net, ids, box, p.margins, int(math.Sqrt(float64(len(ids))/8)))
	return cells, cells.total() <= 4*len(ids)
}

// row visits the pairs in a row of the cells of so many segments.
func (p *pairs) row(lane int, cells *grid, r, of int) {
	for c := range cells.cols {
		switch in := cells.at(c, r); {
		case 2*len(in) > of:
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

// divide halves a crowded cell, across or along, whichever parts more of its segments.
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
	p.all(lane, ids)
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

// extent is where along an axis a segment, as wide as the margin, runs within a box.
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

func (p *pairs) all(lane int, ids []int32) {
	n := len(ids)
	if n < 2 {
		return
	}
	fresh := n
	if p.fresh != nil {
		fresh = 0
		for _, i := range ids {
			if p.fresh[i] {
				fresh++
			}
		}
	}
	if p.looks.Add(-int64(fresh)*int64(n)) <= 0 {
		return
	}
	boxes := make([]orb.Bound, 0, crowd)
	for _, s := range ids {
		boxes = append(boxes, p.box(s))
	}
	for i, a := range ids {
		for j := i + 1; j < n; j++ {
			if (p.fresh == nil || p.fresh[a] || p.fresh[ids[j]]) && boxes[i].Intersects(boxes[j]) {
				p.visit(lane, a, ids[j])
			}
		}
	}
}

// grid lists the segments that run through each cell of a grid.
type grid struct {
	bound      orb.Bound
	cols, rows int
	cw, ch     float64
	start, ids []int32
}

// gridOf puts segments into a grid of about side × side cells over box. Segments are widened by margins,
// which may be nil.
func gridOf(n *net, ids []int32, box orb.Bound, margins func(s int32) [2]float64, side int) *grid {
	w, h := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]
	g := &grid{bound: box, cols: side, rows: side}
	switch { // cells about as wide as high
	case w > 4*h:
		g.cols, g.rows = 4*side, max(1, side/4)
	case h > 4*w:
		g.cols, g.rows = max(1, side/4), 4*side
	}
	g.cw, g.ch = w/float64(g.cols), h/float64(g.rows)
	g.start = make([]int32, g.cols*g.rows+1)
	if margins == nil {
		margins = func(int32) [2]float64 { return [2]float64{} }
	}
	for _, s := range ids {
		g.cells(n, s, margins(s), func(c int) { g.start[c+1]++ })
	}
	for i := 1; i < len(g.start); i++ {
		g.start[i] += g.start[i-1]
	}
	g.ids = make([]int32, g.start[len(g.start)-1])
	at := make([]int32, len(g.start)-1)
	copy(at, g.start)
	for _, s := range ids {
		g.cells(n, s, margins(s), func(c int) {
			g.ids[at[c]] = s
			at[c]++
		})
	}
	return g
}

func (g *grid) total() int { return len(g.ids) }

func (g *grid) at(col, row int) []int32 {
	c := row*g.cols + col
	return g.ids[g.start[c]:g.start[c+1]]
}

func (g *grid) box(col, row int) orb.Bound {
	x, y := g.bound.Min[0]+float64(col)*g.cw, g.bound.Min[1]+float64(row)*g.ch
	return orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + g.cw, y + g.ch}}
}

func (g *grid) col(x float64) int { return cell(x-g.bound.Min[0], g.cw, g.cols) }
func (g *grid) row(y float64) int { return cell(y-g.bound.Min[1], g.ch, g.rows) }

func cell(d, size float64, n int) int {
	if !(size > 0) || !(d > 0) {
		return 0
	}
	if q := d / size; q < float64(n) {
		return int(q)
	}
	return n - 1
}

// cells calls f for each cell a segment may run through: row by row, the columns between the places where it enters
// and leaves the row.
func (g *grid) cells(n *net, s int32, m [2]float64, f func(cell int)) {
	a, b := n.points[n.segs[s].u], n.points[n.segs[s].v]
	if a[1] > b[1] {
		a, b = b, a
	}
	r0, r1 := g.row(a[1]-m[1]), g.row(b[1]+m[1])
	if b[1]+m[1] < g.bound.Min[1] || a[1]-m[1] > g.bound.Max[1] ||
		max(a[0], b[0])+m[0] < g.bound.Min[0] || min(a[0], b[0])-m[0] > g.bound.Max[0] {
		return
	}
	lo, hi := min(a[0], b[0]), max(a[0], b[0])
	for r := r0; r <= r1; r++ {
		x0, x1 := lo, hi
		if r1 > r0 && b[1] > a[1] {
			slope := (b[0] - a[0]) / (b[1] - a[1])
			bottom := g.bound.Min[1] + float64(r)*g.ch - m[1] - g.ch/1024
			top := bottom + g.ch + 2*m[1] + g.ch/512
			p := a[0] + slope*(max(bottom, a[1])-a[1])
			q := a[0] + slope*(min(top, b[1])-a[1])
			x0, x1 = max(lo, min(p, q)), min(hi, max(p, q))
		}
		if x1+m[0] < g.bound.Min[0] || x0-m[0] > g.bound.Max[0] {
			continue
		}
		for c, end := g.col(x0-m[0]), g.col(x1+m[0]); c <= end; c++ {
			f(r*g.cols + c)
		}
	}
}
