package balance

import (
	"bytes"
	"math"
	"slices"

	"okrug/balance/certificate"
	"okrug/balance/exact"
)

// enumerableUnits and enumerableNodes are the most units and search nodes of an enumeration that is left to the checker to
// repeat, which takes it some seconds.
const (
	enumerableUnits = 64
	enumerableNodes = 50_000
)

// plain is the problem as the exact method and certificates know it, without parents, keep weights and coupled rules. An
// objective that they do not know gives cut edges and false.
func plain(p *Problem) (exact.Problem, bool) {
	objective, _, _, known := exactObjective(p)
	if !known {
		objective = certificate.CutEdges
	}
	e := exact.Problem{Graph: p.Graph, Seats: p.Seats, Objective: objective,
		Fixed: p.Locks.Fixed, Together: p.Locks.Together, Finished: slices.Compact(slices.Sorted(slices.Values(p.Locks.Finished)))}
	e.Lower, e.Upper = p.Bounds()
	e.Upper = min(e.Upper, p.Graph.Total())
	if objective == certificate.Deviation {
		e.Quota = [2]int64{p.PerSeat().Num().Int64(), p.PerSeat().Denom().Int64()}
	}
	return e, known
}

// certifyImpossible attaches the proof where plain counting shows that no plan is within the bounds and the locks.
func (r *run) certifyImpossible() {
	e, _ := plain(r.p)
	r.attach(exact.Impossible(e))
}

// certifyEnumeration attaches what a complete enumeration of a small graph showed, where the question is one that certificates can
// state: for the checker to enumerate again where that is short, and otherwise as the exact method proves it.
func (r *run) certifyEnumeration() {
	p := r.p
	e, known := plain(p)
	optimal := r.sol.Status == Optimal
	switch {
	case r.sol.Method != Enumerate || r.sol.Certificate != nil || !r.proven() || p.Graph.Len() > enumerableUnits,
		p.Rule != nil || len(p.Parents) > 0 || p.Keep != nil || optimal && !known,
		// What Judge refused, no certificate shows; where it refused nothing, there is no plan without it either.
		p.Judge != nil && (optimal || r.refused > 0):
		return
	case r.sol.Nodes > enumerableNodes:
		e.Start = r.sol.Assignment
		s, err := exact.Solve(r.ctx, e, exact.Settings{Workers: r.s.Workers, MemoryLimit: r.s.memory() / 4})
		if err == nil && (optimal && s.Status == exact.Optimal || !optimal && s.Status == exact.Infeasible) {
			r.attach(s.Certificate)
		}
		return
	case !optimal:
		r.attach(certificate.New(exact.Question(e), certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Enumeration{}))
		return
	}
	claim := certificate.Claim{Status: certificate.Optimal}
	switch e.Objective {
	case certificate.CutEdges:
		claim.Value = int64(r.sol.CutEdges)
	case certificate.Border:
		claim.Value = r.sol.Border
	case certificate.Deviation:
		for _, v := range r.sol.Voters {
			if e.Quota[1] > math.MaxInt64/4/max(1, v) {
				return
			}
			d := e.Quota[1]*v - e.Quota[0]
			claim.Value = max(claim.Value, d, -d)
		}
	}
	plan := make([]int, len(r.sol.Assignment))
	for v, d := range r.sol.Assignment {
		plan[v] = d + 1
	}
	r.attach(certificate.New(exact.Question(e), claim, plan, &certificate.Enumeration{}))
}

func (r *run) attach(c *certificate.Certificate) {
	if c == nil {
		return
	}
	var b bytes.Buffer
	if certificate.Write(&b, c) == nil {
		r.sol.Certificate = b.Bytes()
	}
}
