package enumerate

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/okrug/okrug/geo/locale"
)

// Settings say how a search is run. The zero value is one goroutine per core and no budget.
type Settings struct {
	// Workers is the number of goroutines; 0 is one per core. It does not change results.
	Workers int
	// Work is the most search nodes to visit, 0 for no limit. The same budget gives the same results on any number of
	// cores.
	Work int64
	// Progress, where set, is called after each part of the search and about five times a second, never by two
	// goroutines at once.
	Progress func(Progress)
}

// Progress is how far a search has come; String says it.
type Progress struct {
	done, tasks int   // parts of the search; they differ much in size
	nodes       int64 // visited so far by all goroutines
}

// Stats says what a search did.
type Stats struct {
	// Nodes is the number of search nodes in the results.
	Nodes int64
	// Complete: the search was not cut short, so that what was not met does not exist.
	Complete bool
	// Spent: the work budget cut it short.
	Spent bool
	// Refused is the number of plans met that keep everything but that the problem's Judge refused. Where it is 0
	// after a complete search that met no plan, there is none even without Judge.
	Refused int64
	// Impossible says why there can be no plan, where that was plain without a search.
	Impossible locale.Text
}

// tasksWanted is how many tasks the search is cut into, at least, where it is large enough; a constant, so that the cut
// does not depend on the machine.
const tasksWanted = 400

// tally collects plans of one task; join takes over those of a later one.
type tally interface {
	add(*View)
	join(tally)
}

type options struct {
	maxDivided int
	maxMoved   int64
	pruneRange bool
}

// fold runs the whole search and joins the tallies of its tasks in order.
func fold(ctx context.Context, in *instance, set Settings, opt options, fresh func() tally) (tally, Stats) {
	return dispatch(in).fold(ctx, in, set, opt, fresh)
}

// each runs the search on this goroutine.
func each(ctx context.Context, in *instance, set Settings, visit func(*View) bool) Stats {
	return dispatch(in).each(ctx, in, set, visit)
}

// engine is the search for one size of sets.
type engine interface {
	fold(context.Context, *instance, Settings, options, func() tally) (tally, Stats)
	each(context.Context, *instance, Settings, func(*View) bool) Stats
}

type engineOf[W words] struct{}

func dispatch(in *instance) engine {
	switch n := len(in.voters); {
	case n <= 64:
		return engineOf[[1]uint64]{}
	case n <= 128:
		return engineOf[[2]uint64]{}
	case n <= 256:
		return engineOf[[4]uint64]{}
	case n <= 512:
		return engineOf[[8]uint64]{}
	default:
		return engineOf[[16]uint64]{}
	}
}

// trivial handles what needs no search: no plan for a known reason, or none but the finished districts.
func trivial[W words](s *search[W]) (stats Stats, done bool) {
	switch {
	case !s.impossible.Empty():
		return Stats{Complete: true, Impossible: s.impossible}, true
	case s.seats == 0:
		s.start()
		s.leaf(&s.steps[0])
		return Stats{Complete: true, Refused: s.refused}, true
	}
	return Stats{}, false
}

func (engineOf[W]) each(ctx context.Context, in *instance, set Settings, visit func(*View) bool) Stats {
	r := newRules[W](in)
	r.pruneRange = in.accept != nil
	s := newSearch(ctx, r, visit)
	if st, done := trivial(s); done {
		return st
	}
	if set.Work > 0 {
		s.budget = set.Work
	}
	if root, ok := s.start(); ok {
		s.first(root)
	}
	return Stats{Nodes: s.work, Complete: !s.stopped, Spent: s.spent, Refused: s.refused}
}

// first starts the walk. A single district is all there is, a last one from the start.
func (s *search[W]) first(root int) {
	if s.seats == 1 {
		s.last(0)
		return
	}
	s.district(0, root)
}

