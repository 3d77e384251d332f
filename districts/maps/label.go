package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Heights of type in units of its size, for Liberation Sans.
const (
	capHeight = 0.73
	descent   = 0.22
	leading   = 1.12
)

// line is one line of a label.
type line struct {
	s    string
	font font
}

// block is a label of one line or more, set centred.
type block []line

func (l line) size() float64 { return l.font.size * typeface.MillimetresPerPoint }

// extent is the block's width and height in millimetres: of the first line the height of its capitals, of each further
// one its distance from the line above, and under the last what hangs below the base line.
func (b block) extent(f *typeface.Family) (w, h float64) {
	for i, l := range b {
		w = max(w, f.Width(l.font.style, l.font.size, l.s))
		if i == 0 {
			h = l.size() * capHeight
		} else {
			h += l.size() * leading
		}
	}
	return w, h + b[len(b)-1].size()*descent
}

// texts sets the block with its box's middle at c.
func (b block) texts(f *typeface.Family, c orb.Point, halo float64) []drawing.Item {
	_, h := b.extent(f)
	y := c[1] - h/2
	items := make([]drawing.Item, len(b))
	for i, l := range b {
		if i == 0 {
			y += l.size() * capHeight
		} else {
			y += l.size() * leading
		}
		t := l.font.set(l.s, orb.Point{c[0], y}, drawing.Middle)
		t.Halo = halo
		items[i] = t
	}
	return items
}

// placer keeps labels of one frame apart. Everything is in millimetres on paper.
type placer struct {
	family *typeface.Family
	frame  orb.Bound
	k      float64 // size of type and lines, as of A4 if 0
	taken  rtree.RTreeGN[float64, orb.Bound]
	avoid  rtree.RTreeGN[float64, drawing.Segment] // lines that labels of points would rather not cross
	led    rtree.RTreeGN[float64, drawing.Segment] // lines to labels, which cross neither each other nor labels
}

// apart is the least distance between two labels.
const apart = 0.5

func centred(c orb.Point, w, h float64) orb.Bound {
	return orb.Bound{Min: orb.Point{c[0] - w/2, c[1] - h/2}, Max: orb.Point{c[0] + w/2, c[1] + h/2}}
}

func overlap(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
}

func within(inner, outer orb.Bound) bool {
	return outer.Contains(inner.Min) && outer.Contains(inner.Max)
}

func (p *placer) free(b orb.Bound) bool {
	if !within(b, p.frame) {
		return false
	}
	b = b.Pad(apart)
	return !p.takenAny(b, func(t orb.Bound) bool { return overlap(b, t) }) &&
		!p.ledAny(b, func(e drawing.Segment) bool { return crossesBox(e, b) })
}

// ledAny says whether test holds for a line to a label that may touch the box.
func (p *placer) ledAny(b orb.Bound, test func(drawing.Segment) bool) (found bool) {
	p.led.Search(b.Min, b.Max, func(_, _ [2]float64, e drawing.Segment) bool {
		found = test(e)
		return !found
	})
	return found
}

// takenAny says whether test holds for a label that touches the box.
func (p *placer) takenAny(b orb.Bound, test func(orb.Bound) bool) (found bool) {
	p.taken.Search(b.Min, b.Max, func(_, _ [2]float64, t orb.Bound) bool {
		found = test(t)
		return !found
	})
	return found
}

func (p *placer) take(b orb.Bound) { p.taken.Insert(b.Min, b.Max, b) }

// keepOff makes labels of points avoid lines.
func (p *placer) keepOff(lines []orb.LineString) {
	for _, l := range lines {
		for i := range len(l) - 1 {
			b := orb.Bound{Min: l[i], Max: l[i]}.Extend(l[i+1])
			p.avoid.Insert(b.Min, b.Max, drawing.Segment{l[i], l[i+1]})
		}
	}
}

