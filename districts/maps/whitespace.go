package maps

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// voids finds room in a frame beside what is drawn in it, on a lattice of square cells that are full or free. full is
// row by row from the top left.
type voids struct {
	frame      orb.Bound
	size       float64 // of a cell, millimetres
	cols, rows int
	full       []bool
}

// newVoids marks the rings and all within pad millimetres of them. Each row of cells is cut by a line through its
// middle: from the first crossing with an edge to the second it runs inside, from the third to the fourth, and so on.
func newVoids(frame orb.Bound, rings []orb.Ring, pad, size float64) *voids {
	v := &voids{frame: frame, size: size}
	v.cols, v.rows = int((frame.Max[0]-frame.Min[0])/size), int((frame.Max[1]-frame.Min[1])/size)
	v.full = make([]bool, v.cols*v.rows)
	for row := range v.rows {
		y := frame.Min[1] + (float64(row)+0.5)*size
		var xs []float64
		for _, r := range rings {
			for i := range len(r) - 1 {
				a, b := r[i], r[i+1]
				if (a[1] > y) != (b[1] > y) {
					xs = append(xs, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
				}
			}
		}
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			v.mark(orb.Bound{Min: orb.Point{xs[i], y}, Max: orb.Point{xs[i+1], y}}.Pad(pad))
		}
	}
	return v
}

// clone is a copy that can be filled for a trial.
func (v *voids) clone() *voids {
	c := *v
	c.full = slices.Clone(v.full)
	return &c
}

// mark makes cells that touch the box full.
func (v *voids) mark(b orb.Bound) {
	c0, c1 := v.cell(b.Min[0], v.frame.Min[0], v.cols), v.cell(b.Max[0], v.frame.Min[0], v.cols)
	r0, r1 := v.cell(b.Min[1], v.frame.Min[1], v.rows), v.cell(b.Max[1], v.frame.Min[1], v.rows)
	for r := r0; r <= r1; r++ {
		for c := c0; c <= c1; c++ {
			v.full[r*v.cols+c] = true
		}
	}
}

func (v *voids) cell(at, from float64, n int) int {
	return min(n-1, max(0, int(math.Floor((at-from)/v.size))))
}

// place finds room for a box of the given size, as near to a corner of the frame as can be, and marks it with a margin.
// With the sums over all cells above and to the left of each corner, the full cells in a box are counted by four of
// them (F. Crow, Summed-area tables for texture mapping, SIGGRAPH 1984, pp. 207-212, doi:10.1145/800031.808600), so
// that every place of the box is tried in time linear in the number of cells.
func (v *voids) place(w, h float64) (orb.Bound, bool) {
	if w > v.frame.Max[0]-v.frame.Min[0] || h > v.frame.Max[1]-v.frame.Min[1] {
		return orb.Bound{}, false
	}
	nc, nr := int(math.Ceil(w/v.size)), int(math.Ceil(h/v.size))
	// sum[r][c] counts full cells above and left of a corner.
	sum := make([]int, (v.cols+1)*(v.rows+1))
	for r := range v.rows {
		for c := range v.cols {
			s := sum[r*(v.cols+1)+c+1] + sum[(r+1)*(v.cols+1)+c] - sum[r*(v.cols+1)+c]
			if v.full[r*v.cols+c] {
				s++
			}
			sum[(r+1)*(v.cols+1)+c+1] = s
		}
	}
	best, at := math.Inf(1), orb.Bound{}
	for r := 0; r+nr <= v.rows; r++ {
		for c := 0; c+nc <= v.cols; c++ {
			n := sum[(r+nr)*(v.cols+1)+c+nc] - sum[r*(v.cols+1)+c+nc] - sum[(r+nr)*(v.cols+1)+c] + sum[r*(v.cols+1)+c]
			if n > 0 {
				continue
			}
			// How far it is from the nearer of the two sides, across and along. It is set against that side, not on the lattice.
			dx, dy := float64(min(c, v.cols-nc-c)), float64(min(r, v.rows-nr-r))
			if cost := dx + dy; cost < best {
				best = cost
				x, y := v.frame.Min[0]+float64(c)*v.size, v.frame.Min[1]+float64(r)*v.size
				if c > v.cols-nc-c {
					x = v.frame.Max[0] - float64(v.cols-c-nc)*v.size - w
				}
				if r > v.rows-nr-r {
					y = v.frame.Max[1] - float64(v.rows-r-nr)*v.size - h
				}
				at = orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + h}}
			}
		}
	}
	if math.IsInf(best, 1) {
		return orb.Bound{}, false
	}
	v.mark(at.Pad(v.size))
	return at, true
}
