package heuristic

import (
	"context"
	"math"
	"math/big"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/okrug/okrug/balance/problem"
)

// lag is how far back a task sees: task i starts from the results of tasks 0 to i-lag. No more workers than that are of
// use; it does not depend on how many there are. More would help machines of many cores and cost short runs quality.
const lag = 4

// Run searches until the context ends, the budget is used up or Stop is met. It returns the best plan that it met. The
// problem must be valid and not impossible by its own arithmetic; its Judge plays no part. The plan is by the problem's
// nodes and districts, with the finished ones, and is the caller's to keep. Where the context ends the run, the plan
// depends on how far each task came.
func Run(ctx context.Context, p *problem.Problem, s Settings) Result {
	m := newModel(p)
	if m.seats == 0 || len(m.node) == 0 {
		if m.seats == 0 && len(m.node) == 0 {
			return Result{Plan: slices.Clone(p.Locks.Fixed), Within: true}
		}
		return Result{}
	}
	if s.Begin != nil {
		to := slices.Repeat([]int{none}, p.Seats)
		for i, d := range m.district {
			to[d] = i
		}
		m.start = m.renumbered(s.Begin, to)
	}
	r := search(ctx, m, s)
	if r.Plan != nil {
		r.Plan = m.plan(r.Plan)
	}
	return r
}

// search works on a model. Workers take tasks until there are none; more than lag would only wait for each other.
func search(ctx context.Context, p *model, s Settings) Result {
	e := newEngine(ctx, p, s)
	workers := s.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	// The answer is read only when all workers have ended.
	var wg sync.WaitGroup
	for range min(workers, lag) {
		wg.Go(e.work)
	}
	wg.Wait()
	return e.result()
}

// engine hands out tasks in order and gathers their plans. Mu guards what follows it, except last. Sizes and plans have
// an entry for each task handed out; a plan is nil until its task is finished.
type engine struct {
	p     *model
	s     Settings
	base  *level
	to    []int32 // node of the base level of each of the problem's nodes
	scale scale

	ctx  context.Context
	stop context.CancelFunc

	mu       sync.Mutex
	finished sync.Cond
	issued   int
	budget   int64 // work of the tasks handed out
	sizes    []int64
	plans    []*plan
	ended    int // tasks 0 to ended-1 are finished
	best     *plan
	spent    bool

	// last is the first task known to have met Stop. Later ones are void, so that the answer does not depend on which
	// of them had begun.
	last atomic.Int64
}

func newEngine(ctx context.Context, p *model, s Settings) *engine {
	e := &engine{p: p, s: s}
	e.ctx, e.stop = context.WithCancel(ctx)
	e.finished.L = &e.mu
	e.last.Store(math.MaxInt64)
	context.AfterFunc(e.ctx, func() {
		e.mu.Lock() // so that no worker is between looking at the context and waiting
		defer e.mu.Unlock()
		e.finished.Broadcast()
	})
	e.base, e.to = p.base()
	e.scale = p.scale(e.base)
	return e
}

// work runs tasks until there are no more.
func (e *engine) work() {
	for {
		i, size, ok := e.next()
		if !ok {
			return
		}
		t := &task{engine: e, number: i, size: size, r: newSource(e.s.Seed, uint64(i))}
		e.finish(i, t.run())
	}
}

// next is the number and the size in work units of the next task. It hands numbers out in order and takes their work
// off the budget at once, so that the tasks of a budget do not depend on how fast they are. Then it waits until all
// tasks are finished that the new one may look at.
func (e *engine) next() (i int, size int64, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	i = e.issued
	if e.ctx.Err() != nil || int64(i) > e.last.Load() {
		return 0, 0, false
	}
	size = e.size(i)
	if e.s.Work > 0 {
		left := e.s.Work - e.budget
		if left <= 0 {
			e.spent = true
			return 0, 0, false
		}
		size = min(size, left)
	}
	e.issued++
	e.budget += size
	e.sizes = append(e.sizes, size)
	e.plans = append(e.plans, nil)
	// Finish wakes those that wait here, and so does the end of the context.
	for e.ended < i-lag+1 && e.ctx.Err() == nil {
		e.finished.Wait()
	}
	if e.ctx.Err() != nil { // the tasks that this one may look at will not all be finished
		return 0, 0, false
	}
	return i, size, true
}

// size of task i: tasks get longer, so that a short run has something soon and a long one goes deep. It depends on the
// number of the task and the size of the graph, and not on the clock.
func (e *engine) size(i int) int64 {
	n := int64(e.base.n)
	return min(80*n*int64(1+i/4), 4000*n)
}

// finish records the plan of a task; nil if it has none.
func (e *engine) finish(i int, p *plan) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.finished.Broadcast()
	if p == nil {
		p = &plan{}
	}
	p.task = i
	e.plans[i] = p
	// Tasks may finish in another order than they were handed out; ended waits for the slowest.
	for e.ended < len(e.plans) && e.plans[e.ended] != nil {
		e.ended++
	}
	e.offer(p)
}

// offer takes a plan as the best so far where it is better. Of equal plans the earlier task's stays, whichever came
// first. A plan that is good enough makes its task the last: later ones are told to end, and earlier ones are still
// waited for, as one of them may be the last itself.
func (e *engine) offer(p *plan) {
	if p.part == nil {
		return
	}
	if p.score.within && e.s.Enough && !e.p.ranked() && (e.s.Stop == nil || e.value(p).Cmp(e.s.Stop) <= 0) {
		e.last.Store(min(e.last.Load(), int64(p.task)))
	}
	if e.best != nil {
		if c := p.score.compare(e.best.score); c > 0 || c == 0 && p.task > e.best.task {
			return
		}
	}
	better := e.best == nil || p.score.compare(e.best.score) < 0
	e.best = p
	if better && e.s.Progress != nil && e.ctx.Err() == nil {
		cost, _ := e.value(p).Float64()
		e.s.Progress(Found{Within: p.score.within, Cost: cost})
	}
}

// value is a plan's objective.
func (e *engine) value(p *plan) *big.Rat { return e.p.scorer.Value(p.score.cost) }

// result is what the run has to show once all workers are done. Where a task met Stop, the best is chosen again among
// the tasks up to it, as if no later one had begun.
func (e *engine) result() Result {
	e.stop()
	r := Result{Work: e.budget, Tasks: e.ended, Spent: e.spent}
	if last := e.last.Load(); last < math.MaxInt64 {
		r.Spent, r.Work, r.Tasks, e.best = false, 0, 0, nil
		for i, p := range e.plans[:last+1] {
			r.Work += e.sizes[i]
			if p != nil {
				r.Tasks++
				e.offer(p)
			}
		}
	}
	if e.best == nil {
		return r
	}
	r.Within = e.best.score.within
	r.Cost, _ = e.value(e.best).Float64()
	r.Plan = e.ofNodes(e.best.part)
	return r
}

// ofNodes is a plan of the base level by the model's nodes.
func (e *engine) ofNodes(part []int32) []int {
	of := make([]int, len(e.to))
	for v, u := range e.to {
		of[v] = int(part[u])
	}
	return of
}

// done says that the task is to come to an end.
func (t *task) done() bool { return t.ctx.Err() != nil || int64(t.number) > t.last.Load() }
