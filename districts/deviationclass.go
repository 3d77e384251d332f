package districts

import (
	"math/big"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// DeviationClasses divides districts by their deviations at the limit of the rule, at half of it and at zero, for every
// map that shades them: 0 is far below the mean, 3 at it, 6 far above. The limit itself is within.
type DeviationClasses struct {
	Limit *big.Rat
	// Binding is whether the limit is one for single districts; a rule on ranges sets none, and classes are divided at a
	// tenth then.
	Binding bool
}

// MeanClass is the class of districts at the mean, and LastClass that of those far above it.
const (
	MeanClass = 3
	LastClass = 6
)

// DeviationClasses are those of the plan's rule.
func (p *Plan) DeviationClasses() DeviationClasses {
	if limit := p.Rule.Limit.Rat(); p.Rule.Statistic == rule.Deviation && limit.Sign() > 0 {
		return DeviationClasses{limit, true}
	}
	return DeviationClasses{big.NewRat(1, 10), false}
}

// Beyond says whether a class is beyond a limit that binds single districts.
func (c DeviationClasses) Beyond(class int) bool {
	return c.Binding && (class == 0 || class == LastClass)
}

// Of is the class of a district. The comparison is exact, and beyond a binding limit is what the check of the rule is
// broken by: a district that an exception lets go farther is in the class next to it.
func (c DeviationClasses) Of(d District) int {
	class := c.class(d.Deviation())
	switch {
	case !c.Binding:
	case class == 0 && d.Base >= d.Lower:
		return 1
	case class == LastClass && d.Base <= d.Upper:
		return LastClass - 1
	}
	return class
}

func (c DeviationClasses) class(deviation *big.Rat) int {
	half, size := new(big.Rat).Quo(c.Limit, big.NewRat(2, 1)), new(big.Rat).Abs(deviation)
	steps := 0
	switch {
	case size.Cmp(c.Limit) > 0:
		steps = 3
	case size.Cmp(half) > 0:
		steps = 2
	case size.Sign() > 0:
		steps = 1
	}
	return MeanClass + deviation.Sign()*steps
}

// Words says between which deviations a class is, in percent with one decimal.
func (c DeviationClasses) Words(l *locale.Locale, class int) string {
	percent := func(halves int) string {
		if halves == 0 {
			return "0"
		}
		r := new(big.Rat).Mul(c.Limit, big.NewRat(int64(halves), 2))
		return locale.Signed(l.ExactShare(r, 1))
	}
	switch class {
	case 0:
		return "< " + percent(-2)
	case LastClass:
		return "> " + percent(2)
	case MeanClass:
		return percent(0)
	}
	if class < MeanClass {
		return percent(class-3) + " … " + percent(class-2)
	}
	return percent(class-4) + " … " + percent(class-3)
}
