package enumerate

import (
	"context"

	"github.com/okrug/okrug/balance/problem"
)

// Visit calls visit for every plan, in an order that depends on the problem alone, until visit returns false. It runs
// on one goroutine. The view is valid during the call only.
func Visit(ctx context.Context, p *problem.Problem, set Settings, visit func(*View) bool) (Stats, error) {
	in, err := newInstance(p)
	if err != nil {
		return Stats{}, err
	}
	return each(ctx, in, set, visit), nil
}
