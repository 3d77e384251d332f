package enumerate

import (
	"context"

	"okrug/balance/problem"
)

// Each calls visit for every plan, in an order that depends on the problem alone, until visit returns false. It runs on
// one goroutine. The view is valid during the call only.
func Each(ctx context.Context, p *problem.Problem, set Settings, visit func(*View) bool) (Stats, error) {
	in, err := newInstance(p)
	if err != nil {
		return Stats{}, err
	}
	return each(ctx, in, set, visit), nil
}

// Count is the number of plans. It is a lower bound if Stats.Complete is false.
func Count(ctx context.Context, p *problem.Problem, set Settings) (int64, Stats, error) {
	in, err := newInstance(p)
	if err != nil {
		return 0, Stats{}, err
	}
	t, stats := fold(ctx, in, set, options{maxDivided: -1, maxMoved: -1, pruneRange: true}, func() tally { return new(counter) })
	return int64(*t.(*counter)), stats, nil
}

type counter int64

func (c *counter) add(*View)    { *c++ }
func (c *counter) join(t tally) { *c += *t.(*counter) }
