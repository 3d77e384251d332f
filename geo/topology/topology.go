package topology

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Outside is the face number of what lies beyond every face.
const Outside = -1

// Topology is a set of faces (one multipolygon per unit) whose common lines are kept once, as arcs. It is made by Build
// and does not change afterwards; all methods may be called from several goroutines.
//
// Invariants:
//   - an arc is a line of two positions or more with one face on its left and another on its right, and no other arc
//     touches it but at its ends, unless Build left lines that cross (Findings.Unresolved);
//   - an arc begins and ends at a junction of three arc ends or more, or is a closed line without a junction;
//   - every point of the plane that no arc runs through lies in one face or outside of all.
type Topology struct {
	faces  int
	points []orb.Point // vertices
	begin  []int32     // arc a runs through line[begin[a]:begin[a+1]]
	line   []int32     // vertices, by number
	sides  [][2]int32  // faces on the left and on the right of each arc
	// An end is an arc seen from one of the two junctions it joins: 2a leaves the first, 2a+1 the last; the
	// opposite of end e is e^1. clockwise gives the next end around the same junction.
	clockwise []int32
	// ends[first[f]:first[f+1]] are the ends that have face f on their left.
	first []int32
	ends  []int32
}

// Len is the number of faces.
func (t *Topology) Len() int { return t.faces }

// Arcs is the number of arcs.
func (t *Topology) Arcs() int { return len(t.sides) }

// Arc returns the line of an arc and the faces on its left and right.
func (t *Topology) Arc(a int) (line orb.LineString, left, right int) {
	return t.arcLine(int32(2 * a)), int(t.sides[a][0]), int(t.sides[a][1])
}

// left is the face on the left of an arc end.
func (t *Topology) left(e int32) int32 { return t.sides[e>>1][e&1] }

// vertices are the vertices of an arc in its own direction.
func (t *Topology) vertices(a int32) []int32 { return t.line[t.begin[a]:t.begin[a+1]] }

// origin is the vertex from which an arc end leaves.
func (t *Topology) origin(e int32) int32 {
	v := t.vertices(e >> 1)
	if e&1 == 0 {
		return v[0]
	}
	return v[len(v)-1]
}

// arcLine is the line of an arc in the direction of one of its ends.
func (t *Topology) arcLine(e int32) orb.LineString {
	return t.appendLine(nil, e)
}

// appendLine appends the positions of an arc end to line, leaving out the first where line ends there already.
func (t *Topology) appendLine(line orb.LineString, e int32) orb.LineString {
	v := t.vertices(e >> 1)
	line = slices.Grow(line, len(v))
	skip := 0
	if len(line) > 0 {
		skip = 1
	}
	if e&1 == 0 {
		for _, i := range v[skip:] {
			line = append(line, t.points[i])
		}
		return line
	}
	for k := len(v) - 1 - skip; k >= 0; k-- {
		line = append(line, t.points[v[k]])
	}
	return line
}

// metres is the length of an arc on the ellipsoid.
func (t *Topology) metres(a int) float64 {
	v := t.vertices(int32(a))
	var sum float64
	for i := 1; i < len(v); i++ {
		sum += measure.Distance(t.points[v[i-1]], t.points[v[i]])
	}
	return sum
}