func (engineOf[W]) fold(ctx context.Context, in *instance, set Settings, opt options, fresh func() tally) (tally,
	Stats) {
	r := newRules[W](in)
	r.maxDivided, r.maxMoved, r.pruneRange = opt.maxDivided, opt.maxMoved, opt.pruneRange && in.accept != nil
	total := fresh()
	s := newSearch(ctx, r, func(v *View) bool { total.add(v); return true })
	if st, done := trivial(s); done {
		return total, st
	}
	budget := maxInt64
	if set.Work > 0 {
		budget = set.Work
	}
	root, ok := s.start()
	if !ok {
		return total, Stats{Complete: true}
	}
	if s.seats == 1 {
		s.last(0)
		return total, Stats{Complete: true, Refused: s.refused}
	}
	s.budget = budget
	tasks := s.cut(root)
	if s.spent { // before the tasks are all known
		return total, Stats{Nodes: s.work, Spent: true}
	}
	stats := Stats{Complete: !s.stopped, Nodes: s.work}
	workers := set.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	runTasks(ctx, r, tasks, min(workers, len(tasks)), budget, fresh, func(i int, o outcome) bool {
		if left := budget - stats.Nodes; o.nodes > left || o.spent {
			// The budget ends inside this task: do that part of it again, alone.
			o = runTask(ctx, r, tasks[i], max(0, left), fresh, new(atomic.Int64))
		}
		total.join(o.tally)
		stats.Nodes += o.nodes
		stats.Refused += o.refused
		if o.stopped {
			// After a cancel the later tasks that were done already are kept; after the budget they are not, since how
			// many there are depends on the machine.
			stats.Complete, stats.Spent = false, o.spent
			return !o.spent
		}
		return true
	}, set.Progress)
	return total, stats
}

// cut lists tasks that together are the whole search, in its order.
func (s *search[W]) cut(root int) []task[W] {
	for depth := 2; ; depth++ {
		s.split, s.tasks, s.work = depth, nil, 0
		s.district(0, root)
		if s.spent {
			return nil
		}
		open := false
		for _, t := range s.tasks {
			open = open || !t.alone
		}
		if len(s.tasks) >= tasksWanted || !open || depth > 12 {
			return s.tasks
		}
	}
}

// outcome is what one task gave.
type outcome struct {
	tally          tally
	nodes, refused int64
	stopped, spent bool
}

func runTask[W words](ctx context.Context, r *rules[W], t task[W], budget int64, fresh func() tally,
	nodes *atomic.Int64) outcome {
	got := fresh()
	s := newSearch(ctx, r, func(v *View) bool { got.add(v); return true })
	s.budget, s.nodes = budget, nodes
	s.start()
	s.run(t)
	nodes.Add(s.work & tickMask)
	return outcome{got, s.work, s.refused, s.stopped, s.spent}
}

// runTasks runs tasks on several goroutines and hands their outcomes over in order, until take says to stop.
func runTasks[W words](ctx context.Context, r *rules[W], tasks []task[W], workers int, budget int64, fresh func() tally,
	take func(int, outcome) bool, progress func(Progress)) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	done := make([]chan outcome, len(tasks))
	for i := range done {
		done[i] = make(chan outcome, 1)
	}
	var next, nodes atomic.Int64
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(tasks) {
					return
				}
				if ctx.Err() != nil {
					done[i] <- outcome{tally: fresh(), stopped: true}
					continue
				}
				done[i] <- runTask(ctx, r, tasks[i], budget, fresh, &nodes)
			}
		})
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for i := 0; i < len(tasks); {
		select {
		case o := <-done[i]:
			if !take(i, o) {
				return
			}
			i++
		case <-tick.C:
		}
		progress(Progress{i, len(tasks), nodes.Load()})
	}
}

// Text says in a few words how far the search has come.
func (p Progress) Text() locale.Text {
	return locale.T("%d of %d {2|part|parts} searched, %d {3|node|nodes}", p.done, p.tasks, p.nodes)
}
