package verify

import (
	"context"
	"math"

	"okrug/balance/certificate"
)

// table has a cell for each node of the graph and each number of buckets with which a district can pass it.
type table struct {
	p      *puzzle
	stages []stage
	from   int64 // buckets of a district: from..to, whatever the error
	to     int64
	low    [][]int64   // least buckets at each node, by stage
	best   [][][]int64 // least reduced cost of a way to the end, by stage, node and buckets from low
	gone   [][][]bool  // cells that were dropped
	out    [][]int64   // reduced costs of arcs, by stage and node
	in     [][]int64
}

// never is more than any reduced cost. Sums of it and of reduced costs do not overflow.
const never = math.MaxInt64 / 4

// maxCells is the most cells that are handled.
const maxCells = 100_000_000

func newTable(p *puzzle, delta int64, stages []stage) (*table, error) {
	t := &table{p: p, stages: stages, from: 1, to: 0}
	if least, most, any := p.errorRange(stages); any {
		// lower <= delta*buckets + error <= upper for some error between least and most
		t.from = max(0, -floorDiv(-(p.lower-most), delta))
		t.to = floorDiv(p.upper-least, delta)
	}
	high := t.ahead()
	t.behind(high)
	cells := int64(0)
	for i, s := range stages {
		t.best, t.gone = append(t.best, make([][]int64, len(s.nodes))), append(t.gone, make([][]bool, len(s.nodes)))
		for x := range s.nodes {
			if size := high[i][x] - t.low[i][x] + 1; size > 0 {
				if cells += size; cells > maxCells {
					return nil, refuse("delta %d makes a table of over %d cells; that is more than is checked", delta, maxCells)
				}
				t.best[i][x], t.gone[i][x] = make([]int64, size), make([]bool, size)
			}
		}
	}
	return t, nil
}

// arcs calls f for both arcs of a node with what they add to the buckets.
func (s *stage) arcs(x int, f func(a *arc, q int64)) {
	f(&s.nodes[x].out, 0)
	f(&s.nodes[x].in, s.q)
}

// ahead computes the least and the most buckets of any way to each node.
func (t *table) ahead() (high [][]int64) {
	for i, s := range t.stages {
		t.low, high = append(t.low, make([]int64, len(s.nodes))), append(high, make([]int64, len(s.nodes)))
		for x := range s.nodes {
			t.low[i][x], high[i][x] = never, -1
		}
	}
	if len(t.stages) > 0 {
		t.low[0][0], high[0][0] = 0, 0
	}
	for i := range t.stages {
		for x := range t.stages[i].nodes {
			if high[i][x] < 0 {
				continue
			}
			t.stages[i].arcs(x, func(a *arc, q int64) {
				if a.to >= 0 {
					t.low[i+1][a.to] = min(t.low[i+1][a.to], t.low[i][x]+q)
					high[i+1][a.to] = max(high[i+1][a.to], high[i][x]+q)
				}
			})
		}
	}
	return high
}

// behind narrows the ranges to what can still end within from..to.
func (t *table) behind(high [][]int64) {
	var low, most []int64 // of the next stage, without regard to what is ahead of it
	for i := len(t.stages) - 1; i >= 0; i-- {
		s := &t.stages[i]
		l, m := make([]int64, len(s.nodes)), make([]int64, len(s.nodes))
		for x := range s.nodes {
			l[x], m[x] = never, -1
			s.arcs(x, func(a *arc, q int64) {
				switch {
				case a.to == done && t.from <= t.to:
					l[x], m[x] = min(l[x], t.from-q), max(m[x], t.to-q)
				case a.to >= 0 && most[a.to] >= 0:
					l[x], m[x] = min(l[x], low[a.to]-q), max(m[x], most[a.to]-q)
				}
			})
			t.low[i][x], high[i][x] = max(t.low[i][x], l[x]), min(high[i][x], m[x])
		}
		low, most = l, m
	}
}

