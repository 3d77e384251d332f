package topology

import (
	"math"
	"math/bits"
	"slices"

	"github.com/paulmach/orb"
)

// step is one edge of a face's ring, with the face on the left of the way from u to v. u and v are numbers of vertices.
type step struct{ u, v, face int32 }

// segment is a line between two vertices, u < v, kept once however many faces have it. Where more than one face
// lies on one side of it, which only faulty input has, the others are in net.more.
type segment struct {
	u, v  int32
	sides [2]int32 // face on the left and on the right of the way from u to v, or Outside
}

// side is a further face on one side (0 left, 1 right) of a segment.
type side struct {
	face int32
	at   int8
}

// cutFace is the face of a step that belongs to no face: it only divides a cell.
const cutFace = int32(-2)

// net is the set of segments of all faces.
type net struct {
	points []orb.Point
	segs   []segment
	more   map[int32][]side // by segment
}

// vertexTable numbers positions. Equal coordinates are one vertex. It is a hash table of vertex numbers with linear
// probing, which for millions of positions takes a third of the time and memory of a map.
type vertexTable struct {
	slots  []int32 // vertex number + 1, 0 for a free slot; a power of two long
	points []orb.Point
}

func newVertexTable(size int) *vertexTable {
	return &vertexTable{slots: make([]int32, 1<<bits.Len(uint(size+size/2+8))), points: make([]orb.Point, 0, size)}
}

// vertex is the number of a position. One not met before gets the next number.
func (vt *vertexTable) vertex(p orb.Point) int32 {
	p = orb.Point{p[0] + 0, p[1] + 0} // -0 is 0
	if 2*len(vt.points) >= len(vt.slots) {
		vt.grow()
	}
	i := vt.slot(p)
	if vt.slots[i] == 0 {
		vt.points = append(vt.points, p)
		vt.slots[i] = int32(len(vt.points))
	}
	return vt.slots[i] - 1
}

// slot is where a position is, or is to go. Coordinates are hashed by their bits, which equal ones have alike, as -0
// has been made 0. At most half of the slots are full, so that few are probed.
func (vt *vertexTable) slot(p orb.Point) int {
	h := math.Float64bits(p[0])*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(math.Float64bits(p[1])*0xc2b2ae3d27d4eb4f, 31)
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	mask := len(vt.slots) - 1
	i := int(h>>32) & mask
	for vt.slots[i] != 0 && vt.points[vt.slots[i]-1] != p {
		i = (i + 1) & mask
	}
	return i
}

func (vt *vertexTable) grow() {
	vt.slots = make([]int32, 2*len(vt.slots))
	for n, p := range vt.points {
		vt.slots[vt.slot(p)] = int32(n + 1)
	}
}

// steps returns the edges of all faces, outer rings wound counter-clockwise and holes clockwise, the number of steps up
// to the end of each ring, and the vertices. A ring that is given the other way has its steps in its own order: each
// begins where the one after it ends.
func steps(faces []orb.MultiPolygon) (all []step, rings []int32, vt *vertexTable) {
	n, k := 0, 0
	for _, m := range faces {
		for _, p := range m {
			for _, r := range p {
				n += len(r)
				k++
			}
		}
	}
	rings = make([]int32, 0, k)
	vt = newVertexTable(n / 2)
	out := make([]step, 0, n)
	for f, m := range faces {
		for _, p := range m {
			for k, ring := range p {
				out = appendRing(out, vt, ring, int32(f), k > 0)
				rings = append(rings, int32(len(out)))
			}
		}
	}
	return out, rings, vt
}

// appendRing appends the steps of one ring in the order of its positions, each turned round where the ring is not wound
// as an outer ring or a hole should be. A ring may repeat its first position at its end or not, and any position: where
// nothing changes there is no step. Fewer than three positions make no ring.
func appendRing(out []step, vt *vertexTable, ring orb.Ring, face int32, hole bool) []step {
	if len(ring) < 3 {
		return out
	}
	clockwise := planarArea(ring) < 0
	prev := vt.vertex(ring[len(ring)-1])
	for _, p := range ring {
		next := vt.vertex(p)
		if next == prev {
			continue
		}
		if clockwise == hole {
			out = append(out, step{prev, next, face})
		} else {
			out = append(out, step{next, prev, face})
		}
		prev = next
	}
	return out
}

// planarArea is twice the area of a ring in the plane of longitude and latitude, positive where it is wound
// counter-clockwise. Differences from the first position are multiplied, and not coordinates, so that a small ring far
// from the origin keeps its digits.
func planarArea(ring orb.Ring) float64 {
	var sum float64
	o := ring[0]
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		sum += (a[0]-o[0])*(b[1]-o[1]) - (a[1]-o[1])*(b[0]-o[0])
	}
	return sum
}

// newNet makes the segments of steps, in the order of their vertices. A face on both sides of a segment is on neither.
func newNet(points []orb.Point, all []step) *net {
	n := &net{points: points, more: map[int32][]side{}, segs: make([]segment, 0, len(all)/2+len(all)/8)}
	for rest := sorted(all, len(points)); len(rest) > 0; {
		var same []step
		same, rest = alike(rest)
		n.add(same[0].low(), same[0].high(), same)
	}
	return n
}

