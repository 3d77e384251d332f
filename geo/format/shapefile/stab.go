package shapefile

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// stabber finds the edges of a ring that a parallel crosses. They are in the order of their lower ends, and over them
// stands a tree of how far up they reach, so that one which ends below is passed by together with its neighbours.
type stabber struct {
	ring  orb.Ring
	edges []int32   // numbers of the ends of edges
	upper []float64 // how far up the edges below a node of the tree reach; node k has those at 2k+1 and 2k+2
	left  *int64    // how many edges may still be looked at
}

// leaf is how many edges are looked at without a tree.
const leaf = 16

func newStabber(r orb.Ring, left *int64) *stabber {
	s := &stabber{ring: r, edges: make([]int32, 0, len(r)-1), left: left}
	for k := 1; k < len(r); k++ {
		s.edges = append(s.edges, int32(k))
	}
	slices.SortFunc(s.edges, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.low(a), s.low(b)), cmp.Compare(a, b))
	})
	if len(s.edges) > leaf {
		size := 1
		for size*leaf < len(s.edges) {
			size *= 2
		}
		s.upper = make([]float64, 2*size-1)
		s.fill(0, 0, len(s.edges))
	}
	return s
}

func (s *stabber) low(e int32) float64  { return min(s.ring[e-1][1], s.ring[e][1]) }
func (s *stabber) high(e int32) float64 { return max(s.ring[e-1][1], s.ring[e][1]) }

// fill sets a node of the tree and those below it.
func (s *stabber) fill(node, from, to int) float64 {
	var top float64
	if left := 2*node + 1; left < len(s.upper) && to-from > 1 {
		middle := (from + to) / 2
		top = max(s.fill(left, from, middle), s.fill(left+1, middle, to))
	} else {
		top = s.high(s.edges[from])
		for _, e := range s.edges[from+1 : to] {
			top = max(top, s.high(e))
		}
	}
	s.upper[node] = top
	return top
}

// side is 1 for a position inside of the ring, -1 for one outside and 0 for one on it.
func (s *stabber) side(p orb.Point) int {
	c := crossing{p: p}
	s.visit(0, 0, len(s.edges), &c)
	switch {
	case c.on:
		return 0
	case c.odd:
		return 1
	}
	return -1
}

// visit shows edges to a crossing, among them all that its parallel meets.
func (s *stabber) visit(node, from, to int, c *crossing) {
	if from >= to || s.low(s.edges[from]) > c.p[1] || c.on || *s.left < 0 {
		return
	}
	if node < len(s.upper) {
		if s.upper[node] < c.p[1] {
			return
		}
		if left := 2*node + 1; left < len(s.upper) && to-from > 1 {
			middle := (from + to) / 2
			s.visit(left, from, middle, c)
			s.visit(left+1, middle, to, c)
			return
		}
	}
	*s.left -= int64(to - from)
	for _, e := range s.edges[from:to] {
		c.add(s.ring[e-1], s.ring[e])
	}
}

// crossing counts the edges that a line from a position to the west meets.
type crossing struct {
	p       orb.Point
	odd, on bool
}

func (c *crossing) add(a, b orb.Point) {
	p := c.p
	if a == p || b == p {
		c.on = true
		return
	}
	if a[1] > b[1] {
		a, b = b, a
	}
	if p[1] < a[1] || p[1] > b[1] {
		return
	}
	// Above 0 where the position is on the right of the edge that goes up.
	turn := (p[0]-a[0])*(b[1]-a[1]) - (p[1]-a[1])*(b[0]-a[0])
	switch {
	case a[1] == b[1]: // along the parallel
		c.on = c.on || p[0] >= min(a[0], b[0]) && p[0] <= max(a[0], b[0])
	case turn == 0:
		c.on = true
	case p[1] < b[1] && turn > 0: // of two edges that meet on the parallel one counts
		c.odd = !c.odd
	}
}
