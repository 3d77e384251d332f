package topology

import "github.com/paulmach/orb"

// assemble makes a topology of segments that cross nowhere and have different faces on their sides. Arcs are numbered
// in the order of the segments they begin with, closed ones last. segs are renumbered in place, points are copied.
func assemble(faces int, points []orb.Point, segs []segment) *Topology {
	t := &Topology{faces: faces}
	segs = t.compact(points, segs)
	tip := func(h int32) (from, to int32) {
		if s := segs[h>>1]; h&1 == 0 {
			return s.u, s.v
		} else {
			return s.v, s.u
		}
	}
	cw := clockwiseOf(t.points, len(segs), tip)
	// A vertex is a junction unless exactly two half-edges leave it.
	degree := make([]int32, len(t.points))
	for _, s := range segs {
		degree[s.u]++
		degree[s.v]++
	}
	endOf := make([]int32, 2*len(segs)) // arc end that begins with a half-edge, + 1
	done := make([]bool, len(segs))
	t.begin = append(t.begin, 0)
	// walk follows an arc from its first half-edge to the next junction, or around to where it began. At a vertex of two
	// segments both have the same faces on their sides, for there are only two areas there, so the arc has one pair.
	walk := func(h int32) {
		first := h
		arc := int32(len(t.sides))
		from, _ := tip(h)
		t.line = append(t.line, from)
		s := segs[h>>1].sides
		t.sides = append(t.sides, [2]int32{s[h&1], s[h&1^1]})
		for {
			done[h>>1] = true
			_, to := tip(h)
			t.line = append(t.line, to)
			if degree[to] != 2 || to == from {
				break
			}
			h = cw[h^1]
		}
		endOf[first], endOf[h^1] = 2*arc+1, 2*arc+2
		t.begin = append(t.begin, int32(len(t.line)))
	}
	for pass := range 2 { // closed lines without a junction come last
		for s := range segs {
			for h := int32(2 * s); h < int32(2*s+2); h++ {
				if from, _ := tip(h); !done[s] && (degree[from] != 2 || pass == 1) {
					walk(h)
				}
			}
		}
	}
	// The order of arc ends around a junction is that of the half-edges they begin with.
	t.clockwise = make([]int32, 2*len(t.sides))
	for h, e := range endOf {
		if e == 0 {
			continue
		}
		k := cw[h]
		for endOf[k] == 0 {
			k = cw[k]
		}
		t.clockwise[e-1] = endOf[k] - 1
	}
	t.index()
	return t
}

// compact keeps the points that segments use, in their order, and renumbers the segments' ends.
func (t *Topology) compact(points []orb.Point, segs []segment) []segment {
	used := make([]bool, len(points))
	for _, s := range segs {
		used[s.u], used[s.v] = true, true
	}
	number := make([]int32, len(points))
	for i, p := range points {
		if used[i] {
			number[i] = int32(len(t.points))
			t.points = append(t.points, p)
		}
	}
	for i := range segs {
		segs[i].u, segs[i].v = number[segs[i].u], number[segs[i].v]
	}
	return segs
}

// index lists the arc ends of each face.
func (t *Topology) index() {
	t.first = make([]int32, t.faces+1)
	for e := range int32(2 * len(t.sides)) {
		if f := t.left(e); f >= 0 {
			t.first[f+1]++
		}
	}
	for i := range t.faces {
		t.first[i+1] += t.first[i]
	}
	t.ends = make([]int32, t.first[t.faces])
	at := make([]int32, t.faces)
	copy(at, t.first)
	for e := range int32(2 * len(t.sides)) {
		if f := t.left(e); f >= 0 {
			t.ends[at[f]] = e
			at[f]++
		}
	}
}
