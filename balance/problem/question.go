package problem

import (
	"math/big"

	"github.com/okrug/okrug/balance/certificate"
)

// Whole is the objective as certificates and the exact method state it, in whole numbers. A value of it times weight
// / per is the problem's. ok is false for an objective that they do not know.
func (p *Problem) Whole() (o certificate.Objective, weight, per float64, ok bool) {
	kind := p.Objective.Kind
	weight = 1
	if kind == Weighted {
		// A sum of one term is that term.
		switch w := p.Objective.Weights; w {
		case Weights{Border: w.Border}:
			kind, weight = Border, w.Border
		case Weights{CutEdges: w.CutEdges}:
			kind, weight = CutEdges, w.CutEdges
		case Weights{Deviation: w.Deviation}:
			kind, weight = Deviation, w.Deviation
		}
	}
	switch kind {
	case Border:
		return certificate.Border, weight, p.Graph.Scale, true
	case CutEdges:
		return certificate.CutEdges, weight, 1, true
	case Deviation:
		q := p.PerSeat()
		if !q.Num().IsInt64() || !q.Denom().IsInt64() || q.Sign() == 0 {
			return "", 0, 0, false
		}
		return certificate.Deviation, weight, float64(q.Num().Int64()), true
	}
	return "", 0, 0, false
}

// Worth is the problem's objective, exactly, where it has the value x as Whole states it.
func (p *Problem) Worth(x int64) *big.Rat {
	s, worth := p.Scorer(), new(big.Rat).SetInt64(x)
	switch o, _, _, _ := p.Whole(); o {
	case certificate.Border:
		worth.Mul(worth, s.border)
	case certificate.CutEdges:
		worth.Mul(worth, s.cuts)
	case certificate.Deviation:
		worth.Mul(worth, s.deviation).Quo(worth, new(big.Rat).SetInt(p.PerSeat().Num()))
	}
	return worth
}

// Question is the problem as a certificate states it: with the bounds that Lower, Upper and Rule together put on every
// district, and without Rule, Judge, Parents and Keep. An objective that certificates do not know becomes cut edges.
func (p *Problem) Question() certificate.Question {
	objective, _, _, known := p.Whole()
	if !known {
		objective = certificate.CutEdges
	}
	q := certificate.Question{Graph: certificate.NewGraph(p.Graph), Seats: p.Seats, Objective: objective}
	q.Together = p.Locks.Together
	q.Lower, q.Upper = p.WholeBounds()
	if objective == certificate.Deviation {
		quota := p.PerSeat()
		q.Quota = &[2]int64{quota.Num().Int64(), quota.Denom().Int64()}
	}
	for v, d := range p.Locks.Fixed {
		if d != Unassigned {
			q.Fixed = append(q.Fixed, [2]int{v, d + 1})
		}
	}
	for _, d := range p.finished() {
		q.Finished = append(q.Finished, d+1)
	}
	return q
}

// WholeBounds are Bounds as certificates state them: no bound, or one so large that its multiples do not fit in 64
// bits, is brought near the voters that there are, where it asks the same.
func (p *Problem) WholeBounds() (lower, upper int64) {
	const large = certificate.MaxVoters
	lower, upper = p.Bounds()
	total := p.Graph.Total()
	if lower > large {
		lower = min(lower, total+1)
	}
	if upper > large {
		upper = min(upper, total)
	}
	return lower, upper
}

// Refute is a certificate that no plan keeps bounds and locks, where counting or the locks alone show it; else nil.
func (p *Problem) Refute() *certificate.Certificate {
	lower, upper := p.WholeBounds()
	e := p.Reduce().Evidence(lower, upper)
	if e == nil {
		return nil
	}
	return certificate.New(p.Question(), certificate.Claim{Status: certificate.Infeasible}, nil, e)
}

// WithinDeviation are the bounds of districts from lower to upper voters with |den*voters - num| of at most x, where
// num/den is the quota: the first is greater where there is no such number.
func WithinDeviation(num, den, x, lower, upper int64) (least, most int64) {
	least = lower
	if low := num - x; low > 0 {
		least = max(lower, (low-1)/den+1) // rounded up
	}
	return least, min(upper, (num+x)/den)
}
