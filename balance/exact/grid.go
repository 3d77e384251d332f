package exact

// grid spreads each node of a dag over the rounded sums of voters with which a district can pass it. A cell is a node
// with one such sum. Sums that cannot be reached from the start, or from which no district can be completed, have
// none.
type grid struct {
	*dag
	*rounding
	low []int32 // least rounded sum at each node
	off []int64 // first cell of each node; off[len] is the number of cells
}

func (g *grid) cells() int64 { return g.off[len(g.off)-1] }

// newGrid computes the ranges. An empty grid is a proof that there is no district with at most the dag's limit on its
// boundary.
func newGrid(d *dag, r *rounding) *grid {
	n := d.len()
	g := &grid{dag: d, rounding: r, low: make([]int32, n), off: make([]int64, n+1)}
	const never = int32(1 << 30)
	high := make([]int32, n)
	for x := range n {
		g.low[x], high[x] = never, -1
	}
	if n > 0 {
		g.low[0], high[0] = 0, 0
	}
	for i := range d.layers {
		for x := d.first[i]; x < d.first[i+1]; x++ {
			if c := d.out[x]; c >= 0 {
				g.low[c], high[c] = min(g.low[c], g.low[x]), max(high[c], high[x])
			}
			if c := d.in[x]; c >= 0 {
				g.low[c], high[c] = min(g.low[c], g.low[x]+r.q[i]), max(high[c], high[x]+r.q[i])
			}
		}
	}
	// What a node may have so far so that from..to can be met at the end.
	type span struct{ low, high int32 }
	need := make([]span, n)
	for i := len(d.layers) - 1; i >= 0; i-- {
		for x := d.first[i]; x < d.first[i+1]; x++ {
			s := span{never, -1}
			for arc := range 2 {
				c, q := d.out[x], int32(0)
				if arc == 1 {
					c, q = d.in[x], r.q[i]
				}
				switch {
				case c >= 0 && need[c].high >= 0:
					s.low, s.high = min(s.low, max(0, need[c].low-q)), max(s.high, need[c].high-q)
				case c == finish && r.to >= r.from:
					s.low, s.high = min(s.low, max(0, r.from-q)), max(s.high, r.to-q)
				}
			}
			need[x] = s
			g.low[x], high[x] = max(g.low[x], s.low), min(high[x], s.high)
		}
	}
	for x := range n {
		g.off[x+1] = g.off[x] + int64(max(0, high[x]-g.low[x]+1))
	}
	return g
}
