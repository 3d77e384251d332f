package balance

import (
	"cmp"
	"context"
	"errors"
	"math/big"
	"slices"
	"time"

	"github.com/okrug/okrug/balance/enumerate"
)

// solve chooses and runs methods.
func (r *run) solve() error {
	defer r.finish()
	if r.p.Seats == 1 { // the only plan there is, which needs no time to find
		r.offer(make([]int, r.p.Graph.Len()))
	}
	if r.p.Judge != nil {
		return r.judged()
	}
	switch r.s.Method {
	case Exact:
		if err := r.exactlyHandles(); err != nil {
			return err
		}
		r.heuristic(r.ctx, r.b.first)
		if r.atBound() {
			return nil
		}
		if err := r.exactly(); err != nil {
			return err
		}
		r.goOn()
		return nil
	case Enumerate:
		return r.enumerateAlone()
	case Heuristic:
		if r.normaliser(Heuristic) {
			r.heuristic(r.ctx, r.b.work)
		}
		return nil
	}
	return r.auto()
}

// enumerateAlone visits all plans within the limits that were asked for, or else within one of its own.
func (r *run) enumerateAlone() error {
	nodes := cmp.Or(r.s.Nodes, r.s.Work)
	if nodes == 0 && r.s.Time == 0 {
		nodes = enumerateAlone
	}
	return r.enumerate(r.ctx, true, nodes)
}

func (r *run) auto() error {
	if done, err := r.enumerateFirst(); done || err != nil {
		return err
	}
	if !r.normaliser(Auto) {
		return nil
	}
	if len(r.p.Parents) > 0 && r.fewestParents() {
		return nil
	}
	if !r.hopeful() {
		r.heuristic(r.ctx, r.b.work)
		return nil
	}
	ctx, cancel := r.slice(0.25)
	r.heuristic(ctx, r.b.first)
	cancel()
	if r.atBound() {
		return nil
	}
	if err := r.tryExactly(); err != nil {
		return err
	}
	r.goOn()
	return nil
}

// tryExactly runs the exact method where it was not asked for by name: that figures are too large for it, which is
// found out late, ends nothing.
func (r *run) tryExactly() error {
	err := r.exactly()
	if errors.Is(err, ErrUnsupported) {
		r.tried("no exact search: %v", err)
		return nil
	}
	return err
}

// goOn lets the heuristic have the time that the exact method has left when it gave up.
func (r *run) goOn() {
	if r.proven() || r.ctx.Err() != nil || !r.b.again {
		return
	}
	method, plan := r.sol.Method, r.sol.Assignment
	if r.heuristic(r.ctx, r.b.more); slices.Equal(plan, r.sol.Assignment) {
		r.sol.Method = method
	}
}

// enumerateFirst searches completely what is small enough, and, where moving nodes has a cost, plans that move
// little. done says that the answer is final.
func (r *run) enumerateFirst() (done bool, err error) {
	try, count, share := r.small(), true, 0.3
	if _, ok := surveyed(r.p); ok && r.p.Keep != nil {
		try, count, share = r.p.Graph.Len() <= enumerate.MaxNodes, false, 0.5
	}
	if r.enumerated || !try {
		return false, nil
	}
	nodes := r.allowed(r.b.nodes)
	if nodes == 0 {
		return false, nil
	}
	ctx, cancel := r.slice(share)
	defer cancel()
	err = r.enumerate(ctx, count, nodes)
	r.enumerated = true
	return r.proven() || r.ctx.Err() != nil, err
}

// hopeful says that the exact method handles the problem and can hope to close.
func (r *run) hopeful() bool {
	return r.exactlyHandles() == nil && r.p.Graph.Len() <= r.b.exactNodes
}

// fewestParents looks for a plan first, so that there is one whatever follows, and then tries what parents to divide,
// with a share of the time and steps that are left. done says that the answer is final.
func (r *run) fewestParents() (done bool) {
	ctx, cancel := r.slice(0.25)
	r.heuristic(ctx, r.b.first)
	cancel()
	whole := r.ctx
	ctx, cancel = r.slice(0.6)
	defer cancel()
	r.ctx = ctx
	r.within(0.6, func() { done = r.byTrial() })
	r.ctx = whole
	return done
}

func (r *run) proven() bool { return r.sol.Status == Optimal || r.sol.Status == Infeasible }

// slice is the run's context with a share of the time that is left, where there is a limit.
func (r *run) slice(share float64) (context.Context, context.CancelFunc) {
	end, timed := r.ctx.Deadline()
	if !timed {
		return context.WithCancel(r.ctx)
	}
	return context.WithTimeout(r.ctx, time.Duration(share*float64(time.Until(end))))
}

// normaliser finds the border that counts 1 in Balanced, where it is wanted and not given, with half of the budget. It
// returns false where there is nothing left to do.
func (r *run) normaliser(m Method) bool {
	if r.p.Objective.Kind != Balanced || r.p.Objective.Shortest > 0 {
		return true
	}
	p := *r.p
	p.Objective = Objective{Kind: Border}
	ctx, cancel := r.slice(0.5)
	defer cancel()
	sub := r.about(ctx, &p)
	sub.s.Method = m
	sub.b = budgetOf(Settings{Work: (r.b.work + 1) / 2, Nodes: r.s.Nodes}, p.Graph.Len())
	sub.b.steps = r.b.steps.part(0.4)
	sub.enumerated = r.enumerated // another objective makes no search of the same plans shorter
	if sub.solve() != nil {
		return true
	}
	r.count(sub)
	r.sol.Log = append(r.sol.Log, sub.sol.Log...)
	switch sub.sol.Status {
	case Infeasible:
		r.infeasible(sub.sol.Reason)
		r.sol.Certificate, r.sol.Method, r.sol.Stopped = sub.sol.Certificate, sub.sol.Method, sub.sol.Stopped
		r.sol.Counted, r.sol.Plans, r.refused = sub.sol.Counted, sub.sol.Plans, sub.refused
		return false
	case Unknown:
		r.offer(sub.sol.Assignment)
		return true
	}
	r.p.Objective.Shortest = max(1, sub.sol.Border)
	r.sol.Shortest = r.p.Objective.Shortest
	r.offer(sub.sol.Assignment)
	if sub.sol.Status == Optimal && len(r.p.Parents) == 0 && r.p.Keep == nil {
		r.bound(big.NewRat(1, 1)) // the border's part alone
	}
	return true
}
