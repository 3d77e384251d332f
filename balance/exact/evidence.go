package exact

import "okrug/balance/certificate"

// question is the problem as a certificate states it.
func (r *run) question() certificate.Question {
	p := r.p
	q := certificate.Question{
		Graph: certificate.NewGraph(p.Graph), Seats: p.Seats, Lower: p.Lower, Upper: p.Upper,
		Objective: p.Objective, Together: p.Together,
	}
	if p.Objective == certificate.Deviation {
		q.Quota = &p.Quota
	}
	for v, d := range p.Fixed {
		if d >= 0 {
			q.Fixed = append(q.Fixed, [2]int{v, d + 1})
		}
	}
	for _, d := range p.Finished {
		q.Finished = append(q.Finished, d+1)
	}
	return q
}

func (r *run) certify(c certificate.Claim, plan []int, e certificate.Evidence) *certificate.Certificate {
	var numbers []int
	for _, d := range plan {
		numbers = append(numbers, d+1)
	}
	return certificate.New(r.question(), c, numbers, e)
}

// evidence is the proof that the engine has, in terms of the caller's units.
func (e *engine) evidence() *certificate.Duals {
	d := &certificate.Duals{Weights: e.weights, Scale: e.scale, Candidates: int64(e.stats.Columns)}
	for _, x := range e.order {
		d.Order = append(d.Order, e.m.units[x]...)
	}
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

// unitDuals gives a node's dual to its first unit.
func (e *engine) unitDuals(d *duals) []int64 {
	units := make([]int64, e.size)
	for x, y := range d.pi {
		units[e.m.units[x][0]] = y
	}
	return units
}
