package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// finest is the tolerance, in degrees, of lines that divide faces: a tenth of a millimetre. They are drawn by program,
// so that nothing is to be closed; it only keeps rounding from making pieces.
const finest = 1e-9

// Division says how Divide divides faces into parts. Parts have numbers of their own.
type Division struct {
	// Home is the face of each part, one or more parts for each face.
	Home []int
	// Anchors are the positions of each part that its territory is to hold, such as those of a settlement. A part without
	// any has its largest piece for its own.
	Anchors []orb.MultiPoint
	// Reach is how far outside of its face an anchor may lie, in metres: the nearest place of the face stands for it.
	Reach float64
	// Owned is what of its face belongs to a part in any case, nil for nothing. Where two overlap, the first has it.
	Owned []orb.MultiPolygon
	// Lines cut faces into pieces; Of is the face that each cuts. What of it lies elsewhere cuts nothing.
	Lines []orb.LineString
	Of    []int
	// Part is the part that a piece of a face goes to, given a position inside of it. It is asked of faces with several
	// parts only.
	Part func(face int, at orb.Point) int
}

// Moved is a piece that went to another part than the one that Division.Part gave it to.
type Moved struct {
	Face, From, To int
	Area           float64 // square metres
	At             orb.Point
}

// Divide returns the topology whose faces are the parts. The lines of the faces stay, divided where lines of division
// meet them. A piece that its face's shape cuts off from its part's anchor goes to the part beside it that it has the
// longest line with; an island without an anchor stays together, with the part that has the most of it. What was moved
// so is listed by area of the face, then in the order of the lines.
func (t *Topology) Divide(d Division) (*Topology, []Moved) {
	v := &division{Division: d, t: t, only: make([]int32, t.faces), several: make([]bool, t.faces)}
	for f := range v.only {
		v.only[f] = Outside
	}
	for part, f := range d.Home {
		v.several[f] = v.only[f] != Outside
		if !v.several[f] {
			v.only[f] = int32(part)
		}
	}
	points, all := v.steps()
	n, _, _ := node(points, all, finest)
	c := newCells(n)
	v.pieces = newPieces(c, t.faces+len(d.Owned))
	v.across = acrossSeam(v.pieces)
	v.assign()
	v.hold()
	v.connect()
	moved := v.mend()
	segs := make([]segment, 0, len(n.segs))
	for i, s := range n.segs {
		s.sides = [2]int32{v.owner[c.cycle[2*i]], v.owner[c.cycle[2*i+1]]}
		if s.sides[0] != s.sides[1] {
			segs = append(segs, s)
		}
	}
	return assemble(len(d.Home), n.points, segs), moved
}

// division is a division in the making.
type division struct {
	Division
	t       *Topology
	only    []int32 // the first part of each face
	several []bool  // whether a face has more than one
	pieces  *pieces
	owner   []int32   // the part of each boundary line's cell
	face    []int32   // the face of each cell, by the line that stands for it
	held    []bool    // whether a cell lies in what its part owns in any case
	group   []int32   // connected cells of one part, by the lowest line that stands for one
	anchors [][]int32 // the cells at the anchors of each part
	// across are the cells on the other side of 180 degrees, by cell.
	across map[int32][]beyond
}

// steps are the lines of the faces, what is owned, and of the lines of division what comes near the face that each
// cuts.
func (v *division) steps() ([]orb.Point, []step) {
	vt := newVertexTable(len(v.t.points) + len(v.t.points)/2)
	for _, p := range v.t.points {
		vt.vertex(p)
	}
	var all []step
	for a := range v.t.sides {
		all = v.t.appendSteps(all, int32(a))
	}
	for part, owned := range v.Owned {
		for _, polygon := range owned {
			for k, ring := range polygon {
				all = appendRing(all, vt, ring, int32(v.t.faces+part), k > 0)
			}
		}
	}
	near := newNearness(v.t)
	for i, line := range v.Lines {
		for k := 1; k < len(line); k++ {
			if near.comes(line[k-1], line[k], v.Of[i]) {
				all = append(all, step{vt.vertex(line[k-1]), vt.vertex(line[k]), cutFace})
			}
		}
	}
	return vt.points, all
}

// nearness tells which segments come near a face: those that begin in it, or run through a square with a line of it.
type nearness struct {
	*Locator
	begun orb.Point // where the last segment asked about ended, and the face there
	in    int
}

func newNearness(t *Topology) *nearness {
	return &nearness{Locator: t.Locator(), begun: orb.Point{1e9, 1e9}}
}

func (n *nearness) comes(a, b orb.Point, face int) bool {
	from := n.in
	if a != n.begun {
		from = n.strictly(a)
	}
	n.begun, n.in = b, n.strictly(b)
	if from == face || n.in == face {
		return true
	}
	found := false
	n.look.grid.through(a, b, [2]float64{}, func(cell int) {
		g := n.look.grid
		for _, s := range g.ids[g.start[cell]:g.start[cell+1]] {
			sides := n.net.segs[s].sides
			found = found || int(sides[0]) == face || int(sides[1]) == face
		}
	})
	return found
}

