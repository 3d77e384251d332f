package topology

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Generalisation says how far lines are to be simplified. The zero value leaves them as they are.
type Generalisation struct {
	// Positions is the number of ring positions of all faces to come down to, closing positions counted; 0 sets no aim.
	Positions int
	// Effective is the effective area in square metres below which a position is left out; 0 leaves none out for it. With
	// both Positions and Effective, lines are simplified until both are met.
	Effective float64
	// Weight is how many times its effective area a position counts on the line between two faces, of which one may be
	// Outside; nil counts all the same. A line that some map shows at twice the scale of the others weighs four times.
	Weight func(left, right int) float64
	// Decimals rounds coordinates to so many decimals of a degree; 0 does not round.
	Decimals int
	// AreaChange is the largest share of its area on the ellipsoid that a face may gain or lose; 0 means 0.01.
	AreaChange float64
}

// ForScale is the generalisation for a map of scale 1:denominator in print: detail is left out where it is smaller than
// a square of 0.2 mm, about the finest that a reader can tell and a press can hold.
func ForScale(denominator float64) Generalisation {
	side := 0.0002 * denominator
	return Generalisation{Effective: side * side}
}

// Generalised says what a generalisation did.
type Generalised struct {
	Before, After int // ring positions of all faces, closing positions counted
	// positions kept although detail so small was to be left out: lines would have met, or an area changed too much
	Refused int
	// positions that could not be rounded without lines meeting; 0 but for lines closer than the rounding
	Unrounded int
	// AreaChange is the largest share of its area that a face gained or lost, and Face that face.
	AreaChange float64
	Face       int
}

// Generalise returns a topology with fewer positions on its lines, after Visvalingam & Whyatt (Line generalisation by
// repeated elimination of points, The Cartographic Journal 30(1), 1993, pp. 46-51, doi:10.1179/000870493786962263):
// again and again the position that makes the smallest triangle with its neighbours is left out. Triangles with a sharp
// point count for less, so that spikes go before bends.
//
// What it keeps: every face and every arc, and so the pairs of neighbours exactly; junctions, but for rounding; rings
// of four positions or more; lines that neither cross nor touch each other or themselves; areas within AreaChange. It
// checks each step against the lines around it and refuses those that would break this, so it may not reach its aim:
// see Generalised.After.
//
// On cancellation it returns what has been reached, which keeps all the same promises but for Positions and Decimals,
// and the context's error.
func (t *Topology) Generalise(ctx context.Context, g Generalisation) (*Topology, Generalised, error) {
	if g.AreaChange == 0 {
		g.AreaChange = 0.01
	}
	l := newLines(t, g)
	out := Generalised{Before: l.positions, Face: Outside}
	err := l.simplify(ctx)
	out.Refused = l.refused
	if g.Decimals > 0 && err == nil {
		out.Unrounded, err = l.round(ctx)
	}
	out.After = l.positions
	for f, a := range l.area {
		if d := math.Abs(l.change[f]); a > 0 && d/a > out.AreaChange {
			out.AreaChange, out.Face = d/a, f
		}
	}
	return l.topology(), out, err
}

// lines are the arcs of a topology while positions are being left out or moved. Each position of each arc has a node,
// whose number is its place in t.line; nodes of a junction have the same vertex. prev and next chain the nodes that are
// left of each arc. change is by how many square metres each face has grown. t itself stays as it was.
type lines struct {
	t      *Topology
	g      Generalisation
	points []orb.Point // by vertex
	prev   []int32     // by node, -1 at the beginning of an arc
	next   []int32     // by node, -1 at the end of an arc
	size   []int32     // positions of each arc
	arc    []int32     // by node
	// still finds vertices as long as none moves, and is nil after; then tree finds segments.
	still *vertexIndex
	tree  segmentTree
	// straight counts the arcs of two positions by the junctions they join.
	straight  map[[2]int32]int
	weight    []float64 // of each arc
	area      []float64 // of each face before
	change    []float64
	gone      []int32 // by face + 1, positions left out of its lines; first those of the outside
	positions int
	refused   int
}