func (s step) low() int32  { return min(s.u, s.v) }
func (s step) high() int32 { return max(s.u, s.v) }

// sorted sorts steps between so many vertices by their ends, the lower one first, and by face.
func sorted(all []step, vertices int) []step {
	return grouped(all, vertices, func(s *step) int32 { return s.low() }, func(a, b step) int {
		if d := a.high() - b.high(); d != 0 {
			return int(d)
		}
		return int(a.face - b.face)
	})
}

// alike parts the first of sorted steps, and all with the same ends, from the rest.
func alike(all []step) (same, rest []step) {
	k := 1
	for k < len(all) && all[k].low() == all[0].low() && all[k].high() == all[0].high() {
		k++
	}
	return all[:k:k], all[k:]
}

// add adds one segment from its steps, which are sorted by face. Of each face, steps from u to v count against those
// from v to u: what is left over lies on the left or, where it is negative, on the right. Two or more of them, as of a
// ring that runs the same way twice, are as many layers of that face on the side. A segment with nothing on either side
// is left out, unless a cut runs along it.
func (n *net) add(u, v int32, all []step) {
	if u == v {
		return
	}
	s := segment{u, v, [2]int32{Outside, Outside}}
	var more []side
	cut := false
	for i := 0; i < len(all); {
		f, balance := all[i].face, 0
		if f == cutFace {
			cut = true
			i++
			continue
		}
		for ; i < len(all) && all[i].face == f; i++ {
			if all[i].u == u {
				balance++
			} else {
				balance--
			}
		}
		at := int8(0)
		if balance < 0 {
			at, balance = 1, -balance
		}
		for ; balance > 0; balance-- {
			if s.sides[at] == Outside {
				s.sides[at] = f
			} else {
				more = append(more, side{f, at})
			}
		}
	}
	if s.sides[0] == Outside && s.sides[1] == Outside && !cut {
		return
	}
	if more != nil {
		n.more[int32(len(n.segs))] = more
	}
	n.segs = append(n.segs, s)
}

// appendSteps appends the steps that segment s was made of, less those that cancelled out, as they run between u and v
// in place of its own ends: u stands for its first, v for its last.
func (n *net) appendSteps(out []step, s int32, u, v int32) []step {
	seg := n.segs[s]
	if seg.sides[0] == Outside && seg.sides[1] == Outside {
		return append(out, step{u, v, cutFace})
	}
	if f := seg.sides[0]; f != Outside {
		out = append(out, step{u, v, f})
	}
	if f := seg.sides[1]; f != Outside {
		out = append(out, step{v, u, f})
	}
	for _, m := range n.more[s] {
		if m.at == 0 {
			out = append(out, step{u, v, m.face})
		} else {
			out = append(out, step{v, u, m.face})
		}
	}
	return out
}

// replace returns the net with other steps in the place of some segments, whose numbers are ascending, which of its
// segments the old one did not have, and about how many steps it is made of.
func (n *net) replace(gone []int32, by []step) (out *net, fresh []bool, steps int) {
	most := len(n.segs) - len(gone) + len(by)
	out = &net{points: n.points, more: map[int32][]side{}, segs: make([]segment, 0, most)}
	fresh = make([]bool, 0, most)
	steps = 2*(len(n.segs)-len(gone)) + len(by)
	add := func(u, v int32, all []step, isFresh bool) {
		if out.add(u, v, all); len(out.segs) > len(fresh) {
			fresh = append(fresh, isFresh)
		}
	}
	// Old segments and new steps are both in the order of their vertices, so that one pass merges them.
	by = sorted(by, len(n.points))
	var same []step
	for i, s := range n.segs {
		old := int32(i)
		// What comes before the old segment is a new one.
		for len(by) > 0 && (by[0].low() < s.u || by[0].low() == s.u && by[0].high() < s.v) {
			same, by = alike(by)
			add(same[0].low(), same[0].high(), same, true)
		}
		stays := len(gone) == 0 || gone[0] != old
		if !stays {
			gone = gone[1:]
		}
		switch {
		// Steps where the net has a segment already. Its line is not fresh: what lies near it was found when it was new.
		case len(by) > 0 && by[0].low() == s.u && by[0].high() == s.v:
			if same, by = alike(by); stays {
				same = n.appendSteps(same, old, s.u, s.v)
				slices.SortStableFunc(same, func(a, b step) int { return int(a.face - b.face) })
			}
			add(s.u, s.v, same, false)
		case stays:
			if len(n.more) > 0 {
				if more, ok := n.more[old]; ok {
					out.more[int32(len(out.segs))] = more
				}
			}
			out.segs = append(out.segs, s)
			fresh = append(fresh, false)
		}
	}
	for len(by) > 0 {
		same, by = alike(by)
		add(same[0].low(), same[0].high(), same, true)
	}
	return out, fresh, steps
}
