package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/disjoint"
)

// mostRounds bounds the rounds of noding. Each round can move a line by the tolerance, and so make it touch another.
const mostRounds = 12

// toldOf is how many crossings are told of where there are too many to cut.
const toldOf = 100

// Crossing is a place where the lines of two faces, or of one face, cross without a common position.
type Crossing struct {
	A, B int // faces, A <= B
	At   orb.Point
}

// noder makes segments meet at vertices only.
type noder struct {
	net  *net
	tol  float64
	seen [lanes]sightings
	cuts []cut                // sorted by segment, then by place
	same disjoint.Sets[int32] // for each vertex the lowest of those that it is the same as; nil where none are
	// crossed are the pairs of segments that cross in the first round, or the first of them where there are too many;
	// later ones come of moving lines.
	crossed []crossed
	round   int
	most    int // steps; more are no use to anyone
	full    bool
}

// sightings are what is found in one lane, where pairs of segments touch or cross.
type sightings struct {
	cuts    []cut // at vertices
	crossed []crossed
	same    vertexClasses
	next    int  // how many there may be until it is looked whether some were met in several cells
	full    bool // there are more than will ever be made
}

// vertexClasses leads from a vertex to one that it is the same as, close by, with a lower number.
type vertexClasses map[int32]int32

// crossed is where segment i crosses segment j.
type crossed struct {
	i, j int32
	at   orb.Point
}

// cut asks for a segment to run through a vertex.
type cut struct {
	seg, vertex int32
	t           float64 // place along the segment
}

// node returns the net with segments cut wherever they cross or come within tol of a vertex, and the crossings found.
// done is false where rounds ran out, or lines are so crowded that cutting them would take too long or too much memory.
//
// In a round, all pairs of segments near each other are looked at. Vertices within tol become one, a segment with a
// vertex within tol is led through it, and segments that cross are cut at a new vertex. Each of these moves lines a
// little, by about tol or the rounding of a coordinate, so that they may touch others; hence further rounds, of which
// each looks only at pairs with a segment that the last has made. tol is in degrees. points may be appended to.
func node(points []orb.Point, all []step, tol float64) (n *net, crossings []Crossing, done bool) {
	nd := &noder{net: newNet(points, all), tol: tol, most: 8*len(all) + 100_000}
	steps := len(all)
	var fresh []bool // segments that no earlier net had; pairs of others were found apart there. nil for all
	for nd.round = range mostRounds {
		looked := (&pairs{net: nd.net, margin: tol, visit: nd.visit, fresh: fresh}).run()
		if !looked { // what was met until then depends on who was first
			break
		}
		nd.gather()
		if nd.round == 0 {
			crossings = nd.crossings()
		}
		if nd.full || steps+len(nd.cuts) > nd.most {
			break
		}
		if len(nd.cuts) == 0 && nd.same == nil {
			return nd.net, crossings, true
		}
		nd.net, fresh, steps = nd.net.replace(nd.rewrite())
		nd.cuts, nd.same = nil, nil
	}
	return nd.net, crossings, false
}

// gather puts together what was seen in all lanes, each thing once, in an order that does not depend on where it was
// met. A crossing becomes a vertex and two cuts, one for each of the segments; crossings in one place share the vertex.
func (nd *noder) gather() {
	var all []crossed
	for i := range nd.seen {
		x := &nd.seen[i]
		nd.full = nd.full || x.full
		nd.cuts = append(nd.cuts, x.cuts...)
		all = append(all, x.crossed...)
		nd.unite(x.same)
		*x = sightings{}
	}
	segs := len(nd.net.segs)
	all = tidyCrossed(all, segs)
	if nd.full = nd.full || 2*len(all) > nd.most; nd.full {
		if nd.round == 0 {
			nd.crossed = all[:min(len(all), toldOf)]
		}
		return
	}
	number := newVertexTable(len(all))
	base := int32(len(nd.net.points))
	for _, x := range all {
		v := base + number.vertex(x.at)
		for _, i := range [2]int32{x.i, x.j} {
			s := nd.net.segs[i]
			t, _ := along(x.at, nd.net.points[s.u], nd.net.points[s.v])
			nd.cuts = append(nd.cuts, cut{i, v, t})
		}
	}
	nd.net.points = append(nd.net.points, number.points...)
	nd.cuts = tidyCuts(nd.cuts, segs)
	if nd.round == 0 {
		nd.crossed = all
	}
}

// unite adds what one lane found to be the same. The lowest vertex of all that are the same stands for them.
func (nd *noder) unite(found vertexClasses) {
	if len(found) == 0 {
		return
	}
	if nd.same == nil {
		nd.same = disjoint.New[int32](len(nd.net.points))
	}
	for v, w := range found {
		nd.same.Join(v, w)
	}
}

// tidyCuts sorts cuts of so many segments and drops what was met in several cells.
func tidyCuts(cuts []cut, segs int) []cut {
	return slices.Compact(grouped(cuts, segs, func(c *cut) int32 { return c.seg }, func(a, b cut) int {
		return cmp.Or(cmp.Compare(a.t, b.t), cmp.Compare(a.vertex, b.vertex))
	}))
}

func tidyCrossed(all []crossed, segs int) []crossed {
	return slices.Compact(grouped(all, segs, func(x *crossed) int32 { return x.i }, func(a, b crossed) int {
		return cmp.Compare(a.j, b.j)
	}))
}

// limit keeps what was seen of so many segments from growing beyond what will ever be made, at most.
func (s *sightings) limit(most, segs int) {
	if len(s.cuts)+2*len(s.crossed) <= max(most, s.next) {
		return
	}
	s.cuts, s.crossed = tidyCuts(s.cuts, segs), tidyCrossed(s.crossed, segs)
	n := len(s.cuts) + 2*len(s.crossed)
	s.full, s.next = n > most, 2*n
}

