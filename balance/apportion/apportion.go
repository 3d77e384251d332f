package apportion

import "math/big"

// Result is an apportionment with what is needed to check it by hand.
type Result struct {
	Method Method `json:"method"`
	Seats  []int  `json:"seats"` // per region, in the order given
	// Shares are the exact shares of the seats within the minima and maxima; they add up to the seats.
	Shares []*big.Rat `json:"shares"`
	// Divisor is a short decimal number: every base divided by it, rounded by the method and brought within the
	// region's minimum and maximum gives Seats. In a tie it is the one number at which the contenders stand exactly at a
	// signpost, nil where that is irrational. It is nil also for largest remainders, where the minima took every seat, and
	// where not every region with a boundless claim got its first seat.
	Divisor *big.Rat `json:"divisor,omitempty"`
	Tie     *Tie     `json:"tie,omitempty"` // nil where there was none
}

// OutsideQuota are the regions whose seats are neither their exact share rounded down nor rounded up.
func (r *Result) OutsideQuota() []int {
	var out []int
	for i, s := range r.Shares {
		d := new(big.Rat).Sub(big.NewRat(int64(r.Seats[i]), 1), s)
		if d.Abs(d).Cmp(big.NewRat(1, 1)) >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// Apportion gives the seats to the regions by the method. Faults of the question come back all at once as an
// *fault.Faults; a tie that the rule does not break as a *TieError.
//
// Where a method's first signpost is 0 (Adams, Dean, Huntington-Hill) every region has a boundless claim to its first
// seat. If there are fewer seats than such regions, the larger bases get them.
func Apportion(regions []Region, seats int, m Method, ties TieRule) (*Result, error) {
	if err := check(regions, seats); err != nil {
		return nil, err
	}
	r := &Result{Method: m, Shares: shares(regions, seats)}
	var err error
	if m.kind == largestRemainder {
		r.Seats, r.Tie, err = remainders(regions, seats, r.Shares, ties)
	} else {
		r.Seats, r.Tie, r.Divisor, err = divide(regions, seats, m, ties)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}
