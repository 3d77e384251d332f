package balance

import (
	"math"

	"okrug/balance/certificate"
	"okrug/balance/exact"
)

// enumerableUnits and enumerableNodes are the most units and search nodes of an enumeration that is left to the
// checker to repeat, which takes it some seconds.
const (
	enumerableUnits = 64
	enumerableNodes = 50_000
)

// certifyEnumeration attaches what a complete enumeration of a small graph showed, where the question is one that
// certificates can state: for the checker to enumerate again where that is short, and otherwise as the exact method
// proves it.
func (r *run) certifyEnumeration() {
	p := r.p
	objective, _, _, known := p.Whole()
	optimal := r.sol.Status == Optimal
	switch {
	case r.sol.Method != Enumerate || r.sol.Certificate != nil || !r.proven() || p.Graph.Len() > enumerableUnits,
		p.Rule != nil || len(p.Parents) > 0 || p.Keep != nil || optimal && !known,
		// What Judge refused, no certificate shows; where it refused nothing, there is no plan without it either.
		p.Judge != nil && (optimal || r.refused > 0):
		return
	case r.sol.Nodes > enumerableNodes:
		lower, upper := p.Bounds()
		e := bounded(p.Relaxed(), lower, upper)
		if e.Start = r.sol.Assignment; !known {
			e.Objective = Objective{Kind: CutEdges}
		}
		set := exact.Settings{Workers: r.s.Workers, MemoryLimit: r.s.memory() / 4, Work: r.b.exactWork}
		s, err := exact.Solve(r.ctx, e, set)
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
		r.sol.Certificate = certificate.New(q, none, nil, &certificate.Enumeration{})
		return
	}
	claim := certificate.Claim{Status: certificate.Optimal}
	switch objective {
	case certificate.CutEdges:
		claim.Value = int64(r.sol.CutEdges)
	case certificate.Border:
		claim.Value = r.sol.Border
	case certificate.Deviation:
		for _, v := range r.sol.Voters {
			if q.Quota[1] > math.MaxInt64/4/max(1, v) {
				return
			}
			d := q.Quota[1]*v - q.Quota[0]
			claim.Value = max(claim.Value, d, -d)
		}
	}
	plan := make([]int, len(r.sol.Assignment))
	for v, d := range r.sol.Assignment {
		plan[v] = d + 1
	}
	r.sol.Certificate = certificate.New(q, claim, plan, &certificate.Enumeration{})
}
