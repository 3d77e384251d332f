package feasibility

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
)

// arithmetic proves by whole numbers alone that a part has no plan; nil if it cannot.
func arithmetic(p *part, seats int, lower, upper int64, figures *certificate.RuleBounds) *certificate.Certificate {
	e := problem.Counting(p.graph, seats, lower, upper, p.id, figures)
	if e == nil {
		return nil
	}
	q := certificate.Question{Graph: certificate.NewGraph(p.graph), Seats: seats, Lower: lower, Upper: upper}
	return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, e)
}
