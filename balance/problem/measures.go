package problem

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// Measures of a plan.
type Measures struct {
	// Voters of each district.
	Voters []int64
	// Border between districts in the graph's whole length units (its Scale makes source units of them).
	Border int64
	// CutEdges is the number of edges between districts.
	CutEdges int
	// MaxDeviation is the largest absolute deviation from the quota, as a fraction of it: the float nearest to what
	// Voters have, for output.
	MaxDeviation float64
	// Splits is the number of parents in two districts or more, one entry per level.
	Splits []int
	// Moved is the sum of Keep over nodes that are not in their district of Start.
	Moved int64
	// Inertia is the sum of voters times squared distance to their district's centre; 0 without Points.
	Inertia float64
}

// Measure a plan that gives every node a district from 0 to Seats-1. It does not check the plan; Check does.
func (p *Problem) Measure(plan []int) Measures {
	m := Measures{Voters: make([]int64, p.Seats)}
	for v, d := range plan {
		m.Voters[d] += p.Graph.Voters[v]
	}
	for _, e := range p.Graph.Edges {
		if plan[e.U] != plan[e.V] {
			m.CutEdges++
			m.Border += e.Length
		}
	}
	m.MaxDeviation, _ = p.MaxDeviation(m.Voters).Float64()
	for _, parents := range p.DividedParents(plan) {
		m.Splits = append(m.Splits, len(parents))
	}
	for v, w := range p.Keep {
		if s := p.Start[v]; s != Unassigned && s != plan[v] {
			m.Moved += w
		}
	}
	if p.Points != nil {
		m.Inertia = p.Inertia(plan)
	}
	return m
}

// MaxDeviation is the largest |voters-quota|/quota; 0 where the quota is.
func (p *Problem) MaxDeviation(voters []int64) *big.Rat {
	q := p.PerSeat()
	if q.Sign() == 0 || len(voters) == 0 {
		return new(big.Rat)
	}
	least, most := slices.Min(voters), slices.Max(voters)
	// With the quota num/den the deviation of v is |v*den - num|/num; small figures need no fractions on the way.
	const small = 1 << 31
	if num, den := q.Num(), q.Denom(); num.IsInt64() && den.IsInt64() && den.Int64() < small && most < small {
		n, d := num.Int64(), den.Int64()
		return big.NewRat(max(n-least*d, most*d-n), n)
	}
	worst := new(big.Rat)
	for _, v := range []int64{least, most} {
		d := new(big.Rat).SetInt64(v)
		d.Sub(d, q).Abs(d)
		if d.Cmp(worst) > 0 {
			worst = d
		}
	}
	return worst.Quo(worst, q)
}

// Inertia uses the sum of squares about each district's own centre, in two passes so that large coordinates lose no
// digits.
func (p *Problem) Inertia(plan []int) float64 {
	type sum struct{ w, x, y float64 }
	centre := make([]sum, p.Seats)
	for v, d := range plan {
		w := float64(p.Graph.Voters[v])
		c := &centre[d]
		c.w += w
		c.x += w * p.Points[v].X
		c.y += w * p.Points[v].Y
	}
	total := 0.0
	for v, d := range plan {
		c := centre[d]
		if c.w == 0 {
			continue
		}
		dx, dy := p.Points[v].X-c.x/c.w, p.Points[v].Y-c.y/c.w
		total += float64(p.Graph.Voters[v]) * (dx*dx + dy*dy)
	}
	return total
}

// Limit is the deviation that counts 1 in Balanced, which is the one place where its weight of equality enters:
// Objective.Limit, or what the bounds of a district that is not excepted imply, or 1 where they imply nothing, divided
// by Objective.Equality.
func (p *Problem) Limit() *big.Rat {
	limit := p.unweighted()
	if e := p.Objective.Equality; e > 0 {
		limit.Quo(limit, Decimal(e))
	}
	return limit
}

// unweighted is Limit for an Equality of 1.
func (p *Problem) unweighted() *big.Rat {
	if l := p.Objective.Limit; l > 0 {
		return Decimal(l)
	}
	q := p.PerSeat()
	lo, hi := p.Narrowed().Bounds()
	if q.Sign() == 0 || hi == math.MaxInt64 {
		return big.NewRat(1, 1)
	}
	over := new(big.Rat).Sub(new(big.Rat).SetInt64(hi), q)
	under := new(big.Rat).Sub(q, new(big.Rat).SetInt64(lo))
	if under.Cmp(over) > 0 {
		over = under
	}
	if over.Sign() <= 0 {
		return big.NewRat(1, 1)
	}
	return over.Quo(over, q)
}

// Bounds are the tightest bounds that Lower, Upper and Rule together put on every district.
func (p *Problem) Bounds() (lower, upper int64) {
	lower, upper = max(0, p.Lower), p.Upper
	if upper == 0 {
		upper = math.MaxInt64
	}
	if p.Rule != nil {
		l, u := p.Rule.Window(p.Graph.Total(), p.Seats)
		lower, upper = max(lower, l), min(upper, u)
	}
	return lower, upper
}

// Compare orders plans by parents divided, weight moved, objective and the tie-breaker, all exact; negative where a is
// better.
func (p *Problem) Compare(a, b *Measures) int {
	for i := range a.Splits {
		if d := a.Splits[i] - b.Splits[i]; d != 0 {
			return d
		}
	}
	if a.Moved != b.Moved {
		return cmp.Compare(a.Moved, b.Moved)
	}
	s := p.Scorer()
	return s.Score(a).Compare(s.Score(b))
}
