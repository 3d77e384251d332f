package balance

import (
	"context"

	"github.com/okrug/okrug/balance/heuristic"
	"github.com/okrug/okrug/geo/locale"
)

// heuristic looks for better plans than the one so far, with a work budget (0 is none).
func (r *run) heuristic(ctx context.Context, work int64) {
	r.sol.Method = Heuristic
	// A second run within one call must not repeat the first.
	hs := heuristic.Settings{
		Begin: r.sol.Assignment, // what an earlier method has found is the place to start
		Seed:  r.s.Seed + r.rounds<<32, Workers: r.s.Workers, Work: work, Enough: r.sol.Bounded, Stop: r.floor,
	}
	if r.s.Any {
		hs.Enough, hs.Stop = true, nil
	}
	r.rounds++
	if r.s.Progress != nil {
		hs.Progress = func(f heuristic.Found) {
			r.progress(Progress{Method: Heuristic, Found: f.Within, Best: f.Cost, Note: locale.T("improving plans")})
		}
	}
	got := heuristic.Run(ctx, r.p, hs)
	r.sol.Work += got.Work
	r.b.steps.spend(got.Work)
	r.offer(got.Plan)
	r.sol.Stopped = r.ended(got.Spent)
	r.tried("%d {1|start|starts} from random spanning trees or earlier plans, each improved by annealing and "+
		"re-splitting: %d work {2|unit|units}, seed %d", got.Tasks, got.Work, locale.Nth(r.s.Seed))
}
