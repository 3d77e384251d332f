package topology

import (
	"container/heap"
	"context"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// sharpness is by how much a sharp point counts for less than a blunt one of the same triangle's area.
const sharpness = 0.7

// candidate is a node that may be left out, with the area of its triangle when it was put into the queue.
type candidate struct {
	node  int32
	size  float64
	stamp int32
	// tried is lines.gone of its arc when it was refused, plus one; 0 where it was not.
	tried int32
}

// queue is a heap of candidates, the smallest first.
type queue []candidate

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].size < q[j].size || q[i].size == q[j].size && q[i].node < q[j].node
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(candidate)) }
func (q *queue) Pop() any {
	old := *q
	c := old[len(old)-1]
	*q = old[:len(old)-1]
	return c
}

// simplify leaves out nodes, the one of the smallest effective area first, until the aims are met or nothing more can
// go. A node's neighbours have other triangles after that and are queued anew; stamps tell which entries still hold. As
// in the published method, an area counts for no less than the largest left out before it (floor). Nodes refused are
// put aside and tried again when the queue is done, as long as others have gone in between and made room.
//
// With n nodes it takes about n log n steps, besides the search of the index for lines near each.
func (l *lines) simplify(ctx context.Context) error {
	stamps := make([]int32, len(l.prev))
	var q queue
	for i := range int32(len(l.prev)) {
		if l.inner(i) {
			q = append(q, candidate{node: i, size: l.effective(i)})
		}
	}
	heap.Init(&q)
	var put []candidate // refused, to be tried again once others are gone
	floor, removed := 0.0, 0
	tidy := 1024 // length of put at which it is looked through
	for step := 0; ; step++ {
		if step%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		// The queue is done: it is empty, or whatever is left in it may stay.
		if len(q) == 0 || l.met(max(q[0].size, floor)) {
			over := len(q) > 0
			if removed == 0 || len(put) == 0 || over && l.met(l.least(put)) {
				// Done: nothing has gone since the last try, nothing was refused, or what was refused may stay.
				for _, c := range put {
					if c.stamp == stamps[c.node] && !l.met(c.size) {
						l.refused++
					}
				}
				return nil
			}
			q = append(q, put...)
			heap.Init(&q)
			put, removed, floor, tidy = nil, 0, 0, 1024
			continue
		}
		c := heap.Pop(&q).(candidate)
		if c.stamp != stamps[c.node] {
			continue
		}
		before, after := l.prev[c.node], l.next[c.node]
		// What was refused is refused again while nothing has gone from the lines of the two faces: their areas are as they
		// were, and what lies in the triangle next to the line belongs to one of them.
		if gone := l.goneBeside(l.arc[c.node]); c.tried == gone+1 || !l.leaveOut(c.node) {
			c.tried = gone + 1
			put = append(put, c)
			continue
		}
		stamps[c.node] = -1
		removed++
		floor = max(floor, c.size)
		// The two beside it have new triangles.
		for _, i := range [2]int32{before, after} {
			if l.inner(i) {
				stamps[i]++
				heap.Push(&q, candidate{node: i, size: max(l.effective(i), floor), stamp: stamps[i]})
			}
		}
		if len(put) >= tidy {
			put = fresh(put, stamps)
			tidy = max(1024, 2*len(put))
		}
	}
}

// fresh drops candidates that have been put into the queue anew.
func fresh(put []candidate, stamps []int32) []candidate {
	kept := put[:0]
	for _, c := range put {
		if c.stamp == stamps[c.node] {
			kept = append(kept, c)
		}
	}
	return kept
}

func (l *lines) least(put []candidate) float64 {
	m := math.Inf(1)
	for _, c := range put {
		m = min(m, c.size)
	}
	return m
}

// met says whether lines are simple enough for a position of the given effective area to stay.
func (l *lines) met(size float64) bool {
	if l.g.Positions == 0 && l.g.Effective == 0 {
		return true
	}
	return (l.g.Positions == 0 || l.positions <= l.g.Positions) && size >= l.g.Effective
}

// inner says whether a node is between the ends of its arc. A closed arc's first position stays, as a junction does.
func (l *lines) inner(i int32) bool { return l.prev[i] >= 0 && l.next[i] >= 0 }

// effective is the area of the triangle of a node with its neighbours in square metres, less for a sharp point, times
// the weight of its line. The factor for sharpness is from 0.3 for a spike that turns back on itself, over 1 for a
// right angle, to 1.7 for a line almost straight.
func (l *lines) effective(i int32) float64 {
	a, b, c := l.at(l.prev[i]), l.at(i), l.at(l.next[i])
	cos := math.Cos(b[1] * math.Pi / 180)
	ux, uy := (a[0]-b[0])*cos, a[1]-b[1]
	vx, vy := (c[0]-b[0])*cos, c[1]-b[1]
	area := math.Abs(measure.RingArea(orb.Ring{a, b, c}))
	if d := math.Hypot(ux, uy) * math.Hypot(vx, vy); d > 0 {
		area *= 1 - sharpness*(ux*vx+uy*vy)/d
	}
	return area * l.weight[l.arc[i]]
}

// leaveOut leaves a node out of its arc, unless that would break what Generalise promises.
func (l *lines) leaveOut(i int32) bool {
	a := l.arc[i]
	before, after := l.prev[i], l.next[i]
	closed := l.ends(a)[0] == l.ends(a)[1]
	switch {
	case closed && l.size[a] <= 4:
		return false
	case !closed && l.size[a] == 3 && l.straight[l.ends(a)] > 0:
		return false // another arc runs straight between the same junctions
	}
	// Where the way turns left the triangle is on its left, and the left loses it; where it turns right the area is
	// negative.
	gain := -measure.RingArea(orb.Ring{l.at(before), l.at(i), l.at(after)})
	// The search for what lies in the triangle comes last: most of what is refused is refused for the area.
	if !l.allows(a, gain) || !l.emptyTriangle(before, i, after) {
		return false
	}
	l.book(a, gain)
	if l.still == nil {
		l.tree.remove(l, before)
		l.tree.remove(l, i)
	}
	l.next[before], l.prev[after] = after, before
	l.next[i], l.prev[i] = -1, -1
	if l.still != nil {
		l.still.leave(l.t.line[i])
	} else {
		l.tree.insert(l, before)
	}
	l.size[a]--
	l.straighten(a, 1)
	for _, f := range l.t.sides[a] {
		l.gone[f+1]++
		if f >= 0 {
			l.positions--
		}
	}
	return true
}

// goneBeside is how many positions have gone from the lines of the two faces beside an arc.
func (l *lines) goneBeside(a int32) int32 {
	s := l.t.sides[a]
	return l.gone[s[0]+1] + l.gone[s[1]+1]
}
