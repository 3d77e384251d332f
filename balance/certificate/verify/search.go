package verify

import (
	"context"
	"math"
)

// district is a connected set of units with voters within the bounds.
type district struct {
	units    []int
	boundary int64
}

// maxListed is the most districts that are listed, maxSteps the most steps of any search.
const (
	maxListed = 2_000_000
	maxSteps  = 500_000_000
)

// least is the least reduced cost of any district left, math.MaxInt64 where there is none. It is exact: the search carries
// voters, and the cells only tell it where it need not look.
func (t *table) least(ctx context.Context) (int64, error) {
	best := int64(math.MaxInt64)
	err := t.search(ctx, func() int64 { return best - 1 }, func(d district, cost int64) error {
		best = cost
		return nil
	})
	return best, err
}

// list lists the districts left with a reduced cost of at most most.
func (t *table) list(ctx context.Context, most int64) ([]district, error) {
	var all []district
	err := t.search(ctx, func() int64 { return most }, func(d district, _ int64) error {
		d.units = append([]int(nil), d.units...)
		if all = append(all, d); len(all) > maxListed {
			return refuse("over %d districts are left; that is more than is checked", maxListed)
		}
		return nil
	})
	return all, err
}

// search finds districts with a reduced cost of at most most(), the cheaper way first.
func (t *table) search(ctx context.Context, most func() int64, found func(district, int64) error) error {
	if t.empty() {
		return nil
	}
	var units []int
	steps := 0
	var visit func(i int, x int32, b, cost, boundary, voters int64) error
	visit = func(i int, x int32, b, cost, boundary, voters int64) error {
		if steps++; steps > maxSteps {
			return refuse("the search takes over %d steps; that is more than is done", maxSteps)
		}
		if steps%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s := &t.stages[i]
		n := &s.nodes[x]
		out := t.way(i, n.out, b, t.out[i][x])
		in := t.way(i, n.in, b+s.q, t.in[i][x])
		for turn := range 2 {
			a, bound, c, bb, vv := n.out, out, t.out[i][x], b, voters
			goIn := (in < out) == (turn == 0)
			if goIn {
				a, bound, c, bb, vv = n.in, in, t.in[i][x], b+s.q, voters+t.p.all[s.unit].Voters
			}
			if bound > never/2 || cost+bound > most() || boundary+a.w > t.p.limit || vv > t.p.upper {
				continue
			}
			if goIn {
				units = append(units, s.unit)
			}
			var err error
			switch {
			case a.to != done:
				err = visit(i+1, a.to, bb, cost+c, boundary+a.w, vv)
			case vv >= t.p.lower:
				err = found(district{units, boundary + a.w}, cost+c)
			}
			if goIn {
				units = units[:len(units)-1]
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return visit(0, 0, 0, 0, 0, 0)
}
