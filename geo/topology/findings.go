package topology

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Findings is what is wrong with a set of faces. Areas are in square metres on the ellipsoid.
type Findings struct {
	Crossings []Crossing // in the order of their segments; A == B for a face that crosses itself
	Overlaps  []Overlap  // sorted by A, then B
	Nestings  []Nesting  // sorted by face
	Gaps      []Gap      // those filled first, each in the order of their lines
	Contacts  []Contact  // sorted by A, then B
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
	// Filled is the face that it became part of, or Outside.
	Filled int
}

// Width is the mean width of a gap in metres, were it drawn out to a strip of its perimeter.
func (g Gap) Width() float64 { return width(g.Area, g.Perimeter) }

// mostOverlaps is how many pairs of faces may overlap. Beyond, as where thousands of faces are the same, the layer is
// told as tangled: nobody reads so long a list, and it takes the square of their number.
const mostOverlaps = 1_000_000

// owners gives each boundary line's cell to a face, and notes what is wrong.
func (c *cells) owners(f *Findings, o Options) []int32 {
	owner := slices.Clone(c.cover)
	areas := c.faulty()
	borders := bordering(f.Contacts)
	overlaps := map[[2]int32]Overlap{}
	var lobes []int32 // of rings that cross themselves, with nothing on the inner side
	for _, root := range slices.Sorted(maps.Keys(areas)) {
		cover := c.cover[root]
		if cover == nothing {
			continue
		}
		x, at := areas[root], c.inside(root)
		set := c.sets.get(cover)
		to := int32(Outside)
		var over []int32 // the faces that cover it
		for _, l := range set {
			if l.times > 0 {
				over = append(over, l.face)
			}
		}
		narrow := width(x.area, x.perimeter) <= o.Width
		switch {
		case len(over) > 1 && narrow:
			to = least(over, c.beside(x.lines, owner), borders)
		case len(over) > 0:
			to = over[0]
		case narrow:
			lobes = append(lobes, root)
		}
		give(owner, x.lines, to)
		for i, l := range set {
			if l.times != 1 {
				f.Nestings = append(f.Nestings, Nesting{int(l.face), int(l.times), x.area, x.perimeter, at})
			}
			for _, m := range set[i+1:] {
				if l.times <= 0 || m.times <= 0 {
					continue
				}
				if len(overlaps) >= mostOverlaps {
					f.Unresolved = true
					break
				}
				o, ok := overlaps[[2]int32{l.face, m.face}]
				if !ok || x.area > o.Most {
					o.At, o.Most = at, x.area
				}
				o.A, o.B, o.Area, o.Perimeter = int(l.face), int(m.face), o.Area+x.area, o.Perimeter+x.perimeter
				overlaps[[2]int32{l.face, m.face}] = o
			}
		}
	}
	f.Overlaps = slices.SortedFunc(maps.Values(overlaps), func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	slices.SortStableFunc(f.Nestings, func(a, b Nesting) int { return cmp.Compare(a.Face, b.Face) })
	if f.Unresolved { // areas that could not be told apart are not shared out
		return owner
	}
	c.gaps(f, owner, areas, borders, o)
	for _, root := range lobes {
		if beside := c.beside(areas[root].lines, owner); len(beside) > 0 {
			give(owner, areas[root].lines, least(slices.Sorted(maps.Keys(beside)), beside, borders))
		}
	}
	c.crumbs(owner, areas, o.Width, borders)
	return owner
}

// give gives a cell, by its boundary lines, to a face.
func give(owner, lines []int32, to int32) {
	for _, k := range lines {
		owner[k] = to
	}
}

// bordering says of two faces whether they have a border.
func bordering(contacts []Contact) func(a, b int32) bool {
	set := make(map[[2]int32]struct{}, len(contacts))
	for _, c := range contacts {
		if c.Border {
			set[[2]int32{int32(c.A), int32(c.B)}] = struct{}{}
		}
	}
	return func(a, b int32) bool {
		_, ok := set[[2]int32{min(a, b), max(a, b)}]
		return ok
	}
}

// beside is how much of the lines of a cell each face has on the other side, in metres.
func (c *cells) beside(lines, owner []int32) map[int32]float64 {
	out := map[int32]float64{}
	c.walk(lines, func(h, over int32) {
		if o := owner[over]; o >= 0 {
			out[o] += c.metres(h)
		}
	})
	return out
}

// least is that of the faces which, were a cell its own, would touch least of faces with which it has no border; of
// those as good the one with the longest line on the cell, then the first.
func least(of []int32, beside map[int32]float64, borders func(a, b int32) bool) int32 {
	best, fewest := of[0], math.Inf(1)
	for _, face := range of {
		strange := 0.0
		for _, other := range slices.Sorted(maps.Keys(beside)) {
			if other != face && !borders(face, other) {
				strange += beside[other]
			}
		}
		if strange < fewest || strange == fewest && beside[face] > beside[best] {
			best, fewest = face, strange
		}
	}
	return best
}

// extent is the size of a cell, and its boundary lines.
type extent struct {
	area, perimeter float64
	lines           []int32
}

// faulty returns the extents of all bounded cells that not exactly one face covers.
func (c *cells) faulty() map[int32]extent {
	out := map[int32]extent{}
	for k, cover := range c.cover {
		if root := c.root[k]; cover < 0 && root >= 0 {
			ring := c.ring(c.head[k])
			x := out[root]
			x.area += measure.RingArea(ring)
			x.perimeter += measure.Length(orb.LineString(ring))
			x.lines = append(x.lines, int32(k))
			out[root] = x
		}
	}
	return out
}

// gaps lists the gaps, and fills those that fill chooses. What is left of one is listed as a whole, whatever cuts run
// across it.
func (c *cells) gaps(f *Findings, owner []int32, areas map[int32]extent, borders func(a, b int32) bool, o Options) {
	left := map[int32]bool{}
	for root := range areas {
		left[root] = c.cover[root] == nothing
	}
	roots := slices.Sorted(maps.Keys(areas))
	for again := o.Fill != nil; again; { // a piece among other pieces has a face beside it once those have one
		again = false
		for _, root := range roots {
			if !left[root] {
				continue
			}
			x := areas[root]
			beside := c.beside(x.lines, owner)
			faces := slices.Sorted(maps.Keys(beside))
			g := Gap{Area: x.area, Perimeter: x.perimeter, At: c.inside(root), Faces: numbers(faces)}
			if len(faces) == 0 || !o.Fill(g) {
				continue
			}
			to := least(faces, beside, borders)
			g.Filled = int(to)
			give(owner, x.lines, to)
			f.Gaps = append(f.Gaps, g)
			left[root], again = false, true
		}
	}
	f.Gaps = append(f.Gaps, c.remaining(left, areas, owner, o.Width)...)
}

func numbers(faces []int32) []int {
	out := make([]int, len(faces))
	for i, f := range faces {
		out[i] = int(f)
	}
	return out
}

// mouth is how many widths long a sliver may be that leads from a bay to the sea. What lies behind a longer one, such as
// a whole unit that is missing beside a border drawn twice, is a gap.
const mouth = 10

// sea are the bounded cells that no face covers and that only cuts part from the outside, or pieces of slivers that add
// up to no more than a mouth, whatever has become of them: a bay stays one where a sliver at its mouth is filled.
func (c *cells) sea(areas map[int32]extent, owner []int32, width float64) map[int32]bool {
	out := map[int32]bool{}
	far := map[int32]float64{} // metres of filled slivers on the way from the outside, to the end of a cell
	var queue []int32
	reach := func(root int32, metres float64) {
		if owner[root] >= 0 {
			metres += areas[root].perimeter / 2
		}
		if old, ok := far[root]; metres <= mouth*width && (!ok || metres < old) {
			far[root] = metres
			queue = append(queue, root)
			out[root] = true
		}
	}
	for _, root := range slices.Sorted(maps.Keys(areas)) {
		if c.cover[root] == nothing {
			c.walk(areas[root].lines, func(_, over int32) {
				if c.root[over] < 0 {
					reach(root, 0)
				}
			})
		}
	}
	for len(queue) > 0 {
		root := queue[0]
		queue = queue[1:]
		c.walk(areas[root].lines, func(_, over int32) {
			if next := c.root[over]; next >= 0 && c.cover[next] == nothing {
				reach(next, far[root])
			}
		})
	}
	return out
}

// walk visits the half-edges of lines, each with the line on its other side.
func (c *cells) walk(lines []int32, visit func(h, over int32)) {
	for _, k := range lines {
		for h := c.head[k]; ; {
			visit(h, c.cycle[h^1])
			if h = c.next(h); h == c.head[k] {
				break
			}
		}
	}
}

// metres is the length of a half-edge.
func (c *cells) metres(h int32) float64 {
	return measure.Distance(c.net.points[c.from(h)], c.net.points[c.from(h^1)])
}

// remaining are the gaps of unfilled cells, of which those with a cut between them are one.
func (c *cells) remaining(left map[int32]bool, areas map[int32]extent, owner []int32, width float64) []Gap {
	var out []Gap
	done, sea := map[int32]bool{}, c.sea(areas, owner, width)
	for _, root := range slices.Sorted(maps.Keys(left)) {
		if done[root] || !left[root] || sea[root] {
			continue
		}
		done[root] = true
		g := Gap{Filled: Outside}
		faces := map[int32]bool{}
		most := 0.0
		for queue := []int32{root}; len(queue) > 0; {
			cell := queue[0]
			queue = queue[1:]
			x := areas[cell]
			g.Area += x.area
			if x.area > most {
				most, g.At = x.area, c.inside(cell)
			}
			c.walk(x.lines, func(h, over int32) {
				switch o, next := owner[over], c.root[over]; {
				case o >= 0:
					faces[o] = true
					g.Perimeter += c.metres(h)
				case left[next] && !done[next]:
					done[next] = true
					queue = append(queue, next)
				}
			})
		}
		g.Faces = numbers(slices.Sorted(maps.Keys(faces)))
		out = append(out, g)
	}
	return out
}

// inside is a point inside a cell, given the line that stands for it; where its islands leave no room there, it may be
// in one of them.
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
