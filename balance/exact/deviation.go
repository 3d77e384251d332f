package exact

import (
	"context"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// deviation minimises the largest |den*voters - num| of a district. A plan with at most x is a plan within narrower
// bounds, so the least x is found by halving the range between what arithmetic excludes and the best plan known. Each
// question is answered by the search for few cut edges.
//
// Throughout, no plan has less than r.sol.Bound and r.sol.Plan has r.sol.Value. Each answer moves one of the two past
// the middle, so there are about as many questions as the value has bits. A question that is given up ends the halving,
// with the interval reached as the answer.
func (r *run) deviation(ctx context.Context) {
	if r.sol.Plan == nil && !r.anyPlan(ctx) {
		return
	}
	var proof certificate.Evidence // that no plan has less than r.sol.Bound
	for r.sol.Bound < r.sol.Value {
		// Bound <= middle < Value: a plan of at most middle is better than the one known, and none means a bound of middle+1.
		middle := r.sol.Bound + (r.sol.Value-r.sol.Bound-1)/2
		sub := *r.q
		sub.objective = certificate.CutEdges
		sub.lower, sub.upper = problem.WithinDeviation(r.q.num, r.q.den, middle, r.q.lower, r.q.upper)
		if sub.lower > sub.upper {
			r.sol.Bound, proof = middle+1, &certificate.PlanAlone{} // bounds without a number between them need no proof
			continue
		}
		s := r.ask(ctx, &sub)
		switch s.Status {
		case problem.Infeasible:
			r.sol.Bound, proof = middle+1, s.Certificate.Evidence
			r.progress(r.sol.Bound, locale.T("halving the deviation"))
		// The plan may be well below middle, so its own value is taken.
		case problem.Optimal, problem.Feasible:
			r.sol.Plan = s.Plan
			r.sol.Value, _ = r.q.value(s.Plan)
			r.sol.Status = problem.Feasible
			r.progress(r.sol.Bound, locale.T("halving the deviation"))
		default:
			r.sol.Reason = s.Reason
			if proof != nil {
				r.sol.Certificate = r.certify(certificate.Claim{Status: certificate.Bounded, Value: r.sol.Bound}, r.sol.Plan, proof)
			}
			return
		}
	}
	if proof == nil {
		proof = &certificate.PlanAlone{} // a value of 0
	}
	r.optimal(proof)
}

// anyPlan looks for a first plan, or shows that there is none.
func (r *run) anyPlan(ctx context.Context) bool {
	sub := *r.q
	sub.objective = certificate.CutEdges
	s := r.ask(ctx, &sub)
	switch s.Status {
	case problem.Infeasible:
		r.infeasible(s.Certificate.Evidence)
		return false
	case problem.Unknown:
		r.sol.Reason = s.Reason
		return false
	}
	r.sol.Plan, r.sol.Status = s.Plan, problem.Feasible
	r.sol.Value, _ = r.q.value(s.Plan)
	return true
}

// ask answers a question of the search. It draws on the same budget of steps, and its certificate is not checked here:
// confirm checks what is made of it in the end.
func (r *run) ask(ctx context.Context, q *question) *Solution {
	sub := &run{q: q, s: r.s, budget: r.budget, sol: new(Solution)}
	sub.s.Progress = func(x Progress) { r.progress(r.sol.Bound, x.Note) }
	sub.weights(ctx)
	r.sol.Stats = sub.sol.Stats
	return sub.sol
}