// findAnchors finds the cells at the anchors of each part. Of cells of the face that meet at one, on a line or outside,
// that which is the part's anyhow stands first.
func (v *division) findAnchors() {
	p := v.pieces
	find := &Locator{p.net, newLookout(p.net)}
	v.anchors = make([][]int32, len(v.Home))
	at := func(h int32) int32 { return p.root[p.cycle[h]] }
	for part, home := range v.Home {
		if !v.several[home] {
			continue
		}
		for _, anchor := range v.Anchors[part] {
			if h := find.look.west(anchor); h >= 0 && at(h) >= 0 && v.face[at(h)] == int32(home) {
				v.anchors[part] = append(v.anchors[part], at(h))
				continue
			}
			best, away := int32(-1), math.Inf(1)
			find.near(anchor, max(v.Reach, finest*degreeMetres), func(s int32, metres float64, _ orb.Point) {
				for h := 2 * s; h <= 2*s+1; h++ {
					cell := at(h)
					if cell < 0 || v.face[cell] != int32(home) || metres > away+finest*degreeMetres {
						continue
					}
					if metres < away-finest*degreeMetres || v.owner[cell] == int32(part) && v.owner[best] != int32(part) {
						best, away = cell, metres
					}
				}
			})
			if best >= 0 {
				v.anchors[part] = append(v.anchors[part], best)
			}
		}
	}
}

// assign gives each cell to a part.
func (v *division) assign() {
	p := v.pieces
	v.owner, v.face, v.held = make([]int32, len(p.root)), make([]int32, len(p.root)), make([]bool, len(p.root))
	for i := range v.owner {
		v.owner[i], v.face[i] = Outside, Outside
	}
	for k, root := range p.root {
		if root != int32(k) {
			continue
		}
		var face, owned int32 = Outside, Outside
		for _, l := range p.sets.get(p.cover[k]) {
			switch f := l.face; {
			case l.times <= 0:
			case int(f) < v.t.faces:
				face = f
			case owned == Outside && face == int32(v.Home[int(f)-v.t.faces]):
				owned = f - int32(v.t.faces)
			}
		}
		if face == Outside {
			continue
		}
		part := v.only[face]
		switch {
		case owned != Outside:
			part, v.held[k] = owned, true
		case v.several[face]:
			part = int32(v.Part(int(face), v.inside(root)))
		}
		v.face[root] = face
		p.give(v.owner, root, part)
	}
}

// hold gives cells with an anchor to the first part that has one there: lines between places close together lie closer
// together than they are right, further away, so that what is inside of a cell does not always tell.
func (v *division) hold() {
	v.findAnchors()
	taken := map[int32]bool{}
	for part, cells := range v.anchors {
		for _, cell := range cells {
			if !taken[cell] && !v.held[cell] {
				taken[cell] = true
				v.pieces.give(v.owner, cell, int32(part))
			}
		}
	}
}

// inside is a position inside of a cell.
func (v *division) inside(cell int32) orb.Point {
	p := v.pieces
	var holes []orb.Ring
	for _, k := range p.linesOf(cell) {
		if k != cell {
			holes = append(holes, p.ring(p.head[k]))
		}
	}
	return inside(p.ring(p.head[cell]), holes...)
}

// connect puts cells of one part with a common line into one group.
func (v *division) connect() {
	p := v.pieces
	v.group = make([]int32, len(p.root))
	for k := range v.group {
		v.group[k] = int32(k)
	}
	for k, root := range p.root {
		if root != int32(k) || v.owner[k] == Outside {
			continue
		}
		v.neighbours(root, func(next int32, _ func() float64) {
			if a, b := v.groupOf(root), v.groupOf(next); a != b && v.owner[root] == v.owner[next] {
				v.group[max(a, b)] = min(a, b)
			}
		})
	}
}

// neighbours visits the cells of a cell's own face that lie beside it, each with the length of a common line in metres;
// some several times.
func (v *division) neighbours(cell int32, visit func(next int32, metres func() float64)) {
	p := v.pieces
	p.walk(p.linesOf(cell), func(h, over int32) {
		if next := p.root[over]; next >= 0 && next != cell && v.face[next] == v.face[cell] {
			visit(next, func() float64 { return p.cells.metres(h) })
		}
	})
	for _, x := range v.across[cell] {
		if v.face[x.cell] == v.face[cell] {
			visit(x.cell, func() float64 { return x.metres })
		}
	}
}

func (v *division) groupOf(cell int32) int32 {
	for v.group[cell] != cell {
		v.group[cell] = v.group[v.group[cell]]
		cell = v.group[cell]
	}
	return cell
}

// area is that of a cell.
func (v *division) area(cell int32) float64 {
	sum := 0.0
	for _, k := range v.pieces.linesOf(cell) {
		sum += measure.RingArea(v.pieces.ring(v.pieces.head[k]))
	}
	return sum
}

