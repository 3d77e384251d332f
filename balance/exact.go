package balance

import (
	"context"
	"errors"
	"math"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/exact"
	"github.com/okrug/okrug/geo/locale"
)

// exactValue translates a value of the exact method, for output.
func exactValue(p *Problem, x int64) float64 {
	v, _ := p.Worth(x).Float64()
	return v
}

// exactlyHandles is why the exact method does not handle a problem, or nil.
func (r *run) exactlyHandles() error {
	p := r.p
	if _, _, ok := p.Whole(); !ok {
		what := locale.T("the objective %s", p.Objective.Kind.String())
		return &UnsupportedError{Exact, what, locale.T("use enumerate on small graphs, or heuristic")}
	}
	if p.Keep != nil {
		return &UnsupportedError{Exact, locale.T("keep weights"), locale.T("use enumerate on small graphs, or heuristic")}
	}
	return nil
}

// exactly runs the exact method from the best plan so far. Parents are handled where the fewest that must be
// divided are all that any best plan divides: the others become groups that stay together.
func (r *run) exactly() error {
	q := *r.p
	if len(q.Parents) > 0 {
		q.Locks.Together = slices.Concat(q.Locks.Together, wholeParents(&q))
	}
	if r.p.Rule != nil {
		return r.exactlyCoupled(&q)
	}
	lower, upper := q.Bounds()
	s, err := r.exact(r.ctx, &q, lower, upper)
	if err != nil {
		return err
	}
	if r.takeExact(s, len(q.Parents) > 0); len(q.Parents) > 0 && s.Status == Infeasible {
		return r.exactlyAny()
	}
	return nil
}

// exactlyAny asks, where no plan leaves whole every parent that need not be divided, whether there is a plan at all.
func (r *run) exactlyAny() error {
	r.sol.Stopped = Complete
	r.sol.Reason = locale.T("every plan within the rule divides more parents than its voters require; how few is not " +
		"proven")
	if r.sol.Status == Feasible {
		return nil // there is
	}
	p := *r.p
	p.Parents, p.Keep, p.Objective = nil, nil, Objective{Kind: CutEdges}
	sub := r.aside(r.ctx, &p)
	sub.s.Any = true
	if err := sub.exactly(); err != nil {
		return err
	}
	reason := r.sol.Reason
	r.join(sub)
	switch r.sol.Reason = sub.sol.Reason; {
	case sub.sol.Status == Infeasible:
		r.infeasible(sub.sol.Reason)
		r.sol.Certificate = sub.sol.Certificate
	case sub.sol.Status == Feasible:
		r.sol.Reason = reason
	}
	return nil
}

