package verify

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// district is a connected set of units with voters within the bounds.
type district struct {
	units    []int
	boundary int64
}

// maxListed is the most districts that are listed, maxSteps the most steps of a search.
const (
	maxListed  = 2_000_000
	maxSteps   = 500_000_000
	leastSteps = 5_000_000 // after which the bound of the cells will do
)

// tooLong says that a search was given up.
type tooLong struct{ steps int }

func (e *tooLong) Error() string {
	return fmt.Sprintf("a search takes over %d steps; that is more than is done", e.steps)
}

// least is a lower bound on the reduced cost of any district left, math.MaxInt64 where there is none. It is exact
// where a search that carries voters ends soon; the cells tell it where it need not look. Otherwise it is the bound of the
// cells.
func (t *table) least(ctx context.Context) (int64, error) {
	if t.empty() || t.best[0][0][0] > never/2 {
		return math.MaxInt64, nil
	}
	best := int64(math.MaxInt64)
	err := t.search(ctx, leastSteps, func() int64 { return best - 1 }, func(_ district, cost int64) error {
		best = cost
		return nil
	})
	var long *tooLong
	if errors.As(err, &long) {
		return t.best[0][0][0], nil
	}
	return best, err
}

// list lists the districts left with a reduced cost of at most most.
func (t *table) list(ctx context.Context, most int64) ([]district, error) {
	var all []district
	err := t.search(ctx, maxSteps, func() int64 { return most }, func(d district, _ int64) error {
		d.units = append([]int(nil), d.units...)
		if all = append(all, d); len(all) > maxListed {
			return refuse("over %d districts are left; that is more than is checked", maxListed)
		}
		return nil
	})
	return all, err
}

// search finds districts with a reduced cost of at most most(), the cheaper way first.
func (t *table) search(ctx context.Context, allowed int, most func() int64, found func(district, int64) error) error {
	if t.empty() {
		return nil
	}
	var units []int
	steps := 0
	var visit func(i int, x int32, b, cost, boundary, voters int64) error
	visit = func(i int, x int32, b, cost, boundary, voters int64) error {
		if steps++; steps > allowed {
			return &tooLong{allowed}
		}
		if steps%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s := &t.stages[i]
		arcs, c := s.arcs(int(x)), t.cost[i][s.nodes[x].side]
		bound := [2]int64{t.way(i, arcs[0], b, c[0]), t.way(i, arcs[1], b, c[1])}
		for turn := range 2 {
			goIn := (bound[1] < bound[0]) == (turn == 0)
			w, vv := 0, voters
			if goIn {
				w, vv = 1, voters+t.p.all[s.unit].Voters
			}
			a := arcs[w]
			if bound[w] > never/2 || cost+bound[w] > most() || boundary+a.w > t.p.limit || vv > t.p.upper {
				continue
			}
			if goIn {
				units = append(units, s.unit)
			}
			var err error
			switch {
			case a.to != done:
				err = visit(i+1, a.to, b+a.buckets, cost+c[w], boundary+a.w, vv)
			case vv >= t.p.lower:
				err = found(district{units, boundary + a.w}, cost+c[w])
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
