package exact

import (
	"context"
	"math"
)

// shrink keeps of the grid only the cells and arcs that lie on a region with a reduced cost of at most most parts, and
// makes each cell a node of its own. A nil dag says that more than maxNodes cells would remain. The result is new and
// shares only the layers with the old graph; it has no node where nothing remains.
//
// The least cost of a region through a cell is that of the best way there, computed forward layer by layer, and of the
// best way on, which p.back has. Through an arc it is the sum of three such terms. All are rounded down arc by arc, so
// their sum is no more than a region's true cost in whole quanta, and comparing with the threshold rounded down deletes
// no region within it. Time is linear in the number of cells; of the costs forward no more than two layers are held at
// a time.
//
// Nodes that carry their sum of voters make it possible to go on with finer buckets: the graph then remembers what the
// coarse ones have excluded.
func (p *prices) shrink(ctx context.Context, most int64, maxNodes int) (*dag, error) {
	g := p.g
	n := len(g.layers)
	d := &dag{layers: g.layers, limit: g.limit, first: make([]int32, n+1)}
	limit := floorDiv(most, p.quantum) // cells are rounded down, so compare with the bound rounded down
	if g.len() == 0 || g.off[1] == 0 || limit < int64(p.back[0]) {
		return d, nil
	}
	atMost := int32(min(limit, unreachable/2-1))
	// Ahead is the least cost in quanta of a way to each cell of a layer; name the number of each kept cell. Both are
	// indexed by the cell's place within its layer.
	ahead := []int32{0}
	name := []int32{0}
	d.extend(1)
	for i := range n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		from, to := g.first[i], g.first[i+1]
		var nextAhead, nextName []int32
		d.first[i+1] = int32(d.len())
		// First the next layer's cells: which are on a region cheap enough, and the numbers of these.
		if i+1 < n {
			base, end := g.off[to], g.off[g.first[i+2]]
			nextAhead = p.forward(i, ahead)
			kept := 0
			for t, b := range p.back[base:end] {
				if b > unreachable/2 || nextAhead[t] > atMost-b {
					nextAhead[t] = unreachable
				} else {
					kept++
				}
			}
			if d.len()+kept > maxNodes {
				return nil, nil
			}
			nextName = make([]int32, end-base)
			for t, a := range nextAhead {
				nextName[t] = dead
				if a < unreachable/2 {
					nextName[t] = int32(d.len())
					d.extend(1)
				}
			}
		}
		// Then the arcs from this layer's kept cells. An arc can be too dear though both of its cells are kept.
		base := g.off[from]
		for x := from; x < to; x++ {
			k := g.side[x]
			for j := g.off[x]; j < g.off[x+1]; j++ {
				y := name[j-base]
				if y < 0 {
					continue
				}
				a, sum := ahead[j-base], g.low[x]+int32(j-g.off[x])
				arc := func(c, cost, s int32) int32 {
					switch {
					case c == finish:
						if s >= g.from && s <= g.to && a+cost <= atMost {
							return finish
						}
						return dead
					case c == dead:
						return dead
					}
					if b := p.cell(c, s); b > unreachable/2 || a+cost+b > atMost {
						return dead
					}
					return nextName[g.off[c]+int64(s-g.low[c])-g.off[to]]
				}
				d.side[y] = k
				d.out[y] = arc(g.out[x], p.qo[i][k], sum)
				d.in[y] = arc(g.in[x], p.qi[i][k], sum+g.q[i])
			}
		}
		ahead, name = nextAhead, nextName
	}
	return d, nil
}

// forward is the least cost of a way to each cell of layer i+1 given that of layer i, in quanta, unreachable where
// there is none. An arc shifts a node's row of sums by the node's buckets, so that it maps a range of cells to a range
// of cells.
func (p *prices) forward(i int, ahead []int32) []int32 {
	g := p.g
	from, to := g.first[i], g.first[i+1]
	base, next := g.off[from], g.off[to]
	res := make([]int32, g.off[g.first[i+2]]-next)
	for t := range res {
		res[t] = unreachable
	}
	for x := from; x < to; x++ {
		cells := ahead[g.off[x]-base : g.off[x+1]-base]
		k := g.side[x]
		for arc := range 2 {
			c, cost, low := g.out[x], p.qo[i][k], g.low[x]
			if arc == 1 {
				c, cost, low = g.in[x], p.qi[i][k], low+g.q[i]
			}
			if c < 0 {
				continue
			}
			a, b := g.low[c], g.low[c]+int32(g.off[c+1]-g.off[c])
			first, last := max(a, low), min(b, low+int32(len(cells)))
			if first >= last {
				continue
			}
			// The stretch of sums that both ends of the arc have.
			src := cells[first-low : last-low]
			dst := res[g.off[c]-next+int64(first-a):][:len(src)]
			for j, f := range src {
				dst[j] = min(dst[j], f+cost)
			}
		}
	}
	// Unreachable cells have drifted by the costs of arcs; they are still above half of it.
	for t, a := range res {
		if a > unreachable/2 {
			res[t] = unreachable
		}
	}
	return res
}

func (d *dag) extend(by int) {
	for range by {
		d.out, d.in, d.side = append(d.out, dead), append(d.in, dead), append(d.side, 0)
	}
}

// paths counts the paths of the dag, up to math.MaxInt64: as many regions as a list would have at the most. Children
// have larger numbers than their parents, so that one pass backwards will do.
func (d *dag) paths() int64 {
	if d.len() == 0 {
		return 0
	}
	count := make([]int64, d.len())
	for x := d.len() - 1; x >= 0; x-- {
		for _, c := range []int32{d.out[x], d.in[x]} {
			switch {
			case c == finish:
				count[x]++
			case c >= 0:
				count[x] += count[c]
			}
			if count[x] < 0 {
				count[x] = math.MaxInt64
			}
		}
	}
	return count[0]
}
