// Package rule holds readings of "equal number of voters" as data: what is counted, against which quota, by which
// statistic, up to which limit, and where that is written. Every test is exact, in whole numbers.
package rule

import (
	"fmt"
	"math/big"
	"strings"
)

// Fraction is an exact limit such as 20 % = 1/5. The zero value is 0.
type Fraction struct{ r big.Rat }

// ParseFraction reads "0.2", "20%", "20 %" or "1/5" exactly.
func ParseFraction(s string) (Fraction, error) {
	t := strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	percent := strings.HasSuffix(t, "%")
	var f Fraction
	if _, ok := f.r.SetString(strings.TrimSuffix(t, "%")); !ok || strings.ContainsAny(t, "eE_") {
		return Fraction{}, fmt.Errorf("%q is not a number, percentage or fraction", s)
	}
	if percent {
		f.r.Quo(&f.r, big.NewRat(100, 1))
	}
	if f.r.Sign() < 0 {
		return Fraction{}, fmt.Errorf("%q is negative", s)
	}
	return f, nil
}

// Rat returns a copy of the fraction.
func (f Fraction) Rat() *big.Rat { return new(big.Rat).Set(&f.r) }

// Float64 is the nearest floating-point number, for display only.
func (f Fraction) Float64() float64 { v, _ := f.r.Float64(); return v }

// String writes the fraction as a percentage.
func (f Fraction) String() string {
	p := new(big.Rat).Mul(&f.r, big.NewRat(100, 1))
	return strings.TrimSuffix(strings.TrimRight(p.FloatString(6), "0"), ".") + " %"
}

// MaxDeviationBounds are the whole-number bounds, both inclusive, that "no district more than limit from the mean
// total/seats" puts on a district. lower > upper means that no whole number fits.
func MaxDeviationBounds(total int64, seats int, limit Fraction) (lower, upper int64) {
	mean := big.NewRat(total, int64(seats))
	one := big.NewRat(1, 1)
	lo := new(big.Rat).Mul(mean, new(big.Rat).Sub(one, &limit.r))
	hi := new(big.Rat).Mul(mean, new(big.Rat).Add(one, &limit.r))
	if lo.Sign() < 0 {
		lo.SetInt64(0)
	}
	return ceil(lo).Int64(), floor(hi).Int64()
}

func floor(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }

func ceil(r *big.Rat) *big.Int {
	n := new(big.Int).Add(r.Num(), r.Denom())
	return n.Sub(n, big.NewInt(1)).Div(n, r.Denom())
}

// Rule is one reading of an equality limit.
type Rule struct {
	ID    string
	Limit Fraction
}
