package topology

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"okrug/geo/measure"
)

// Findings is what is wrong with a set of faces. Areas are in square metres on the ellipsoid.
type Findings struct {
	Crossings []Crossing // in the order of their segments; A == B for a face that crosses itself
	Overlaps  []Overlap  // sorted by A, then B
	Nestings  []Nesting  // sorted by face
	Gaps      []Gap      // in the order in which their lines were met
	// Across is how much of the borders is there only because an overlap or a gap was given to one face: the line is in the rings of
	// at most one of the two. Sorted as Borders are.
	Across []Border
	// Unresolved is true where lines so entangled that they still cross after all rounds of cutting were left so.
	Unresolved bool
}

// Overlap is the area that two faces both cover.
type Overlap struct {
	A, B int
	Area float64
	// Perimeter is that of all pieces, in metres.
	Perimeter float64
	At        orb.Point // in the largest piece
	Most      float64   // area of the largest piece
}

// Width is the mean width of an overlap in metres, were it drawn out to a strip of its perimeter.
func (o Overlap) Width() float64 { return width(o.Area, o.Perimeter) }

func width(area, perimeter float64) float64 {
	if perimeter == 0 {
		return 0
	}
	return 2 * area / perimeter
}

// Nesting is a part of a face that its rings do not wind around exactly once: a hole outside its outer ring, a part
// inside another, a lobe of a ring that crosses itself.
type Nesting struct {
	Face  int
	Times int // how often the rings wind around it: -1 for a hole outside, 2 for a part inside another
	Area  float64
	// Perimeter is in metres.
	Perimeter float64
	At        orb.Point
}

// Width is the mean width of the part in metres.
func (n Nesting) Width() float64 { return width(n.Area, n.Perimeter) }

// Gap is an area that no face covers, with faces all around.
type Gap struct {
	Area      float64
	Perimeter float64 // metres, of all its lines
	At        orb.Point
	Faces     []int // around it, ascending
	// Filled is the face that most of it became part of, or Outside. A filled gap among three faces or more is shared out
	// between them, so that it makes no neighbours of faces that are far apart.
	Filled int

	lines []int32 // boundary lines of its cell
}

// Width is the mean width of a gap in metres, were it drawn out to a strip of its perimeter.
func (g Gap) Width() float64 { return width(g.Area, g.Perimeter) }

// owners gives each boundary line's cell to a face, and notes what is wrong.
func (c *cells) owners(f *Findings, fill func(Gap) bool) []int32 {
	owner := slices.Clone(c.cover)
	areas := c.faulty()
	overlaps := map[[2]int32]Overlap{}
	for k, cover := range c.cover {
		if cover > -2 {
			continue
		}
		set := c.sets.get(cover)
		owner[k] = Outside
		for _, l := range set {
			if l.times > 0 {
				owner[k] = l.face
				break
			}
		}
		if c.root[k] != int32(k) {
			continue
		}
		area, at := areas[int32(k)].area, c.inside(int32(k))
		perimeter := areas[int32(k)].perimeter
		for i, l := range set {
			if l.times != 1 {
				f.Nestings = append(f.Nestings, Nesting{int(l.face), int(l.times), area, perimeter, at})
			}
			for _, m := range set[i+1:] {
				if l.times <= 0 || m.times <= 0 {
					continue
				}
				o, ok := overlaps[[2]int32{l.face, m.face}]
				if !ok || area > o.Most {
					o.At, o.Most = at, area
				}
				o.A, o.B, o.Area, o.Perimeter = int(l.face), int(m.face), o.Area+area, o.Perimeter+perimeter
				overlaps[[2]int32{l.face, m.face}] = o
			}
		}
	}
	f.Overlaps = slices.SortedFunc(maps.Values(overlaps), func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	slices.SortStableFunc(f.Nestings, func(a, b Nesting) int { return cmp.Compare(a.Face, b.Face) })
	c.gaps(f, owner, areas, fill)
	return owner
}

// extent is the size of a cell.
type extent struct{ area, perimeter float64 }

// faulty returns the extents of all bounded cells that not exactly one face covers.
func (c *cells) faulty() map[int32]extent {
	out := map[int32]extent{}
	for k, cover := range c.cover {
		if cover < 0 && c.root[k] >= 0 {
			ring := c.ring(c.head[k])
			x := out[c.root[k]]
			out[c.root[k]] = extent{x.area + measure.RingArea(ring), x.perimeter + measure.Length(orb.LineString(ring))}
		}
	}
	return out
}

// gaps lists the gaps, and fills those that fill chooses.
func (c *cells) gaps(f *Findings, owner []int32, areas map[int32]extent, fill func(Gap) bool) {
	lines := map[int32][]int32{}
	var order []int32
	for k, cover := range c.cover {
		if cover == nothing && c.root[k] >= 0 {
			if _, ok := lines[c.root[k]]; !ok {
				order = append(order, c.root[k])
			}
			lines[c.root[k]] = append(lines[c.root[k]], int32(k))
		}
	}
	for _, root := range order {
		g := Gap{Area: areas[root].area, Perimeter: areas[root].perimeter, At: c.inside(root), Filled: Outside, lines: lines[root]}
		border := map[int32]float64{}
		for _, k := range lines[root] {
			for h := c.head[k]; ; {
				d := measure.Distance(c.net.points[c.from(h)], c.net.points[c.from(h^1)])
				if o := owner[c.cycle[h^1]]; o >= 0 {
					border[o] += d
				}
				if h = c.next(h); h == c.head[k] {
					break
				}
			}
		}
		longest := int32(Outside)
		for _, face := range slices.Sorted(maps.Keys(border)) {
			g.Faces = append(g.Faces, int(face))
			if longest == Outside || border[face] > border[longest] {
				longest = face
			}
		}
		if fill != nil && longest != Outside && fill(g) {
			g.Filled = int(longest)
			for _, k := range lines[root] {
				owner[k] = longest
			}
		}
		f.Gaps = append(f.Gaps, g)
	}
}

// inside is a point inside a cell, given the line that stands for it; where its islands leave no room there, it may be in one of them.
func (c *cells) inside(k int32) orb.Point { return inside(c.ring(c.head[k])) }

// inside is a point inside a ring: the middle of its widest stretch along the parallel halfway up.
func inside(r orb.Ring) orb.Point {
	b := r.Bound()
	y := (b.Min[1] + b.Max[1]) / 2
	var xs []float64
	for i := 1; i < len(r); i++ {
		p, q := r[i-1], r[i]
		if (p[1] > y) != (q[1] > y) {
			xs = append(xs, p[0]+(q[0]-p[0])*(y-p[1])/(q[1]-p[1]))
		}
	}
	slices.Sort(xs)
	best, at := math.Inf(-1), r[0]
	for i := 0; i+1 < len(xs); i += 2 {
		if w := xs[i+1] - xs[i]; w > best {
			best, at = w, orb.Point{(xs[i] + xs[i+1]) / 2, y}
		}
	}
	return at
}
