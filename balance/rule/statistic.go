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

// part is a number of a plan that statistics are made of.
type part int

const (
	nothing part = iota
	smallest
	largest
	mean
	furthest // the one of smallest and largest that is further from the mean
)

// statistics say what each is called and what it is: the difference of two parts, over a third. The order of the two
// does not matter.
var statistics = [...]struct {
	name       string
	from, less part
	over       part
}{
	Deviation:           {"deviation", furthest, mean, mean},
	RangeOverMean:       {"range/mean", largest, smallest, mean},
	RangeOverLargest:    {"range/largest", largest, smallest, largest},
	RangeOverSmallest:   {"range/smallest", largest, smallest, smallest},
	LargestOverSmallest: {"largest/smallest", largest, nothing, smallest},
}

// Statistics are all statistics.
func Statistics() []Statistic {
	all := make([]Statistic, len(statistics))
	for i := range all {
		all[i] = Statistic(i)
	}
	return all
}

func (s Statistic) String() string { return statistics[s].name }

// MarshalText writes the statistic's name.
func (s Statistic) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a statistic's name.
func (s *Statistic) UnmarshalText(b []byte) error {
	var names []string
	for i, x := range statistics {
		if string(b) == x.name {
			*s = Statistic(i)
			return nil
		}
		names = append(names, x.name)
	}
	return locale.Errorf("%q is no statistic; there are %v", b, names)
}

// Coupled reports whether the statistic compares districts with each other, so that it puts no fixed bounds on one.
func (s Statistic) Coupled() bool { return s != Deviation }

// parts are the two that the statistic is the difference of, the greater one first, and the one that it is over, of a
// plan whose districts have from low to high.
func (s Statistic) parts(low, high int64, average *big.Rat) (more, less, over part, values [furthest]*big.Rat) {
	values = [...]*big.Rat{nothing: new(big.Rat), smallest: big.NewRat(low, 1), largest: big.NewRat(high, 1),
		mean: average}
	more, less, over = statistics[s].from, statistics[s].less, statistics[s].over
	if more == furthest {
		more = largest
		below, above := new(big.Rat).Sub(average, values[smallest]), new(big.Rat).Sub(values[largest], average)
		if below.Cmp(above) > 0 {
			more = smallest
		}
	}
	if values[more].Cmp(values[less]) < 0 {
		more, less = less, more
	}
	return more, less, over, values
}

// Value is the statistic of a plan whose districts have from low to high, with the given mean. It is nil where it would
// divide by zero; then only districts that are all empty are equal.
func (s Statistic) Value(low, high int64, average *big.Rat) *big.Rat {
	more, less, over, of := s.parts(low, high, average)
	switch {
	case of[over].Sign() > 0:
		diff := new(big.Rat).Sub(of[more], of[less])
		return diff.Quo(diff, of[over])
	case low != high:
		return nil
	case less == nothing: // one over another of the same
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}
