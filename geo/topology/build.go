package topology

import (
	"github.com/paulmach/orb"

	"okrug/geo/measure"
)

// DefaultTolerance is 8e-8 degrees, or 9 mm: more than rounding to seven decimals can move a position off a line, and less than the
// distance of two positions of seven decimals.
const DefaultTolerance = 8e-8

// Options says how Build treats lines that do not match.
type Options struct {
	// Tolerance, in degrees, is how far from a line a vertex may be and still count as lying on it, so that a
	// junction of three lines that only one neighbour knows of (a T-junction) does not part the others. 0 means DefaultTolerance.
	Tolerance float64
	// Fill says whether a gap between faces is to become part of the face it has the longest border with. nil fills none.
	Fill func(Gap) bool
}

// Build finds the arcs of the faces. Positions are one vertex where they are exactly equal or within the tolerance; a
// face whose vertex lies on a neighbour's line within the tolerance shares it. Rings may be wound either way. Where
// faces overlap, the one with the lowest number keeps the common area; where a face is not a valid polygon, it is the area
// around which its rings wind a positive number of times. What is wrong with the faces comes back
// beside the topology.
func Build(faces []orb.MultiPolygon, o Options) (*Topology, *Findings) {
	tol := o.Tolerance
	if tol == 0 {
		tol = DefaultTolerance
	}
	all, vt := steps(faces)
	points := vt.points
	vt = nil //nolint:ineffassign,wastedassign // its table is large
	n, crossings, done := node(points, all, tol)
	all = nil //nolint:ineffassign,wastedassign
	c := newCells(n)
	f := &Findings{Crossings: crossings, Unresolved: !done}
	owner := c.owners(f, o.Fill)
	if divided := c.divide(f.Gaps, owner); divided != nil {
		n, _, done = node(n.points, divided, tol)
		c = newCells(n)
		pieces := &Findings{}
		owner = c.owners(pieces, o.Fill)
		f.Unresolved = f.Unresolved || !done
		if unfilled(pieces.Gaps) > unfilled(f.Gaps) {
			f.Gaps = pieces.Gaps
		}
	}
	segs := make([]segment, 0, len(n.segs))
	var across []Border
	for i, s := range n.segs {
		drawn := s.sides
		s.sides = [2]int32{owner[c.cycle[2*i]], owner[c.cycle[2*i+1]]}
		if s.sides[0] == s.sides[1] {
			continue
		}
		segs = append(segs, s)
		if a, b := min(s.sides[0], s.sides[1]), max(s.sides[0], s.sides[1]); a >= 0 && s.sides != drawn {
			across = append(across, Border{int(a), int(b), measure.Distance(n.points[s.u], n.points[s.v])})
		}
	}
	f.Across = sum(across)
	return assemble(len(faces), n.points, segs), f
}
