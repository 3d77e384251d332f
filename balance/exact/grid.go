package exact

// grid spreads each node of a dag over the rounded sums of voters with which a district can pass it. A cell is a node
// with one such sum. A node's sums are a range without gaps: from the least to the most that can be reached from the
// start and completed to a district as well. Some sums within may not occur; the prices of their cells do no harm.
//
// The cells of a node lie side by side, and those of a layer too, in the order of its nodes.
type grid struct {
	*dag
	*rounding
	low []int32 // least rounded sum at each node
	off []int64 // first cell of each node; off[len] is the number of cells
}

func (g *grid) cells() int64 { return g.off[len(g.off)-1] }

// newGrid computes the ranges. An empty grid is a proof that there is no district with at most the dag's limit on its
// boundary. One pass forward gives the least and most sums that lead to each node, one backward those from which the
// window can still be met; each is linear in the nodes.
func newGrid(d *dag, r *rounding) *grid {
	n := d.len()
	g := &grid{dag: d, rounding: r, low: make([]int32, n), off: make([]int64, n+1)}
	const never = int32(1 << 30)
	high := make([]int32, n)
	for x := range n {
		g.low[x], high[x] = never, -1
	}
	if n > 0 {
		// Forward. A node that no arc reaches keeps an empty range.
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
	// Backward: what a node may have so far so that from..to can be met at the end. Sums are not negative, so a need below
	// 0 is one of 0.
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
