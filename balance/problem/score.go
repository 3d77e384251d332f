package problem

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
)

// Decimal is the number that a float of a question stands for, a limit or a weight: the shortest decimal that reads
// back as that float, for it is what somebody wrote. 0.2 is 1/5, and not the binary fraction next to it. The float
// must be finite.
func Decimal(x float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	if !ok {
		panic("problem: a limit or weight that is not finite")
	}
	return r
}

// Scorer gives the plans of one problem their scores. It holds what does not depend on the plan, among it the objective
// as it was when the scorer was made.
type Scorer struct {
	p     *Problem
	kind  Kind
	costs Costs

	// num/den is the quota where multiples of voters by den fit in 64 bits; den is 0 where they may not.
	num, den int64
	// Where whole is set, per is the cost of 1 in a sum of the measures times weight: of border, cut edges and
	// |voters*den - num|.
	whole  bool
	weight [3]uint64
	per    *big.Rat
}

// Score is the objective of a plan with what breaks ties, both exact. Scores of one scorer can be compared.
type Score struct{ cost, tie amount }

// amount is high * 2^64 + low, or large where that is set, as it is in either all amounts of a scorer or none.
type amount struct {
	high, low uint64
	large     *big.Rat
}

func (a amount) compare(b amount) int {
	if a.large != nil {
		return a.large.Cmp(b.large)
	}
	return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.low, b.low))
}

// Compare is negative where a is the better score: by the objective, then the deviation where that is Border and the
// border where it is another.
func (a Score) Compare(b Score) int { return cmp.Or(a.cost.compare(b.cost), a.tie.compare(b.tie)) }

// Scorer makes the scorer of a valid problem.
func (p *Problem) Scorer() *Scorer {
	s := &Scorer{p: p, kind: p.Objective.Kind, costs: p.Costs()}
	q := p.PerSeat()
	if n, d := q.Num(), q.Denom(); n.IsInt64() && d.IsInt64() && d.Int64() <= math.MaxInt64/max(1, p.Graph.Total()) {
		s.num, s.den = n.Int64(), d.Int64()
	}
	s.weigh()
	return s
}

// weigh finds whole numbers in the ratios of the costs, where they fit in 63 bits: products with measures then fit in
// 126, and their sum in 128.
func (s *Scorer) weigh() {
	if s.den == 0 || s.UsesInertia() {
		return
	}
	costs := [3]*big.Rat{s.costs.Border, s.costs.CutEdges, new(big.Rat)}
	if s.num > 0 {
		costs[2].Quo(s.costs.Deviation, new(big.Rat).SetInt64(s.num))
	}
	common := big.NewInt(1) // the least multiple of all denominators
	for _, c := range costs {
		common.Mul(common, new(big.Int).Quo(c.Denom(), new(big.Int).GCD(nil, nil, common, c.Denom())))
	}
	for i, c := range costs {
		w := new(big.Int).Mul(c.Num(), new(big.Int).Quo(common, c.Denom()))
		if !w.IsInt64() {
			return
		}
		s.weight[i] = w.Uint64()
	}
	s.whole, s.per = true, new(big.Rat).SetFrac(big.NewInt(1), common)
}

// UsesInertia says that scores depend on Measures.Inertia.
func (s *Scorer) UsesInertia() bool { return s.costs.Inertia.Sign() > 0 }

// Score of a plan with these measures, of whose Voters only the least and the most matter.
func (s *Scorer) Score(m *Measures) Score {
	x := Score{tie: amount{low: uint64(m.Border)}}
	if s.kind == Border {
		x.tie = s.off(m.Voters)
	}
	switch {
	case s.whole:
		for i, n := range [3]uint64{uint64(m.Border), uint64(m.CutEdges), s.off(m.Voters).low} {
			high, low := bits.Mul64(s.weight[i], n)
			var carry uint64
			x.cost.low, carry = bits.Add64(x.cost.low, low, 0)
			x.cost.high += high + carry
		}
	case s.kind == Inertia:
		x.cost.low = math.Float64bits(finite(m.Inertia)) // floats that are not negative are in the order of their bits
	default:
		sum, y := new(big.Rat).SetInt64(m.Border), new(big.Rat)
		sum.Mul(sum, s.costs.Border)
		sum.Add(sum, y.Mul(s.costs.CutEdges, y.SetInt64(int64(m.CutEdges))))
		sum.Add(sum, y.Mul(s.costs.Deviation, s.p.MaxDeviation(m.Voters)))
		x.cost.large = sum.Add(sum, y.Mul(s.costs.Inertia, y.SetFloat64(finite(m.Inertia))))
	}
	return x
}

// off is the largest |voters*den - num|, or the largest deviation where that may not fit.
func (s *Scorer) off(voters []int64) amount {
	switch {
	case s.den == 0:
		return amount{large: s.p.MaxDeviation(voters)}
	case s.num == 0 || len(voters) == 0:
		return amount{}
	}
	return amount{low: uint64(max(s.num-slices.Min(voters)*s.den, slices.Max(voters)*s.den-s.num))}
}

// finite brings a sum that has left the floats back to the largest of them.
func finite(x float64) float64 {
	if x <= math.MaxFloat64 {
		return x
	}
	return math.MaxFloat64
}

// Value is the objective that a score stands for.
func (s *Scorer) Value(x Score) *big.Rat {
	switch {
	case x.cost.large != nil:
		return new(big.Rat).Set(x.cost.large)
	case !s.whole:
		return new(big.Rat).SetFloat64(math.Float64frombits(x.cost.low))
	}
	n := new(big.Int).SetUint64(x.cost.high)
	n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(x.cost.low))
	v := new(big.Rat).SetInt(n)
	return v.Mul(v, s.per)
}

// Score is the objective of a plan with these measures, exactly. Inertia, which is no whole number of anything, counts
// as the float that it is.
func (p *Problem) Score(m *Measures) *big.Rat {
	s := p.Scorer()
	return s.Value(s.Score(m))
}

// Value is the float nearest to the objective of a plan with these measures.
func (p *Problem) Value(m *Measures) float64 {
	v, _ := p.Score(m).Float64()
	return v
}
