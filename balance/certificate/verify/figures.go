package verify

import (
	"math/big"
	"strings"

	"okrug/balance/certificate"
)

// figures is a reading of equality, worked out a second time from its definition.
type figures struct {
	statistic     string
	limit, mean   *big.Rat
	total, others *big.Rat // others is the number of seats less one
}

func readFigures(f *certificate.Figures) (*figures, error) {
	if f.Total <= 0 || f.Seats < 1 {
		return nil, refuse("the figures name %d voters and %d seats", f.Total, f.Seats)
	}
	limit, ok := new(big.Rat).SetString(f.Limit)
	if !ok || limit.Sign() < 0 || len(f.Limit) > 60 || strings.ContainsAny(f.Limit, "eEpPxX") {
		return nil, refuse("the limit %q is not a whole number or a fraction", f.Limit)
	}
	one := big.NewRat(1, 1)
	switch f.Statistic {
	case "deviation", "range/mean", "range/smallest":
	case "range/largest":
		if limit.Cmp(one) > 0 {
			return nil, refuse("range/largest is never over %s", f.Limit)
		}
	case "largest/smallest":
		if limit.Cmp(one) < 0 {
			return nil, refuse("with the limit %s, largest/smallest asks for the impossible", f.Limit)
		}
	default:
		return nil, refuse("unknown statistic %q", f.Statistic)
	}
	total := new(big.Rat).SetInt64(f.Total)
	return &figures{f.Statistic, limit, new(big.Rat).Quo(total, big.NewRat(int64(f.Seats), 1)), total, big.NewRat(int64(f.Seats-1), 1)}, nil
}

// most is the most, not rounded, that the largest district may have beside a smallest of m.
func (f *figures) most(m *big.Rat) *big.Rat {
	one := big.NewRat(1, 1)
	switch f.statistic {
	case "range/mean":
		return new(big.Rat).Add(m, new(big.Rat).Mul(f.limit, f.mean))
	case "range/largest":
		if f.limit.Cmp(one) == 0 {
			return f.total // every plan has at most that
		}
		return new(big.Rat).Quo(m, new(big.Rat).Sub(one, f.limit))
	case "range/smallest":
		return new(big.Rat).Mul(m, new(big.Rat).Add(one, f.limit))
	default:
		return new(big.Rat).Mul(m, f.limit)
	}
}

// least is the least, not rounded, that the smallest district may have beside a largest of x.
func (f *figures) least(x *big.Rat) *big.Rat {
	one := big.NewRat(1, 1)
	switch f.statistic {
	case "range/mean":
		return new(big.Rat).Sub(x, new(big.Rat).Mul(f.limit, f.mean))
	case "range/largest":
		return new(big.Rat).Mul(x, new(big.Rat).Sub(one, f.limit))
	case "range/smallest":
		return new(big.Rat).Quo(x, new(big.Rat).Add(one, f.limit))
	default:
		return new(big.Rat).Quo(x, f.limit)
	}
}

// smallest reports whether some plan that meets the reading could have a smallest district of m voters. If it cannot,
// neither can it of fewer.
func (f *figures) smallest(m int64) bool {
	if m < 0 {
		return false
	}
	x := new(big.Rat).SetInt64(m)
	if f.statistic == "deviation" {
		return new(big.Rat).Sub(f.mean, x).Cmp(new(big.Rat).Mul(f.limit, f.mean)) <= 0
	}
	// The others have at most most(m) each, rounded down; together they must make up the total.
	room := new(big.Rat).Mul(f.others, whole(f.most(x), false))
	return room.Add(room, x).Cmp(f.total) >= 0
}

// largest reports whether some plan that meets the reading could have a largest district of m voters. If it cannot,
// neither can it of more.
func (f *figures) largest(m int64) bool {
	x := new(big.Rat).SetInt64(m)
	if f.statistic == "deviation" {
		return new(big.Rat).Sub(x, f.mean).Cmp(new(big.Rat).Mul(f.limit, f.mean)) <= 0
	}
	low := whole(f.least(x), true)
	if low.Sign() < 0 {
		low = new(big.Rat)
	}
	rest := new(big.Rat).Mul(f.others, low)
	return rest.Add(rest, x).Cmp(f.total) <= 0
}

// whole rounds a number down, or up.
func whole(r *big.Rat, up bool) *big.Rat {
	n := new(big.Int).Div(r.Num(), r.Denom())
	if up && !r.IsInt() {
		n.Add(n, big.NewInt(1))
	}
	return new(big.Rat).SetInt(n)
}

// checkFigures checks that the bounds of a question are no narrower than the figures allow.
func checkFigures(q *certificate.Question, c *certificate.Figures) error {
	if c == nil {
		return nil
	}
	f, err := readFigures(c)
	if err != nil {
		return err
	}
	if f.smallest(q.Lower - 1) {
		return refuse("the rule allows districts of fewer than %d voters", q.Lower)
	}
	if f.largest(q.Upper + 1) {
		return refuse("the rule allows districts of more than %d voters", q.Upper)
	}
	return nil
}
