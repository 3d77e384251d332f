package drawing

import (
	"container/heap"
	"math"

	"github.com/paulmach/orb"
)

// Pole is the point of an area that is farthest from its edge (its pole of inaccessibility; Garcia-Castellanos and
// Lombardo 2007, doi:10.1080/14702540801897809) and its distance from the edge. The rings are on paper, where lengths
// are true to the ground's metres up to the projection. With stretch above 1, horizontal distances count for less,
// which finds the place for a text that is stretch times as wide as it is high.
//
// The search divides squares, the most promising first, and ends within precision (millimetres).
func Pole(rings []orb.Ring, stretch, precision float64) (orb.Point, float64) {
	o := OutlineOf(rings, stretch)
	if len(o.Edges) == 0 {
		return orb.Point{}, 0
	}
	b := o.Bound
	size := min(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1])
	if size <= 0 {
		return orb.Point{b.Center()[0] * stretch, b.Center()[1]}, 0
	}
	h := size / 2
	var q cellQueue
	mid := b.Center()
	best := cell{x: mid[0], y: mid[1], d: o.SignedDistance(mid[0], mid[1])}
	try := func(x, y, h float64) {
		c := cell{x, y, h, o.SignedDistance(x, y), 0}
		c.most = c.d + h*math.Sqrt2
		if c.d > best.d {
			best = c
		}
		if c.most > best.d+precision {
			heap.Push(&q, c)
		}
	}
	for x := b.Min[0]; x < b.Max[0]; x += size {
		for y := b.Min[1]; y < b.Max[1]; y += size {
			try(x+h, y+h, h)
		}
	}
	for q.Len() > 0 {
		c := heap.Pop(&q).(cell)
		if c.most <= best.d+precision {
			break
		}
		h := c.h / 2
		for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			try(c.x+d[0], c.y+d[1], h)
		}
	}
	return orb.Point{best.x * stretch, best.y}, best.d
}

// Segment is a straight piece of a line on paper.
type Segment [2]orb.Point

// Segments are those of rings, with their extent; horizontal lengths are divided by stretch.
func Segments(rings []orb.Ring, stretch float64) ([]Segment, orb.Bound) {
	var edges []Segment
	b := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, r := range rings {
		for i := range len(r) - 1 {
			e := Segment{{r[i][0] / stretch, r[i][1]}, {r[i+1][0] / stretch, r[i+1][1]}}
			edges = append(edges, e)
			b = b.Extend(e[0])
		}
	}
	return edges, b
}

// SignedDistance is the distance to the nearest edge, negative outside (even-odd).
func SignedDistance(edges []Segment, x, y float64) float64 {
	n := near{x: x, y: y, least: math.Inf(1)}
	for i := range edges {
		n.meet(&edges[i])
	}
	return n.distance()
}

type cell struct{ x, y, h, d, most float64 }

type cellQueue []cell

func (q cellQueue) Len() int { return len(q) }
func (q cellQueue) Less(i, j int) bool {
	if q[i].most != q[j].most {
		return q[i].most > q[j].most
	}
	if q[i].x != q[j].x {
		return q[i].x < q[j].x
	}
	return q[i].y < q[j].y
}
func (q cellQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *cellQueue) Push(x any)   { *q = append(*q, x.(cell)) }
func (q *cellQueue) Pop() any {
	old := *q
	c := old[len(old)-1]
	*q = old[:len(old)-1]
	return c
}
