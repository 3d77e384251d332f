package topology

import "slices"

// crumbs hands over what sharing out slivers has left of faces here and there: parts beside a faulty cell, smaller than
// a square with sides of the width. A face keeps its last part, and a part that lies along the outside rather than
// along other faces.
func (p *pieces) crumbs(owner []int32, width float64, borders bordering) {
	if len(p.faulty) == 0 || width == 0 {
		return
	}
	m := newParts(p, owner, width*width)
	done := make([]bool, len(p.root))
	var near, lines []int32
	for _, cell := range p.faulty {
		near = append(m.around(near[:0], cell), cell)
		for _, cell := range near {
			if done[cell] || owner[cell] < 0 {
				continue
			}
			done[cell] = true
			// A part that is too large, or all that the face has, stays.
			part, small := m.part(cell)
			if !small || len(part) == m.count[owner[cell]] {
				continue
			}
			lines = lines[:0]
			for _, x := range part {
				lines = append(lines, p.linesOf(x)...)
			}
			// It goes to a face around it, unless more of its line is coast.
			beside := slices.DeleteFunc(p.beside(lines, owner), func(x share) bool { return x.face == owner[cell] })
			if len(beside) == 0 || m.outside(lines) > sumOf(beside) {
				continue
			}
			to := least(facesOf(beside), beside, borders)
			m.count[owner[cell]] -= len(part)
			m.count[to] += len(part)
			for _, x := range part {
				p.give(owner, x, to)
			}
		}
	}
}

// parts finds the connected cells of one owner.
type parts struct {
	*pieces
	owner []int32
	most  float64 // square metres
	count []int   // bounded cells of each owner
	// seen[x] is the number of the search that last came to cell x.
	seen     []int32
	searches int32
	found    []int32 // by the last search
	beyond   []int32 // around the cell looked at last
}

func newParts(p *pieces, owner []int32, most float64) *parts {
	m := &parts{pieces: p, owner: owner, most: most}
	m.count, m.seen = make([]int, len(p.tally.slot)), make([]int32, len(owner))
	for k, root := range p.root {
		if root == int32(k) && owner[k] >= 0 {
			m.count[owner[k]]++
		}
	}
	return m
}

// part lists the cells that are connected with one and have its owner, and says whether they are small together; where
// they are not, it stops. The list holds until part is called again.
func (m *parts) part(cell int32) (part []int32, small bool) {
	m.searches++
	m.found = m.found[:0]
	sum := 0.0
	add := func(x int32) bool {
		m.seen[x] = m.searches
		m.found = append(m.found, x)
		sum += m.size(x)
		return sum <= m.most
	}
	// A search over cells of the same owner, given up as soon as they are larger together than a crumb.
	if !add(cell) {
		return nil, false
	}
	for i := 0; i < len(m.found); i++ {
		m.beyond = m.around(m.beyond[:0], m.found[i])
		for _, over := range m.beyond {
			if m.owner[over] == m.owner[cell] && m.seen[over] != m.searches && !add(over) {
				return nil, false
			}
		}
	}
	return m.found, true
}

// size is the area of any bounded cell.
func (m *parts) size(cell int32) float64 {
	if m.area[cell] == 0 { // a cut parts it from those beside faulty ones, which are measured
		m.area[cell] = m.sizeOf(cell)
	}
	return max(m.area[cell], 0)
}

// around appends the bounded cells on the other side of a cell's lines, ascending, to out, which is empty.
func (m *parts) around(out []int32, cell int32) []int32 {
	m.walk(m.linesOf(cell), func(_ int32, over int32) {
		if root := m.root[over]; root >= 0 && root != cell {
			out = append(out, root)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// outside is how much of lines has no face on the other side, in metres.
func (m *parts) outside(lines []int32) float64 {
	sum := 0.0
	m.walk(lines, func(h, over int32) {
		if m.owner[over] < 0 {
			sum += m.metres(h)
		}
	})
	return sum
}

func sumOf(shares []share) float64 {
	sum := 0.0
	for _, x := range shares {
		sum += x.metres
	}
	return sum
}
