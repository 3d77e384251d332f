package drawing

import (
	"math"

	"github.com/paulmach/orb"
)

// Outline is the edges of an area that many places are measured against. Edges that follow on each other lie near each
// other, so boxes around runs of them, and around runs of such boxes, tell which need no look.
type Outline struct {
	Edges []Segment
	// Bound is their extent; horizontal lengths are divided by the stretch, as those of the edges are.
	Bound orb.Bound
	// levels[0] are the boxes of each run of edges, levels[k] those of each run of boxes of the level below.
	levels [][]orb.Bound
}

// run is how many edges, or boxes, a box is around.
const run = 8

// OutlineOf rings, with horizontal lengths divided by stretch.
func OutlineOf(rings []orb.Ring, stretch float64) *Outline {
	o := &Outline{}
	o.Edges, o.Bound = Segments(rings, stretch)
	level := make([]orb.Bound, 0, len(o.Edges)/run+1)
	for i := 0; i < len(o.Edges); i += run {
		b := orb.Bound{Min: o.Edges[i][0], Max: o.Edges[i][0]}
		for _, e := range o.Edges[i:min(i+run, len(o.Edges))] {
			b = b.Extend(e[0]).Extend(e[1])
		}
		level = append(level, b)
	}
	for {
		o.levels = append(o.levels, level)
		if len(level) <= run {
			return o
		}
		above := make([]orb.Bound, 0, len(level)/run+1)
		for i := 0; i < len(level); i += run {
			b := level[i]
			for _, x := range level[i:min(i+run, len(level))] {
				b = b.Union(x)
			}
			above = append(above, b)
		}
		level = above
	}
}

// SignedDistance is that of SignedDistance to all edges, to the last bit: what is left out neither counts for which
// side of the outline the place is on, nor can lie nearer than what was met.
func (o *Outline) SignedDistance(x, y float64) float64 {
	n := near{x: x, y: y, least: math.Inf(1)}
	top := len(o.levels) - 1
	n.look(o, top, 0, len(o.levels[top]))
	return n.distance()
}

// near is what is known of a place when some edges have been looked at.
type near struct {
	x, y   float64
	inside bool
	least  float64 // square of the distance to the nearest
}

// look goes through the boxes of a level from lo to hi, the nearest first.
func (n *near) look(o *Outline, level, lo, hi int) {
	first := lo
	for i := lo + 1; i < hi; i++ {
		if n.away(&o.levels[level][i]) < n.away(&o.levels[level][first]) {
			first = i
		}
	}
	if lo < hi {
		n.within(o, level, first)
	}
	for i := lo; i < hi; i++ {
		if i != first {
			n.within(o, level, i)
		}
	}
}

// within looks into a box of a level, unless nothing in it counts. Edges level with the place tell on
// which side of them it is. The square of a distance is rounded, so one that is hardly larger does count.
func (n *near) within(o *Outline, level, i int) {
	b := &o.levels[level][i]
	if (n.y < b.Min[1] || n.y > b.Max[1]) && n.away(b) > n.least*(1+1e-9) {
		return
	}
	if level > 0 {
		n.look(o, level-1, i*run, min((i+1)*run, len(o.levels[level-1])))
		return
	}
	for _, e := range o.Edges[i*run : min((i+1)*run, len(o.Edges))] {
		n.meet(&e)
	}
}

// away is the square of the distance to a box, 0 within it.
func (n *near) away(b *orb.Bound) float64 {
	dx := max(0, b.Min[0]-n.x, n.x-b.Max[0])
	dy := max(0, b.Min[1]-n.y, n.y-b.Max[1])
	return dx*dx + dy*dy
}

// meet takes an edge into account.
func (n *near) meet(e *Segment) {
	x, y := n.x, n.y
	if (e[0][1] > y) != (e[1][1] > y) && x < (e[1][0]-e[0][0])*(y-e[0][1])/(e[1][1]-e[0][1])+e[0][0] {
		n.inside = !n.inside
	}
	dx, dy := e[1][0]-e[0][0], e[1][1]-e[0][1]
	px, py := x-e[0][0], y-e[0][1]
	if l := dx*dx + dy*dy; l > 0 {
		t := min(1, max(0, (px*dx+py*dy)/l))
		px, py = px-t*dx, py-t*dy
	}
	n.least = min(n.least, px*px+py*py)
}

// distance is positive inside (even-odd), infinite where there is no edge.
func (n *near) distance() float64 {
	if n.inside {
		return math.Sqrt(n.least)
	}
	return -math.Sqrt(n.least)
}
