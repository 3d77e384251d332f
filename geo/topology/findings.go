package topology

import "github.com/paulmach/orb"

// Findings is what is wrong with a set of faces. Areas are in square metres on the ellipsoid.
type Findings struct {
	Crossings []Crossing // in the order of their segments; A == B for a face that crosses itself
	Overlaps  []Overlap  // sorted by A, then B
	Nestings  []Nesting  // sorted by face
	Gaps      []Gap      // those filled first, each in the order of their lines
	Contacts  []Contact  // sorted by A, then B
	// Unresolved is true where lines so entangled that they still cross after all rounds of cutting were left so.
	Unresolved bool
	At         *orb.Point // then a place where they are densest, where that is known
}

// Overlap is the area that two faces both cover.
type Overlap struct {
	A, B int
	Area float64
	// Perimeter is that of all pieces, in metres.
	Perimeter float64
	At        orb.Point // in the largest piece
	Most      float64   // area of the largest piece
	// Wide is the area of the pieces wider than Options.Width, which have gone to the face with the lowest number.
	Wide float64
}

// Width is the mean width of an overlap in metres, were it drawn out to a strip of its perimeter.
func (o Overlap) Width() float64 { return width(o.Area, o.Perimeter) }

// add adds a piece to an overlap.
func (o *Overlap) add(area, perimeter float64, at orb.Point) {
	if area > o.Most {
		o.At, o.Most = at, area
	}
	o.Area += area
	o.Perimeter += perimeter
}

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
