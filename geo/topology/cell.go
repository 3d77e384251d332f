package topology

import (
	"slices"

	"github.com/paulmach/orb"
)

// cells are the pieces into which the segments divide the plane. Each half-edge has one cell on its left. A cell has an
// outer boundary line, and one more for each island in it; the number of the outer one is the number of the cell.
type cells struct {
	net   *net
	cw    []int32 // next half-edge clockwise around the vertex it leaves
	cycle []int32 // boundary line of each half-edge
	head  []int32 // a half-edge of each boundary line
	root  []int32 // for each boundary line, the line that stands for its cell, or -1 for the unbounded cell
	cover []int32 // what covers the cell, see covers
	sets  *covers
}

// newCells finds the cells of a net whose segments meet at vertices only, and what covers each.
func newCells(n *net) *cells {
	c := &cells{net: n, sets: newCovers()}
	c.cw = clockwiseOf(n.points, len(n.segs), func(h int32) (int32, int32) {
		s := n.segs[h>>1]
		if h&1 == 0 {
			return s.u, s.v
		}
		return s.v, s.u
	})
	c.trace()
	c.nest()
	return c
}

// next is the half-edge after h on the boundary of the cell to its left.
func (c *cells) next(h int32) int32 { return c.cw[h^1] }

// from is the vertex that a half-edge leaves.
func (c *cells) from(h int32) int32 { return c.net.from(h) }

// from is the vertex that a half-edge leaves.
func (n *net) from(h int32) int32 {
	s := n.segs[h>>1]
	if h&1 == 0 {
		return s.u
	}
	return s.v
}

// trace numbers the boundary lines: from each half-edge not met yet, always on to the next one around the same cell,
// until it comes back. Every half-edge is on just one line, so that this is linear.
func (c *cells) trace() {
	c.cycle = make([]int32, len(c.cw))
	for i := range c.cycle {
		c.cycle[i] = -1
	}
	for h := range c.cycle {
		if c.cycle[h] >= 0 {
			continue
		}
		id := int32(len(c.head))
		c.head = append(c.head, int32(h))
		for k := int32(h); c.cycle[k] < 0; k = c.next(k) {
			c.cycle[k] = id
		}
	}
}

// island is a connected set of segments.
type island struct {
	west  int32 // its vertex furthest west, of those the one furthest south
	outer int32 // the boundary line around it
}

// islands lists the connected sets of segments from west to east, by merging the sets of the two ends of each segment.
func (c *cells) islands() []island {
	n := c.net
	parent := make([]int32, len(n.points))
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(v int32) int32 {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	west := func(a, b int32) bool {
		p, q := n.points[a], n.points[b]
		return p[0] < q[0] || p[0] == q[0] && (p[1] < q[1] || p[1] == q[1] && a < b)
	}
	for _, s := range n.segs {
		if a, b := find(s.u), find(s.v); a != b {
			if west(a, b) { // so that the root is the vertex furthest west
				parent[b] = a
			} else {
				parent[a] = b
			}
		}
	}
	best := map[int32]int32{} // west vertex -> half-edge with the unbounded side of the island on its left
	for h := range int32(2 * len(n.segs)) {
		v := c.from(h)
		if parent[v] != v {
			continue
		}
		// All half-edges that leave v point east or straight north; the last counter-clockwise has the west on its left.
		if b, ok := best[v]; !ok || turn(n.points[v], n.points[c.from(b^1)], n.points[c.from(h^1)]) > 0 {
			best[v] = h
		}
	}
	out := make([]island, 0, len(best))
	for v, h := range best {
		out = append(out, island{v, c.cycle[h]})
	}
	slices.SortFunc(out, func(a, b island) int {
		if west(a.west, b.west) {
			return -1
		}
		return 1
	})
	return out
}

// nest finds the cell each island lies in, and what covers each cell. The segment next to the west of an island's
// westernmost vertex bounds the cell around it. That segment's island reaches further west, so that it has been dealt
// with when the cell is asked for. The westernmost island of all lies in the unbounded cell.
func (c *cells) nest() {
	c.root = make([]int32, len(c.head))
	c.cover = make([]int32, len(c.head))
	for i := range c.root {
		c.root[i] = int32(i)
	}
	done := make([]bool, len(c.head))
	isles := c.islands()
	var look *lookout
	if len(isles) > 1 {
		look = newLookout(c.net)
	}
	for i, isle := range isles {
		around, cover := int32(-1), nothing
		if i > 0 {
			if h := look.west(c.net.points[isle.west]); h >= 0 {
				k := c.cycle[h]
				around, cover = c.root[k], c.cover[k]
			}
		}
		c.root[isle.outer], c.cover[isle.outer] = around, cover
		done[isle.outer] = true
		c.spread(isle.outer, done)
	}
}

// spread works out the cover of all cells of an island from that of the cell around it. It goes along boundary lines
// and takes what lies across each half-edge; as the island is connected, it comes to every line of it.
func (c *cells) spread(from int32, done []bool) {
	queue := []int32{from}
	for len(queue) > 0 {
		k := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for h := c.head[k]; ; {
			if over := c.cycle[h^1]; !done[over] {
				done[over] = true
				c.cover[over] = c.across(c.cover[k], h)
				queue = append(queue, over)
			}
			if h = c.next(h); h == c.head[k] {
				break
			}
		}
	}
}

// across is the cover on the right of half-edge h, given that on its left.
func (c *cells) across(cover, h int32) int32 {
	s := c.net.segs[h>>1]
	more := c.net.more[h>>1]
	if len(more) == 0 {
		return c.sets.change(cover, s.sides[h&1], s.sides[h&1^1])
	}
	changes := c.sets.changes[:0]
	changes = append(changes, layer{s.sides[h&1], -1}, layer{s.sides[h&1^1], 1})
	for _, m := range more {
		if int32(m.at) == h&1 {
			changes = append(changes, layer{m.face, -1})
		} else {
			changes = append(changes, layer{m.face, 1})
		}
	}
	return c.sets.add(cover, changes)
}

// ring is the boundary line that a half-edge is on.
func (c *cells) ring(h int32) orb.Ring { return c.appendRing(nil, h) }

// appendRing appends the boundary line that a half-edge is on to r, which is empty.
func (c *cells) appendRing(r orb.Ring, h int32) orb.Ring {
	for k := h; ; {
		r = append(r, c.net.points[c.from(k)])
		if k = c.next(k); k == h {
			return append(r, r[0])
		}
	}
}
