package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// divide returns the steps of all segments with cuts across those gaps that are to be filled and have three faces or
// more around them, or nil where there are none. A cut leads from each place where the face along the gap changes to the nearest
// place on the other side. Cuts belong to no face: a misplaced one divides what is joined again, no more.
func (c *cells) divide(gaps []Gap, owner []int32) []step {
	inserted := map[int32][]cut{} // by segment
	var cuts []step
	for _, g := range gaps {
		if g.Filled == Outside || len(g.Faces) < 3 {
			continue
		}
		var outline []int32 // half-edges with the gap on their left
		for _, k := range g.lines {
			for h := c.head[k]; ; {
				outline = append(outline, h)
				if h = c.next(h); h == c.head[k] {
					break
				}
			}
		}
		for _, h := range outline {
			if after := c.next(h); owner[c.cycle[h^1]] != owner[c.cycle[after^1]] {
				if seg, t, ok := c.opposite(h, after, outline); ok {
					v := c.from(after)
					w := c.place(seg, t)
					inserted[seg] = append(inserted[seg], cut{seg, w, t})
					cuts = append(cuts, step{v, w, cutFace})
				}
			}
		}
	}
	if cuts == nil {
		return nil
	}
	return c.withCuts(inserted, cuts)
}

// opposite finds the segment of a gap's outline next to the corner between the half-edges in and out, and the place along it.
func (c *cells) opposite(in, out int32, outline []int32) (seg int32, t float64, ok bool) {
	p := c.net.points
	v, before, after := p[c.from(out)], p[c.from(in)], p[c.from(out^1)]
	least := math.Inf(1)
	for _, h := range outline {
		s := c.net.segs[h>>1]
		if s.u == c.from(out) || s.v == c.from(out) {
			continue
		}
		u, _ := along(v, p[s.u], p[s.v])
		u = min(max(u, 0), 1)
		x := c.at(h>>1, u)
		if d2 := dist2(v, x); d2 < least && inSector(v, after, before, x) {
			seg, t, ok, least = h>>1, u, true, d2
		}
	}
	return seg, t, ok
}

// inSector says whether the direction from v to x lies counter-clockwise between those to from and to.
func inSector(v, from, to, x orb.Point) bool {
	a, b := turn(v, from, x), turn(v, x, to)
	if turn(v, from, to) > 0 {
		return a > 0 && b > 0
	}
	return a > 0 || b > 0
}

// at is the place t along a segment, exact at both ends.
func (c *cells) at(seg int32, t float64) orb.Point {
	a, b := c.net.points[c.net.segs[seg].u], c.net.points[c.net.segs[seg].v]
	switch t {
	case 0:
		return a
	case 1:
		return b
	}
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// place returns the vertex at place t along a segment, a new one between its ends.
func (c *cells) place(seg int32, t float64) int32 {
	switch t {
	case 0:
		return c.net.segs[seg].u
	case 1:
		return c.net.segs[seg].v
	}
	c.net.points = append(c.net.points, c.at(seg, t))
	return int32(len(c.net.points) - 1)
}

// withCuts returns the steps of all segments, those that cuts end on divided there, and the cuts.
func (c *cells) withCuts(inserted map[int32][]cut, cuts []step) []step {
	nd := &noder{net: c.net}
	for s := range int32(len(c.net.segs)) {
		for _, x := range inserted[s] {
			if x.t > 0 && x.t < 1 {
				nd.cuts = append(nd.cuts, x)
			}
		}
	}
	return append(nd.rewrite(), cuts...)
}

func unfilled(gaps []Gap) int {
	n := 0
	for _, g := range gaps {
		if g.Filled == Outside {
			n++
		}
	}
	return n
}
