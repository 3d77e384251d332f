package generate

import (
	"math/rand/v2"
	"slices"
)

// mesh divides the plane into rectangles, one a point, by a k-d tree. Units come first, cells of the sea after them.
type mesh struct {
	units int
	x, y  []float64
	cells []cell
	lines []segment
}

// cell is a rectangle: its lower and upper x and y.
type cell struct{ x0, y0, x1, y1 float64 }

// segment is the part of a dividing line between two cells. On an upright line a is to the left, on a level one below.
type segment struct {
	a, b     int
	upright  bool
	at       float64 // x of an upright line, y of a level one
	from, to float64
}

func newMesh(r *rand.Rand, points []point, sea [][2]float64) *mesh {
	m := &mesh{units: len(points)}
	for _, p := range points {
		m.x, m.y = append(m.x, p.x), append(m.y, p.y)
	}
	for _, p := range sea {
		m.x, m.y = append(m.x, p[0]), append(m.y, p[1])
	}
	m.cells = make([]cell, len(m.x))
	all := make([]int, len(m.x))
	for i := range all {
		all[i] = i
	}
	edge := cell{-100_000, -100_000, width + 100_000, height + 100_000}
	s := m.divide(r, all, edge)
	// The edge of the plane is a line as well, with nothing beyond it.
	for _, i := range s.left {
		m.lines = append(m.lines, segment{nothing, i, true, edge.x0, m.cells[i].y0, m.cells[i].y1})
	}
	for _, i := range s.right {
		m.lines = append(m.lines, segment{i, nothing, true, edge.x1, m.cells[i].y0, m.cells[i].y1})
	}
	for _, i := range s.bottom {
		m.lines = append(m.lines, segment{nothing, i, false, edge.y0, m.cells[i].x0, m.cells[i].x1})
	}
	for _, i := range s.top {
		m.lines = append(m.lines, segment{i, nothing, false, edge.y1, m.cells[i].x0, m.cells[i].x1})
	}
	return m
}

// nothing is what lies beyond the edge of the plane.
const nothing = -1

// sides are the cells along the four sides of a part of the tree, in ascending order of coordinate.
type sides struct{ left, right, bottom, top []int }

// divide cuts a rectangle across its longer side, between two points near the middle one, until a point is alone.
func (m *mesh) divide(r *rand.Rand, points []int, c cell) sides {
	if len(points) == 1 {
		i := points[0]
		m.cells[i] = c
		one := []int{i}
		return sides{one, one, one, one}
	}
	coordinate, upright := m.x, true
	if c.x1-c.x0 < c.y1-c.y0 {
		coordinate, upright = m.y, false
	}
	slices.SortFunc(points, func(a, b int) int {
		switch {
		case coordinate[a] < coordinate[b]:
			return -1
		case coordinate[a] > coordinate[b]:
			return 1
		default:
			return a - b
		}
	})
	k := max(1, min(len(points)-1, int(float64(len(points))*(0.4+0.2*r.Float64())+0.5)))
	cut := (coordinate[points[k-1]] + coordinate[points[k]]) / 2
	low, high := c, c
	if upright {
		low.x1, high.x0 = cut, cut
	} else {
		low.y1, high.y0 = cut, cut
	}
	a, b := m.divide(r, points[:k], low), m.divide(r, points[k:], high)
	if upright {
		m.seam(a.right, b.left, cut, true)
		return sides{a.left, b.right, slices.Concat(a.bottom, b.bottom), slices.Concat(a.top, b.top)}
	}
	m.seam(a.top, b.bottom, cut, false)
	return sides{slices.Concat(a.left, b.left), slices.Concat(a.right, b.right), a.bottom, b.top}
}

// seam records which cells meet on a dividing line.
func (m *mesh) seam(low, high []int, at float64, upright bool) {
	span := func(i int) (float64, float64) {
		if c := m.cells[i]; upright {
			return c.y0, c.y1
		} else {
			return c.x0, c.x1
		}
	}
	for i, j := 0, 0; i < len(low) && j < len(high); {
		a0, a1 := span(low[i])
		b0, b1 := span(high[j])
		if from, to := max(a0, b0), min(a1, b1); from < to {
			m.lines = append(m.lines, segment{low[i], high[j], upright, at, from, to})
		}
		switch {
		case a1 < b1:
			i++
		case b1 < a1:
			j++
		default:
			i++
			j++
		}
	}
}
