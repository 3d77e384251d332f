package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// mostRounds bounds the rounds of noding. Each round can move a line by the tolerance, and so make it touch another.
const mostRounds = 12

// Crossing is a place where the lines of two faces, or of one face, cross without a common position.
type Crossing struct {
	A, B int // faces, A <= B
	At   orb.Point
}

// noder makes segments meet at vertices only.
type noder struct {
	net    *net
	tol    float64
	number map[orb.Point]int32
	cuts   []cut
	same   map[int32]int32 // vertices that are another, close by
	// crossed are the pairs of segments that cross in the first round; later ones come of moving lines.
	crossed []crossed
	round   int
	most    int // steps; more are no use to anyone
	full    bool
}

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
func node(points []orb.Point, all []step, tol float64) (n *net, crossings []Crossing, done bool) {
	nd := &noder{tol: tol, most: 8*len(all) + 100_000}
	for nd.round = range mostRounds {
		nd.net = newNet(points, all)
		nd.cuts, nd.same, nd.number = nil, nil, nil
		looked := (&pairs{net: nd.net, margin: tol, visit: nd.visit}).run()
		nd.tidy()
		if nd.round == 0 {
			crossings = nd.crossings()
		}
		if !looked || nd.full || len(all)+len(nd.cuts) > nd.most {
			break
		}
		if len(nd.cuts) == 0 && len(nd.same) == 0 {
			return nd.net, crossings, true
		}
		all = nd.rewrite()
		points = nd.net.points
	}
	return newNet(points, all), crossings, false
}

// tidy drops what was met in several cells.
func (nd *noder) tidy() {
	slices.SortFunc(nd.cuts, func(a, b cut) int {
		return cmp.Or(cmp.Compare(a.seg, b.seg), cmp.Compare(a.t, b.t), cmp.Compare(a.vertex, b.vertex))
	})
	nd.cuts = slices.Compact(nd.cuts)
	slices.SortFunc(nd.crossed, func(a, b crossed) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	nd.crossed = slices.Compact(nd.crossed)
}

// cut notes a cut. Where there are more than will ever be made, it stops.
func (nd *noder) cut(c cut) {
	if nd.full {
		return
	}
	nd.cuts = append(nd.cuts, c)
	if len(nd.cuts) > nd.most && len(nd.cuts)&(len(nd.cuts)-1) == 0 {
		nd.tidy()
		nd.full = len(nd.cuts) > nd.most
	}
}

func (nd *noder) visit(i, j int32) {
	s, o := nd.net.segs[i], nd.net.segs[j]
	p := nd.net.points
	if nd.touch(i, j, s.u) || nd.touch(i, j, s.v) || nd.touch(j, i, o.u) || nd.touch(j, i, o.v) {
		return
	}
	if s.u == o.u || s.u == o.v || s.v == o.u || s.v == o.v {
		return
	}
	a, b, c, d := p[s.u], p[s.v], p[o.u], p[o.v]
	if turn(a, b, c)*turn(a, b, d) >= 0 || turn(c, d, a)*turn(c, d, b) >= 0 {
		return
	}
	x := crossing(a, b, c, d)
	v := nd.vertex(x)
	t, _ := along(x, a, b)
	nd.cut(cut{i, v, t})
	t, _ = along(x, c, d)
	nd.cut(cut{j, v, t})
	if nd.round == 0 && !nd.full {
		nd.crossed = append(nd.crossed, crossed{i, j, x})
	}
}

// touch deals with vertex v of segment i where it is near segment j.
func (nd *noder) touch(i, j, v int32) bool {
	o := nd.net.segs[j]
	if v == o.u || v == o.v {
		return false
	}
	p := nd.net.points
	lim := nd.tol * nd.tol
	for _, w := range [2]int32{o.u, o.v} {
		if dist2(p[v], p[w]) <= lim {
			if nd.same == nil {
				nd.same = map[int32]int32{}
			}
			nd.unite(v, w)
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
	nd.cut(cut{j, v, t})
	return true
}

// unite makes two vertices one, the one with the lower number.
func (nd *noder) unite(v, w int32) {
	v, w = nd.find(v), nd.find(w)
	if v != w {
		nd.same[max(v, w)] = min(v, w)
	}
}

func (nd *noder) find(v int32) int32 {
	for {
		w, ok := nd.same[v]
		if !ok {
			return v
		}
		v = w
	}
}

// vertex numbers a new position.
func (nd *noder) vertex(p orb.Point) int32 {
	if nd.number == nil {
		nd.number = map[orb.Point]int32{}
	}
	v, ok := nd.number[p]
	if !ok {
		v = int32(len(nd.net.points))
		nd.net.points = append(nd.net.points, p)
		nd.number[p] = v
	}
	return v
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

// rewrite returns the steps with the cuts made, which are tidy.
func (nd *noder) rewrite() []step {
	var out []step
	rest := nd.cuts
	for s := range nd.net.segs {
		seg := nd.net.segs[s]
		prev := nd.find(seg.u)
		for len(rest) > 0 && rest[0].seg == int32(s) {
			next := nd.find(rest[0].vertex)
			rest = rest[1:]
			if next != prev {
				out = nd.net.appendSteps(out, int32(s), prev, next)
				prev = next
			}
		}
		if last := nd.find(seg.v); last != prev {
			out = nd.net.appendSteps(out, int32(s), prev, last)
		}
	}
	return out
}
