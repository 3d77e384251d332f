package feasibility

import (
	"math/big"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
)

// rounds is how often an interval of limits is halved before the exact steps at its end.
const rounds = 14

// minimise finds the least value of the statistic that decide can reach. It halves the interval between a limit that is
// refuted and a value that is reached, and ends with the limit just below the best value, refuted as well.
//
// Decide gets a limit and returns a verdict and, with a plan, the plan's value, which may be less than the limit. Total
// and seats are those that the statistic's mean is taken of.
//
// Every value of a statistic is a fraction of whole numbers up to total (times seats for the mean, which cancels), so
// that two different ones are at least 1/total^2 apart. A limit of 1/(2*total^2) below a value therefore admits exactly
// the smaller ones.
//
// The halving is for speed alone. What is proven rests on the last question, and a question given up on the way only
// makes the interval less good.
func (s Settings) minimise(r rule.Rule, total int64, seats int,
	decide func(rule.Fraction) (*Verdict, *big.Rat, error)) (*Optimum, error) {
	o := &Optimum{Status: balance.Unknown, Bound: least(r.Statistic)}
	gap := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2),
		new(big.Int).Mul(big.NewInt(total), big.NewInt(total))))
	unknown := false
	// ask reports whether a plan within the limit was found. It keeps the best value with its plan, and the largest limit
	// that was refuted with its proofs.
	ask := func(limit *big.Rat) (bool, error) {
		v, value, err := decide(rule.FractionOf(limit))
		switch {
		case err != nil:
			return false, err
		case v.Status == balance.Feasible && value != nil:
			if o.Value == nil || value.Cmp(o.Value) < 0 {
				o.Value, o.Plan = value, v.Plan
			}
			return true, nil
		case v.Status == balance.Infeasible:
			if o.Limit == nil || limit.Cmp(o.Limit) > 0 {
				o.Limit, o.Proofs = limit, v.Proofs()
			}
		default:
			unknown = true
		}
		return false, nil
	}
	// A first plan: the limit grows until there is one, or no limit can help. What it leaves above the least value doubles
	// each time.
	low, limit := least(r.Statistic), new(big.Rat).Add(least(r.Statistic), big.NewRat(1, 64))
	last := new(big.Rat).SetInt64(total + int64(seats)) // no statistic of a plan is larger
	if r.Statistic == rule.RangeOverLargest {
		last.SetInt64(1)
	}
	for {
		if limit.Cmp(last) > 0 {
			limit = last
		}
		ok, err := ask(limit)
		if err != nil {
			return nil, err
		}
		if ok {
			break
		}
		if limit == last {
			if !unknown {
				o.Status = balance.Infeasible
			}
			return o, nil
		}
		low = limit
		limit = new(big.Rat).Add(limit, new(big.Rat).Sub(limit, least(r.Statistic)))
	}
	// Halve: no plan was found within low, and o.Value is reached.
	for range rounds {
		mid := new(big.Rat).Add(low, o.Value)
		mid = short(mid.Quo(mid, big.NewRat(2, 1)))
		if mid.Cmp(low) <= 0 || mid.Cmp(o.Value) >= 0 {
			break
		}
		ok, err := ask(mid)
		if err != nil {
			return nil, err
		}
		if !ok {
			low = mid
		}
	}
	for {
		// The last question; each plan that it still finds is a better one, and is asked about in its turn.
		limit := new(big.Rat).Sub(o.Value, gap)
		if limit.Cmp(least(r.Statistic)) < 0 {
			o.Limit, o.Proofs = nil, nil // nothing is smaller
			o.Status, o.Bound = balance.Optimal, o.Value
			return o, nil
		}
		ok, err := ask(limit)
		if err != nil {
			return nil, err
		}
		if ok {
			continue
		}
		o.Status = balance.Feasible
		// Refuted, unless the question was given up: then the largest limit refuted before is a bound.
		if o.Limit != nil && o.Limit.Cmp(limit) >= 0 {
			o.Status, o.Bound = balance.Optimal, o.Value
		} else if o.Limit != nil {
			o.Bound = o.Limit
		}
		return o, nil
	}
}

// least is the value of a statistic where all districts are equal.
func least(s rule.Statistic) *big.Rat {
	if s == rule.LargestOverSmallest {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

// short rounds a limit to a multiple of 1/2^20, so that halving does not make its digits grow without end.
func short(r *big.Rat) *big.Rat {
	const scale = 1 << 20
	n := new(big.Int).Mul(r.Num(), big.NewInt(scale))
	return new(big.Rat).SetFrac(n.Div(n, r.Denom()), big.NewInt(scale))
}
