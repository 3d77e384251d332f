package nearest

import (
	"cmp"
	"slices"
)

// triangulation is a Delaunay triangulation as a quad-edge structure. Edge k has four numbers: 4k leads from one of its
// points to the other, 4k+2 back, and 4k+1 and 4k+3 cross it from right to left and from left to right. next is the
// next counter-clockwise around where an edge begins; for those that cross, around the face in which they begin.
type triangulation struct {
	at     []place
	next   []int32
	origin []int32 // of edges 4k and 4k+2, at place 2k and 2k+1: a point
	free   []int32 // edges taken out
}

func rot(e int32) int32      { return e&^3 | (e+1)&3 }
func unrot(e int32) int32    { return e&^3 | (e+3)&3 }
func reversed(e int32) int32 { return e ^ 2 }

func (t *triangulation) from(e int32) int32     { return t.origin[e>>1] }
func (t *triangulation) to(e int32) int32       { return t.origin[(e^2)>>1] }
func (t *triangulation) before(e int32) int32   { return rot(t.next[rot(e)]) }   // clockwise around the origin
func (t *triangulation) leftNext(e int32) int32 { return rot(t.next[unrot(e)]) } // around the face on the left
func (t *triangulation) rightBefore(e int32) int32 {
	return t.next[reversed(e)]
}

// triangulate joins points, of which no two are in one place.
func triangulate(at []place) *triangulation {
	t := &triangulation{at: at}
	order := make([]int32, len(at))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(at[a][0], at[b][0]), cmp.Compare(at[a][1], at[b][1]))
	})
	if len(at) > 1 {
		t.divide(order)
	}
	return t
}

// edge makes an edge that is joined to nothing.
func (t *triangulation) edge(from, to int32) int32 {
	var e int32
	if n := len(t.free); n > 0 {
		e, t.free = t.free[n-1], t.free[:n-1]
		copy(t.next[e:], []int32{e, e + 3, e + 2, e + 1})
		copy(t.origin[e>>1:], []int32{from, to})
		return e
	}
	e = int32(len(t.next))
	t.next = append(t.next, e, e+3, e+2, e+1)
	t.origin = append(t.origin, from, to)
	return e
}

// splice joins the rings around two origins, or parts them.
func (t *triangulation) splice(a, b int32) {
	alpha, beta := rot(t.next[a]), rot(t.next[b])
	t.next[a], t.next[b] = t.next[b], t.next[a]
	t.next[alpha], t.next[beta] = t.next[beta], t.next[alpha]
}

// connect makes an edge from the end of a to the beginning of b, so that all three have one face on the left.
func (t *triangulation) connect(a, b int32) int32 {
	e := t.edge(t.to(a), t.from(b))
	t.splice(e, t.leftNext(a))
	t.splice(reversed(e), b)
	return e
}

func (t *triangulation) remove(e int32) {
	t.splice(e, t.before(e))
	t.splice(reversed(e), t.before(reversed(e)))
	e &^= 3
	t.origin[e>>1], t.origin[e>>1+1] = -1, -1
	t.free = append(t.free, e)
}

func (t *triangulation) rightOf(p, e int32) bool {
	return turn(t.at[p], t.at[t.to(e)], t.at[t.from(e)]) > 0
}
func (t *triangulation) leftOf(p, e int32) bool {
	return turn(t.at[p], t.at[t.from(e)], t.at[t.to(e)]) > 0
}

// divide triangulates points in their order from left to right, two or more. It returns the edge of the outline that
// leaves the first point counter-clockwise, and the one that leaves the last clockwise.
func (t *triangulation) divide(points []int32) (first, last int32) {
	switch n := len(points); {
	case n == 2:
		e := t.edge(points[0], points[1])
		return e, reversed(e)
	case n == 3:
		a, b := t.edge(points[0], points[1]), t.edge(points[1], points[2])
		t.splice(reversed(a), b)
		switch side := turn(t.at[points[0]], t.at[points[1]], t.at[points[2]]); {
		case side > 0:
			t.connect(b, a)
			return a, reversed(b)
		case side < 0:
			c := t.connect(b, a)
			return reversed(c), c
		}
		return a, reversed(b)
	default:
		leftFirst, leftLast := t.divide(points[:n/2])
		rightFirst, rightLast := t.divide(points[n/2:])
		return t.merge(leftFirst, leftLast, rightFirst, rightLast)
	}
}

// merge joins two triangulations, the first to the left of the second, from the lowest line between them upwards.
func (t *triangulation) merge(leftFirst, leftLast, rightFirst, rightLast int32) (first, last int32) {
	for { // down to the line below which neither has a point
		switch {
		case t.leftOf(t.from(rightFirst), leftLast):
			leftLast = t.leftNext(leftLast)
		case t.rightOf(t.from(leftLast), rightFirst):
			rightFirst = t.rightBefore(rightFirst)
		default:
			goto lowest
		}
	}
lowest:
	base := t.connect(reversed(rightFirst), leftLast)
	if t.from(leftLast) == t.from(leftFirst) {
		leftFirst = reversed(base)
	}
	if t.from(rightFirst) == t.from(rightLast) {
		rightLast = base
	}
	above := func(e int32) bool { return t.rightOf(t.to(e), base) }
	for {
		// From each side comes the point whose circle with the base holds no other of that side.
		left := t.next[reversed(base)]
		if above(left) {
			for inCircle(t.at[t.to(base)], t.at[t.from(base)], t.at[t.to(left)], t.at[t.to(t.next[left])]) {
				gone := left
				left = t.next[left]
				t.remove(gone)
			}
		}
		right := t.before(base)
		if above(right) {
			for inCircle(t.at[t.to(base)], t.at[t.from(base)], t.at[t.to(right)], t.at[t.to(t.before(right))]) {
				gone := right
				right = t.before(right)
				t.remove(gone)
			}
		}
		hasLeft, hasRight := above(left), above(right)
		switch {
		case !hasLeft && !hasRight:
			return leftFirst, rightLast
		case !hasLeft || hasRight && inCircle(t.at[t.to(left)], t.at[t.from(left)], t.at[t.from(right)],
			t.at[t.to(right)]):
			base = t.connect(right, reversed(base))
		default:
			base = t.connect(reversed(base), reversed(left))
		}
	}
}

// edges calls visit for each edge, from its lower to its higher point, in the order of the points.
func (t *triangulation) edges() []int32 {
	out := make([]int32, 0, len(t.next)/4)
	for e := int32(0); int(e) < len(t.next); e += 4 {
		switch a, b := t.from(e), t.to(e); {
		case a < 0:
		case a < b:
			out = append(out, e)
		default:
			out = append(out, reversed(e))
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(t.from(a), t.from(b)), cmp.Compare(t.to(a), t.to(b)))
	})
	return out
}