// area finds a place inside an area for the first of the forms that fits, and takes it. A form fits where its box lies
// in the area with nothing else on it. The first place tried is the pole of inaccessibility for a box of that shape:
// widths are divided by the shape of the text, so that its box becomes a square, and the place farthest from all edges
// has the most room for it.
func (p *placer) area(rings []orb.Ring, forms []block) (form int, at orb.Point, ok bool) {
	if len(rings) == 0 {
		return 0, orb.Point{}, false
	}
	extent := rings[0].Bound()
	for _, r := range rings[1:] {
		extent = extent.Union(r.Bound())
	}
	width, height := extent.Max[0]-extent.Min[0], extent.Max[1]-extent.Min[1]
	for i, b := range forms {
		w, h := b.extent(p.family)
		stretch := max(1, w/h)
		if min(width/stretch, height)*(1+1e-9) < h {
			continue // no place in it is far enough from its edges, which spares the search for the farthest
		}
		c, d := drawing.Pole(rings, stretch, 0.25)
		if d < h/2 {
			continue // not even a flat text of no length fits
		}
		for _, c := range append([]orb.Point{c}, spots(drawing.OutlineOf(rings, stretch), stretch, h)...) {
			r := centred(c, w, h)
			if p.free(r) && contains(rings, r) {
				p.take(r)
				return i, c, true
			}
		}
	}
	return 0, orb.Point{}, false
}

// spots are further places inside an area, the roomiest first: the points of a lattice of at most about 24 across that
// are at least half a text's height from the edges. The outline has its widths divided by stretch, the places have not.
func spots(o *drawing.Outline, stretch, h float64) []orb.Point {
	type spot struct {
		p orb.Point
		d float64
	}
	const across = 24
	b := o.Bound
	step := max(h/2, max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1])/across)
	var all []spot
	for y := b.Min[1] + step/2; y < b.Max[1]; y += step {
		for x := b.Min[0] + step/2; x < b.Max[0]; x += step {
			if d := o.SignedDistance(x, y); d >= h/2 {
				all = append(all, spot{orb.Point{x * stretch, y}, d})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b spot) int { return cmp.Compare(b.d, a.d) })
	out := make([]orb.Point, len(all))
	for i, s := range all {
		out[i] = s.p
	}
	return out
}

// contains says whether a box lies in an area: its middle does, and no edge touches it.
func contains(rings []orb.Ring, b orb.Bound) bool {
	edges, _ := drawing.Segments(rings, 1)
	c := b.Center()
	if drawing.SignedDistance(edges, c[0], c[1]) < 0 {
		return false
	}
	return !slices.ContainsFunc(edges, func(e drawing.Segment) bool { return crossesBox(e, b) })
}

// crossesBox says whether an edge has a point in a box (Liang and Barsky 1984, doi:10.1145/357332.357333): each side of
// the box leaves a part of the edge, from t0 to t1 of its length, until none is left.
func crossesBox(e drawing.Segment, b orb.Bound) bool {
	t0, t1 := 0.0, 1.0
	for _, c := range [4][2]float64{
		{e[0][0] - e[1][0], e[0][0] - b.Min[0]}, {e[1][0] - e[0][0], b.Max[0] - e[0][0]},
		{e[0][1] - e[1][1], e[0][1] - b.Min[1]}, {e[1][1] - e[0][1], b.Max[1] - e[0][1]},
	} {
		switch p, q := c[0], c[1]; {
		case p == 0 && q < 0:
			return false
		case p < 0:
			t0 = max(t0, q/p)
		case p > 0:
			t1 = min(t1, q/p)
		}
	}
	return t0 <= t1
}

