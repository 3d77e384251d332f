package topology

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/parallel"
)

// grid lists the segments that run through each cell of a grid. Cells are numbered row by row from the south-west, and
// ids[start[c]:start[c+1]] are the segments in cell c. A segment is in every cell that it runs through.
type grid struct {
	bound      orb.Bound
	cols, rows int
	cw, ch     float64
	start, ids []int32
}

// newGrid is an empty grid of about side × side cells, about as wide as high, over box.
func newGrid(box orb.Bound, side int) *grid {
	w, h := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]
	g := &grid{bound: box, cols: side, rows: side}
	switch {
	case w > 4*h:
		g.cols, g.rows = 4*side, max(1, side/4)
	case h > 4*w:
		g.cols, g.rows = max(1, side/4), 4*side
	}
	g.cw, g.ch = w/float64(g.cols), h/float64(g.rows)
	return g
}

// gridOf puts segments into a grid of about side × side cells over box. Segments are widened by margins,
// which may be nil. In a cell they are in the order of ids, also where several processors put them there.
func gridOf(n *net, ids []int32, box orb.Bound, margins func(s int32) [2]float64, side int) *grid {
	g := newGrid(box, side)
	if margins == nil {
		margins = func(int32) [2]float64 { return [2]float64{} }
	}
	parts := 1
	if len(ids) > 16*lonely {
		parts = 16
	}
	part := func(k int) []int32 { return ids[k*len(ids)/parts : (k+1)*len(ids)/parts] }
	// A counting sort: the segments of each cell are counted, which gives every part of them its places in ids, and then
	// put there. The parts have places of their own, so that they can be counted and put at once.
	at := make([][]int32, parts) // for each cell, where the segments of a part go
	parallel.Do(parts, func(k int) {
		at[k] = make([]int32, g.cols*g.rows)
		for _, s := range part(k) {
			g.cells(n, s, margins(s), func(c int) { at[k][c]++ })
		}
	})
	g.start = make([]int32, g.cols*g.rows+1)
	total := int32(0)
	for c := range g.cols * g.rows {
		for k := range parts {
			total, at[k][c] = total+at[k][c], total
		}
		g.start[c+1] = total
	}
	g.ids = make([]int32, total)
	parallel.Do(parts, func(k int) {
		for _, s := range part(k) {
			g.cells(n, s, margins(s), func(c int) {
				g.ids[at[k][c]] = s
				at[k][c]++
			})
		}
	})
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
	g.through(n.points[n.segs[s].u], n.points[n.segs[s].v], m, f)
}

// through calls f for each cell that the segment from a to b may run through, as cells does.
func (g *grid) through(a, b orb.Point, m [2]float64, f func(cell int)) {
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
			// Only the columns that the segment crosses between the row's lower and upper edge. Both are moved outwards by the
			// margin, and by a little of the row's height so that rounding loses no cell.
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
