package districts

import (
	"math/big"

	"okrug/balance/rule"
)

// shares are what the binding rule counts in every region and in the whole layer, with the seats.
type shares struct {
	base  []int64
	seats []int
	// all and total are the sums over the regions.
	all   int64
	total int
}

func (p *Plan) shares() shares {
	s := shares{base: make([]int64, len(p.Layer.Regions)), seats: p.Seats}
	for u, r := range RegionOf(p.Layer) {
		s.base[r] += Base(p.Layer.Units[u], p.Rule.BaseName())
	}
	for r, b := range s.base {
		s.all += b
		s.total += p.Seats[r]
	}
	return s
}

// of is the number counted and the seats of the scope in which the rule compares a region's districts; region -1 and
// every scope but the region stand for the whole layer.
func (s shares) of(r rule.Rule, region int) (total int64, seats int) {
	if region < 0 || r.ScopeName() != rule.Region {
		return s.all, s.total
	}
	return s.base[region], s.seats[region]
}

// quota is the mean per seat of a scope; for no seats it is the whole, so that a faulty plan can still be shown.
func (s shares) quota(r rule.Rule, region int) *big.Rat {
	total, seats := s.of(r, region)
	return big.NewRat(total, int64(max(1, seats)))
}
