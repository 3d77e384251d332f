package exact

import "okrug/balance/certificate"

// Question is the problem as a certificate states it. The problem must be sound; Solve tells.
func Question(p Problem) certificate.Question {
	p.settle()
	return (&run{p: &p}).question()
}

// Impossible shows without a search that a problem has no plan: by contradictions in the locks, a unit over the upper
// bound, seats that do not fit the voters, or components that do not fit the seats. It returns nil where these do not
// show it, or where the problem is faulty.
func Impossible(p Problem) *certificate.Certificate {
	if p.check() != nil {
		return nil
	}
	p.settle()
	r := &run{p: &p, sol: new(Solution)}
	if e := r.arithmetic(); e != nil {
		r.infeasible(e)
	} else if _, impossible := build(&p); impossible != "" {
		r.infeasible(&certificate.Duals{Weights: weighed(p.Objective), Scale: 1})
	}
	return r.sol.Certificate
}

// weighed is what boundaries are weighed by where an objective does not say.
func weighed(o certificate.Objective) certificate.Objective {
	if o == certificate.Deviation {
		return certificate.CutEdges
	}
	return o
}
