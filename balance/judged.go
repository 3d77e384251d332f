package balance

import (
	"context"
	"math/big"

	"github.com/okrug/okrug/geo/locale"
)

// judged answers a question with Judge. Enumeration asks it of every plan, so that a complete search is a proof. The
// other methods cannot ask it of single districts: they answer the narrowed question, whose plan counts if Judge
// accepts it and whose proofs count for nothing. Where they find no plan, there may be none even without Judge, which
// can be proven.
func (r *run) judged() error {
	if r.s.Method == Enumerate {
		return r.enumerateAlone()
	}
	if r.s.Method == Auto {
		if done, err := r.enumerateFirst(); done || err != nil {
			return err
		}
	}
	if err := r.narrowed(); err != nil || r.sol.Status != Unknown || r.s.Method == Heuristic {
		return err
	}
	return r.refute()
}

// narrowed answers the question of districts that are not excepted.
func (r *run) narrowed() error {
	ctx, cancel := r.slice(0.6)
	defer cancel()
	sub := r.aside(ctx, r.p.Narrowed())
	sub.b.steps = r.b.steps.part(0.6)
	if reason := sub.p.Impossible(); !reason.Empty() {
		r.tried("no plan is without exceptions: %s", reason)
		return nil
	}
	sub.bound(new(big.Rat))
	solve := sub.solve
	if r.s.Any {
		solve = sub.anyPlan
	}
	if err := solve(); err != nil {
		return err
	}
	if r.p.Objective.Shortest == 0 {
		r.p.Objective.Shortest, r.sol.Shortest = sub.p.Objective.Shortest, sub.sol.Shortest
	}
	r.join(sub)
	return nil
}

// aside is a run for another question about the same graph, of whose progress only the words are of interest.
func (r *run) aside(ctx context.Context, p *Problem) *run {
	sub := r.about(ctx, p)
	if r.s.Progress != nil {
		sub.s.Progress = func(x Progress) { r.progress(Progress{Method: x.Method, Note: x.Note}) }
	}
	return sub
}

// join takes over the plan and the account of a run aside.
func (r *run) join(sub *run) {
	r.count(sub)
	r.sol.Log = append(r.sol.Log, sub.sol.Log...)
	r.sol.Method, r.sol.Stopped = sub.sol.Method, sub.sol.Stopped
	r.offer(sub.sol.Assignment)
	if r.sol.Status == Feasible && !r.s.Any {
		r.sol.Reason = locale.T("plans with exceptions for single districts were not all searched")
	}
}

// refute tries to prove that there is no plan even without Judge, unless there plainly is one.
func (r *run) refute() error {
	sub := r.aside(r.ctx, r.p.Relaxed())
	sub.p.Objective, sub.p.Parents, sub.p.Keep, sub.s.Any = Objective{Kind: CutEdges}, nil, nil, true
	if sub.b.exactWork = anyExactWork; !sub.hopeful() {
		return nil
	}
	if sub.heuristic(r.ctx, r.b.first); sub.sol.Status == Unknown && r.ctx.Err() == nil {
		if err := sub.tryExactly(); err != nil {
			return err
		}
	}
	r.join(sub)
	if sub.sol.Status == Infeasible {
		r.infeasible(sub.sol.Reason)
		r.sol.Certificate = sub.sol.Certificate
	}
	return nil
}
