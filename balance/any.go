package balance

import (
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/enumerate"
)

// anyPlan looks for any plan within the rule, or a proof that there is none. A short enumeration settles most small
// questions; where it does not, the heuristic often has a plan at once and the exact method a proof, and a long
// enumeration is the last resort.
func (r *run) anyPlan() error {
	asked := *r.p
	defer func() {
		// The plan is measured by the question that was asked, whatever stood in for its objective on the way.
		same := r.p.Objective == asked.Objective && asked.Parents == nil && asked.Keep == nil
		if r.p = &asked; r.sol.Assignment != nil && !same {
			r.take(r.sol.Assignment)
		}
		if r.sol.Status == Optimal {
			r.sol.Status = Feasible // nothing was compared
		}
		if r.sol.Bounded, r.sol.Bound = false, 0; r.sol.Status != Infeasible {
			r.sol.Certificate = nil
		}
		r.explain()
	}()
	r.p.Parents, r.p.Keep = nil, nil
	if o, _, known := r.p.Whole(); !known || o == certificate.Deviation {
		r.p.Objective = Objective{Kind: CutEdges}
	}
	tries := []func() error{r.anyHeuristic, r.anyExact}
	if r.p.Judge != nil {
		tries = []func() error{r.narrowed, r.refute}
	}
	if r.small() {
		tries = slices.Insert(tries, 0, func() error { return r.first(min(enumerateWork, r.b.anyNodes), 0.3) })
		if r.b.anyNodes > enumerateWork {
			tries = append(tries, func() error { return r.first(r.b.anyNodes, 1) })
		}
	}
	for _, try := range tries {
		if r.ctx.Err() != nil {
			r.sol.Stopped = r.ended(false)
			return nil
		}
		if err := try(); err != nil || r.sol.Status != Unknown {
			return err
		}
	}
	return nil
}

// first enumerates up to the first plan, with a share of the time.
func (r *run) first(nodes int64, share float64) error {
	if nodes = r.allowed(nodes); nodes == 0 {
		return nil
	}
	ctx, cancel := r.slice(share)
	defer cancel()
	var plan []int
	stats, err := enumerate.Visit(ctx, r.p, enumerate.Settings{Work: nodes}, func(v *enumerate.View) bool {
		plan = make([]int, r.p.Graph.Len())
		v.Assign(plan)
		return false
	})
	if err != nil {
		return err
	}
	r.visited(stats.Nodes)
	r.refused = stats.Refused
	r.sol.Method, r.sol.Stopped = Enumerate, Complete
	switch {
	case !stats.Impossible.Empty():
		r.sol.Method = r.s.Method // no method was needed
		r.tried("arithmetic on bounds, units and components")
		r.impossible(stats.Impossible)
	case plan != nil:
		r.tried("enumeration up to the first plan")
		r.offer(plan)
	case stats.Complete:
		r.tried("enumeration, complete")
		r.infeasible(noPlanMet(stats))
		r.certifyEnumeration()
	default:
		r.sol.Stopped = r.ended(stats.Spent)
		r.tried("enumeration, cut short after %d search {1|node|nodes} without a plan", stats.Nodes)
	}
	return nil
}

// anyHeuristic is a short run, which ends at the first plan.
func (r *run) anyHeuristic() error {
	ctx, cancel := r.slice(0.25)
	defer cancel()
	r.heuristic(ctx, r.b.anyWork)
	return nil
}

// anyExact goes on to the first plan or a proof, within a budget of work.
func (r *run) anyExact() error {
	if !r.hopeful() {
		return nil
	}
	return r.tryExactly()
}