// leader finds a place outside an area for a label and the end of the line that leads to it from the point. It looks in
// 32 directions, farther and farther away up to reach, which is in millimetres on A4. A place costs its distance, more
// for boundaries under the label or about the line, and what shun says of the label's box; the cheapest below most is
// taken. No line crosses another, nor any label. A sign in which the line begins is none of those.
func (p *placer) leader(from orb.Point, b block, reach, most float64, shun func(orb.Bound) float64) (at, tip orb.Point,
	ok bool) {
	const directions = 32
	w, h := b.extent(p.family)
	k := cmp.Or(p.k, 1)
	best := most
	for r := 4.0; r <= reach && r < best; r++ { // the cost is at least the distance
		for i := range directions {
			sin, cos := math.Sincos(float64(i) * 2 * math.Pi / directions)
			c := orb.Point{from[0] + (r*k+w/2)*cos, from[1] + (r*k+h/2)*sin}
			box := centred(c, w, h)
			if !p.free(box) {
				continue
			}
			end := nearest(box.Pad(0.4), from)
			if !p.freeLine(drawing.Segment{from, end}) {
				continue
			}
			cost := r + 3*p.crossings(box) + p.crossings(orb.Bound{Min: from, Max: from}.Extend(end))
			if cost < best {
				cost += shun(box)
			}
			if cost < best {
				best, at, tip, ok = cost, c, end, true
			}
		}
	}
	if ok {
		p.take(centred(at, w, h))
		b := orb.Bound{Min: from, Max: from}.Extend(tip)
		p.led.Insert(b.Min, b.Max, drawing.Segment{from, tip})
	}
	return at, tip, ok
}

// freeLine says whether a line that leads to a label crosses no other and no label, but for that it begins in.
func (p *placer) freeLine(line drawing.Segment) bool {
	b := orb.Bound{Min: line[0], Max: line[0]}.Extend(line[1])
	return !p.ledAny(b, func(other drawing.Segment) bool { return cross(line, other) }) &&
		!p.takenAny(b, func(t orb.Bound) bool { return !t.Contains(line[0]) && crossesBox(line, t) })
}

// cross says whether two lines cross or touch: the ends of each lie on different sides of the other.
func cross(a, b drawing.Segment) bool {
	side := func(e drawing.Segment, p orb.Point) float64 {
		return (e[1][0]-e[0][0])*(p[1]-e[0][1]) - (e[1][1]-e[0][1])*(p[0]-e[0][0])
	}
	return side(a, b[0])*side(a, b[1]) <= 0 && side(b, a[0])*side(b, a[1]) <= 0
}

// nearest is the point of a box that is nearest to a point.
func nearest(b orb.Bound, p orb.Point) orb.Point {
	return orb.Point{min(b.Max[0], max(b.Min[0], p[0])), min(b.Max[1], max(b.Min[1], p[1]))}
}

// crossings counts the pieces of lines to avoid that run through a box, ten at most.
func (p *placer) crossings(b orb.Bound) float64 {
	n := 0.0
	p.avoid.Search(b.Min, b.Max, func(_, _ [2]float64, e drawing.Segment) bool {
		if crossesBox(e, b) {
			n++
		}
		return n < 10
	})
	return n
}

// beside finds a place for the label of a point sign of radius r, right of it by preference, and takes it. A place with
// no boundary under the label is better than any with one, and none is taken that is shunned.
func (p *placer) beside(at orb.Point, r float64, b block, shun func(orb.Bound) float64) (c orb.Point, ok bool) {
	w, h := b.extent(p.family)
	gap := r + 0.5*max(1, p.k)
	dx, dy := gap+w/2, gap+h/2
	best := float64(shunned)
	for i, o := range [8]orb.Point{
		{dx, 0}, {dx * 0.95, -dy * 0.7}, {dx * 0.95, dy * 0.7}, {-dx, 0}, {-dx * 0.95, -dy * 0.7}, {-dx * 0.95, dy * 0.7},
		{0, -dy}, {0, dy},
	} {
		try := orb.Point{at[0] + o[0], at[1] + o[1]}
		box := centred(try, w, h)
		if !p.free(box) {
			continue
		}
		if cost := float64(i)*0.5 + 4*p.crossings(box) + shun(box); cost < best {
			best, c, ok = cost, try, true
		}
	}
	if ok {
		p.take(centred(c, w, h))
	}
	return c, ok
}
