package exact

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// master is the linear program over the columns found so far: cover each node once with k columns at least cost. Its
// duals, boxed around a centre and smoothed, are where the next prices are asked. Rows 0 to n-1 are the nodes, row n
// counts the columns; costs are in parts. A node's box lets it be covered by a slack at the price of the box's upper
// end, or be covered too often, at its lower end, so that the duals stay near the centre while the columns are few.
type master struct {
	lp      *simplex
	m       *model
	scale   int64
	columns []*column // lp.cols[i] is columns[i]
	seen    map[uint64][]*column
	centre  []float64 // of the boxes, by node
	radius  float64   // of the boxes, in parts per node
}

// The right sides are perturbed a little, since rows that are all 1 make most steps of the simplex method degenerate.
const (
	mostColumns  = 8000 // purge above
	perturbation = 1e-6
)

func newMaster(m *model, scale int64, centre []int64, radius float64, budget *steps) *master {
	n := m.n()
	rhs := make([]float64, n+1)
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range n {
		rhs[i] = 1 + perturbation*rng.Float64()
	}
	rhs[n] = float64(m.k)
	ma := &master{lp: newSimplex(rhs, budget), m: m, scale: scale, seen: map[uint64][]*column{}, radius: radius,
		centre: make([]float64, n)}
	ma.recentre(centre)
	return ma
}

// recentre moves the boxes to new duals.
func (ma *master) recentre(pi []int64) {
	for i, p := range pi {
		ma.centre[i] = float64(p)
	}
	ma.box()
}

func (ma *master) box() {
	n := ma.m.n()
	for i, c := range ma.centre {
		ma.lp.down[i], ma.lp.up[i] = c-ma.radius, c+ma.radius
	}
	free := 4 * float64(ma.scale) * (float64(ma.m.weight()) + 1)
	ma.lp.down[n], ma.lp.up[n] = -free, free
}

// boxed tells whether a box still binds: a slack is in the solution, by more than the perturbation explains.
func (ma *master) boxed() bool {
	for r, b := range ma.lp.basis {
		if b < 0 && ma.lp.x[r] > 20*perturbation {
			return true
		}
	}
	return false
}

// add adds a column unless it is there already.
func (ma *master) add(c *column) bool {
	h := c.nodes.hash()
	for _, o := range ma.seen[h] {
		if o.nodes.equal(c.nodes) {
			return false
		}
	}
	ma.seen[h] = append(ma.seen[h], c)
	vs := c.nodes.nodes()
	rows := make([]int32, 0, len(vs)+1)
	for _, v := range vs {
		rows = append(rows, int32(v))
	}
	rows = append(rows, int32(ma.m.n()))
	ma.lp.cols = append(ma.lp.cols, sparse{rows: rows, cost: float64(ma.scale) * float64(c.boundary)})
	ma.columns = append(ma.columns, c)
	return true
}

// retain drops the columns for which keep is false. Where a basic one goes, the program starts again from slacks.
func (ma *master) retain(keep func(i int, c *column) bool) {
	name := make([]int, len(ma.columns))
	var columns []*column
	var cols []sparse
	lost := false
	clear(ma.seen)
	for i, c := range ma.columns {
		if !keep(i, c) {
			name[i] = -1
			lost = lost || ma.lp.cols[i].basic
			continue
		}
		name[i] = len(columns)
		columns, cols = append(columns, c), append(cols, ma.lp.cols[i])
		ma.seen[c.nodes.hash()] = append(ma.seen[c.nodes.hash()], c)
	}
	if lost {
		ma.lp.reset()
	}
	for r, b := range ma.lp.basis {
		if b >= 0 {
			ma.lp.basis[r] = name[b]
		}
	}
	ma.columns, ma.lp.cols = columns, cols
	if lost {
		for i := range cols {
			cols[i].basic = false
		}
	}
}

// purge drops the columns with the largest reduced costs once there are too many: about half, except those in the
// basis.
func (ma *master) purge() {
	if len(ma.columns) <= mostColumns {
		return
	}
	costs := make([]float64, len(ma.columns))
	for j, c := range ma.lp.cols {
		costs[j] = c.cost
		for _, i := range c.rows {
			costs[j] -= ma.lp.y[i]
		}
	}
	sorted := slices.Sorted(slices.Values(costs))
	limit := sorted[len(sorted)/2]
	ma.retain(func(i int, _ *column) bool { return ma.lp.cols[i].basic || costs[i] <= limit })
}

// widen widens the boxes.
func (ma *master) widen() {
	ma.radius *= 2
	ma.box()
}

// solve returns the duals of the nodes and the objective.
func (ma *master) solve(ctx context.Context) (pi []float64, objective float64, err error) {
	if err := ma.lp.solve(ctx, 1e-6*float64(ma.scale), 5000); err != nil {
		return nil, 0, err
	}
	for _, y := range ma.lp.y {
		if math.IsNaN(y) || math.IsInf(y, 0) || math.Abs(y) > math.MaxInt64/4 {
			return nil, 0, errNumeric
		}
	}
	return ma.lp.y[:ma.m.n()], ma.lp.objective(), nil
}
