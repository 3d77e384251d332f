package exact

import (
	"cmp"
	"context"
	"math"
)

// simplex is a dense revised primal simplex for
//
//	min cost*x + up*s - down*t,  A x + s - t = rhs,  x, s, t >= 0
//
// where A has entries 0 and 1 and columns may be added. The slacks s and t box the dual of row i into down[i]..up[i]
// and give a first basis: rhs must not be negative. Its answer is floating point and only suggests duals; no proof
// rests on it.
//
// The inverse of the basis is kept whole, n*n numbers for n rows, and updated at each pivot in time n*n. As rounding
// errors pile up, it is computed afresh now and then. New columns and boxes leave the basis feasible, so solve goes on
// from where it was.
type simplex struct {
	rhs      []float64
	up, down []float64
	cols     []sparse

	// Basic columns are named by their index, slacks by negative numbers: slackUp(i) is s of row i, slackDown(i) is t.
	basis []int     // of each row: a column, or slackUp or slackDown
	inv   []float64 // inverse of the basis matrix, row by row
	x     []float64 // of the basis, in its order
	y     []float64 // duals
	since int       // pivots since the inverse was computed afresh
	work  []float64

	budget *steps
}

// sparse is a column with the rows in which it has a 1.
type sparse struct {
	rows  []int32
	cost  float64
	basic bool
}

func slackUp(i int) int   { return -1 - 2*i }
func slackDown(i int) int { return -2 - 2*i }

func newSimplex(rhs []float64, budget *steps) *simplex {
	n := len(rhs)
	s := &simplex{rhs: rhs, budget: budget, up: make([]float64, n), down: make([]float64, n), basis: make([]int, n),
		inv: make([]float64, n*n), x: make([]float64, n), y: make([]float64, n), work: make([]float64, n)}
	for i := range n {
		s.basis[i] = slackUp(i)
		s.inv[i*n+i] = 1
		s.x[i] = rhs[i]
	}
	return s
}

func (s *simplex) cost(b int) float64 {
	switch {
	case b >= 0:
		return s.cols[b].cost
	case b&1 != 0:
		return s.up[(-1-b)/2]
	}
	return -s.down[(-2-b)/2]
}

// prepare computes duals and basic values from the inverse.
func (s *simplex) prepare() {
	n := len(s.rhs)
	clear(s.y)
	for r := range n {
		row, c, x := s.inv[r*n:(r+1)*n], s.cost(s.basis[r]), 0.0
		for i, a := range row {
			x += a * s.rhs[i]
		}
		s.x[r] = max(x, 0)
		if c != 0 {
			for i, a := range row {
				s.y[i] += c * a
			}
		}
	}
}

// objective is the value of the basic solution.
func (s *simplex) objective() float64 {
	var z float64
	for r, b := range s.basis {
		z += s.cost(b) * s.x[r]
	}
	return z
}

// solve pivots until no reduced cost is below -tolerance, or the pivots run out. Either way y has usable duals: any
// will do. A step of the budget is four additions.
func (s *simplex) solve(ctx context.Context, tolerance float64, pivots int) error {
	n, terms := int64(len(s.rhs)), 0
	for j := range s.cols {
		terms += len(s.cols[j].rows)
	}
	each := (n*n + int64(2*terms)) / 4
	if err := s.budget.spend(each); err != nil {
		return err
	}
	s.prepare()
	for range pivots {
		if err := cmp.Or(ctx.Err(), s.budget.spend(each)); err != nil {
			return err
		}
		enter, sign := s.entering(tolerance)
		if sign == 0 {
			return nil
		}
		if !s.pivot(enter) {
			return nil
		}
		if s.since > 150 {
			if err := s.budget.spend(n * n * n / 4); err != nil {
				return err
			}
			s.refactor()
			s.prepare()
		}
	}
	return nil
}

// entering is the column with the least reduced cost per length; 0 says that there is none below -tolerance.
func (s *simplex) entering(tolerance float64) (enter, sign int) {
	least := -tolerance
	for i, y := range s.y {
		if d := s.up[i] - y; d < least {
			least, enter, sign = d, slackUp(i), 1
		}
		if d := y - s.down[i]; d < least {
			least, enter, sign = d, slackDown(i), 1
		}
	}
	for j := range s.cols {
		c := &s.cols[j]
		if c.basic {
			continue
		}
		d := c.cost
		for _, i := range c.rows {
			d -= s.y[i]
		}
		if d < -tolerance {
			if d /= math.Sqrt(float64(len(c.rows))); d < least {
				least, enter, sign = d, j, 1
			}
		}
	}
	return enter, sign
}

