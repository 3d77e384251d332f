package rule

import (
	"math/big"
	"sort"
)

// Test is a reading's arithmetic for one scope: a region with its seats, or the whole nation. Use Rule.Test, or fill
// it; Seats must be positive.
type Test struct {
	Statistic Statistic
	Limit     Fraction
	Total     int64 // of the base that is counted
	Seats     int
	// Below and Above, where not nil, take the place of Limit below and above the mean. Only for Deviation.
	Below, Above *Fraction
}

// Mean is the quota: the mean per seat.
func (t Test) Mean() *big.Rat { return big.NewRat(t.Total, int64(t.Seats)) }

// Value is the statistic of a plan whose districts have from smallest to largest; nil where it is not defined.
func (t Test) Value(smallest, largest int64) *big.Rat {
	return t.Statistic.Value(smallest, largest, t.Mean())
}

// Accept reports whether a plan whose districts have from smallest to largest meets the reading.
func (t Test) Accept(smallest, largest int64) bool {
	if t.Statistic == Deviation {
		lo, hi := t.bounds()
		return lo <= smallest && largest <= hi
	}
	return largest <= t.Ceiling(smallest)
}

// Ceiling is the most that the largest district may have where the smallest has the given number, below it where no
// plan with such a district meets the reading. For the coupled statistics it never falls as the smallest grows, which
// is what makes Search work.
func (t Test) Ceiling(smallest int64) int64 {
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
		return clip(floor(lo.Add(lo, new(big.Rat).Mul(l, t.Mean()))))
	case RangeOverLargest: // largest*(1 - limit) <= smallest
		if l.Cmp(one) >= 0 {
			return t.Total
		}
		return clip(floor(lo.Quo(lo, new(big.Rat).Sub(one, l))))
	case RangeOverSmallest: // largest <= smallest*(1 + limit)
		return clip(floor(lo.Mul(lo, new(big.Rat).Add(one, l))))
	default: // largest <= smallest*limit
		return clip(floor(lo.Mul(lo, l)))
	}
}

func (t Test) bounds() (lower, upper int64) {
	below, above := &t.Limit.r, &t.Limit.r
	if t.Below != nil {
		below = &t.Below.r
	}
	if t.Above != nil {
		above = &t.Above.r
	}
	return deviationBounds(t.Mean(), below, above)
}

// Window are the loosest bounds, both inclusive, that every district of every plan meeting the reading keeps; lower >
// upper means that no plan can. For Deviation a plan meets the reading if and only if it keeps them. For the coupled
// statistics it must also Accept its smallest and largest district.
//
// For those, let m be the smallest and M the largest of k districts with the given total, f the Ceiling. Then M <= f(m),
// and k districts between m and M give m + (k-1)M >= total and M + (k-1)m <= total. So m is at least the least m with
// m + (k-1)f(m) >= total, and M at most the largest min(f(m), total - (k-1)m); as f does not fall and the other falls, that
// is found where they meet.
func (t Test) Window() (lower, upper int64) {
	if t.Statistic == Deviation {
		return t.bounds()
	}
	if t.Seats == 1 {
		if t.Accept(t.Total, t.Total) {
			return t.Total, t.Total
		}
		return t.Total + 1, t.Total
	}
	k1 := big.NewInt(int64(t.Seats - 1))
	total := big.NewInt(t.Total)
	mean := t.Total / int64(t.Seats)
	enough := func(m int64) bool {
		n := new(big.Int).Mul(k1, big.NewInt(t.Ceiling(m)))
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
	met := lower + search(mean-lower, func(d int64) bool { return t.Ceiling(lower+d) >= rest(lower+d) })
	upper = min(t.Ceiling(met), rest(met))
	if met > lower {
		upper = max(upper, min(t.Ceiling(met-1), rest(met-1)))
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

// Windows are the pairs of fixed bounds that together hold exactly the plans that meet the reading, given the numbers
// that a smallest district may have, in any order: a plan meets it if and only if all its districts lie within one of them.
// Bounds that contain no mean, and those inside others, are left out.
func (t Test) Windows(smallest []int64) [][2]int64 {
	lo, hi := t.Window()
	if t.Statistic == Deviation {
		if lo > hi {
			return nil
		}
		return [][2]int64{{lo, hi}}
	}
	values := append([]int64(nil), smallest...)
	sort.Slice(values, func(i, j int) bool { return values[i] < values[j] })
	var out [][2]int64
	for _, m := range values {
		w := [2]int64{m, min(t.Ceiling(m), hi)}
		if m < lo || m > t.Total/int64(t.Seats) || big.NewRat(w[1], 1).Cmp(t.Mean()) < 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1][1] >= w[1] {
			continue
		}
		out = append(out, w)
	}
	return out
}
