package topology

import (
	"maps"
	"slices"

	"github.com/okrug/okrug/geo/measure"
)

// crumbs hands over what sharing out slivers has left of faces here and there: parts beside a faulty cell, smaller than
// a square with sides of the width. A face keeps its last part, and a part that lies along the outside rather than
// along other faces.
func (c *cells) crumbs(owner []int32, areas map[int32]extent, width float64, borders func(a, b int32) bool) {
	if len(areas) == 0 || width == 0 {
		return
	}
	m := newParts(c, owner, width*width)
	done := make([]bool, len(c.root))
	for _, root := range slices.Sorted(maps.Keys(areas)) {
		for _, cell := range append(m.around(root), root) {
			if done[cell] || owner[cell] < 0 {
				continue
			}
			done[cell] = true
			part, small := m.part(cell)
			if !small || len(part) == m.count[owner[cell]] {
				continue
			}
			var lines []int32
			for _, p := range part {
				lines = append(lines, m.linesOf(p)...)
			}
			beside := c.beside(lines, owner)
			delete(beside, owner[cell])
			faces := slices.Sorted(maps.Keys(beside))
			if len(faces) == 0 || m.outside(lines) > sumOf(beside) {
				continue
			}
			to := least(faces, beside, borders)
			m.count[owner[cell]] -= len(part)
			m.count[to] += len(part)
			give(owner, lines, to)
		}
	}
}

// parts finds the connected cells of one owner.
type parts struct {
	c     *cells
	owner []int32
	most  float64 // square metres
	// lines[first[x]:first[x+1]] are the boundary lines of bounded cell x.
	first, lines []int32
	area         []float64 // of each cell, -1 where nobody has asked
	count        []int     // bounded cells of each owner
}

func newParts(c *cells, owner []int32, most float64) *parts {
	m := &parts{c: c, owner: owner, most: most, first: make([]int32, len(c.root)+1), area: make([]float64, len(c.root))}
	if len(owner) > 0 {
		m.count = make([]int, slices.Max(owner)+1)
	}
	for k, root := range c.root {
		m.area[k] = -1
		if root >= 0 {
			m.first[root+1]++
			if root == int32(k) && owner[k] >= 0 {
				m.count[owner[k]]++
			}
		}
	}
	for k := range c.root {
		m.first[k+1] += m.first[k]
	}
	m.lines = make([]int32, m.first[len(c.root)])
	at := slices.Clone(m.first)
	for k, root := range c.root {
		if root >= 0 {
			m.lines[at[root]] = int32(k)
			at[root]++
		}
	}
	return m
}

func (m *parts) linesOf(cell int32) []int32 { return m.lines[m.first[cell]:m.first[cell+1]] }

// part lists the cells that are connected with one and have its owner, and says whether they are small together; where
// they are not, it stops.
func (m *parts) part(cell int32) (part []int32, small bool) {
	seen := map[int32]bool{cell: true}
	part = []int32{cell}
	sum := 0.0
	for i := 0; i < len(part); i++ {
		if sum += m.areaOf(part[i]); sum > m.most {
			return nil, false
		}
		for _, over := range m.around(part[i]) {
			if m.owner[over] == m.owner[cell] && !seen[over] {
				seen[over] = true
				part = append(part, over)
			}
		}
	}
	return part, true
}

func (m *parts) areaOf(cell int32) float64 {
	if m.area[cell] < 0 {
		a := 0.0
		for _, k := range m.linesOf(cell) {
			a += measure.RingArea(m.c.ring(m.c.head[k]))
		}
		m.area[cell] = max(a, 0)
	}
	return m.area[cell]
}

// around lists the bounded cells on the other side of a cell's lines.
func (m *parts) around(cell int32) []int32 {
	var out []int32
	m.c.walk(m.linesOf(cell), func(_ int32, over int32) {
		if root := m.c.root[over]; root >= 0 && root != cell {
			out = append(out, root)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// outside is how much of lines has no face on the other side, in metres.
func (m *parts) outside(lines []int32) float64 {
	sum := 0.0
	m.c.walk(lines, func(h, over int32) {
		if m.owner[over] < 0 {
			sum += m.c.metres(h)
		}
	})
	return sum
}

func sumOf(m map[int32]float64) float64 {
	sum := 0.0
	for _, k := range slices.Sorted(maps.Keys(m)) {
		sum += m[k]
	}
	return sum
}