// wholeParents are the members of each parent that need not be divided for its number of voters or for fixed nodes.
func wholeParents(p *Problem) (groups [][]int) {
	_, upper := p.Bounds()
	for _, level := range p.Parents {
		for _, g := range p.Groups(level) {
			if !mustDivide(p, g, upper) {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

func mustDivide(p *Problem, group []int, upper int64) bool {
	var pop int64
	at := Unassigned
	for _, v := range group {
		pop += p.Graph.Voters[v]
		if p.Locks.Fixed == nil || p.Locks.Fixed[v] == Unassigned {
			continue
		}
		if d := p.Locks.Fixed[v]; at != Unassigned && at != d {
			return true
		} else {
			at = d
		}
	}
	return pop > upper
}

// exact asks the exact method about bounds.
func (r *run) exact(ctx context.Context, p *Problem, lower, upper int64) (*exact.Solution, error) {
	e := bounded(p, lower, upper)
	if r.sol.Status == Feasible {
		e.Start = r.sol.Assignment
	}
	set := r.exactSettings()
	set.MemoryLimit, set.Any = r.s.memory(), r.s.Any
	if r.s.Progress != nil {
		set.Progress = func(x exact.Progress) {
			out := Progress{Method: Exact, Note: x.Note, Found: x.Found, Best: exactValue(p, x.Best)}
			out.Bounded, out.Bound = x.Bound > 0, exactValue(p, x.Bound)
			r.progress(out)
		}
	}
	s, err := r.solveExactly(ctx, e, set)
	if err != nil {
		return nil, &UnsupportedError{Exact, locale.T("this problem: %v", err), locale.T("use heuristic")}
	}
	return s, nil
}

// exactSettings leave a tenth of the steps for what follows.
func (r *run) exactSettings() exact.Settings {
	steps := r.b.steps.part(0.9).left
	steps = exactPerStep * min(steps, math.MaxInt64/exactPerStep)
	if r.b.exactWork > 0 {
		steps = min(steps, r.b.exactWork)
	}
	return exact.Settings{Workers: r.s.Workers, Work: max(1, steps)}
}

// solveExactly asks the exact method and counts its steps.
func (r *run) solveExactly(ctx context.Context, p *Problem, s exact.Settings) (*exact.Solution, error) {
	sol, err := exact.Solve(ctx, p, s)
	if err == nil {
		r.sol.Steps += sol.Stats.Steps
		r.b.steps.spend(sol.Stats.Steps / exactPerStep)
	}
	return sol, err
}

// bounded is the problem with other bounds and without what the exact method does not know: Rule, Parents, Keep and
// Start.
func bounded(p *Problem, lower, upper int64) *Problem {
	q := *p
	q.Lower, q.Upper = lower, upper
	q.Rule, q.Parents, q.Keep, q.Start = nil, nil, nil, nil
	return &q
}

// takeExact records the exact method's answer. narrowed says that parents were made to stay whole: then an optimum is
// one, for no plan divides fewer, but that there is no such plan says nothing of plans that divide more.
func (r *run) takeExact(s *exact.Solution, narrowed bool) {
	r.sol.Method = Exact
	r.sol.Nodes += int64(s.Stats.Nodes)
	if s.Plan != nil {
		r.offer(s.Plan)
	}
	if narrowed {
		r.tried("exact search over %d {1|state|states} of regions, %d {2|round|rounds} of pricing, with every parent whole "+
			"that need not be divided: %s", s.Stats.Nodes, s.Stats.Rounds, s.Status)
	} else {
		r.tried("exact search over %d {1|state|states} of regions, %d {2|round|rounds} of pricing: %s", s.Stats.Nodes,
			s.Stats.Rounds, s.Status)
	}
	switch {
	case s.Status == Infeasible && narrowed:
		return
	case s.Status == Infeasible:
		r.infeasible(locale.T("no connected plan is within the bounds and the locks, as the certificate shows"))
	case s.Status == Optimal:
		r.sol.Status = Optimal
		r.bound(r.score())
	case !narrowed && s.Bound > 0:
		r.bound(r.p.Worth(s.Bound))
	}
	r.gaveUp(s.Reason)
	if s.Status == Optimal && narrowed {
		r.sol.Reason = locale.T("no plan divides fewer parents: those divided have more voters than a district may have, " +
			"or units " +
			"fixed to several")
	}
	if !narrowed || s.Status == Optimal {
		r.sol.Certificate = s.Certificate
	}
}

// gaveUp records why the exact method ended, nil with a proof.
func (r *run) gaveUp(reason error) {
	if r.sol.Stopped = Complete; reason == nil {
		return
	}
	var unchecked *verify.Unfinished
	r.sol.Reason = inWords(reason)
	r.sol.Stopped = r.ended(errors.Is(reason, exact.ErrWork) || errors.As(reason, &unchecked))
	var memory *exact.MemoryError
	if errors.As(reason, &memory) {
		r.sol.Stopped = MemoryLimit
	}
}

// pair is a node of the search over the smallest and the largest district.
type pair struct {
	lower, upper int64
	least        int64 // no plan in it has a lower value, as the exact method counts
}

// exactlyCoupled divides the question until the best plans within bounds are within the rule too: where the best plan
// between two bounds has a smallest district a and a largest b that the rule refuses together, every plan that it
// accepts has its smallest district above a or its largest below b, for the rule is monotone. The two halves overlap,
// which costs time and no correctness.
func (r *run) exactlyCoupled(q *Problem) error {
	lower, upper := q.Bounds()
	open := []pair{{lower, min(upper, q.Graph.Total()), 0}}
	seen := map[pair]bool{}
	best, searches := int64(math.MaxInt64), 0
	if r.sol.Status == Feasible && len(q.Parents) == 0 {
		best = new(big.Rat).Quo(r.score(), r.p.Worth(1)).Num().Int64() // a whole number
	}
	for len(open) > 0 {
		i := 0
		for j := range open {
			if open[j].least < open[i].least {
				i = j
			}
		}
		w := open[i]
		if w.least >= best {
			break // so is every other
		}
		open = slices.Delete(open, i, i+1)
		s, err := r.exact(r.ctx, q, w.lower, w.upper)
		if err != nil {
			return err
		}
		searches++
		r.sol.Nodes += int64(s.Stats.Nodes)
		switch {
		case s.Status == Infeasible:
		case s.Status == Optimal, r.s.Any && s.Plan != nil: // the halves hold for any plan between the bounds
			m := q.Measure(s.Plan)
			a, b := slices.Min(m.Voters), slices.Max(m.Voters)
			if q.Rule.Accept(a, b) {
				if r.offer(s.Plan); r.s.Any {
					r.sol.Method, r.sol.Stopped = Exact, Complete
					r.tried("exact search in %d {1|interval|intervals} of district sizes, up to the first plan", searches)
					return nil
				}
				best = min(best, s.Value)
				continue
			}
			for _, half := range []pair{{a + 1, w.upper, s.Value}, {w.lower, b - 1, s.Value}} {
				if half.lower <= half.upper && half.upper > 0 && !seen[half] { // an upper bound of 0 would be none
					seen[half] = true
					open = append(open, half)
				}
			}
		default:
			w.least = max(w.least, s.Bound)
			r.coupledUnproven(append(open, w), best, s.Reason, len(q.Parents) > 0)
			return nil
		}
	}
	r.tried("exact search in %d {1|interval|intervals} of district sizes", searches)
	r.sol.Method, r.sol.Stopped = Exact, Complete
	switch {
	case r.sol.Status == Feasible && (len(q.Parents) == 0 || best < math.MaxInt64):
		r.sol.Status = Optimal
		r.bound(r.score())
	case len(q.Parents) > 0:
		return r.exactlyAny()
	default:
		r.infeasible(locale.T("complete searches in %d {1|interval|intervals} of district sizes found no plan within the "+
			"rule", searches))
	}
	return nil
}

// infeasible records a proof that there is no plan. The closest plan is no longer of interest.
func (r *run) infeasible(reason locale.Text) {
	r.sol.Status, r.sol.Reason = Infeasible, reason
	r.sol.Assignment, r.sol.Violations, r.sol.Measures, r.sol.Objective = nil, nil, Measures{}, 0
	r.sol.Bounded, r.sol.Bound = false, 0
}

func (r *run) coupledUnproven(open []pair, best int64, reason error, narrowed bool) {
	r.sol.Method = Exact
	r.gaveUp(reason)
	least := best
	for _, w := range open {
		least = min(least, w.least)
	}
	if !narrowed && least > 0 && least < math.MaxInt64 {
		r.bound(r.p.Worth(least))
	}
	r.tried("exact search over intervals of district sizes, not finished")
}