// errorRange bounds the errors of rounding over all regions: the least and the most of any way to each node, told apart
// by the boundary that it used, in 32 classes.
func (p *puzzle) errorRange(stages []stage) (least, most int64, any bool) {
	const classes = 32
	unit := p.limit/classes + 1
	type span struct {
		least, most int64
		any         bool
	}
	join := func(to *span, s span, e int64) {
		if !to.any {
			*to = span{s.least + e, s.most + e, true}
			return
		}
		to.least, to.most = min(to.least, s.least+e), max(to.most, s.most+e)
	}
	var all span
	now := make([][classes]span, 1)
	now[0][0].any = true
	for i := range stages {
		var next [][classes]span
		if i+1 < len(stages) {
			next = make([][classes]span, len(stages[i+1].nodes))
		}
		for x := range stages[i].nodes {
			stages[i].arcs(x, func(a *arc, _ int64) {
				if a.to == nowhere {
					return
				}
				for c, s := range now[x] {
					if used := c + int(a.w/unit); s.any && used < classes {
						if a.to == done {
							join(&all, s, a.e)
						} else {
							join(&next[a.to][used], s, a.e)
						}
					}
				}
			})
		}
		now = next
	}
	return all.least, all.most, all.any
}

// price computes the reduced costs for duals: best, last stage first.
func (t *table) price(ctx context.Context, scale int64, pi []int64) error {
	t.out, t.in = make([][]int64, len(t.stages)), make([][]int64, len(t.stages))
	for i := len(t.stages) - 1; i >= 0; i-- {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s := &t.stages[i]
		t.out[i], t.in[i] = make([]int64, len(s.nodes)), make([]int64, len(s.nodes))
		for x := range s.nodes {
			n := &s.nodes[x]
			t.out[i][x], t.in[i][x] = scale*n.out.w, scale*n.in.w-pi[s.unit]
			for j := range t.best[i][x] {
				b := t.low[i][x] + int64(j)
				t.best[i][x][j] = never
				if !t.gone[i][x][j] {
					t.best[i][x][j] = min(t.way(i, n.out, b, t.out[i][x]), t.way(i, n.in, b+s.q, t.in[i][x]))
				}
			}
		}
	}
	return nil
}

// way is the least reduced cost of a way that goes on by an arc of stage i at the given cost and has b buckets then.
func (t *table) way(i int, a arc, b, cost int64) int64 {
	switch {
	case a.to == done && b >= t.from && b <= t.to:
		return cost
	case a.to < 0:
		return never
	}
	row := t.best[i+1][a.to]
	if j := b - t.low[i+1][a.to]; j >= 0 && j < int64(len(row)) && row[j] < never/2 {
		return row[j] + cost
	}
	return never
}

// empty tells whether no district is left, as far as the cells show.
func (t *table) empty() bool {
	return len(t.stages) == 0 || len(t.best[0][0]) == 0 || t.gone[0][0][0]
}

// drop removes the cells on no way with a reduced cost of at most most.
func (t *table) drop(most int64) {
	ahead := [][]int64{{0}} // least reduced cost of a way to each cell of a stage
	if t.empty() {
		return
	}
	for i := range t.stages {
		s := &t.stages[i]
		var next [][]int64
		if i+1 < len(t.stages) {
			next = make([][]int64, len(t.stages[i+1].nodes))
			for x := range next {
				next[x] = make([]int64, len(t.best[i+1][x]))
				for j := range next[x] {
					next[x][j] = never
				}
			}
		}
		for x := range s.nodes {
			for j := range t.best[i][x] {
				if t.best[i][x][j] > never/2 || ahead[x][j] > never/2 || ahead[x][j]+t.best[i][x][j] > most {
					t.gone[i][x][j] = true
					continue
				}
				pass := func(a arc, b, cost int64) {
					if a.to < 0 {
						return
					}
					if k := b - t.low[i+1][a.to]; k >= 0 && k < int64(len(next[a.to])) {
						next[a.to][k] = min(next[a.to][k], ahead[x][j]+cost)
					}
				}
				b := t.low[i][x] + int64(j)
				pass(s.nodes[x].out, b, t.out[i][x])
				pass(s.nodes[x].in, b+s.q, t.in[i][x])
			}
		}
		ahead = next
	}
}

// delta of the evidence must make buckets that fit easily.
func soundDelta(p *puzzle, d *certificate.Duals) bool {
	var voters int64
	for _, v := range p.units {
		voters += p.all[v].Voters
	}
	return voters/d.Delta < 1<<40
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
