package apportion

import (
	"math/big"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// Method is a way to round shares to whole seats. The zero value is Webster. Methods can be compared with ==.
type Method struct {
	kind   kind
	tn, td int64 // the parameter tn/td of a stationary divisor, reduced
}

func (m Method) parameter() string { return big.NewRat(m.tn, m.td).RatString() }

type kind int

const (
	webster kind = iota
	huntingtonHill
	jefferson
	adams
	dean
	stationary
	largestRemainder
)

// The methods of the literature.
var (
	// Webster is Sainte-Laguë: the arithmetic mean of a and a+1 is the signpost, shares are rounded to the nearest whole.
	Webster = Method{kind: webster}
	// HuntingtonHill has the geometric mean as signpost. It gives every region one seat before any gets two.
	HuntingtonHill = Method{kind: huntingtonHill}
	// Jefferson is D'Hondt: shares are rounded down; favours large regions.
	Jefferson = Method{kind: jefferson}
	// Adams rounds shares up; favours small regions. It gives every region one seat before any gets two.
	Adams = Method{kind: adams}
	// Dean has the harmonic mean as signpost. It gives every region one seat before any gets two.
	Dean = Method{kind: dean}
	// LargestRemainder is Hamilton or Hare with the exact quota. Where minima or maxima bind, the fair shares
	// max(min, min(max, s*base)) that add up to the seats take the place of the exact shares.
	LargestRemainder = Method{kind: largestRemainder}
)

// Methods are the methods of the literature from the kindest to small regions to the kindest to large ones, largest
// remainders first.
func Methods() []Method {
	return []Method{LargestRemainder, Adams, Dean, HuntingtonHill, Webster, Jefferson}
}

// stationaryAt is the divisor method with the signpost a+t. t = 0 is Adams, 1/2 Webster, 1 Jefferson, 1/3 the Danish
// method. It is an error if t lies outside 0..1 or its denominator does not fit in
// an int64.
func stationaryAt(t *big.Rat) (Method, error) {
	if t.Sign() < 0 || t.Cmp(big.NewRat(1, 1)) > 0 {
		return Method{}, locale.Errorf("the parameter of a stationary divisor method is %s; it must lie between 0 and 1",
			t.RatString())
	}
	if !t.Denom().IsInt64() {
		return Method{}, locale.Errorf("the parameter %s of a stationary divisor method has too many digits", t.RatString())
	}
	return Method{stationary, t.Num().Int64(), t.Denom().Int64()}, nil
}

var names = map[kind]struct {
	id, title string
	aliases   []string
}{
	webster:          {"webster", "Webster/Sainte-Laguë", []string{"sainte-lague", "sainte-laguë"}},
	huntingtonHill:   {"huntington-hill", "Huntington-Hill", []string{"equal-proportions"}},
	jefferson:        {"jefferson", "Jefferson/D'Hondt", []string{"dhondt", "d'hondt"}},
	adams:            {"adams", "Adams", nil},
	dean:             {"dean", "Dean", nil},
	stationary:       {"stationary", "stationary divisor", nil},
	largestRemainder: {"largest-remainder", "largest remainder/Hare", []string{"hamilton", "hare", "largest-remainders"}},
}

// String is the name that ParseMethod reads.
func (m Method) String() string {
	if m.kind == stationary {
		return "stationary:" + m.parameter()
	}
	return names[m.kind].id
}

// MarshalText writes the name.
func (m Method) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// Title is the name under which the literature knows the method.
func (m Method) Title() string {
	if m.kind == stationary {
		return names[m.kind].title + " " + m.parameter()
	}
	return names[m.kind].title
}

// ParseMethod reads a method's name: webster (sainte-lague), huntington-hill, jefferson (dhondt), adams, dean,
// largest-remainder (hare, hamilton), or stationary:T with T a number or fraction from 0 to 1. The empty name is
// webster.
func ParseMethod(name string) (Method, error) {
	s := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "_", "-")
	if s == "" {
		return Webster, nil
	}
	if after, ok := strings.CutPrefix(s, "stationary:"); ok {
		t, ok := new(big.Rat).SetString(after)
		if !ok || strings.ContainsAny(after, "ep") {
			return Method{}, locale.Errorf("%q is not a number or fraction from 0 to 1", after)
		}
		return stationaryAt(t)
	}
	for k := webster; k <= largestRemainder; k++ {
		if k != stationary && (s == names[k].id || slices.Contains(names[k].aliases, s)) {
			return Method{kind: k}, nil
		}
	}
	return Method{}, locale.Errorf("%q is no apportionment method; there are webster, huntington-hill, jefferson, "+
		"adams, dean, largest-remainder and stationary:T", name)
}

// signpost returns d(a) to the power q as num/den, so that bases to the power q can be compared without roots.
func (m Method) signpost(a int) (num, den *big.Int) {
	n := int64(a)
	switch m.kind {
	case huntingtonHill: // squared
		return new(big.Int).Mul(big.NewInt(n), big.NewInt(n+1)), big.NewInt(1)
	case jefferson:
		return big.NewInt(n + 1), big.NewInt(1)
	case adams:
		return big.NewInt(n), big.NewInt(1)
	case dean: // the harmonic mean of a and a+1
		num = new(big.Int).Mul(big.NewInt(n), big.NewInt(n+1))
		return num.Lsh(num, 1), big.NewInt(2*n + 1)
	case stationary:
		num = new(big.Int).Mul(big.NewInt(n), big.NewInt(m.td))
		return num.Add(num, big.NewInt(m.tn)), big.NewInt(m.td)
	default:
		return big.NewInt(2*n + 1), big.NewInt(2)
	}
}

func (m Method) power() int {
	if m.kind == huntingtonHill {
		return 2
	}
	return 1
}
