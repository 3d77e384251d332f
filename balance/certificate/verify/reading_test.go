package verify_test

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// The readings of equality by their definition in the comment of certificate.RuleBounds.

var plainNumber = regexp.MustCompile(`^[0-9]+(/[0-9]+|\.[0-9]+)?$`)

// number reads a limit as a person would: decimal digits, with a stroke or a point. nil is none.
func number(text string) *big.Rat {
	if !plainNumber.MatchString(text) {
		return nil
	}
	a, b, divided := strings.Cut(text, "/")
	if whole, decimals, point := strings.Cut(text, "."); point {
		a, b = whole+decimals, "1"+strings.Repeat("0", len(decimals))
	} else if !divided {
		b = "1"
	}
	num, _ := new(big.Int).SetString(a, 10)
	den, _ := new(big.Int).SetString(b, 10)
	if den.Sign() == 0 {
		return nil
	}
	return new(big.Rat).SetFrac(num, den)
}

// compared are voters and number of the districts that a reading compares, and the mean that it takes.
func compared(f *certificate.RuleBounds) (voters *big.Int, seats int64, mean *big.Rat) {
	voters, seats = big.NewInt(f.Total), int64(f.Seats)
	quota, counted := big.NewInt(f.Total), int64(f.Seats)
	for _, l := range f.LeftOut {
		if l.OutsideQuota {
			quota.Sub(quota, big.NewInt(l.Voters))
			counted -= int64(l.Seats)
		}
		if l.Free {
			voters.Sub(voters, big.NewInt(l.Voters))
			seats -= int64(l.Seats)
		}
	}
	if counted == 0 { // nobody is left to take the mean of: it is that of all
		quota, counted = big.NewInt(f.Total), int64(f.Seats)
	}
	if counted < 1 {
		return voters, seats, nil
	}
	return voters, seats, new(big.Rat).SetFrac(quota, big.NewInt(counted))
}

// meets says whether districts of m to most voters, both of them there, meet a reading; for the deviation one district
// of m, or of most, by the limits of the question's districts.
func meets(f *certificate.RuleBounds, mean *big.Rat, m, most *big.Int) bool {
	limit := number(f.Limit)
	low, high := new(big.Rat).SetInt(m), new(big.Rat).SetInt(most)
	apart := new(big.Rat).Sub(high, low)
	var of *big.Rat
	switch f.Statistic {
	case "deviation":
		below, above := limit, limit
		if f.Below != "" {
			below = number(f.Below)
		}
		if f.Above != "" {
			above = number(f.Above)
		}
		return new(big.Rat).Sub(mean, low).Cmp(new(big.Rat).Mul(below, mean)) <= 0 &&
			new(big.Rat).Sub(high, mean).Cmp(new(big.Rat).Mul(above, mean)) <= 0
	case "range/mean":
		of = mean
	case "range/largest":
		of = high
	case "range/smallest":
		of = low
	case "largest/smallest":
		apart, of = high, low
	default:
		panic("no such statistic")
	}
	return apart.Cmp(new(big.Rat).Mul(limit, of)) <= 0
}

// statistic is what districts reach; nil where it is not defined.
func statistic(f *certificate.RuleBounds, districts []*big.Int) *big.Rat {
	if len(districts) == 0 {
		return nil
	}
	least, most := division{voters: districts}.span()
	low, high := new(big.Rat).SetInt(least), new(big.Rat).SetInt(most)
	_, _, mean := compared(f)
	apart, of := new(big.Rat).Sub(high, low), mean
	switch f.Statistic {
	case "deviation":
		apart.Sub(high, mean)
		if below := new(big.Rat).Sub(mean, low); below.Cmp(apart) > 0 {
			apart = below
		}
	case "range/mean":
	case "range/largest":
		of = high
	case "range/smallest":
		of = low
	case "largest/smallest":
		apart, of = high, low
	default:
		panic("no such statistic")
	}
	if of.Sign() <= 0 || apart.Sign() < 0 {
		return nil
	}
	return apart.Quo(apart, of)
}

// endsAt says whether whole districts that meet a reading can have a smallest, or largest, of x voters. Of all
// districts beside a smallest of x, those are the most equal that share the rest evenly.
func endsAt(f *certificate.RuleBounds, x *big.Int, smallest bool) bool {
	voters, seats, mean := compared(f)
	if x.Sign() < 0 || x.Cmp(voters) > 0 {
		return false
	}
	if f.Statistic == "deviation" {
		return meets(f, mean, x, x)
	}
	if seats == 1 {
		return x.Cmp(voters) == 0
	}
	rest, others := new(big.Int).Sub(voters, x), big.NewInt(seats-1)
	even, over := new(big.Int).DivMod(rest, others, new(big.Int))
	if smallest {
		if over.Sign() > 0 {
			even.Add(even, big.NewInt(1))
		}
		return new(big.Int).Mul(x, others).Cmp(rest) <= 0 && meets(f, mean, x, even)
	}
	return new(big.Int).Mul(x, others).Cmp(rest) >= 0 && meets(f, mean, even, x)
}

