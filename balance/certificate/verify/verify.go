// Package verify checks certificates. It is written to be read: it shares no code with the solvers, computes
// everything again from the figures in the file, and prefers the plain way to the fast one.
package verify

import (
	"context"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Refusal says why a certificate does not prove its claim.
type Refusal struct{ Reason locale.Text }

func (r *Refusal) Error() string { return r.In("en") }

// In is the refusal in a language.
func (r *Refusal) In(lang string) string { return locale.T("refused: %s", r.Reason).In(lang) }

// refuse refuses for a reason, which is a key of package locale with its arguments.
func refuse(key string, args ...any) error { return &Refusal{locale.Text{Key: key, Args: args}} }

// Report is what an accepted certificate proves.
type Report struct {
	// Statement is the claim in words: it says what was checked and nothing else.
	Statement locale.Text
	// Graph is the SHA-256 of the graph that the claim is about, "" where it is about none, or several.
	Graph string
	// Parts are the regions whose units the proof rests on, where it is about several, with the SHA-256 of each one's
	// graph.
	Parts []PartGraph
	// Case is the SHA-256 of the case that the certificate says it is of, "" where it names none. Only Against compares
	// it.
	Case string
	// Steps are those that the check took of its budget.
	Steps int64
}

// PartGraph is a region with the SHA-256 of the graph of its units.
type PartGraph struct{ Region, SHA256 string }

// refuter shows that no plan of the question has a value of at most *limit, or, where limit is nil, that there is no
// plan at all, whatever the objective. The question has been checked; with a limit its objective is not Deviation. A
// nil error means that it is shown.
type refuter func(clock *work, q *certificate.Question, e certificate.Evidence, limit *int64) error

// counter counts the plans of the question.
type counter func(clock *work, q *certificate.Question, e certificate.Evidence) (int64, error)

// Certificate checks a certificate with the default budget. Whatever is wrong with the figures in it, even if the claim
// happens to be true, is a *Refusal. A figure that was changed so that the proof still holds is not: a bound from other
// duals is a bound. A check that is too long or whose time is over ends with *Unfinished, one that is cancelled with
// the context's error.
func Certificate(ctx context.Context, c *certificate.Certificate) (*Report, error) {
	return Check(ctx, c, Settings{})
}

// Check checks a certificate as Certificate does, with a budget.
func Check(ctx context.Context, c *certificate.Certificate, s Settings) (*Report, error) {
	clock := newWork(ctx, s)
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	if err := check(clock, c); err != nil {
		return nil, err
	}
	r := &Report{Statement: statement(c), Case: c.Case, Steps: clock.used()}
	if c.Question.Graph != nil {
		r.Graph = c.Question.Graph.SHA256
	}
	switch e := c.Evidence.(type) {
	case *certificate.Split:
		for _, p := range e.Parts {
			if p.Region != "" {
				r.rest(p.Region, p.Certificate)
			}
		}
	case *certificate.Allotment:
		for _, x := range e.Refuted {
			r.rest(x.Region, x.Certificate)
		}
	}
	return r, nil
}

// rest notes that the proof rests on the units of a region.
func (r *Report) rest(region string, c *certificate.Certificate) {
	if p := (PartGraph{region, c.Question.Graph.SHA256}); !slices.Contains(r.Parts, p) {
		r.Parts = append(r.Parts, p)
	}
}

// check checks a certificate, or one that lies in another: certificates of the kinds that hold others may lie in none.
func check(clock *work, c *certificate.Certificate) error {
	if c.Version != certificate.Version {
		return refuse("version %d is not %d", locale.Nth(c.Version), locale.Nth(certificate.Version))
	}
	if c.Evidence == nil || c.Kind != c.Evidence.Kind() {
		return refuse("the evidence is not of the kind %q", c.Kind)
	}
	if err := checkQuestion(&c.Question); err != nil {
		return err
	}
	switch c.Claim.Status {
	case certificate.Counted:
		return checkCount(clock, c)
	case certificate.Infeasible:
		return checkNone(clock, c)
	case certificate.Optimal, certificate.Bounded:
		return checkBound(clock, c)
	}
	return refuse("unknown status %q", c.Claim.Status)
}

func checkCount(clock *work, c *certificate.Certificate) error {
	count, ok := counters[c.Kind]
	switch {
	case !ok:
		return refuse("evidence of kind %q cannot count plans", c.Kind)
	case c.Plan != nil || c.Claim.Value != 0:
		return refuse("it counts plans and names one, or a value")
	}
	n, err := count(clock, &c.Question, c.Evidence) // whatever their value
	if err != nil {
		return err
	}
	if n != c.Claim.Plans {
		return refuse("there {1|is|are} %d {1|plan|plans} and not %d", n, c.Claim.Plans)
	}
	return nil
}

// checkNone checks a claim that there is no plan.
func checkNone(clock *work, c *certificate.Certificate) error {
	if c.Plan != nil {
		return refuse("it claims that there is no plan and holds one")
	}
	if c.Claim.Value != 0 || c.Claim.Plans != 0 {
		return refuse("it claims that there is no plan and names a value or a number of plans")
	}
	refute, ok := refuters[c.Kind]
	if !ok {
		return refuse("evidence of kind %q cannot show that there is no plan", c.Kind)
	}
	return refute(clock, &c.Question, c.Evidence, nil)
}

// checkBound checks a claim that no plan has less than a value, and the plan that has it.
func checkBound(clock *work, c *certificate.Certificate) error {
	switch {
	case c.Question.Objective == "":
		return refuse("a value is claimed and no objective is named")
	case c.Claim.Plans != 0:
		return refuse("it claims a value and names a number of plans")
	case c.Claim.Value < 0:
		return refuse("the value %d is negative", c.Claim.Value)
	case c.Plan == nil && c.Claim.Status == certificate.Optimal:
		return refuse("it claims a best plan and holds none")
	case c.Claim.Value == 0 && c.Claim.Status == certificate.Bounded:
		return refuse("a bound of 0 claims nothing")
	}
	if c.Plan != nil {
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
	}
	return refuteBelow(clock, c)
}

// refuteBelow shows that no plan is better than claimed. What needs no evidence, because no objective has values below
// 0 or no whole number of voters is nearer to the quota, has that of kind plan and no other.
func refuteBelow(clock *work, c *certificate.Certificate) error {
	q := c.Question
	_, alone := c.Evidence.(*certificate.PlanAlone)
	if c.Claim.Value == 0 {
		if !alone {
			return refuse("no plan has a value below 0; evidence of kind %q has nothing to refute", c.Kind)
		}
		return nil
	}
	limit := c.Claim.Value - 1
	if q.Objective != certificate.Deviation {
		return refuteWithin(clock, c, &q, &limit)
	}
	// A plan whose largest deviation is at most the limit is a plan within narrower bounds, and the other way round.
	if narrow(&q, limit) {
		if !alone {
			return refuse("no whole number of voters is nearer to the quota; evidence of kind %q has nothing to refute", c.Kind)
		}
		return nil
	}
	if certificate.Named(c.Evidence) != nil {
		return refuse("its bounds follow from the claimed deviation, and it names a rule that they would follow from")
	}
	return refuteWithin(clock, c, &q, nil)
}

func refuteWithin(clock *work, c *certificate.Certificate, q *certificate.Question, limit *int64) error {
	switch refute, ok := refuters[c.Kind]; {
	case !ok:
		return refuse("evidence of kind %q cannot show that there is no plan", c.Kind)
	case refutesRules[c.Kind]:
		return refuse("evidence of kind %q shows only that a rule leaves no plan", c.Kind)
	default:
		return refute(clock, q, c.Evidence, limit)
	}
}
