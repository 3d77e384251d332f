package rule

import (
	"math/big"
)

// Scope is a reading's arithmetic for one scope: a region with its seats, or the whole nation. Use Rule.For, or fill
// it; Seats must be positive.
type Scope struct {
	Statistic Statistic
	Limit     Fraction
	Total     int64 // of the base that is counted
	Seats     int
	// Below and Above, where not nil, take the place of Limit below and above the mean. Only for Deviation.
	Below, Above *Fraction
	// Apart and ApartSeats are the voters and the seats within Total and Seats that the statistic does not compare,
	// because an exception frees them. The mean is taken with them. ApartSeats must be less than Seats. Deviation does not
	// look at them.
	Apart      int64
	ApartSeats int
}

// compared are the voters and the number of the districts that the statistic compares.
func (t Scope) compared() (total int64, districts int) {
	return t.Total - t.Apart, t.Seats - t.ApartSeats
}

// mostOfLeast is the most voters that the smallest of the districts compared can have.
func (t Scope) mostOfLeast() int64 {
	total, districts := t.compared()
	return total / int64(districts)
}

// mean is the quota: the mean per seat.
func (t Scope) mean() *big.Rat { return big.NewRat(t.Total, int64(t.Seats)) }

// Value is the statistic of a plan whose districts have from smallest to largest; nil where it is not defined.
func (t Scope) Value(smallest, largest int64) *big.Rat {
	return t.Statistic.Value(smallest, largest, t.mean())
}

// Accept reports whether a plan whose districts have from smallest to largest meets the reading.
func (t Scope) Accept(smallest, largest int64) bool {
	return largest <= t.ceiling(smallest)
}

// ceiling is the most that the largest district may have where the smallest has the given number, below it where no
// plan with such a district meets the reading. For the coupled statistics it never falls as the smallest grows, which
// is what makes Search work.
func (t Scope) ceiling(smallest int64) int64 {
	lo := new(big.Rat).SetInt64(smallest)
	l := &t.Limit.r
	one := big.NewRat(1, 1)
	switch t.Statistic {
	case Deviation:
		lower, upper := t.bounds()
		if smallest < lower {
			return smallest - 1
		}
		return upper
	case RangeOverMean: // largest <= smallest + limit*mean
		return clip(floor(lo.Add(lo, new(big.Rat).Mul(l, t.mean()))))
	case RangeOverLargest: // largest*(1 - limit) <= smallest
		if l.Cmp(one) >= 0 {
			all, _ := t.compared()
			return all
		}
		return clip(floor(lo.Quo(lo, new(big.Rat).Sub(one, l))))
	case RangeOverSmallest: // largest <= smallest*(1 + limit)
		return clip(floor(lo.Mul(lo, new(big.Rat).Add(one, l))))
	case LargestOverSmallest: // largest <= smallest*limit
		return clip(floor(lo.Mul(lo, l)))
	default:
		panic("rule: a statistic without a ceiling")
	}
}

func (t Scope) bounds() (lower, upper int64) {
	below, above := &t.Limit.r, &t.Limit.r
	if t.Below != nil {
		below = &t.Below.r
	}
	if t.Above != nil {
		above = &t.Above.r
	}
	return deviationBounds(t.mean(), below, above)
}

// Window are the loosest bounds, both inclusive, that every district of every plan meeting the reading keeps; lower >
// upper means that no plan can. For Deviation a plan meets the reading if and only if it keeps them. For the coupled
// statistics it must also Accept its smallest and largest district.
//
// For those, let m be the smallest and M the largest of k districts with the given total, f the Ceiling. Then M <=
// f(m), and k districts between m and M give m + (k-1)M >= total and M + (k-1)m <= total. So m is at least the least m
// with m + (k-1)f(m) >= total, and M at most the largest min(f(m), total - (k-1)m); as f does not fall and the other
// falls, that is found where they meet.
func (t Scope) Window() (lower, upper int64) {
	if t.Statistic == Deviation {
		return t.bounds()
	}
	all, districts := t.compared()
	k1 := big.NewInt(int64(districts - 1))
	total := big.NewInt(all)
	mean := t.mostOfLeast()
	enough := func(m int64) bool {
		n := new(big.Int).Mul(k1, big.NewInt(t.ceiling(m)))
		return n.Add(n, big.NewInt(m)).Cmp(total) >= 0
	}
	if !enough(mean) {
		return mean + 1, mean
	}
	lower = search(mean, enough)
	rest := func(m int64) int64 {
		n := new(big.Int).Mul(k1, big.NewInt(m))
		return clip(n.Sub(total, n))
	}
	met := lower + search(mean-lower, func(d int64) bool { return t.ceiling(lower+d) >= rest(lower+d) })
	upper = min(t.ceiling(met), rest(met))
	if met > lower {
		upper = max(upper, min(t.ceiling(met-1), rest(met-1)))
	}
	return lower, upper
}

// search is the least x in 0..hi for which ok holds, ok being false before it and true from it on; hi if none.
func search(hi int64, ok func(int64) bool) int64 {
	lo := int64(0)
	for lo < hi {
		mid := lo + (hi-lo)/2
		if ok(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
