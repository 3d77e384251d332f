package heuristic

import (
	"math/big"

	"github.com/okrug/okrug/balance/problem"
)

// asking gives a model that was made by hand the problem that asks for it: the cost of edges as their lengths.
func asking(p *model) *model {
	p.node, p.district = nil, nil
	for v := range p.graph.Len() {
		p.node = append(p.node, v)
	}
	for d := range p.seats {
		p.district = append(p.district, d)
	}
	for i, c := range p.edgeCost {
		p.graph.Edges[i].Length = int64(c)
	}
	p.graph.Scale = 1
	p.asked = &problem.Problem{Graph: p.graph, Seats: p.seats, Quota: new(big.Rat).SetFloat64(p.quota)}
	p.asked.Objective = problem.Objective{Kind: problem.Weighted,
		Weights: problem.Weights{Border: 1, Deviation: p.deviationCost, Inertia: p.inertiaCost}}
	if p.deviationFirst {
		p.asked.Objective.Kind = problem.Deviation
	}
	p.asked.Parents, p.asked.Start, p.asked.Keep = p.parents, p.home, p.keep
	for v := range p.x {
		p.asked.Points = append(p.asked.Points, problem.Point{X: p.x[v], Y: p.y[v]})
	}
	p.scorer = p.asked.Scorer()
	return p
}
