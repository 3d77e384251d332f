package topology

import "github.com/paulmach/orb"

// Topology is a set of faces (one multipolygon per unit) whose common lines are kept once, as arcs.
type Topology struct {
	faces []orb.MultiPolygon
}

// Outside is the face number of what lies beyond every face.
const Outside = -1

// Build finds the arcs of the faces. Faces must have closed rings.
func Build(faces []orb.MultiPolygon) *Topology { return &Topology{faces: faces} }

// Len is the number of faces.
func (t *Topology) Len() int { return len(t.faces) }

// Face returns face i, wound by the right-hand rule of RFC 7946.
func (t *Topology) Face(i int) orb.MultiPolygon { return t.faces[i] }

// Dissolve returns the union of the given faces, wound by the right-hand rule, its outline made of their arcs.
func (t *Topology) Dissolve(faces []int) orb.MultiPolygon { panic("not written yet") }

// Lines returns the lines between faces a and b (either may be Outside) for which keep(a, b) is true, arcs that
// follow one another joined. keep is called with a < b.
func (t *Topology) Lines(keep func(a, b int) bool) []orb.LineString { panic("not written yet") }

// Border is the common border of two faces.
type Border struct {
	A, B   int // face numbers, A < B
	Metres float64
}

// Borders returns all pairs of faces with a common border of positive length, sorted by A, then B.
func (t *Topology) Borders() []Border { panic("not written yet") }
