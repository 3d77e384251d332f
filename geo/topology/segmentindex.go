package topology

import (
	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// clearance, in degrees, is how near a changed line may come to another: wide enough for Build to keep them apart.
const clearance = 2 * DefaultTolerance

// segmentTree finds segments by place while vertices move, with an R-tree of their boxes. A segment is known by the
// node it begins at. It must be removed before either of its ends moves, and inserted again after.
type segmentTree struct{ tree rtree.RTreeG[int32] }

func (s *segmentTree) insert(l *lines, node int32) {
	lo, hi := boundOf(l.at(node), l.at(l.next[node]))
	s.tree.Insert(lo, hi, node)
}

func (s *segmentTree) remove(l *lines, node int32) {
	lo, hi := boundOf(l.at(node), l.at(l.next[node]))
	s.tree.Delete(lo, hi, node)
}

func boundOf(points ...orb.Point) (lo, hi [2]float64) {
	lo, hi = points[0], points[0]
	for _, p := range points[1:] {
		lo[0], lo[1] = min(lo[0], p[0]), min(lo[1], p[1])
		hi[0], hi[1] = max(hi[0], p[0]), max(hi[1], p[1])
	}
	return lo, hi
}

// near calls f for each segment whose box comes within the margin of the box of points, until f returns false.
func (s *segmentTree) near(margin float64, f func(node int32) bool, points ...orb.Point) {
	lo, hi := boundOf(points...)
	for k := range lo {
		lo[k] -= margin
		hi[k] += margin
	}
	s.tree.Search(lo, hi, func(_, _ [2]float64, node int32) bool { return f(node) })
}

// emptyTriangle says whether no vertex but their own is in the triangle of three nodes or close to its side from a to
// c. Then the line a-b-c can become a-c without meeting another: a line that crossed a-c would have to cross a-b or b-c
// too, or end inside.
func (l *lines) emptyTriangle(a, b, c int32) bool {
	own := [3]int32{l.t.line[a], l.t.line[b], l.t.line[c]}
	p, q, r := l.points[own[0]], l.points[own[1]], l.points[own[2]]
	empty := true
	look := func(v int32) bool {
		if v != own[0] && v != own[1] && v != own[2] &&
			(inTriangle(l.points[v], p, q, r) || besides(l.points[v], p, r, clearance)) {
			empty = false
		}
		return empty
	}
	if l.still != nil {
		l.still.near(1.001*clearance, look, p, q, r) // with a little for the rounding of distances
		return empty
	}
	l.tree.near(clearance, func(node int32) bool {
		return look(l.t.line[node]) && look(l.t.line[l.next[node]])
	}, p, q, r)
	return empty
}

// inTriangle says whether x is in the triangle pqr or on its outline.
func inTriangle(x, p, q, r orb.Point) bool {
	a, b, c := turn(p, q, x), turn(q, r, x), turn(r, p, x)
	if a == 0 && b == 0 && c == 0 {
		lo, hi := boundOf(p, q, r) // all on one line
		return lo[0] <= x[0] && x[0] <= hi[0] && lo[1] <= x[1] && x[1] <= hi[1]
	}
	return a >= 0 && b >= 0 && c >= 0 || a <= 0 && b <= 0 && c <= 0
}

// besides says whether x is within d of the segment pq.
func besides(x, p, q orb.Point, d float64) bool {
	t, d2 := along(x, p, q)
	switch {
	case t <= 0:
		d2 = dist2(x, p)
	case t >= 1:
		d2 = dist2(x, q)
	}
	return d2 <= d*d
}
