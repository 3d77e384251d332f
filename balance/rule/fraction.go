package rule

import (
	"math/big"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Fraction is an exact limit such as 20 % = 1/5. The zero value is 0.
type Fraction struct{ r big.Rat }

// NewFraction is num/den; den must not be 0, the fraction not negative.
func NewFraction(num, den int64) Fraction {
	var f Fraction
	f.r.SetFrac64(num, den)
	return f
}

// FractionOf copies a rational number; it must not be negative.
func FractionOf(r *big.Rat) Fraction {
	var f Fraction
	f.r.Set(r)
	return f
}

// ParseFraction reads "0.2", "20%", "20 %" or "1/5" exactly.
func ParseFraction(s string) (Fraction, error) {
	t := strings.Map(func(c rune) rune {
		if c == ' ' || c == '\u00a0' || c == '\u202f' {
			return -1
		}
		return c
	}, s)
	percent := strings.HasSuffix(t, "%")
	t = strings.TrimSuffix(t, "%")
	var f Fraction
	// An exponent or a base prefix would let a short text stand for a number of any length. Two numbers of so many bits
	// are written in less than longest, so that what is read can be written and read again.
	const longest, bits = 100, 150
	known := len(t) <= longest && !strings.ContainsAny(t, "eEpPxXoObB_")
	if known {
		_, known = f.r.SetString(t)
	}
	if percent {
		f.r.Quo(&f.r, big.NewRat(100, 1))
	}
	if !known || max(f.r.Num().BitLen(), f.r.Denom().BitLen()) > bits {
		return Fraction{}, locale.Errorf("%q is not a number, percentage or fraction such as 0.2, 20 %% or 1/5", s)
	}
	if f.r.Sign() < 0 {
		return Fraction{}, locale.Errorf("%q is negative", s)
	}
	return f, nil
}

// ParseLimit reads a limit on a share as ParseFraction does, but for a bare number of 1 or more, which is a fault: 20
// is 2000 %, every plan would keep it, and 20 % was meant. Limits of LargestOverSmallest are no shares but ratios, 1 or
// more, and not for this function.
func ParseLimit(s string) (Fraction, error) {
	f, err := ParseFraction(s)
	if err != nil || strings.ContainsAny(s, "%/") || f.r.Cmp(big.NewRat(1, 1)) < 0 {
		return f, err
	}
	n := strings.TrimSpace(s)
	return Fraction{}, fault.Fault{Kind: fault.BadValue, Detail: locale.T("%s is %s", n, f),
		Remedy: locale.T("write %s %%, or %s if that is meant", n, f)}
}

// Rat returns a copy of the fraction.
func (f Fraction) Rat() *big.Rat { return new(big.Rat).Set(&f.r) }

// Float64 is the nearest floating-point number, for display only.
func (f Fraction) Float64() float64 { v, _ := f.r.Float64(); return v }

// IsZero reports whether the fraction is 0.
func (f Fraction) IsZero() bool { return f.r.Sign() == 0 }

// Cmp is -1, 0 or 1 as f is below, equal to or over g.
func (f Fraction) Cmp(g Fraction) int { return f.r.Cmp(&g.r) }

// String writes the fraction as a percentage, rounded to six decimals.
func (f Fraction) String() string { return Percent(&f.r, 6) }

// MarshalText writes a percentage where that is exact, else a fraction.
func (f Fraction) MarshalText() ([]byte, error) {
	s := f.String()
	if g, err := ParseFraction(s); err != nil || g.r.Cmp(&f.r) != 0 {
		s = f.r.RatString()
	}
	return []byte(s), nil
}

// UnmarshalText reads what ParseFraction reads.
func (f *Fraction) UnmarshalText(b []byte) error {
	g, err := ParseFraction(string(b))
	if err == nil {
		f.r.Set(&g.r)
	}
	return err
}

// Percent writes a number as a percentage with at most the given decimals, trailing zeros dropped.
func Percent(r *big.Rat, decimals int) string {
	s := new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s + " %"
}

// MaxDeviationBounds are the whole-number bounds, both inclusive, that "no district more than limit from the mean
// total/seats" puts on a district. lower > upper means that no whole number fits.
func MaxDeviationBounds(total int64, seats int, limit Fraction) (lower, upper int64) {
	mean := big.NewRat(total, int64(seats))
	return deviationBounds(mean, &limit.r, &limit.r)
}

func deviationBounds(mean, below, above *big.Rat) (lower, upper int64) {
	one := big.NewRat(1, 1)
	lo := new(big.Rat).Mul(mean, new(big.Rat).Sub(one, below))
	hi := new(big.Rat).Mul(mean, new(big.Rat).Add(one, above))
	if lo.Sign() < 0 {
		lo.SetInt64(0)
	}
	return clip(ceil(lo)), clip(floor(hi))
}

func floor(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }

func ceil(r *big.Rat) *big.Int {
	n := new(big.Int).Add(r.Num(), r.Denom())
	return n.Sub(n, big.NewInt(1)).Div(n, r.Denom())
}

// clip brings a number into an int64.
func clip(n *big.Int) int64 {
	if n.IsInt64() {
		return n.Int64()
	}
	if n.Sign() < 0 {
		return -1 << 63
	}
	return 1<<63 - 1
}
