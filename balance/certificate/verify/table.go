package verify

import "math"

// table has a cell for each node of the graph and each number of buckets with which a district can pass it.
type table struct {
	p        *puzzle
	stages   []stage
	from, to int64       // buckets of a district, whatever the error
	low      [][]int64   // least buckets at each node, by stage
	best     [][][]int64 // least reduced cost of a way to the end, by stage, node and buckets from low
	cost     [][][2]int64
}

// never is more than any reduced cost or boundary. Sums of it and of these do not overflow.
const never = math.MaxInt64 / 2

// maxCells is the most cells that are handled.
const maxCells = 100_000_000

func newTable(clock *work, p *puzzle, delta int64, stages []stage) (*table, error) {
	p.diffuse(stages, delta)
	t := &table{p: p, stages: stages, from: 1, to: 0}
	if least, most, any := p.errorRange(stages); any {
		// lower <= delta*buckets + error <= upper for some error between least and most
		t.from = max(0, -floorDiv(-(p.lower-most), delta))
		t.to = floorDiv(p.upper-least, delta)
	}
	high := t.ahead()
	t.behind(high)
	cells := 0
	for i, s := range stages {
		t.best = append(t.best, make([][]int64, len(s.nodes)))
		for x := range s.nodes {
			size := max(0, high[i][x]-t.low[i][x]+1)
			if size > int64(clock.most.cells-cells) {
				return nil, giveUp("delta %d makes a table of over %d {2|cell|cells}; that is more than is checked", delta,
					clock.most.cells)
			}
			cells += int(size)
			t.best[i][x] = make([]int64, size)
		}
	}
	return t, nil
}

// arc is one of the two ways on from a node.
type arc struct {
	to      int32
	w, e    int64 // boundary and error that it adds
	buckets int64
}

func (s *stage) arcs(x int) [2]arc {
	n := &s.nodes[x]
	k := &s.sides[n.side]
	return [2]arc{{n.out, k.wo, k.eo, 0}, {n.in, k.wi, k.ei, k.buckets}}
}

// ahead computes the least and the most buckets of any way to each node.
func (t *table) ahead() (high [][]int64) {
	for i, s := range t.stages {
		t.low, high = append(t.low, make([]int64, len(s.nodes))), append(high, make([]int64, len(s.nodes)))
		for x := range s.nodes {
			t.low[i][x] = never
		}
	}
	t.low[0][0] = 0
	for i := range t.stages {
		for x := range t.stages[i].nodes {
			for _, a := range t.stages[i].arcs(x) {
				if a.to >= 0 {
					t.low[i+1][a.to] = min(t.low[i+1][a.to], t.low[i][x]+a.buckets)
					high[i+1][a.to] = max(high[i+1][a.to], high[i][x]+a.buckets)
				}
			}
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
			for _, a := range s.arcs(x) {
				switch {
				case a.to == done && t.from <= t.to:
					l[x], m[x] = min(l[x], t.from-a.buckets), max(m[x], t.to-a.buckets)
				case a.to >= 0:
					l[x], m[x] = min(l[x], low[a.to]-a.buckets), max(m[x], most[a.to]-a.buckets)
				}
			}
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
			for _, a := range stages[i].arcs(x) {
				if a.to == nowhere {
					continue
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
			}
		}
		now = next
	}
	return all.least, all.most, all.any
}

// price computes the reduced costs for duals: best, last stage first.
func (t *table) price(clock *work, scale int64, pi []int64) error {
	t.cost = make([][][2]int64, len(t.stages))
	for i := len(t.stages) - 1; i >= 0; i-- {
		s := &t.stages[i]
		for _, k := range s.sides {
			t.cost[i] = append(t.cost[i], [2]int64{scale * k.wo, scale*k.wi - pi[s.unit]})
		}
		for x := range s.nodes {
			arcs, cost := s.arcs(x), t.cost[i][s.nodes[x].side]
			if err := clock.step(1 + len(t.best[i][x])); err != nil {
				return err
			}
			for j := range t.best[i][x] {
				b := t.low[i][x] + int64(j)
				t.best[i][x][j] = min(t.way(i, arcs[0], b, cost[0]), t.way(i, arcs[1], b, cost[1]))
			}
		}
	}
	return nil
}

// way is the least reduced cost of a way that goes on by an arc of stage i, at the given cost, with b buckets before
// it.
func (t *table) way(i int, a arc, b, cost int64) int64 {
	b += a.buckets
	switch {
	case a.to == done && b >= t.from && b <= t.to:
		return cost
	case a.to < 0:
		return never
	}
	row := t.best[i+1][a.to]
	if j := b - t.low[i+1][a.to]; j >= 0 && j < int64(len(row)) && row[j] != never {
		return row[j] + cost
	}
	return never
}

// empty tells whether no district is left, as far as the cells show.
func (t *table) empty() bool {
	return len(t.best[0][0]) == 0
}

// drop makes a graph of what is left when ways with a reduced cost above most are gone: each cell is a node of its own.
func (t *table) drop(most int64) []stage {
	type cell struct {
		node  int32
		place int64
	}
	left := make([]stage, len(t.stages))
	cells, ahead := []cell{{0, 0}}, []int64{0} // of a stage, with the least reduced cost of a way to each
	for i := range t.stages {
		s := &t.stages[i]
		left[i] = stage{front: s.front, unit: s.unit, sides: s.sides, nodes: make([]node, len(cells))}
		number := make(map[cell]int32)
		var next []cell
		var nextAhead []int64
		for y, c := range cells {
			arcs, cost := s.arcs(int(c.node)), t.cost[i][s.nodes[c.node].side]
			b := t.low[i][c.node] + c.place
			follow := func(turn int) int32 {
				a := arcs[turn]
				if ahead[y]+t.way(i, a, b, cost[turn]) > most { // never is, whatever is ahead: see checkDuals
					return nowhere
				}
				if a.to == done {
					return done
				}
				to := cell{a.to, b + a.buckets - t.low[i+1][a.to]}
				z, ok := number[to]
				if !ok {
					z = int32(len(next))
					number[to] = z
					next, nextAhead = append(next, to), append(nextAhead, never)
				}
				nextAhead[z] = min(nextAhead[z], ahead[y]+cost[turn])
				return z
			}
			left[i].nodes[y] = node{follow(0), follow(1), s.nodes[c.node].side}
		}
		cells, ahead = next, nextAhead
	}
	return left
}

// floorDiv is a/b rounded down, for b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
