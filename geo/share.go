package geo

import (
	"math/big"
	"slices"
)

// Share divides total among the weights by largest remainder: everyone gets the whole part of its exact share, and what
// is left goes, one each, to the largest remainders, earlier weights first where remainders are equal. The shares add
// up to total. Without any weight all shares are 0.
func Share(total int64, weights []int64) []int64 {
	shares := make([]int64, len(weights))
	sum := new(big.Int)
	for _, w := range weights {
		sum.Add(sum, big.NewInt(w))
	}
	if sum.Sign() == 0 {
		return shares
	}
	remainders := make([]*big.Int, len(weights))
	left := total
	for i, w := range weights {
		q, r := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(total), big.NewInt(w)), sum, new(big.Int))
		shares[i], remainders[i] = q.Int64(), r
		left -= shares[i]
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares
}
