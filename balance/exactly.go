package balance

import (
	"encoding/json"
	"errors"

	"okrug/balance/certificate"
	"okrug/balance/exact"
)

// exactObjective is the exact method's name of the objective.
func (p *Problem) exactObjective() (certificate.Objective, bool) {
	switch p.Objective.Kind {
	case Border:
		return certificate.Border, true
	case CutEdges:
		return certificate.CutEdges, true
	case Deviation:
		return certificate.Deviation, true
	}
	return "", false
}

// exactlyHandles is why the exact method does not handle a problem, or nil.
func (r *run) exactlyHandles() error {
	refuse := func(feature, remedy string) error { return &UnsupportedError{Exact, feature, remedy} }
	switch q := r.p.quota(); {
	case len(r.p.Parents) > 0:
		return refuse("parents to be kept whole", "use enumerate on small graphs, or heuristic; units of a parent can be locked together")
	case r.p.Keep != nil:
		return refuse("the weight of nodes moved", "use enumerate on small graphs, or heuristic")
	case !q.Num().IsInt64() || !q.Denom().IsInt64() || q.Sign() <= 0 && r.p.Objective.Kind == Deviation:
		return refuse("this quota", "use enumerate on small graphs, or heuristic")
	}
	if _, ok := r.p.exactObjective(); !ok {
		return refuse("the objective "+r.p.Objective.Kind.String(), "use border, cut-edges or deviation, or another method")
	}
	return nil
}

// exactly runs the exact method from the best plan so far. A coupled rule is relaxed to the bounds that it implies: what is
// then infeasible is so with the rule, and a best plan that the rule accepts is best.
func (r *run) exactly() error {
	if err := r.exactlyHandles(); err != nil {
		return err
	}
	p := &exact.Problem{
		Graph: r.p.Graph, Seats: r.p.Seats, Fixed: r.p.Locks.Fixed, Together: r.p.Locks.Together, Finished: unique(r.p.Locks.Finished),
	}
	p.Objective, _ = r.p.exactObjective()
	p.Lower, p.Upper = r.p.bounds()
	if q := r.p.quota(); q.Sign() > 0 {
		p.Quota = [2]int64{q.Num().Int64(), q.Denom().Int64()}
	}
	if r.sol.Status == Feasible {
		p.Start = r.sol.Assignment
	}
	r.sol.Method = Exact
	set := exact.Settings{MemoryLimit: r.s.memory(), Workers: r.s.Workers}
	if r.s.Progress != nil {
		set.Progress = func(x exact.Progress) {
			r.progress(Progress{
				Method: Exact, Found: x.Found, Best: r.exactValue(p, x.Best),
				Bounded: x.Bound > 0, Bound: r.exactValue(p, x.Bound), Note: x.Note,
			})
		}
	}
	s, err := exact.Solve(r.ctx, *p, set)
	if err != nil {
		return &UnsupportedError{Exact, err.Error(), "use heuristic"}
	}
	r.sol.Nodes += int64(s.Stats.Nodes)
	return r.exacted(p, s)
}

// exactValue is a value of the exact method in the units of the objective.
func (r *run) exactValue(p *exact.Problem, v int64) float64 {
	switch r.p.Objective.Kind {
	case Border:
		return float64(v) / r.p.Graph.Scale
	case Deviation:
		return float64(v) / float64(p.Quota[0])
	}
	return float64(v)
}

// exacted records what the exact method proved.
func (r *run) exacted(p *exact.Problem, s *exact.Solution) error {
	if s.Status != exact.Infeasible {
		r.bound(r.exactValue(p, s.Bound))
	}
	r.sol.Ended = r.ended(false)
	switch s.Status {
	case exact.Infeasible:
		r.tried("exact search, complete")
		r.sol.Status, r.sol.Assignment, r.sol.Violations, r.sol.Bounded = Infeasible, nil, nil, false
		r.sol.Reason = "the certificate shows that no connected plan is within the bounds and the locks"
	case exact.Optimal:
		r.tried("exact search, complete")
		if len(r.p.Check(s.Plan)) > 0 {
			r.sol.Reason = "the best plan within the bounds that the rule implies breaks the rule itself"
			return nil
		}
		r.take(s.Plan)
		r.sol.Status = Optimal
		r.bound(r.sol.Objective)
	default:
		r.tried("exact search, cut short: %v", s.Reason)
		if len(r.p.Check(s.Plan)) == 0 {
			r.offer(s.Plan)
		}
		if r.sol.Reason == "" && r.ctx.Err() == nil {
			r.sol.Reason = s.Reason.Error()
		}
		var memory *exact.MemoryError
		if errors.As(s.Reason, &memory) {
			r.sol.Ended = MemoryLimit
		}
	}
	if s.Certificate == nil {
		return nil
	}
	var err error
	r.sol.Certificate, err = json.Marshal(s.Certificate)
	return err
}
