package exact

import (
	"errors"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// question is a problem as the search knows it: all in whole numbers, with bounds as certificates state them.
type question struct {
	p            *problem.Problem
	red          *problem.Reduced
	lower, upper int64
	objective    certificate.Objective
	// num/den is the quota for the objective Deviation.
	num, den int64
}

// newQuestion reads a problem. The error names every fault of its form, all that the method does not know, and figures
// too large for it.
func newQuestion(p *problem.Problem) (*question, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	var errs []error
	objective, _, ok := p.Whole()
	if !ok {
		errs = append(errs, locale.Errorf("the objective %s is not known to the exact method", p.Objective.Kind))
	}
	if p.Rule != nil || p.Judge != nil || len(p.Parents) > 0 || p.Keep != nil {
		errs = append(errs, locale.Errorf("rules, judges, parents and keep weights are not known to the exact method"))
	}
	q := &question{p: p, objective: objective, num: 1, den: 1}
	q.lower, q.upper = p.WholeBounds()
	if quota := p.PerSeat(); quota.Sign() > 0 {
		q.num, q.den = quota.Num().Int64(), quota.Denom().Int64()
	}
	var length int64
	for _, e := range p.Graph.Edges {
		if length += e.Length; length > certificate.MaxBorder || length < 0 {
			errs = append(errs, &overflowError{What: locale.T("sums of border lengths")})
			break
		}
	}
	if total := p.Graph.Total(); total > certificate.MaxVoters || p.Seats > certificate.MaxUnits ||
		q.den > certificate.MaxQuotaDen || q.num > certificate.MaxSum ||
		certificate.Times(q.den, total+1) > certificate.MaxSum {
		errs = append(errs, &overflowError{What: locale.T("multiples of the sum of voters")})
	}
	if errs != nil {
		return nil, errors.Join(errs...)
	}
	q.red = p.Reduce()
	return q, nil
}

// value checks that a plan answers the question and returns its value.
func (q *question) value(plan []int) (int64, bool) {
	if len(plan) != q.p.Graph.Len() {
		return 0, false
	}
	for _, d := range plan {
		if d < 0 || d >= q.p.Seats {
			return 0, false
		}
	}
	if len(q.p.Check(plan)) > 0 {
		return 0, false
	}
	m := q.p.Measure(plan)
	return problem.WholeValue(q.objective, &[2]int64{q.num, q.den}, &m)
}
