package apportion

import (
	"math/big"
	"slices"
)

// shares are the fair shares: max(min, min(max, s*base)) for the factor s at which they add up to the seats. The sum
// grows with s and is linear between the values of s at which some region meets a bound, so that the right stretch is
// found by trying those and s on it by solving one equation.
func shares(regions []Region, seats int) []*big.Rat {
	at := func(s *big.Rat) ([]*big.Rat, *big.Rat) {
		out, sum := make([]*big.Rat, len(regions)), new(big.Rat)
		for i, r := range regions {
			q := new(big.Rat).Mul(s, big.NewRat(r.Base, 1))
			if lo := big.NewRat(int64(r.Min), 1); q.Cmp(lo) < 0 {
				q = lo
			}
			if hi := big.NewRat(int64(r.Max), 1); r.Max > 0 && q.Cmp(hi) > 0 {
				q = hi
			}
			out[i] = q
			sum.Add(sum, q)
		}
		return out, sum
	}
	target := big.NewRat(int64(seats), 1)
	var turns []*big.Rat
	for _, r := range regions {
		turns = append(turns, big.NewRat(int64(r.Min), r.Base))
		if r.Max > 0 {
			turns = append(turns, big.NewRat(int64(r.Max), r.Base))
		}
	}
	slices.SortFunc(turns, (*big.Rat).Cmp)
	low := new(big.Rat) // the last turn at which the sum does not exceed the seats
	lo, hi := 0, len(turns)
	for lo < hi {
		mid := (lo + hi) / 2
		if _, sum := at(turns[mid]); sum.Cmp(target) <= 0 {
			low, lo = turns[mid], mid+1
		} else {
			hi = mid
		}
	}
	out, sum := at(low)
	if sum.Cmp(target) == 0 {
		return out
	}
	// Beyond low the regions strictly between their bounds, or just leaving the minimum, share what is left.
	var free int64big
	for i, r := range regions {
		own := new(big.Rat).Mul(low, big.NewRat(r.Base, 1))
		if own.Cmp(out[i]) == 0 && (r.Max <= 0 || out[i].Cmp(big.NewRat(int64(r.Max), 1)) < 0) {
			free.add(r.Base)
		}
	}
	step := target.Sub(target, sum)
	step.Quo(step, new(big.Rat).SetInt(&free.Int))
	out, _ = at(step.Add(step, low))
	return out
}

// int64big sums int64s that may not fit in one.
type int64big struct{ big.Int }

func (b *int64big) add(v int64) { b.Add(&b.Int, big.NewInt(v)) }

// remainders rounds the shares down and gives the seats left to the largest remainders.
func remainders(regions []Region, seats int, shares []*big.Rat, ties TieRule) ([]int, *Tie, error) {
	out := make([]int, len(shares))
	rest := make([]*big.Rat, len(shares))
	order := make([]int, len(shares))
	left := seats
	for i, s := range shares {
		whole := new(big.Int).Quo(s.Num(), s.Denom())
		out[i], order[i] = int(whole.Int64()), i
		left -= out[i]
		rest[i] = new(big.Rat).Sub(s, new(big.Rat).SetInt(whole))
	}
	if left == 0 {
		return out, nil, nil
	}
	slices.SortStableFunc(order, func(a, b int) int { return rest[b].Cmp(rest[a]) })
	last := rest[order[left-1]]
	var tie *Tie
	winners := order[:left]
	if rest[order[left]].Cmp(last) == 0 { // left < len(order): the remainders, each below 1, add up to left
		var contenders []int
		var sure []int
		for _, r := range order {
			switch rest[r].Cmp(last) {
			case 1:
				sure = append(sure, r)
			case 0:
				contenders = append(contenders, r)
			}
		}
		var err error
		if tie, err = breakTie(regions, contenders, left-len(sure), ties); err != nil {
			return nil, nil, err
		}
		winners = slices.Concat(sure, tie.Given)
	}
	for _, r := range winners {
		out[r]++
	}
	return out, tie, nil
}
