package exact

import "github.com/okrug/okrug/balance/certificate"

// question is the problem as a certificate states it, with the bounds and the objective that the search has: in a
// question of the search for the least deviation they are narrower than the caller's.
func (r *run) question() certificate.Question {
	q := r.q.p.Question()
	q.Lower, q.Upper, q.Objective = r.q.lower, r.q.upper, r.q.objective
	if q.Objective != certificate.Deviation {
		q.Quota = nil
	}
	return q
}

// certify makes a certificate of a claim. Plans number districts from 0 here and from 1 there.
func (r *run) certify(c certificate.Claim, plan []int, e certificate.Evidence) *certificate.Certificate {
	var numbers []int
	for _, d := range plan {
		numbers = append(numbers, d+1)
	}
	return certificate.New(r.question(), c, numbers, e)
}

// evidence is the proof that the engine has, in terms of the caller's units. It lists the order of the nodes and the
// duals that were used, step by step; the checker builds regions, tables and lists again from these. A node of several
// units names all of them in the order.
func (e *engine) evidence() *certificate.Duals {
	d := &certificate.Duals{Weights: e.weights, Scale: e.scale, Candidates: int64(e.stats.columns)}
	for _, x := range e.order {
		d.Order = append(d.Order, e.m.units[x]...)
	}
	// The duals that gave the last bound close the proof, unless they were the last to shrink the regions. Clipping the
	// slice keeps append from writing into e.steps.
	steps := e.steps
	if e.best != nil && (len(steps) == 0 || steps[len(steps)-1].duals != e.best) {
		steps = append(steps[:len(steps):len(steps)], step{e.best, e.g.delta, e.least})
	}
	for _, s := range steps {
		d.Steps = append(d.Steps, certificate.Step{Delta: s.delta, Pi: e.unitDuals(s.duals), Least: s.least})
	}
	for _, duals := range e.listSteps {
		d.ListPi = append(d.ListPi, e.unitDuals(duals))
	}
	return d
}

// unitDuals gives a node's dual to its first unit and 0 to the others and to finished ones. The units of a node are
// always together, so only their sum matters.
func (e *engine) unitDuals(d *duals) []int64 {
	units := make([]int64, e.size)
	for x, y := range d.pi {
		units[e.m.units[x][0]] = y
	}
	return units
}