// direction is the inverse times a column, in s.work.
func (s *simplex) direction(b int) {
	n := len(s.rhs)
	switch {
	case b >= 0:
		rows := s.cols[b].rows
		for r := range n {
			row, w := s.inv[r*n:(r+1)*n], 0.0
			for _, i := range rows {
				w += row[i]
			}
			s.work[r] = w
		}
	case b&1 != 0:
		i := (-1 - b) / 2
		for r := range n {
			s.work[r] = s.inv[r*n+i]
		}
	default:
		i := (-2 - b) / 2
		for r := range n {
			s.work[r] = -s.inv[r*n+i]
		}
	}
}

// pivot brings a column into the basis; false says that nothing limits it, which the boxes exclude but for rounding. Of
// the rows that limit it alike, the one with the largest pivot leaves, for the sake of precision. Inverse, values and
// duals are updated and not computed again.
func (s *simplex) pivot(enter int) bool {
	const small = 1e-9
	n := len(s.rhs)
	s.direction(enter)
	w := s.work
	leave, step := -1, math.Inf(1)
	for r, a := range w {
		if a <= small {
			continue
		}
		t := s.x[r] / a
		if t < step-1e-12 || t <= step+1e-12 && (leave < 0 || a > w[leave]) {
			leave, step = r, min(t, step)
		}
	}
	if leave < 0 {
		return false
	}
	reduced := s.cost(enter)
	for r, a := range w {
		if a != 0 {
			reduced -= s.cost(s.basis[r]) * a
		}
	}
	if b := s.basis[leave]; b >= 0 {
		s.cols[b].basic = false
	}
	if enter >= 0 {
		s.cols[enter].basic = true
	}
	s.basis[leave] = enter
	pivotRow := s.inv[leave*n : (leave+1)*n]
	f := 1 / w[leave]
	for i := range pivotRow {
		pivotRow[i] *= f
	}
	for r, a := range w {
		if r == leave {
			continue
		}
		s.x[r] = max(0, s.x[r]-step*a)
		if a == 0 {
			continue
		}
		row := s.inv[r*n : (r+1)*n]
		for i, p := range pivotRow {
			row[i] -= a * p
		}
	}
	s.x[leave] = step
	for i, p := range pivotRow {
		s.y[i] += reduced * p
	}
	s.since++
	return true
}

// refactor computes the inverse afresh, by elimination with row pivots. A basis that has become singular by rounding is
// replaced by slacks.
func (s *simplex) refactor() {
	n := len(s.rhs)
	s.since = 0
	a := make([]float64, n*n)
	for c, b := range s.basis {
		switch {
		case b >= 0:
			for _, i := range s.cols[b].rows {
				a[int(i)*n+c] = 1
			}
		case b&1 != 0:
			a[(-1-b)/2*n+c] = 1
		default:
			a[(-2-b)/2*n+c] = -1
		}
	}
	clear(s.inv)
	for i := range n {
		s.inv[i*n+i] = 1
	}
	for c := range n {
		best := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r*n+c]) > math.Abs(a[best*n+c]) {
				best = r
			}
		}
		if math.Abs(a[best*n+c]) < 1e-10 {
			s.reset()
			return
		}
		if best != c {
			for i := range n {
				a[c*n+i], a[best*n+i] = a[best*n+i], a[c*n+i]
				s.inv[c*n+i], s.inv[best*n+i] = s.inv[best*n+i], s.inv[c*n+i]
			}
		}
		f := 1 / a[c*n+c]
		ar, ir := a[c*n:(c+1)*n], s.inv[c*n:(c+1)*n]
		for i := range n {
			ar[i] *= f
			ir[i] *= f
		}
		for r := range n {
			if r == c || a[r*n+c] == 0 {
				continue
			}
			f, br, jr := a[r*n+c], a[r*n:(r+1)*n], s.inv[r*n:(r+1)*n]
			for i := range n {
				br[i] -= f * ar[i]
				jr[i] -= f * ir[i]
			}
		}
	}
}

// reset goes back to the basis of slacks.
func (s *simplex) reset() {
	n := len(s.rhs)
	clear(s.inv)
	for i := range n {
		if b := s.basis[i]; b >= 0 {
			s.cols[b].basic = false
		}
		s.basis[i] = slackUp(i)
		s.inv[i*n+i] = 1
	}
}
