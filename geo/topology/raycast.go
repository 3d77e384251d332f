package topology

import "github.com/paulmach/orb"

// lookout finds the segment next to the west of a place, with a grid of about two segments a cell.
type lookout struct {
	n    *net
	grid *grid
}

func newLookout(n *net) *lookout {
	ids := make([]int32, len(n.segs))
	b := orb.MultiPoint(n.points).Bound()
	for i := range ids {
		ids[i] = int32(i)
	}
	side := 1
	for side*side < len(ids)/2 {
		side++
	}
	return &lookout{n, gridOf(n, ids, b, nil, side)}
}

// west returns the half-edge of the segment next to the west of p that has p's side on its left, or -1. A segment that
// p lies on is not to the west of it.
func (l *lookout) west(p orb.Point) int32 {
	row := l.grid.row(p[1])
	best := int32(-1)
	// Cells are looked through westwards along the row until one has a segment that is met.
	for col := l.grid.col(p[0]); col >= 0 && best < 0; col-- {
		for _, s := range l.grid.at(col, row) {
			if h, ok := l.sees(p, s); ok && (best < 0 || l.nearer(h, best)) {
				best = h
			}
		}
		if best >= 0 && l.x(p, best) < l.grid.box(col, row).Min[0] {
			// It meets the line of sight in a cell further west; another may do so nearer.
			limit := l.x(p, best)
			for k := col - 1; k >= 0 && l.grid.box(k, row).Max[0] >= limit; k-- {
				for _, s := range l.grid.at(k, row) {
					if h, ok := l.sees(p, s); ok && l.nearer(h, best) {
						best = h
					}
				}
			}
		}
	}
	return best
}

// sees says whether the line of sight west from p meets segment s (its lower end belongs to it, its upper does not),
// and returns its half-edge that runs south.
func (l *lookout) sees(p orb.Point, s int32) (int32, bool) {
	n := l.n
	a, b := n.points[n.segs[s].u], n.points[n.segs[s].v]
	h := 2*s + 1
	if a[1] > b[1] {
		a, b, h = b, a, 2*s
	}
	if p[1] < a[1] || p[1] >= b[1] {
		return 0, false
	}
	return h, turn(a, b, p) < 0
}

// nearer says whether p meets half-edge h before g, which is whether h runs east of g. Segments do not cross, so it
// does at every height that both have: at the higher of their lower ends or, where they leave one vertex, at the lower
// of their upper ends. It is exact: two lines that meet just above the line of sight meet it at the same place by
// numbers of 53 bits.
func (l *lookout) nearer(h, g int32) bool {
	n := l.n
	up := func(h int32) (a, b orb.Point) { return n.points[n.from(h^1)], n.points[n.from(h)] }
	a, b := up(h)
	c, d := up(g)
	if a[1] >= c[1] {
		if side := turn(c, d, a); side != 0 {
			return side < 0
		}
	} else if side := turn(a, b, c); side != 0 {
		return side > 0
	}
	if b[1] <= d[1] {
		return turn(c, d, b) < 0
	}
	return turn(a, b, d) > 0
}

// x is where half-edge h meets the parallel of p.
func (l *lookout) x(p orb.Point, h int32) float64 {
	n := l.n
	a, b := n.points[n.from(h)], n.points[n.from(h^1)]
	if p[1] == b[1] {
		return b[0]
	}
	if p[1] == a[1] {
		return a[0]
	}
	return a[0] + (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])
}
