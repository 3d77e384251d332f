package topojson

import (
	"encoding/binary"
	"slices"
)

// cell is a position on the grid.
type cell [2]int32

func (c cell) before(d cell) bool { return c[0] < d[0] || c[0] == d[0] && c[1] < d[1] }

// strand is a line or a ring of a feature, and the arcs that it is made of once the net is cut. No position of it is
// followed by itself; a ring ends before it is back.
type strand struct {
	cells []cell
	ring  bool
	alone bool // the grid left a line no length or a ring no area: it is an arc of its own
	refs  []int
}

// net is all lines of a topology.
type net struct {
	strands []strand
	arcs    [][]cell
	known   map[string]int // arcs by their cells, in the direction that is first by these
	turned  []bool         // by arc: whether it is kept in the other direction
	passes  map[cell]passes
}

// passes is how lines go through a position: all between the same two neighbours, or not, which makes it a junction.
type passes struct {
	a, b     cell
	junction bool
}

// add puts a line into the net, and returns its place.
func (n *net) add(cells []cell, ring bool) int {
	cells = slices.Compact(cells)
	if ring && len(cells) > 1 && cells[0] == cells[len(cells)-1] {
		cells = cells[:len(cells)-1]
	}
	s := strand{cells: cells, ring: ring, alone: len(cells) < 2 || ring && len(cells) < 3}
	n.strands = append(n.strands, s)
	return len(n.strands) - 1
}

// cut finds the junctions, and cuts all lines there into arcs. A position is a junction where a line ends, or where
// lines that pass it do not all have the same neighbours. Between junctions, then, lines that have a position in common
// are the same line, however they run.
func (n *net) cut() {
	n.passes, n.known = map[cell]passes{}, map[string]int{}
	for i := range n.strands {
		if s := &n.strands[i]; !s.alone {
			n.pass(s)
		}
	}
	for i := range n.strands {
		switch s := &n.strands[i]; {
		case s.alone:
			s.refs = []int{n.arc(s.padded())}
		case s.ring:
			n.cutRing(s)
		default:
			n.cutAt(s, s.cells)
		}
	}
	n.passes, n.known = nil, nil
}

// padded is a line or ring without extent, with as many positions as it must have.
func (s *strand) padded() []cell {
	out, least := slices.Clone(s.cells), 2
	if s.ring {
		out, least = append(out, out[0]), 4
	}
	for len(out) < least {
		out = append(out, out[len(out)-1])
	}
	return out
}

// pass takes note of how a line goes through its positions.
func (n *net) pass(s *strand) {
	last := len(s.cells) - 1
	for i, c := range s.cells {
		if !s.ring && (i == 0 || i == last) {
			n.passes[c] = passes{junction: true}
			continue
		}
		a, b := s.cells[last], s.cells[0]
		if i > 0 {
			a = s.cells[i-1]
		}
		if i < last {
			b = s.cells[i+1]
		}
		if b.before(a) {
			a, b = b, a
		}
		p, before := n.passes[c]
		switch {
		case !before:
			n.passes[c] = passes{a: a, b: b}
		case !p.junction && (p.a != a || p.b != b):
			n.passes[c] = passes{junction: true}
		}
	}
}

// cutRing cuts a ring from its first junction on, or turns one without junctions to its least position.
func (n *net) cutRing(s *strand) {
	from := slices.IndexFunc(s.cells, func(c cell) bool { return n.passes[c].junction })
	if from < 0 {
		from = 0
		for i, c := range s.cells {
			if c.before(s.cells[from]) {
				from = i
			}
		}
	}
	turned := make([]cell, 0, len(s.cells)+1)
	turned = append(append(append(turned, s.cells[from:]...), s.cells[:from]...), s.cells[from])
	n.cutAt(s, turned)
}

// cutAt cuts a line at its junctions.
func (n *net) cutAt(s *strand, cells []cell) {
	from := 0
	for i := 1; i < len(cells); i++ {
		if i == len(cells)-1 || n.passes[cells[i]].junction {
			s.refs = append(s.refs, n.arc(cells[from:i+1]))
			from = i
		}
	}
}

// arc is the number of an arc, or its complement where the arc that is kept runs the other way.
func (n *net) arc(cells []cell) int {
	key, turned := keyOf(cells)
	i, is := n.known[key]
	if !is {
		i = len(n.arcs)
		n.known[key] = i
		n.arcs = append(n.arcs, cells)
		n.turned = append(n.turned, turned)
	}
	if turned != n.turned[i] {
		return ^i
	}
	return i
}

// keyOf is the cells of an arc in the direction that comes first, and whether that is not the one given.
func keyOf(cells []cell) (key string, turned bool) {
	for i, c := range cells {
		if d := cells[len(cells)-1-i]; c != d {
			turned = d.before(c)
			break
		}
	}
	b := make([]byte, 0, 8*len(cells))
	for i, c := range cells {
		if turned {
			c = cells[len(cells)-1-i]
		}
		b = binary.BigEndian.AppendUint32(b, uint32(c[0]))
		b = binary.BigEndian.AppendUint32(b, uint32(c[1]))
	}
	return string(b), turned
}
