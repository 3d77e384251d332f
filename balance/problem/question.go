package problem

import (
	"math/big"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
)

// Whole is the objective as certificates and the exact method state it, in whole numbers: one measure alone. A value of
// 1 in it costs per of the problem's objective. ok is false for an objective that they do not know.
func (p *Problem) Whole() (o certificate.Objective, per *big.Rat, ok bool) {
	c := p.Costs()
	switch {
	case c.Alone(c.Border):
		return certificate.Border, c.Border, true
	case c.Alone(c.CutEdges):
		return certificate.CutEdges, c.CutEdges, true
	case c.Alone(c.Deviation):
		q := p.PerSeat()
		if !q.Num().IsInt64() || !q.Denom().IsInt64() || q.Sign() == 0 {
			return "", nil, false
		}
		return certificate.Deviation, c.Deviation.Quo(c.Deviation, new(big.Rat).SetInt(q.Num())), true
	}
	return "", nil, false
}

// WholeValue is what a plan with these measures has of an objective as Whole states it, where the deviation is from the
// quota num/den. ok is false where certificates cannot count so far.
func WholeValue(o certificate.Objective, quota *[2]int64, m *Measures) (value int64, ok bool) {
	switch o {
	case certificate.CutEdges:
		return int64(m.CutEdges), true
	case certificate.Border:
		return m.Border, true
	}
	for _, v := range m.Voters {
		if certificate.Times(quota[1], v) > certificate.MaxSum {
			return 0, false
		}
		d := quota[1]*v - quota[0]
		value = max(value, d, -d)
	}
	return value, true
}

// WholeWeight is what an edge between districts adds to an objective that is a sum over such edges.
func WholeWeight(o certificate.Objective, e graph.Edge) int64 {
	if o == certificate.Border {
		return e.Length
	}
	return 1
}

// Worth is the problem's objective, exactly, where it has the value x as Whole states it.
func (p *Problem) Worth(x int64) *big.Rat {
	_, per, ok := p.Whole()
	if !ok {
		return new(big.Rat)
	}
	return per.Mul(per, new(big.Rat).SetInt64(x))
}

// Question is the problem as a certificate states it: with the bounds that Lower, Upper and Rule together put on every
// district, and without Rule, Judge, Parents and Keep. An objective that certificates do not know becomes cut edges.
func (p *Problem) Question() certificate.Question {
	objective, _, known := p.Whole()
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