// boundsHold says whether a question's bounds leave out a district that some plan which meets the figures could have.
func boundsHold(q *certificate.Question, f *certificate.RuleBounds) error {
	voters, seats, mean := compared(f)
	if number(f.Limit) == nil || f.Below != "" && number(f.Below) == nil || f.Above != "" && number(f.Above) == nil {
		return fmt.Errorf("a limit is no number")
	}
	if mean == nil || voters.Sign() < 0 || f.Statistic != "deviation" && seats < 1 {
		return fmt.Errorf("the figures are of nobody")
	}
	// All numbers that the bounds leave out where they are few; else the nearest ones, beyond which nothing is equaler.
	x := big.NewInt(q.Lower)
	for range 500 {
		if x.Sub(x, big.NewInt(1)); x.Sign() < 0 {
			break
		}
		if endsAt(f, x, true) {
			return fmt.Errorf("a district may have %s voters", x)
		}
	}
	x = big.NewInt(q.Upper)
	for range 500 {
		if x.Add(x, big.NewInt(1)); x.Cmp(voters) > 0 {
			break
		}
		if endsAt(f, x, false) {
			return fmt.Errorf("a district may have %s voters", x)
		}
	}
	return nil
}

// window finds the narrowest bounds that leave nothing out. They cross where no whole numbers meet the reading.
func window(f *certificate.RuleBounds) (lower, upper *big.Int) {
	voters, seats, mean := compared(f)
	if f.Statistic == "deviation" {
		below, above := number(cmp.Or(f.Below, f.Limit)), number(cmp.Or(f.Above, f.Limit))
		low := new(big.Rat).Sub(mean, below.Mul(below, mean))
		high := new(big.Rat).Add(mean, above.Mul(above, mean))
		if lower = ceiling(low); lower.Sign() < 0 {
			lower = new(big.Int)
		}
		return lower, new(big.Int).Div(high.Num(), high.Denom())
	}
	// By halving, for whatever is nearer to the mean is easier, up to the whole numbers next to it.
	one := big.NewInt(1)
	ends := func(can, cannot *big.Int, smallest bool) *big.Int {
		for new(big.Int).Abs(new(big.Int).Sub(can, cannot)).Cmp(one) > 0 {
			x := new(big.Int).Add(can, cannot)
			if x.Rsh(x, 1); endsAt(f, x, smallest) {
				can = x
			} else {
				cannot = x
			}
		}
		return can
	}
	each := new(big.Rat).SetFrac(voters, big.NewInt(seats))
	over := new(big.Int).Div(each.Num(), each.Denom())
	under := ceiling(each)
	return ends(under, big.NewInt(-1), true), ends(over, new(big.Int).Add(voters, one), false)
}

func ceiling(x *big.Rat) *big.Int {
	n := new(big.Int).Div(new(big.Int).Neg(x.Num()), x.Denom())
	return n.Neg(n)
}

// The window against every pair of a smallest and a largest district that whole numbers can have.
func TestWindow(t *testing.T) {
	for number := range uint64(2000) {
		w := newWorld(5, number)
		f := w.figures("nation", w.Int64N(30), 1+w.IntN(4), nil, nil)
		if f.Statistic == "deviation" {
			continue
		}
		voters, seats, mean := compared(f)
		var least, most *big.Int
		total := voters.Int64()
		for m := range total + 1 {
			for x := m; x <= total; x++ {
				can := seats == 1 && m == x && x == total ||
					seats > 1 && m+x+(seats-2)*m <= total && total <= m+x+(seats-2)*x
				if can && meets(f, mean, big.NewInt(m), big.NewInt(x)) {
					if least == nil {
						least = big.NewInt(m)
					}
					if most == nil || most.Int64() < x {
						most = big.NewInt(x)
					}
				}
			}
		}
		lower, upper := window(f)
		if least == nil {
			require.Greater(t, lower.Int64(), upper.Int64(), "%+v", f)
			continue
		}
		require.Equal(t, [2]int64{least.Int64(), most.Int64()}, [2]int64{lower.Int64(), upper.Int64()}, "%+v", f)
	}
}
