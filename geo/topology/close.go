package topology

import "cmp"

// cuts returns the steps with a cut from each of the places to its foot, and with the vertices at which cuts begin and
// end. A cut closes a sliver where it opens to the sea, or parts it where the face along it changes. It belongs to no
// face: a misplaced one divides what is joined again, no more. Points of the matcher get the new vertices; the steps
// are a new slice where there is any cut.
func (m *matcher) cuts(ends []place) []step {
	type mark struct {
		step int32
		s    float64
		at   int32
	}
	// A mark asks for a step to get a vertex at place s.
	var marks []mark
	var cuts []step
	number := newVertexTable(2 * len(ends))
	base := int32(len(m.points))
	vertex := func(step int32, s float64) int32 {
		switch s {
		case 0:
			return m.all[step].u
		case 1:
			return m.all[step].v
		}
		v := base + number.vertex(m.on(step, s))
		marks = append(marks, mark{step, s, v})
		return v
	}
	for _, p := range ends {
		if m.shift != nil && m.shift[p.beside] != 0 {
			continue // the cut would run round the Earth
		}
		// The cut is a step between two vertices, which the two lines get if they have none there.
		foot, _ := m.foot(p)
		v := vertex(p.step, p.s)
		cuts = append(cuts, step{v, vertex(m.near[p.beside], foot), cutFace})
	}
	if cuts == nil {
		return m.all
	}
	m.points = append(m.points, number.points...)
	// Each step is divided at its marks, in their order along it.
	marks = grouped(marks, len(m.all), func(k *mark) int32 { return k.step }, func(a, b mark) int {
		return cmp.Compare(a.s, b.s)
	})
	out := make([]step, 0, len(m.all)+len(marks)+len(cuts))
	for i, s := range m.all {
		from := s.u
		for ; len(marks) > 0 && marks[0].step == int32(i); marks = marks[1:] {
			out = append(out, step{from, marks[0].at, s.face})
			from = marks[0].at
		}
		out = append(out, step{from, s.v, s.face})
	}
	return append(out, cuts...)
}
