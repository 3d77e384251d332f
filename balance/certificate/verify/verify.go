// Package verify checks certificates. It is written to be read: it shares no code with the solvers, computes
// everything again from the figures in the file, and prefers the plain way to the fast one.
package verify

import (
	"context"
	"fmt"

	"okrug/balance/certificate"
)

// Refusal says why a certificate does not prove its claim. It is the only error that Certificate returns, apart from
// the context's.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return "refused: " + r.Reason }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// Report is what an accepted certificate proves.
type Report struct {
	// Statement is the claim in words.
	Statement string
	// Graph is the SHA-256 of the graph that the claim is about, "" where the claim needs no graph.
	Graph string
}

// Refuter shows that no plan of the question has a value of at most *limit, or, where limit is nil, that there is no plan
// at all. The question has been checked and its objective is not Deviation. A nil error means that it is shown.
type Refuter func(ctx context.Context, q *certificate.Question, e certificate.Evidence, limit *int64) error

// Counter counts the plans of the question.
type Counter func(ctx context.Context, q *certificate.Question, e certificate.Evidence) (int64, error)

// Certificate checks a certificate. Whatever is wrong with the figures in it, even if the claim happens to be true, is a *Refusal.
// A figure that was changed so that the proof still holds is not: a bound from other duals is a bound.
func Certificate(ctx context.Context, c *certificate.Certificate) (*Report, error) {
	if c.Version != certificate.Version {
		return nil, refuse("version %d is not %d", c.Version, certificate.Version)
	}
	if c.Evidence == nil || c.Kind != c.Evidence.Kind() {
		return nil, refuse("the evidence is not of the kind %q", c.Kind)
	}
	q := &c.Question
	if err := checkQuestion(q); err != nil {
		return nil, err
	}
	r := new(Report)
	if q.Graph != nil {
		r.Graph = q.Graph.SHA256
	}
	r.Statement = statement(c)
	if c.Claim.Status == certificate.Counted {
		return r, checkCount(ctx, c)
	}
	if err := checkPlan(c); err != nil {
		return nil, err
	}
	if err := refuteBelow(ctx, c); err != nil {
		return nil, err
	}
	return r, nil
}

func checkCount(ctx context.Context, c *certificate.Certificate) error {
	count, ok := counters[c.Kind]
	if !ok {
		return refuse("evidence of kind %q cannot count plans", c.Kind)
	}
	n, err := count(ctx, &c.Question, c.Evidence)
	if err != nil {
		return err
	}
	if n != c.Claim.Plans {
		return refuse("there are %d plans and not %d", n, c.Claim.Plans)
	}
	return nil
}

// checkPlan checks that the plan, where there is one, answers the question and has the value that the claim names.
func checkPlan(c *certificate.Certificate) error {
	switch c.Claim.Status {
	case certificate.Infeasible:
		if c.Plan != nil {
			return refuse("it claims that there is no plan and holds one")
		}
		return nil
	case certificate.Optimal:
		if c.Plan == nil {
			return refuse("it claims a best plan and holds none")
		}
	case certificate.Bounded:
		if c.Plan == nil {
			return nil
		}
	default:
		return refuse("unknown status %q", c.Claim.Status)
	}
	if c.Question.Objective == "" {
		return refuse("a value is claimed and no objective is named")
	}
	value, err := planValue(&c.Question, c.Plan)
	if err != nil {
		return err
	}
	if c.Claim.Status == certificate.Optimal && value != c.Claim.Value {
		return refuse("the plan has the value %d and not %d", value, c.Claim.Value)
	}
	if value < c.Claim.Value {
		return refuse("the plan has the value %d, less than the bound %d", value, c.Claim.Value)
	}
	return nil
}

// refuteBelow shows that no plan is better than claimed.
func refuteBelow(ctx context.Context, c *certificate.Certificate) error {
	refute, ok := refuters[c.Kind]
	if !ok {
		return refuse("evidence of kind %q cannot show that there is no plan", c.Kind)
	}
	q := c.Question
	if c.Claim.Status == certificate.Infeasible {
		q.Objective = ""
		return refute(ctx, &q, c.Evidence, nil)
	}
	if q.Objective == "" {
		return refuse("a value is claimed and no objective is named")
	}
	if c.Claim.Value < 0 {
		return refuse("the value %d is negative", c.Claim.Value)
	}
	if c.Claim.Value == 0 {
		return nil // no objective has values below 0
	}
	limit := c.Claim.Value - 1
	if q.Objective != certificate.Deviation {
		return refute(ctx, &q, c.Evidence, &limit)
	}
	// A plan whose largest deviation is at most the limit is a plan within narrower bounds, and the other way round.
	if narrow(&q, limit) {
		return nil
	}
	return refute(ctx, &q, c.Evidence, nil)
}
