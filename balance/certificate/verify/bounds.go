package verify

import (
	"math/big"
	"regexp"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// figures is a reading of equality, worked out a second time from its definition.
type figures struct {
	statistic           string
	limit, below, above *big.Rat
	mean                *big.Rat // without what is outside the quota
	total, others       *big.Rat // of the districts compared: their voters, and their number less one
}

func readFigures(f *certificate.RuleBounds) (*figures, error) {
	if f.Total < 0 || f.Seats < 1 {
		return nil, refuse("the figures name %d {1|voter|voters} and %d {2|seat|seats}", f.Total, f.Seats)
	}
	limit, err := readLimit(f.Limit)
	if err != nil {
		return nil, err
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
	out := &figures{statistic: f.Statistic, limit: limit, below: limit, above: limit}
	for _, own := range []struct {
		text string
		to   **big.Rat
	}{{f.Below, &out.below}, {f.Above, &out.above}} {
		if own.text == "" {
			continue
		}
		if f.Statistic != "deviation" {
			return nil, refuse("limits of an exception's own are for the deviation alone")
		}
		if *own.to, err = readLimit(own.text); err != nil {
			return nil, err
		}
	}
	return out, out.share(f)
}

// form is how numbers are written: whole, or a fraction, in decimal digits. big.Rat reads other bases too.
var form = regexp.MustCompile(`^(0|[1-9][0-9]{0,29})(/[1-9][0-9]{0,29})?$`)

func number(text string) (*big.Rat, bool) {
	if !form.MatchString(text) {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

func readLimit(text string) (*big.Rat, error) {
	limit, ok := number(text)
	if !ok {
		return nil, refuse("the limit %q is not a whole number or a fraction", text)
	}
	return limit, nil
}

// share works out the mean and what is compared, without the regions that are left out of either.
func (f *figures) share(c *certificate.RuleBounds) error {
	quota, counted := c.Total, int64(c.Seats)
	compared, districts := c.Total, int64(c.Seats)
	seen := map[string]bool{}
	for _, l := range c.LeftOut {
		switch {
		case seen[l.Region] || l.Region == "":
			return refuse("region %q is left out twice, or has no id", l.Region)
		case !l.OutsideQuota && !l.Free:
			return refuse("region %s is left out of nothing", l.Region)
		case l.Voters < 0 || l.Seats < 0 || l.Voters > compared || int64(l.Seats) > districts:
			return refuse("the voters or the seats of region %s, which is left out, do not fit into the whole", l.Region)
		case !l.Free && f.statistic != "deviation":
			return refuse("region %s is outside the quota of %s, and compared all the same", l.Region,
				statistic(f.statistic))
		}
		seen[l.Region] = true
		if l.OutsideQuota {
			quota, counted = quota-l.Voters, counted-int64(l.Seats)
		}
		compared, districts = compared-l.Voters, districts-int64(l.Seats)
	}
	if counted == 0 { // all are outside the quota, and then the mean is that of all
		quota, counted = c.Total, int64(c.Seats)
	}
	if f.statistic != "deviation" && districts < 1 {
		return refuse("no seat is left to compare")
	}
	f.mean = new(big.Rat).Quo(new(big.Rat).SetInt64(quota), big.NewRat(counted, 1))
	f.total, f.others = new(big.Rat).SetInt64(compared), big.NewRat(districts-1, 1)
	return nil
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
		return new(big.Rat).Sub(f.mean, x).Cmp(new(big.Rat).Mul(f.below, f.mean)) <= 0
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
		return new(big.Rat).Sub(x, f.mean).Cmp(new(big.Rat).Mul(f.above, f.mean)) <= 0
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
func checkFigures(q *certificate.Question, c *certificate.RuleBounds) error {
	f, err := readFigures(c)
	if err != nil {
		return err
	}
	if f.smallest(q.Lower - 1) {
		return refuse("the rule allows districts of fewer than %d {1|voter|voters}", q.Lower)
	}
	if f.largest(q.Upper + 1) {
		return refuse("the rule allows districts of more than %d {1|voter|voters}", q.Upper)
	}
	return nil
}

// statistic is the name of a statistic in words; what is none stays as it is.
func statistic(name string) locale.Text {
	switch name {
	case "deviation":
		return locale.T("deviation")
	case "range/mean":
		return locale.T("range/mean")
	case "range/largest":
		return locale.T("range/largest")
	case "range/smallest":
		return locale.T("range/smallest")
	case "largest/smallest":
		return locale.T("largest/smallest")
	}
	return locale.Raw(name)
}
