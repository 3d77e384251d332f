package rule

import (
	"math/big"

	"github.com/okrug/okrug/geo/locale"
)

// Statistic is the number by which a reading measures how unequal districts are. The zero value is Deviation.
type Statistic int

const (
	// Deviation is the largest distance of a district from the mean, over the mean.
	Deviation Statistic = iota
	// RangeOverMean is (largest - smallest)/mean, the "overall range" or "total deviation" of the United States.
	RangeOverMean
	// RangeOverLargest is (largest - smallest)/largest.
	RangeOverLargest
	// RangeOverSmallest is (largest - smallest)/smallest.
	RangeOverSmallest
	// LargestOverSmallest is largest/smallest, 1 where all are equal.
	LargestOverSmallest
)

var statistics = [...]string{"deviation", "range/mean", "range/largest", "range/smallest", "largest/smallest"}

// Statistics are all statistics.
func Statistics() []Statistic {
	return []Statistic{Deviation, RangeOverMean, RangeOverLargest, RangeOverSmallest, LargestOverSmallest}
}

func (s Statistic) String() string { return statistics[s] }

// MarshalText writes the statistic's name.
func (s Statistic) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads deviation, range/mean, range/largest, range/smallest or largest/smallest.
func (s *Statistic) UnmarshalText(b []byte) error {
	for i, name := range statistics {
		if string(b) == name {
			*s = Statistic(i)
			return nil
		}
	}
	return locale.Errorf("%q is no statistic; there are %v", b, statistics[:])
}

// Coupled reports whether the statistic compares districts with each other, so that it puts no fixed bounds on one.
func (s Statistic) Coupled() bool { return s != Deviation }

// Value is the statistic of a plan whose districts have from smallest to largest, with the given mean. It is nil where
// it would divide by zero; then only districts that are all empty are equal.
func (s Statistic) Value(smallest, largest int64, mean *big.Rat) *big.Rat {
	lo, hi := new(big.Rat).SetInt64(smallest), new(big.Rat).SetInt64(largest)
	diff := new(big.Rat).Sub(hi, lo)
	over := mean
	switch s {
	case Deviation:
		below := new(big.Rat).Sub(mean, lo)
		diff.Sub(hi, mean)
		if below.Cmp(diff) > 0 {
			diff = below
		}
	case RangeOverLargest:
		over = hi
	case RangeOverSmallest:
		over = lo
	case LargestOverSmallest:
		diff, over = hi, lo
	}
	if over.Sign() == 0 {
		if smallest == largest {
			if s == LargestOverSmallest {
				return big.NewRat(1, 1)
			}
			return new(big.Rat)
		}
		return nil
	}
	return diff.Quo(diff, over)
}
