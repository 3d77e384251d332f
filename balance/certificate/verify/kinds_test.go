package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// belief is evidence that nobody can check.
type belief struct{}

func (*belief) Kind() string { return "belief" }

// TestKindLines shows claims by evidence of a kind that is not for them.
func TestKindLines(t *testing.T) {
	by := func(c certificate.Claim, plan []int, e certificate.Evidence) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{3, 2}), Seats: 2, Upper: 5}
		if c.Status != certificate.Infeasible && c.Status != certificate.Counted {
			q.Objective, q.Quota = certificate.Deviation, &[2]int64{5, 2}
		}
		return certificate.New(q, c, plan, e)
	}
	// The quota is 2 1/2, and no whole number is nearer to it than 2 and 3.
	best, plan := certificate.Claim{Status: certificate.Optimal, Value: 1}, []int{1, 2}
	worse := certificate.Claim{Status: certificate.Bounded, Value: 2}
	counted := certificate.Claim{Status: certificate.Counted, Plans: 1}
	judgeAll(t, []example{
		{"the nearest", by(best, plan, &certificate.PlanAlone{}), ""},
		{"the nearest, by all plans", by(best, plan, &certificate.Enumeration{}), "has nothing to refute"},
		{"less near", by(worse, nil, &certificate.Enumeration{}), "there is a plan"},
		{"less near, by belief", by(worse, nil, &belief{}), "cannot show that there is no plan"},
		{"no plan, by belief", by(noPlan, nil, &belief{}), "cannot show that there is no plan"},
		{"one plan", by(counted, nil, &certificate.Enumeration{}), ""},
		{"one plan, by belief", by(counted, nil, &belief{}), "cannot count plans"},
		{"one plan, by locks", by(counted, nil, &certificate.Locks{}), "cannot count plans"},
		{"no plan, by a plan", by(noPlan, nil, &certificate.PlanAlone{}), "a plan alone does not show"},
	})
}
