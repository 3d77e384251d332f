package exact

import (
	"context"
	"math"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// duals are whole numbers of parts, one a node; scale parts make one unit of weight. Any numbers give a bound.
type duals struct {
	scale int64
	pi    []int64
}

func (p *duals) sum() int64 {
	var s int64
	for _, x := range p.pi {
		s += x
	}
	return s
}

// Cells hold reduced costs in 32 bits: in quanta of one part or more, each arc rounded down, so that a cell is a lower
// bound. Sums of finite costs stay within maxQuanta, and what the rounding adds, one quantum an arc at the most, so
// that unreachable plus any of them is still above unreachable/2 and they are below it.
const (
	maxQuanta   = 1 << 28
	unreachable = math.MaxInt32 / 2
)

// prices are the reduced costs scale*boundary - pi of the arcs, and of the best way from each cell to the end.
type prices struct {
	g       *grid
	d       *duals
	most    int64 // no way costs more, or less than its negative
	quantum int64
	out, in [][]int64 // exact, by layer and side
	qo, qi  [][]int32 // in quanta, rounded down
	back    []int32   // by cell
}

// newPrices prices the grid's arcs and computes the way back from every cell. It reuses buf for the cells. That is a
// shortest path through an acyclic graph, in time linear in the number of cells. A cell's value is the least cost, in
// quanta, at which a region that comes this way with this rounded sum can be completed so that its sum is in the
// window.
func newPrices(ctx context.Context, g *grid, d *duals, buf []int32, workers int) (*prices, error) {
	p := &prices{g: g, d: d}
	n := len(g.layers)
	var most int64 // sum over layers of the largest absolute cost
	p.out, p.in, p.qo, p.qi = make([][]int64, n), make([][]int64, n), make([][]int32, n), make([][]int32, n)
	for i := range g.layers {
		l := &g.layers[i]
		p.out[i], p.in[i] = make([]int64, len(l.sides)), make([]int64, len(l.sides))
		var here int64
		for k, s := range l.sides {
			// An edge is paid by the later of its ends, when the two differ; the dual is earned when a node goes in.
			p.out[i][k] = d.scale * s.out
			p.in[i][k] = d.scale*s.in - d.pi[l.node]
			here = max(here, abs(p.out[i][k]), abs(p.in[i][k]))
		}
		if most += here; most < 0 || most > certificate.MaxSum {
			return nil, &overflowError{What: locale.T("reduced costs")}
		}
	}
	p.most, p.quantum = most, most/maxQuanta+1
	for i := range g.layers {
		p.qo[i], p.qi[i] = p.rounded(p.out[i]), p.rounded(p.in[i])
	}
	if int64(cap(buf)) < g.cells() {
		buf = make([]int32, g.cells())
	}
	p.back = buf[:g.cells()]
	return p, p.fill(ctx, workers)
}

func (p *prices) rounded(exact []int64) []int32 {
	q := make([]int32, len(exact))
	for i, c := range exact {
		q[i] = int32(floorDiv(c, p.quantum))
	}
	return q
}

func abs(x int64) int64 { return max(x, -x) }

// fill computes back, last layer first. Cells of one layer are independent, so the result does not depend on workers.
func (p *prices) fill(ctx context.Context, workers int) error {
	g := p.g
	for i := len(g.layers) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		from, to := g.first[i], g.first[i+1]
		if g.off[to]-g.off[from] < 1<<15 {
			p.fillRange(i, from, to)
			continue
		}
		parallel(workers, int(to-from), func(a, b int) { p.fillRange(i, from+int32(a), from+int32(b)) })
	}
	return nil
}

func (p *prices) fillRange(i int, from, to int32) {
	g := p.g
	q := g.q[i]
	qo, qi := p.qo[i], p.qi[i]
	for x := from; x < to; x++ {
		cells := p.back[g.off[x]:g.off[x+1]]
		if len(cells) == 0 {
			continue
		}
		for j := range cells {
			cells[j] = unreachable
		}
		k := g.side[x]
		p.relax(cells, g.low[x], g.out[x], qo[k])
		p.relax(cells, g.low[x]+q, g.in[x], qi[k])
	}
}

// relax lowers cells, the first of which leads to the rounded sum low at child c, by way of an arc of the given cost.
// Along an arc all sums grow by the same number of buckets, so cells and those of the child are two rows that are
// shifted against each other; only where both exist is there a way.
func (p *prices) relax(cells []int32, low, c, cost int32) {
	if c == dead {
		return
	}
	g := p.g
	a, b := g.from, g.to+1 // sums at the child that lead to an end
	if c >= 0 {
		a = g.low[c]
		b = a + int32(g.off[c+1]-g.off[c])
	}
	first, last := max(a, low), min(b, low+int32(len(cells)))
	if first >= last {
		return
	}
	cells = cells[first-low : last-low]
	if c == finish {
		for j := range cells {
			cells[j] = min(cells[j], cost)
		}
		return
	}
	src := p.back[g.off[c]+int64(first-a):][:len(cells)]
	for j := range cells {
		cells[j] = min(cells[j], src[j]+cost)
	}
}

// cell is the bound at a node with a rounded sum; unreachable outside the node's range.
func (p *prices) cell(x, sum int32) int32 {
	g := p.g
	if j := sum - g.low[x]; j >= 0 && int64(j) < g.off[x+1]-g.off[x] {
		return p.back[g.off[x]+int64(j)]
	}
	return unreachable
}

// least is a lower bound in parts on the reduced cost of any district, exact up to the rounding of voters and quanta;
// false says that there is no district.
func (p *prices) least() (int64, bool) {
	if p.g.len() == 0 || p.g.off[1] == 0 || p.back[0] > unreachable/2 {
		return 0, false
	}
	return int64(p.back[0]) * p.quantum, true
}