// visit notes where two segments touch or cross: at most one thing of a pair in a round. What there is besides is met
// in the next, since one of the two is new then. Whether they cross is decided exactly.
func (nd *noder) visit(lane int, i, j int32) {
	seen := &nd.seen[lane]
	if seen.full {
		return
	}
	s, o := nd.net.segs[i], nd.net.segs[j]
	p := nd.net.points
	a, b, c, d := p[s.u], p[s.v], p[o.u], p[o.v]
	// Most have an end in common, and nothing else: what lies outside the box of the other segment need not be measured.
	one, other := boxOf(a, b, nd.tol), boxOf(c, d, nd.tol)
	if within(&other, a) && nd.touch(seen, j, s.u) || within(&other, b) && nd.touch(seen, j, s.v) ||
		within(&one, c) && nd.touch(seen, i, o.u) || within(&one, d) && nd.touch(seen, i, o.v) {
		return
	}
	// Straight lines with an end in common do not cross elsewhere.
	if s.u == o.u || s.u == o.v || s.v == o.u || s.v == o.v {
		return
	}
	if turn(a, b, c)*turn(a, b, d) >= 0 || turn(c, d, a)*turn(c, d, b) >= 0 {
		return
	}
	seen.crossed = append(seen.crossed, crossed{i, j, crossing(a, b, c, d)})
	seen.limit(nd.most, len(nd.net.segs))
}

// boxOf is a box around a segment that holds all that is within tol of it, and a little more, for the rounding.
func boxOf(a, b orb.Point, tol float64) orb.Bound {
	tol = tol*1.001 + 1e-12
	return orb.Bound{Min: orb.Point{min(a[0], b[0]) - tol, min(a[1], b[1]) - tol},
		Max: orb.Point{max(a[0], b[0]) + tol, max(a[1], b[1]) + tol}}
}

func within(b *orb.Bound, p orb.Point) bool {
	return b.Min[0] <= p[0] && p[0] <= b.Max[0] && b.Min[1] <= p[1] && p[1] <= b.Max[1]
}

// touch notes that a vertex, of another segment, is near segment j: as the same as one of its ends, or as lying on it.
func (nd *noder) touch(seen *sightings, j, v int32) bool {
	o := nd.net.segs[j]
	if v == o.u || v == o.v {
		return false
	}
	p := nd.net.points
	lim := nd.tol * nd.tol
	for _, w := range [2]int32{o.u, o.v} {
		if dist2(p[v], p[w]) <= lim {
			if seen.same == nil {
				seen.same = vertexClasses{}
			}
			seen.same.unite(v, w)
			return true
		}
	}
	t, d2 := along(p[v], p[o.u], p[o.v])
	if t <= 0 || t >= 1 || d2 > lim && (d2 > 1e-24 || turn(p[o.u], p[o.v], p[v]) != 0) {
		return false
	}
	// Beside an end of the segment, but too far from it to be the same vertex: were the segment led through v, the end
	// would in its turn lie beside the new segment, and so on for ever. Lines that truly cross there are cut where they
	// cross.
	if l := math.Sqrt(dist2(p[o.u], p[o.v])); d2 > 0 && (t*l <= nd.tol || (1-t)*l <= nd.tol) {
		return false
	}
	seen.cuts = append(seen.cuts, cut{j, v, t})
	seen.limit(nd.most, len(nd.net.segs))
	return true
}

// unite makes two vertices one, the one with the lowest number of all that are the same.
func (c vertexClasses) unite(v, w int32) {
	v, w = c.find(v), c.find(w)
	if v != w {
		c[max(v, w)] = min(v, w)
	}
}

func (c vertexClasses) find(v int32) int32 {
	for {
		w, ok := c[v]
		if !ok {
			return v
		}
		v = w
	}
}

// crossings are the places where segments cross, for each pair of faces whose line crosses there.
func (nd *noder) crossings() []Crossing {
	var out []Crossing
	for _, x := range nd.crossed {
		for _, a := range nd.net.facesOf(x.i) {
			for _, b := range nd.net.facesOf(x.j) {
				out = append(out, Crossing{int(min(a, b)), int(max(a, b)), x.at})
			}
		}
	}
	nd.crossed = nil
	return out
}

// facesOf lists the faces on either side of a segment.
func (n *net) facesOf(s int32) []int32 {
	var out []int32
	for _, f := range n.segs[s].sides {
		if f != Outside && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, m := range n.more[s] {
		if !slices.Contains(out, m.face) {
			out = append(out, m.face)
		}
	}
	return out
}

// rewrite returns which segments are cut or have an end that is to be another vertex, ascending, and the steps that
// take their place: from vertex to vertex in the order of the cuts along the segment, with no step where the next
// vertex is the same as the last.
func (nd *noder) rewrite() (gone []int32, out []step) {
	rest := nd.cuts
	class := func(v int32) int32 {
		if int(v) >= len(nd.same) {
			return v
		}
		return nd.same[v]
	}
	for v, w := range nd.same { // the lower come first, so that each leads to the lowest at once
		nd.same[v] = nd.same[w]
	}
	for s, seg := range nd.net.segs {
		i := int32(s)
		prev, last := class(seg.u), class(seg.v)
		if (len(rest) == 0 || rest[0].seg != i) && prev == seg.u && last == seg.v {
			continue
		}
		gone = append(gone, i)
		for len(rest) > 0 && rest[0].seg == i {
			next := class(rest[0].vertex)
			rest = rest[1:]
			if next != prev {
				out = nd.net.appendSteps(out, i, prev, next)
				prev = next
			}
		}
		if last != prev {
			out = nd.net.appendSteps(out, i, prev, last)
		}
	}
	return gone, out
}
