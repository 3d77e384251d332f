package balance

import (
	"cmp"
	"context"
	"errors"
	"math/big"
	"time"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Solve divides the problem's graph. It always ends: with a proof, at the time or work limit, or when ctx is
// cancelled, and then with the best plan so far. A faulty problem gives a *fault.Faults, and a method called by name
// that does not handle the problem an *UnsupportedError; an impossible problem is no error but has status Infeasible.
func Solve(ctx context.Context, p Problem, s Settings) (Solution, error) {
	r, end, err := begin(ctx, &p, s)
	if err != nil {
		return Solution{}, err
	}
	defer end()
	err = r.answer()
	return r.sol, err
}

// begin checks a problem and makes a run of it, whose context has the time limit. end must be called.
func begin(ctx context.Context, p *Problem, s Settings) (r *run, end context.CancelFunc, err error) {
	if err := p.Validate(s.faults()...); err != nil {
		return nil, nil, err
	}
	end = func() {}
	if s.Time > 0 {
		ctx, end = context.WithTimeout(ctx, s.Time)
	}
	return newRun(ctx, p, s), end, nil
}

// answer is the whole way from a valid problem to what is known of it.
func (r *run) answer() error {
	r.sol.Seed, r.sol.Method = r.s.Seed, r.s.Method
	if r.s.Any && r.small() {
		return r.anyPlan() // whose enumeration does the arithmetic
	}
	if reason := r.p.Impossible(); !reason.Empty() {
		r.tried("arithmetic on bounds, units and components")
		r.impossible(reason)
		return nil
	}
	if r.s.Any {
		return r.anyPlan()
	}
	r.bound(new(big.Rat))
	if r.p.Objective.Kind == Deviation {
		r.bound(r.p.LeastDeviation())
	}
	err := r.solve()
	if err == nil {
		r.certifyEnumeration()
	}
	return err
}

// small says that enumeration comes first.
func (r *run) small() bool { return r.p.Graph.Len() <= enumerateNodes }

// run is one call of Solve.
type run struct {
	ctx   context.Context
	p     *Problem
	s     Settings
	b     budget
	sol   Solution
	begun time.Time
	// floor is sol.Bound, exactly, where sol.Bounded is set.
	floor *big.Rat
	// rounds counts the runs of the heuristic.
	rounds uint64
	// refused is how many plans an enumeration met that only Judge refused.
	refused int64
	// none proves that there is no plan even if every parent of the first level is divided.
	none *certificate.Certificate
	// enumerated says that an enumeration of this question was cut short already.
	enumerated bool
}

func newRun(ctx context.Context, p *Problem, s Settings) *run {
	return &run{ctx: ctx, p: p, s: s, b: budgetOf(s, p.Graph.Len()), begun: time.Now()}
}

// about is a run for another question about the same graph, with the same settings, which draws on the same budget.
func (r *run) about(ctx context.Context, p *Problem) *run {
	return &run{ctx: ctx, p: p, s: r.s, b: r.b, begun: r.begun}
}

// count adds the work of a run for another question.
func (r *run) count(sub *run) {
	r.sol.Nodes += sub.sol.Nodes
	r.sol.Work += sub.sol.Work
	r.sol.Steps += sub.sol.Steps
}

func (r *run) tried(format string, args ...any) {
	r.sol.Log = append(r.sol.Log, locale.Text{Key: format, Args: args})
}

// ended says what stopped a method that did not finish; work says that its work budget did.
func (r *run) ended(work bool) Stopped {
	switch err := r.ctx.Err(); {
	case errors.Is(err, context.DeadlineExceeded):
		return TimeLimit
	case err != nil:
		return Cancelled
	case work:
		return WorkLimit
	default:
		return Complete
	}
}

// take makes a plan the answer, with its measures and what it breaks.
func (r *run) take(plan []int) {
	r.sol.Assignment = plan
	r.sol.Measures = r.p.Measure(plan)
	r.sol.Violations = r.p.Check(plan)
	r.sol.Objective = r.p.Value(&r.sol.Measures)
	r.sol.Status = Unknown
	if len(r.sol.Violations) == 0 {
		r.sol.Status = Feasible
	}
}

// offer makes a plan the answer where it is better than the one there is: within the rule, or fewer voters and pieces
// away from it, or cheaper.
func (r *run) offer(plan []int) {
	if plan == nil {
		return
	}
	if r.sol.Assignment == nil {
		r.take(plan)
		return
	}
	m, broken := r.p.Measure(plan), severityOf(r.p.Check(plan))
	c := broken.compare(severityOf(r.sol.Violations))
	if c < 0 || c == 0 && r.p.Compare(&m, &r.sol.Measures) < 0 {
		r.take(plan)
	}
}

// severity is how far a plan is from what is asked: the number of faults other than voters out of bounds, those voters,
// and whether Judge refused it, which is within all bounds and so nearer than any plan that is not.
type severity struct{ faults, voters, refused int64 }

func severityOf(vs []Violation) (s severity) {
	for _, v := range vs {
		switch v.Kind {
		case TooFew, TooMany:
			s.voters += v.Voters
		case Refused:
			s.refused++
		default:
			s.faults++
		}
	}
	return s
}

func (a severity) compare(b severity) int {
	return cmp.Or(cmp.Compare(a.faults, b.faults), cmp.Compare(a.voters, b.voters), cmp.Compare(a.refused, b.refused))
}

// bound records that no plan within the rule has a smaller objective.
func (r *run) bound(b *big.Rat) {
	if !r.sol.Bounded || b.Cmp(r.floor) > 0 {
		r.sol.Bounded, r.floor = true, b
		r.sol.Bound, _ = b.Float64()
	}
}

// score is the objective of the plan found.
func (r *run) score() *big.Rat { return r.p.Score(&r.sol.Measures) }

// atBound says that the plan found is proven best by the bound alone. Where plans are compared by something before the
// objective, that must be at its least as well.
func (r *run) atBound() bool {
	if r.sol.Status != Feasible || !r.sol.Bounded || r.score().Cmp(r.floor) > 0 || r.sol.Moved > 0 {
		return false
	}
	for _, d := range r.sol.Splits {
		if d > 0 {
			return false
		}
	}
	return true
}

func (r *run) finish() {
	found := r.sol.Status == Feasible || r.sol.Status == Optimal
	r.sol.Gap = gap(found, r.sol.Objective, r.sol.Bounded, r.sol.Bound)
	if r.atBound() {
		why, ok := r.provenAtBound()
		if ok {
			r.sol.Status, r.sol.Stopped, r.sol.Reason = Optimal, Complete, why
		} else if r.sol.Reason.Empty() {
			r.sol.Reason = locale.T("the objective is at a bound that no plan can pass, which no certificate states")
		}
	}
	r.explain()
}

// explain gives a reason for a status that has none yet.
func (r *run) explain() {
	if r.sol.Status == Unknown && r.sol.Reason.Empty() {
		r.sol.Reason = locale.T("no plan within the rule was found, and none was proven impossible")
	}
}

func (r *run) progress(x Progress) {
	if r.s.Progress == nil {
		return
	}
	x.Elapsed = time.Since(r.begun)
	if r.sol.Bounded && !x.Bounded {
		x.Bounded, x.Bound = true, r.sol.Bound
	}
	r.s.Progress(x)
}
