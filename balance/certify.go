package balance

import (
	"context"
	"errors"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/exact"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// enumerableUnits and enumerableNodes are the most units and search nodes of an enumeration that is left to the
// checker to repeat, which takes it some seconds.
const (
	enumerableUnits = certificate.MaxEnumerated
	enumerableNodes = 50_000
)

// accepted is the certificate where the checker accepts it, within exact.CheckWork and, where it has to enumerate,
// within the steps that are left; else nil. Nothing is handed out that the checker has not seen. What it can see at a
// glance, it sees when time and steps are over too.
func (r *run) accepted(c *certificate.Certificate) *certificate.Certificate {
	if c == nil {
		return nil
	}
	ctx := r.ctx
	if c.Kind != certificate.KindEnumeration && c.Kind != certificate.KindDuals {
		ctx = context.WithoutCancel(ctx)
	}
	most := int64(exact.CheckWork)
	if c.Kind == certificate.KindEnumeration {
		most = max(1, min(most, r.b.steps.left/stepsOfCheck))
	}
	report, err := verify.Check(ctx, c, verify.Settings{Work: most})
	if err != nil {
		if errors.As(err, new(*verify.Unfinished)) {
			r.b.steps.spend(most * stepsOfCheck)
		}
		r.tried("%s", unproven(err))
		return nil
	}
	r.b.steps.spend(report.Steps * stepsOfCheck)
	return c
}

// certifyEnumeration attaches what a complete enumeration of a small graph showed, where the question is one that
// certificates can state: for the checker to enumerate again where that is short, and otherwise as the exact method
// proves it. That parents are to be whole makes no plan possible, and so nothing of an infeasible question.
func (r *run) certifyEnumeration() {
	p := r.p
	_, _, known := p.Whole()
	optimal := r.sol.Status == Optimal
	switch {
	case r.sol.Method != Enumerate || r.sol.Certificate != nil || !r.proven() || p.Graph.Len() > enumerableUnits,
		p.Rule != nil || optimal && (len(p.Parents) > 0 || p.Keep != nil || !known),
		// What Judge refused, no certificate shows; where it refused nothing, there is no plan without it either.
		p.Judge != nil && (optimal || r.refused > 0):
		return
	case r.sol.Nodes > enumerableNodes:
		lower, upper := p.Bounds()
		e := bounded(p.Relaxed(), lower, upper)
		if e.Start = r.sol.Assignment; !known {
			e.Objective = Objective{Kind: CutEdges}
		}
		set := r.exactSettings()
		set.MemoryLimit = r.s.memory() / 4
		s, err := r.solveExactly(r.ctx, e, set)
		if err == nil && s.Status == r.sol.Status {
			r.sol.Certificate = s.Certificate
			return
		}
		if !r.s.Any {
			return
		}
	}
	q := p.Question()
	if !optimal {
		if r.s.Any {
			q.Objective, q.Quota = "", nil // the claim is about the existence of plans alone
		}
		none := certificate.Claim{Status: certificate.Infeasible}
		r.sol.Certificate = r.accepted(certificate.New(q, none, nil, &certificate.Enumeration{}))
		return
	}
	r.sol.Certificate = r.best(q, &certificate.Enumeration{})
}

// best is the certificate that the plan found is a best one, as the evidence shows, or as needs none; nil where the
// checker does not accept it.
func (r *run) best(q certificate.Question, e certificate.Evidence) *certificate.Certificate {
	value, ok := problem.WholeValue(q.Objective, q.Quota, &r.sol.Measures)
	if !ok {
		return nil
	}
	if _, _, none := within(&q, value-1); none {
		e = &certificate.PlanAlone{}
	}
	plan := make([]int, len(r.sol.Assignment))
	for v, d := range r.sol.Assignment {
		plan[v] = d + 1
	}
	return r.accepted(certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: value}, plan, e))
}

// within are the bounds of a question's districts with a value of at most limit; none says that nothing has so little.
func within(q *certificate.Question, limit int64) (lower, upper int64, none bool) {
	if lower, upper = q.Lower, q.Upper; q.Objective == certificate.Deviation && limit >= 0 {
		lower, upper = problem.WithinDeviation(q.Quota[0], q.Quota[1], limit, lower, upper)
	}
	return lower, upper, limit < 0 || lower > upper
}

// provenAtBound proves that the plan found, whose objective is at a bound that arithmetic gives, is best: it attaches a
// certificate, or the plan is the only one there is. Objectives that certificates do not know are left unproven.
func (r *run) provenAtBound() (why locale.Text, ok bool) {
	p := r.p
	least := locale.T("the objective is at a bound that no plan can pass")
	if r.sol.Certificate != nil && r.sol.Certificate.Claim.Status == certificate.Optimal {
		return least, true
	}
	if objective, _, known := p.Whole(); known && p.Graph.Len() <= certificate.MaxUnits {
		q := p.Question()
		if value, fits := problem.WholeValue(q.Objective, q.Quota, &r.sol.Measures); fits {
			var e certificate.Evidence = &certificate.PlanAlone{}
			if lower, upper, none := within(&q, value-1); !none && objective == certificate.Deviation {
				e = p.Reduce().Evidence(lower, upper)
			} else if !none {
				e = nil
			}
			if e != nil {
				r.sol.Certificate = r.best(q, e)
			}
		}
		if r.sol.Certificate != nil {
			return least, true
		}
	}
	return locale.T("one district takes all units: it is the only plan"), p.Seats == 1
}

// unproven words why what a method says is a proof was not taken for one.
func unproven(err error) locale.Text {
	var refused *verify.Refusal
	if errors.As(err, &refused) {
		return locale.T("a proof was found that the checker does not accept (%s)", refused.Reason)
	}
	if errors.Is(err, context.Canceled) {
		return locale.T("a proof was found, and its check was interrupted")
	}
	return locale.T("a proof was found, and checking it takes longer than the time and the work that there are for it")
}

// inWords is why a method gave up, in words.
func inWords(err error) locale.Text {
	var unchecked *exact.UncheckedError
	switch {
	case errors.As(err, &unchecked): // which may hold the context's error
		return unproven(unchecked.Err)
	case errors.Is(err, context.DeadlineExceeded):
		return locale.T("the time limit passed before there was a proof")
	case errors.Is(err, context.Canceled):
		return locale.T("it was interrupted before there was a proof")
	}
	return locale.T("%v", err)
}

// impossible records what arithmetic says is impossible, with its certificate. Where there should be one and the
// checker does not accept it, nothing is proven. A rule that refuses even districts of equal size needs none, for any
// other plan has a smaller smallest or a larger largest district, and the rule is monotone in both.
func (r *run) impossible(reason locale.Text) {
	c := r.p.Refute()
	r.infeasible(reason)
	if r.sol.Certificate = r.accepted(c); r.sol.Certificate == nil && (c != nil || r.p.Rule == nil) {
		r.sol.Status, r.sol.Reason = Unknown, locale.T("no plan: %s; but no proof of it is accepted", reason)
	}
}