// newLines chains the positions of every arc and enters all vertices into the index.
func newLines(t *Topology, g Generalisation) *lines {
	l := &lines{t: t, g: g, straight: map[[2]int32]int{}, area: make([]float64, t.faces), change: make([]float64, t.faces),
		gone: make([]int32, t.faces+1)}
	l.points = append(l.points, t.points...)
	n := len(t.line)
	l.prev, l.next, l.arc, l.size = make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, len(t.sides))
	for a := range int32(len(t.sides)) {
		b, e := t.begin[a], t.begin[a+1]
		l.size[a] = e - b
		for i := b; i < e; i++ {
			l.prev[i], l.next[i], l.arc[i] = i-1, i+1, a
		}
		l.prev[b], l.next[e-1] = -1, -1
		l.straighten(a, 1)
		weight := 1.0
		if g.Weight != nil {
			weight = g.Weight(int(t.sides[a][0]), int(t.sides[a][1]))
		}
		l.weight = append(l.weight, weight)
	}
	// Each face is put together once, for its area and its positions.
	for f := range t.faces {
		face := t.Face(f)
		l.area[f] = measure.Area(face)
		for _, polygon := range face {
			for _, r := range polygon {
				l.positions += len(r)
			}
		}
	}
	l.still = newVertexIndex(l.points, t.line)
	return l
}

// loosen prepares for vertices that move.
func (l *lines) loosen() {
	l.still = nil
	for a := range l.size {
		for i := l.t.begin[a]; l.next[i] >= 0; i = l.next[i] {
			l.tree.insert(l, i)
		}
	}
}

// at is the position of a node.
func (l *lines) at(node int32) orb.Point { return l.points[l.t.line[node]] }

// straighten counts an arc of two positions in or out.
func (l *lines) straighten(a int32, by int) {
	if l.size[a] == 2 {
		l.straight[l.ends(a)] += by
	}
}

func (l *lines) ends(a int32) [2]int32 {
	v := l.t.vertices(a)
	return [2]int32{min(v[0], v[len(v)-1]), max(v[0], v[len(v)-1])}
}

// allows says whether the faces left and right of an arc may gain and lose an area. What brings a face's area closer to
// what it was is allowed even beyond the limit.
func (l *lines) allows(a int32, gain float64) bool {
	s := l.t.sides[a]
	for i, f := range s {
		d := gain
		if i == 1 {
			d = -gain
		}
		if f >= 0 && math.Abs(l.change[f]+d) > l.g.AreaChange*l.area[f] && math.Abs(l.change[f]+d) > math.Abs(l.change[f]) {
			return false
		}
	}
	return true
}

// book counts an area that the face on the left of an arc gains and that on its right loses.
func (l *lines) book(a int32, gain float64) {
	s := l.t.sides[a]
	if s[0] >= 0 {
		l.change[s[0]] += gain
	}
	if s[1] >= 0 {
		l.change[s[1]] -= gain
	}
}

// topology is the topology of the lines as they are now. Faces, sides and the order of arc ends never change, so it
// shares those with t, and the points too where none has moved; lines are its own.
func (l *lines) topology() *Topology {
	out := *l.t
	n := int32(0)
	for _, size := range l.size {
		n += size
	}
	out.begin, out.line = make([]int32, 1, len(l.size)+1), make([]int32, 0, n)
	for a := range l.size {
		for i := l.t.begin[a]; i >= 0; i = l.next[i] {
			out.line = append(out.line, l.t.line[i])
		}
		out.begin = append(out.begin, int32(len(out.line)))
	}
	if l.still != nil {
		return &out
	}
	// Vertices that no line uses any more are dropped; number is a vertex's new number + 1.
	number := make([]int32, len(l.points))
	out.points = nil
	for i, v := range out.line {
		if number[v] == 0 {
			out.points = append(out.points, l.points[v])
			number[v] = int32(len(out.points))
		}
		out.line[i] = number[v] - 1
	}
	return &out
}