// anchored says which groups are where their part's anchor is, or hold what it owns. An anchor on a line may be in
// nobody's cell, or in another part's: then the largest group stands for it.
func (v *division) anchored(groups map[int32][]int32) map[int32]bool {
	p := v.pieces
	out := map[int32]bool{}
	has := make([]bool, len(v.Home))
	for k, root := range p.root {
		if root == int32(k) && v.held[k] {
			out[v.groupOf(root)], has[v.owner[k]] = true, true
		}
	}
	for part, cells := range v.anchors {
		if has[part] {
			continue
		}
		for _, cell := range cells {
			if v.owner[cell] == int32(part) {
				out[v.groupOf(cell)], has[part] = true, true
			}
		}
	}
	most := make([]float64, len(v.Home))
	best := make([]int32, len(v.Home))
	for _, g := range sortedGroups(groups) {
		part := v.owner[g]
		if has[part] || !v.several[v.face[g]] {
			continue
		}
		if a := v.sum(groups[g]); a > most[part] {
			most[part], best[part] = a, g
		}
	}
	for part, a := range most {
		if a > 0 {
			out[best[part]] = true
		}
	}
	return out
}

func (v *division) sum(cells []int32) (area float64) {
	for _, c := range cells {
		area += v.area(c)
	}
	return area
}

func sortedGroups(groups map[int32][]int32) []int32 {
	out := make([]int32, 0, len(groups))
	for g := range groups {
		out = append(out, g)
	}
	slices.Sort(out)
	return out
}

// mend gives pieces that are cut off to parts beside them.
func (v *division) mend() []Moved {
	p := v.pieces
	groups := map[int32][]int32{}
	for k, root := range p.root {
		if root == int32(k) && v.owner[k] != Outside && v.several[v.face[k]] {
			g := v.groupOf(root)
			groups[g] = append(groups[g], root)
		}
	}
	firm := v.anchored(groups)
	var loose []int32
	for _, g := range sortedGroups(groups) {
		if !firm[g] {
			loose = append(loose, g)
		}
	}
	from := map[int32]int32{}
	for _, g := range loose {
		from[g] = v.owner[g]
	}
	give := func(g, part int32) {
		for _, cell := range groups[g] {
			p.give(v.owner, cell, part)
		}
	}
	// A piece beside a firm one goes to it, and is firm; again, until there is none.
	for again := true; again; {
		again = false
		var rest, done []int32
		var to []int32
		for _, g := range loose {
			if part, ok := v.beside(groups[g], firm); ok {
				done, to = append(done, g), append(to, part)
			} else {
				rest = append(rest, g)
			}
		}
		for i, g := range done {
			give(g, to[i])
			firm[g], again = true, true
		}
		loose = rest
	}
	v.islands(groups, loose, give)
	var moved []Moved
	for g, part := range from {
		if v.owner[g] == part {
			continue
		}
		m := Moved{Face: int(v.face[g]), From: int(part), To: int(v.owner[g]), Area: v.sum(groups[g]), At: v.inside(g)}
		moved = append(moved, m)
	}
	slices.SortFunc(moved, func(a, b Moved) int {
		return cmp.Or(cmp.Compare(a.Face, b.Face), cmp.Compare(b.Area, a.Area), cmp.Compare(a.From, b.From),
			cmp.Compare(a.At[0], b.At[0]), cmp.Compare(a.At[1], b.At[1]))
	})
	return moved
}

// beside is the part that the cells of a loose group have the longest line with, of the firm groups of their face. It
// may be their own: of a piece between that has been given to it.
func (v *division) beside(cells []int32, firm map[int32]bool) (part int32, ok bool) {
	long := map[int32]float64{}
	for _, cell := range cells {
		v.neighbours(cell, func(next int32, metres func() float64) {
			if firm[v.groupOf(next)] {
				long[v.owner[next]] += metres()
			}
		})
	}
	best := 0.0
	for x, metres := range long {
		if metres > best || metres == best && x < part {
			part, best, ok = x, metres, true
		}
	}
	return part, ok
}

// islands gives all pieces of an island without an anchor to the part that has the most of it.
func (v *division) islands(groups map[int32][]int32, loose []int32, give func(g, part int32)) {
	done := map[int32]bool{}
	for _, start := range loose {
		if done[start] {
			continue
		}
		done[start] = true
		island := []int32{start}
		size := map[int32]float64{}
		for i := 0; i < len(island); i++ {
			g := island[i]
			size[v.owner[g]] += v.sum(groups[g])
			for _, cell := range groups[g] {
				v.neighbours(cell, func(next int32, _ func() float64) {
					if k := v.groupOf(next); !done[k] {
						done[k] = true
						island = append(island, k)
					}
				})
			}
		}
		part, most := v.owner[start], 0.0
		for x, area := range size {
			if area > most || area == most && x < part {
				part, most = x, area
			}
		}
		for _, g := range island {
			give(g, part)
		}
	}
}
