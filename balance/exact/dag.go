package exact

import (
	"context"
	"math"

	"github.com/okrug/okrug/geo/locale"
)

// dag holds every region with at most a limit on its boundary as a path: from node 0, one arc a layer, out or in, until
// the arc that completes the region. Nodes are numbered layer by layer. Layer i's node of the model goes in or out
// between layer i and layer i+1. Different paths are different regions.
//
// The converse does not hold: a node stands for all ways to its state and knows only the least boundary of any, so that
// a path of more than the limit can be left. After a shrink (fixing.go) a node is a state with one rounded sum of
// voters.
type dag struct {
	layers  []layer
	first   []int32  // first[i] is the first node of layer i; first[len(layers)] is their number
	out, in []int32  // child of each node, dead or finish
	side    []uint16 // of each node, an index into the layer's sides
	limit   int64    // on the boundary
}

func (d *dag) len() int { return len(d.out) }

// growth is a layer under construction: its states with the least boundary and voters of any way to them.
type growth struct {
	states []state
	cost   []int64
	voters []int64
	table  []int32 // open addressing: number of a state plus 1
}

func (g *growth) reset() {
	g.states, g.cost, g.voters = g.states[:0], g.cost[:0], g.voters[:0]
	clear(g.table)
}

func (s state) hash() uint64 {
	h := s[0]*0x9e3779b97f4a7c15 ^ s[1]*0xc2b2ae3d27d4eb4f
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

// put adds a state or lowers its figures, and returns its number. Taking the least of each figure apart is right for
// lower bounds, though no single way may have both.
func (g *growth) put(s state, cost, voters int64) int32 {
	if 2*(len(g.states)+1) > len(g.table) {
		g.table = make([]int32, max(64, 2*len(g.table)))
		for i, t := range g.states {
			j := int(t.hash()) & (len(g.table) - 1)
			for g.table[j] != 0 {
				j = (j + 1) & (len(g.table) - 1)
			}
			g.table[j] = int32(i + 1)
		}
	}
	j := int(s.hash()) & (len(g.table) - 1)
	for ; g.table[j] != 0; j = (j + 1) & (len(g.table) - 1) {
		if i := g.table[j] - 1; g.states[i] == s {
			g.cost[i] = min(g.cost[i], cost)
			g.voters[i] = min(g.voters[i], voters)
			return i
		}
	}
	g.states = append(g.states, s)
	g.cost = append(g.cost, cost)
	g.voters = append(g.voters, voters)
	g.table[j] = int32(len(g.states))
	return int32(len(g.states) - 1)
}

// raw is the graph before it is pruned from the end. Cost is the least boundary of any way from the start to each node.
type raw struct {
	out, in [][]int32 // by layer; children are numbered within the next layer
	side    [][]uint16
	cost    [][]int64
}

// regions builds the graph of the regions with at most limit on the boundary and, so far as that is seen at once, at
// most upper voters. An empty graph is a proof that there is no such region. It holds at most maxNodes nodes while it
// is built, and else gives up with a MemoryError. Built is how many it held, the masks of bounds among them.
//
// Time and memory go with the number of states, which grows exponentially with the width of the frontier, and with the
// limit. Layers are built forward, each from the states of the one before; the way back from the end, which prune
// knows, is replaced by the weaker bound of the masks until then.
func (m *model) regions(ctx context.Context, order []int, limit int64, maxNodes int) (d *dag, built int, err error) {
	layers, err := m.layers(order)
	if err != nil {
		return nil, 0, err
	}
	come, built, err := backwardMasks(ctx, layers, limit, maxNodes)
	if err != nil {
		return nil, built, err
	}
	r := &raw{}
	var now, next growth
	now.put(state{}, 0, 0)
	total := 0
	for i := range layers {
		l := &layers[i]
		count := len(now.states)
		if total += count; total > maxNodes {
			return nil, built + total, &MemoryError{What: locale.T("the graph of regions"), Nodes: total}
		}
		out, in, side := make([]int32, count), make([]int32, count), make([]uint16, count)
		next.reset()
		var a labels
		// The state behind an arc, given by a, with the figures of the way there; dead where no region within the limit can
		// come of it: too many voters, too much boundary now or by the least that is still to come, or the last layer passed
		// without a region.
		child := func(cost, voters int64) int32 {
			s, mask, c := l.after(&a)
			switch {
			case c == dead || voters > m.upper || cost > limit:
				return dead
			case c == finish:
				return finish
			case i+1 == len(layers) || cost+come.at(i+1, mask) > limit:
				return dead
			}
			return next.put(s, cost, voters)
		}
		// Each state sends its two arcs, and those that lead to one state are merged by put.
		for x, s := range now.states {
			if x&(1<<14-1) == 0 && ctx.Err() != nil {
				return nil, built + total, ctx.Err()
			}
			if len(next.states) > maxNodes {
				full := total + len(next.states)
				return nil, built + full, &MemoryError{What: locale.T("the graph of regions"), Nodes: full}
			}
			s.unpack(&a, l.slots)
			mask := l.mask(&a)
			if side[x] = l.side(mask); len(l.sides) > 1<<16 {
				return nil, built + total, &widthError{Frontier: l.slots, Most: 16} // only a node that touches over 16 of them
			}
			costs := l.sides[side[x]]
			mayOut, mayIn := l.mayGo(mask)
			out[x], in[x] = dead, dead
			// Out comes first, since goIn changes the labels in a.
			if mayOut {
				a[l.slots] = 0
				out[x] = child(now.cost[x]+costs.out, now.voters[x])
			}
			if mayIn {
				l.goIn(&a, mask)
				in[x] = child(now.cost[x]+costs.in, now.voters[x]+m.voters[l.node])
			}
		}
		r.out, r.in, r.side = append(r.out, out), append(r.in, in), append(r.side, side)
		r.cost = append(r.cost, append([]int64(nil), now.cost...))
		now, next = next, now
	}
	return r.prune(layers, limit), built + total, nil
}

// prune keeps what lies on a path from start to end with at most limit on the boundary, and takes r apart to save
// memory. It goes backwards and knows of each node both the least boundary of a way there and of a way on. An arc whose
// sum with these is over the limit is on no such path. If all arcs into a node go, the node goes too: the cheapest of
// them had the node's own least cost, so that every way on from there is over the limit.
func (r *raw) prune(layers []layer, limit int64) *dag {
	const never = math.MaxInt64 / 2
	n := len(layers)
	kept := make([]int, n+1) // nodes kept in each layer
	var come []int64         // least boundary still to come, of the next layer
	var name []int32         // number among the kept of the next layer
	for i := n - 1; i >= 0; i-- {
		out, in := r.out[i], r.in[i]
		here := make([]int64, len(out))
		names := make([]int32, len(out))
		// The arrays are compacted in place: kept[i] never runs ahead of x.
		for x := range out {
			s := layers[i].sides[r.side[i][x]]
			least := int64(never)
			for _, arc := range []struct {
				child *int32
				w     int64
			}{{&out[x], s.out}, {&in[x], s.in}} {
				c := *arc.child
				if c == dead {
					continue
				}
				more := arc.w
				if c != finish {
					more += come[c]
				}
				if r.cost[i][x]+more > limit {
					*arc.child = dead
					continue
				}
				least = min(least, more)
				if c != finish {
					*arc.child = name[c]
				}
			}
			here[x], names[x] = least, dead
			if least < never {
				names[x] = int32(kept[i])
				out[kept[i]], in[kept[i]], r.side[i][kept[i]] = out[x], in[x], r.side[i][x]
				kept[i]++
			}
		}
		r.out[i], r.in[i], r.side[i], r.cost[i] = out[:kept[i]], in[:kept[i]], r.side[i][:kept[i]], nil
		come, name = here, names
	}
	// One numbering for all layers in place of one a layer.
	d := &dag{layers: layers, limit: limit, first: make([]int32, n+1)}
	total := 0
	for i, k := range kept[:n] {
		d.first[i] = int32(total)
		total += k
	}
	d.first[n] = int32(total)
	d.out, d.in, d.side = make([]int32, 0, total), make([]int32, 0, total), make([]uint16, 0, total)
	for i := range n {
		for x := range r.out[i] {
			d.out = append(d.out, d.renumber(i, r.out[i][x]))
			d.in = append(d.in, d.renumber(i, r.in[i][x]))
		}
		d.side = append(d.side, r.side[i]...)
		r.out[i], r.in[i], r.side[i] = nil, nil, nil
	}
	return d
}

func (d *dag) renumber(i int, c int32) int32 {
	if c < 0 {
		return c
	}
	return d.first[i+1] + c
}
