package feasibility

import "math/big"

// allot shares seats among regions so that the worst cost is least: cost[r][s] is that of s seats in region r, nil
// where s seats are impossible. Of the sharings with the least worst cost it takes the one that gives the first regions
// the fewest seats. It is nil where there is none. A row need not grow or fall with s.
//
// The worst cost of a sharing is one of the costs, and if the seats can be shared within a limit, they can within any
// larger one. So the least is found by halving the sorted costs. Each test takes time regions*seats^2.
func allot(cost [][]*big.Rat, seats int) (worst *big.Rat, share []int) {
	var values []*big.Rat
	for _, row := range cost {
		for _, v := range row {
			if v != nil {
				values = append(values, v)
			}
		}
	}
	values = distinct(values)
	// The least value at which the seats can be shared, by halving.
	lo, hi := 0, len(values)
	for lo < hi {
		mid := (lo + hi) / 2
		if reachable(cost, seats, values[mid])[0][seats] {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo == len(values) {
		return nil, nil
	}
	worst = values[lo]
	// Region by region the fewest seats that leave the others a sharing.
	can := reachable(cost, seats, worst)
	left := seats
	for r, row := range cost {
		for s, v := range row {
			if v != nil && s <= left && v.Cmp(worst) <= 0 && can[r+1][left-s] {
				share = append(share, s)
				left -= s
				break
			}
		}
	}
	return worst, share
}

// reachable[r][n] tells whether the regions from r on can have n seats together at a cost of at most limit each. It has
// one row more than there are regions, for none of them.
func reachable(cost [][]*big.Rat, seats int, limit *big.Rat) [][]bool {
	can := make([][]bool, len(cost)+1)
	for r := range can {
		can[r] = make([]bool, seats+1)
	}
	can[len(cost)][0] = true
	for r := len(cost) - 1; r >= 0; r-- {
		for s, v := range cost[r] {
			if v == nil || v.Cmp(limit) > 0 {
				continue
			}
			for n := s; n <= seats; n++ {
				if can[r+1][n-s] {
					can[r][n] = true
				}
			}
		}
	}
	return can
}
