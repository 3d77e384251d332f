package topology

import (
	"github.com/paulmach/orb"
)

// DefaultTolerance is 8e-8 degrees, or 9 mm: more than rounding to seven decimals can move a position off a line, and
// less than the distance of two positions of seven decimals.
const DefaultTolerance = 8e-8

// Options says how Build treats lines that do not match.
type Options struct {
	// Tolerance, in degrees, is how far from a line a vertex may be and still count as lying on it, so that a junction
	// of three lines that only one neighbour knows of (a T-junction) does not part the others. 0 means
	// DefaultTolerance.
	Tolerance float64
	// Width, in metres, is how far apart the lines of two faces may lie and still be one line drawn twice. 0 means the
	// tolerance.
	Width float64
	// Fill says whether a gap between faces, or a piece of one, is to become part of a face beside it. nil fills none.
	Fill func(Gap) bool
}

// Build finds the arcs of the faces. Positions are one vertex where they are exactly equal or within the tolerance; a
// face whose vertex lies on a neighbour's line within the tolerance shares it. Rings may be wound either way. Slivers
// are parted where the face beside a line changes, and closed where they open to the outside. Of an overlap no wider
// than the width, and of a gap that is filled, each piece goes to one of the faces that it lies between: to the one
// that touches the fewest there with which it has no border, then to the one with the longest line on it. Wider
// overlaps go to the face with the lowest number; where a face is not a valid polygon, it is the area around which its
// rings wind a positive number of times. What is wrong with the faces comes back beside the topology.
func Build(faces []orb.MultiPolygon, o Options) (*Topology, *Findings) {
	tol := o.Tolerance
	if tol == 0 {
		tol = DefaultTolerance
	}
	snap := tol * degreeMetres
	// Who neighbours whom is decided on the lines as they came, before noding moves any of them.
	all, rings, vt := steps(faces)
	m := &matcher{points: vt.points, all: all, rings: rings, width: max(o.Width, snap), snap: snap}
	vt = nil //nolint:ineffassign,wastedassign // its table is large
	contacts, ends := m.match()
	// A cut wherever the face beside a line changes makes each such piece of a sliver a cell of its own below.
	all = m.cuts(ends)
	points := m.points
	f := &Findings{Unresolved: m.crowded, Contacts: contacts}
	if m.crowded && m.densest >= 0 {
		u, _ := m.line(m.densest)
		f.At = &u
	}
	m = nil //nolint:ineffassign,wastedassign
	// Now segments are made to meet at vertices only, and each cell between them gets an owner.
	n, crossings, done := node(points, all, tol)
	all = nil //nolint:ineffassign,wastedassign
	c := newCells(n)
	f.Crossings, f.Unresolved = crossings, f.Unresolved || !done
	owner := newPieces(c, len(faces)).owners(f, o)
	return assemble(len(faces), n.points, c.between(owner)), f
}

// between are the segments with different owners on their sides. One with the same owner on both, such as a cut or the
// far side of a sliver given away, is no line any more.
func (c *cells) between(owner []int32) []segment {
	segs := make([]segment, 0, len(c.net.segs))
	for i, s := range c.net.segs {
		s.sides = [2]int32{owner[c.cycle[2*i]], owner[c.cycle[2*i+1]]}
		if s.sides[0] != s.sides[1] {
			segs = append(segs, s)
		}
	}
	return segs
}

// degreeMetres is about a degree of latitude.
const degreeMetres = 111000
