package exact

import (
	"context"
	"math/rand/v2"

	"github.com/okrug/okrug/geo/locale"
)

// regionsBelow lists every district whose reduced cost is at most most parts, by a depth-first search that carries
// exact costs and voters and is cut off by the bounds of the cells. It gives up with a MemoryError after limit
// districts or steps steps, and at the deadline with the context's error; used says how many it took. The order of the
// list follows from the graph alone.
func (p *prices) regionsBelow(ctx context.Context, m *model, most int64, limit, steps int) (
	list []*column, used int, err error,
) {
	g, all := p.g, steps
	var found []*column
	now := newSet(m.n())
	var visit func(i int, x, sum int32, cost, boundary, voters int64) error
	visit = func(i int, x, sum int32, cost, boundary, voters int64) error {
		if steps--; steps < 0 {
			return &MemoryError{What: locale.T("the list of candidate districts"), Nodes: len(found)}
		}
		if steps&(1<<16-1) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		k := g.side[x]
		v := g.layers[i].node
		for arc := range 2 {
			c, rc, b, w, q := g.out[x], cost+p.out[i][k], boundary+g.layers[i].sides[k].out, voters, sum
			if arc == 1 {
				c, rc, b, w, q = g.in[x], cost+p.in[i][k], boundary+g.layers[i].sides[k].in, voters+m.voters[v], sum+g.q[i]
			}
			if c == dead || w > m.upper || b > g.limit {
				continue
			}
			if c == finish {
				if rc <= most && w >= m.lower {
					if arc == 1 {
						now.add(v)
					}
					found = append(found, &column{append(set(nil), now...), b, w})
					now.remove(v)
					if len(found) > limit {
						return &MemoryError{What: locale.T("the list of candidate districts"), Nodes: len(found)}
					}
				}
				continue
			}
			bound := p.cell(c, q)
			if bound > unreachable/2 || rc+int64(bound)*p.quantum > most {
				continue
			}
			if arc == 1 {
				now.add(v)
			}
			err := visit(i+1, c, q, rc, b, w)
			now.remove(v)
			if err != nil {
				return err
			}
		}
		return nil
	}
	if least, ok := p.least(); !ok || least > most {
		return nil, 0, nil
	}
	err = visit(0, 0, 0, 0, 0, 0)
	return found, all - steps, err
}

// sample draws regions at random whose bound is at most most parts. Every walk that keeps within the bound reaches an
// end, so a draw costs one step a layer; voters may be outside the bounds by the rounding error.
func (p *prices) sample(m *model, most int64, rng *rand.Rand) *column {
	g := p.g
	c := &column{nodes: newSet(m.n())}
	var x, sum int32
	var cost int64
	for i := range g.layers {
		k := g.side[x]
		s := &g.layers[i].sides[k]
		bound := func(child, sum int32) (int64, bool) {
			switch {
			case child == dead:
				return 0, false
			case child == finish:
				return 0, sum >= g.from && sum <= g.to
			}
			b := p.cell(child, sum)
			return int64(b) * p.quantum, b < unreachable/2
		}
		bo, out := bound(g.out[x], sum)
		bi, in := bound(g.in[x], sum+g.q[i])
		co, ci := cost+p.out[i][k]+bo, cost+p.in[i][k]+bi
		switch goodOut, goodIn := out && co <= most, in && ci <= most; {
		case goodOut && goodIn:
			in = rng.Uint64()&1 != 0
		case goodOut || goodIn:
			in = goodIn
		default: // only quanta can have led here: take the better
			in = in && (!out || ci < co)
		}
		child := g.out[x]
		if in {
			v := g.layers[i].node
			c.nodes.add(v)
			c.voters += m.voters[v]
			c.boundary += s.in
			cost, sum, child = cost+p.in[i][k], sum+g.q[i], g.in[x]
		} else {
			c.boundary += s.out
			cost += p.out[i][k]
		}
		if child < 0 {
			break
		}
		x = child
	}
	return c
}
