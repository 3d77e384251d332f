package topology

import (
	"github.com/paulmach/orb"
)

// leafSize is how many vertices a leaf of a vertexIndex has at most.
const leafSize = 8

// vertexIndex finds vertices by place while lines are being simplified, when vertices go and none moves: a k-d tree
// over all of them, made once, that knows of every part how many are left in it. Its node i has the children 2i+1 and
// 2i+2, each with one half of its vertices.
type vertexIndex struct {
	points []orb.Point
	order  []int32 // vertices, those of every node in a row
	at     []int32 // by vertex, its place in order
	uses   []int32 // by vertex, how many nodes of lines it still is
	bounds []orb.Bound
	left   []int32 // by node, vertices that are left in it
}

// newVertexIndex is the index of the vertices that lines run through, each once for every node.
func newVertexIndex(points []orb.Point, line []int32) *vertexIndex {
	x := &vertexIndex{points: points, at: make([]int32, len(points)), uses: make([]int32, len(points))}
	for _, v := range line {
		if x.uses[v]++; x.uses[v] == 1 {
			x.order = append(x.order, v)
		}
	}
	nodes := 1
	for n := len(x.order); n > leafSize; n = (n + 1) / 2 {
		nodes = 2*nodes + 1
	}
	x.bounds, x.left = make([]orb.Bound, nodes), make([]int32, nodes)
	x.split(0, 0, len(x.order))
	for i, v := range x.order {
		x.at[v] = int32(i)
	}
	return x
}

// split makes node i of the vertices from lo to hi.
func (x *vertexIndex) split(i, lo, hi int) {
	x.left[i] = int32(hi - lo)
	if hi > lo {
		x.bounds[i] = orb.Bound{Min: x.points[x.order[lo]], Max: x.points[x.order[lo]]}
	}
	for _, v := range x.order[lo:hi] {
		x.bounds[i] = x.bounds[i].Extend(x.points[v])
	}
	if 2*i+1 >= len(x.left) {
		return
	}
	axis := 0
	if b := x.bounds[i]; b.Max[1]-b.Min[1] > b.Max[0]-b.Min[0] {
		axis = 1
	}
	mid := (lo + hi + 1) / 2
	x.part(lo, hi, mid, axis)
	x.split(2*i+1, lo, mid)
	x.split(2*i+2, mid, hi)
}

// part sorts the vertices from lo to hi so far that those before mid lie no farther along an axis than those behind it
// (C. A. R. Hoare, Algorithm 65: Find, Communications of the ACM 4(7), 1961, doi:10.1145/366622.366647).
func (x *vertexIndex) part(lo, hi, mid, axis int) {
	o := x.order
	for hi--; lo < hi; {
		pivot := x.points[o[(lo+hi)/2]][axis]
		i, j := lo, hi
		for i <= j {
			for x.points[o[i]][axis] < pivot {
				i++
			}
			for x.points[o[j]][axis] > pivot {
				j--
			}
			if i <= j {
				o[i], o[j] = o[j], o[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case mid <= j:
			hi = j
		case mid >= i:
			lo = i
		default:
			return
		}
	}
}

// leave takes one node of a line at a vertex out.
func (x *vertexIndex) leave(v int32) {
	if x.uses[v]--; x.uses[v] > 0 {
		return
	}
	at := int(x.at[v])
	for i, lo, hi := 0, 0, len(x.order); ; {
		x.left[i]--
		if 2*i+1 >= len(x.left) {
			return
		}
		if mid := (lo + hi + 1) / 2; at < mid {
			i, hi = 2*i+1, mid
		} else {
			i, lo = 2*i+2, mid
		}
	}
}

// near calls f for each vertex that is left within the margin of the box of points, until f returns false.
func (x *vertexIndex) near(margin float64, f func(v int32) bool, points ...orb.Point) {
	lo, hi := boundOf(points...)
	x.search(0, 0, len(x.order), orb.Bound{Min: lo, Max: hi}.Pad(margin), f)
}

func (x *vertexIndex) search(i, lo, hi int, box orb.Bound, f func(v int32) bool) bool {
	if x.left[i] == 0 || !x.bounds[i].Intersects(box) {
		return true
	}
	if 2*i+1 < len(x.left) {
		mid := (lo + hi + 1) / 2
		return x.search(2*i+1, lo, mid, box, f) && x.search(2*i+2, mid, hi, box, f)
	}
	for _, v := range x.order[lo:hi] {
		if x.uses[v] > 0 && box.Contains(x.points[v]) && !f(v) {
			return false
		}
	}
	return true
}
