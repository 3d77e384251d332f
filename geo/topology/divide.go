package topology

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/disjoint"
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
// so is listed by face, the largest first. done is false where lines are too tangled to be told apart; they are left
// so.
func (t *Topology) Divide(d Division) (parts *Topology, moved []Moved, done bool) {
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
	n, _, done := node(points, all, finest)
	c := newCells(n)
	v.pieces = newPieces(c, t.faces+len(d.Owned))
	v.across = acrossSeam(v.pieces)
	v.assign()
	v.hold()
	v.connect()
	moved = v.mend()
	return assemble(len(d.Home), n.points, c.between(v.owner)), moved, done
}

// division is a division in the making.
type division struct {
	Division
	t       *Topology
	only    []int32 // the first part of each face
	several []bool  // whether a face has more than one
	pieces  *pieces
	owner   []int32              // the part of each boundary line's cell
	face    []int32              // the face of each cell, by the line that stands for it
	held    []bool               // whether a cell lies in what its part owns in any case
	group   disjoint.Sets[int32] // connected cells of one part, by the lowest line that stands for one
	anchors [][]int32            // the cells at the anchors of each part
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
	v.group = disjoint.New[int32](len(p.root))
	for k, root := range p.root {
		if root != int32(k) || v.owner[k] == Outside {
			continue
		}
		v.neighbours(root, func(next int32, _ func() float64) {
			if v.owner[root] == v.owner[next] {
				v.group.Join(root, next)
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
