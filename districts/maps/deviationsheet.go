package maps

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// deviationClasses divides deviations at the limit and at half of it, on either side. The limit itself is within.
type deviationClasses struct {
	limit   *big.Rat
	binding bool // the limit is one for single districts
}

// displayLimit is where classes are divided if the rule sets no limit for single districts, as one on ranges does not.
var displayLimit = big.NewRat(1, 10)

func (p *press) deviationClasses() deviationClasses {
	r := p.plan.Rule
	if r.Statistic == rule.Deviation && r.Limit.Rat().Sign() > 0 {
		return deviationClasses{r.Limit.Rat(), true}
	}
	return deviationClasses{displayLimit, false}
}

// class is 0 to 4, from far below to far above. The comparison is exact, so that a district at the limit is within it
// here as in the check of the rule.
func (c deviationClasses) class(dev *big.Rat) int {
	half := new(big.Rat).Quo(c.limit, big.NewRat(2, 1))
	switch {
	case dev.Cmp(new(big.Rat).Neg(c.limit)) < 0:
		return 0
	case dev.Cmp(new(big.Rat).Neg(half)) < 0:
		return 1
	case dev.Cmp(half) <= 0:
		return 2
	case dev.Cmp(c.limit) <= 0:
		return 3
	}
	return 4
}

// bounds words a class.
func (c deviationClasses) bounds(class int, w *words) string {
	half := new(big.Rat).Quo(c.limit, big.NewRat(2, 1))
	neg := func(r *big.Rat) *big.Rat { return new(big.Rat).Neg(r) }
	return [...]string{
		"< " + w.percent(neg(c.limit)),
		w.percent(neg(c.limit)) + " … " + w.percent(neg(half)),
		w.percent(neg(half)) + " … " + w.percent(half),
		w.percent(half) + " … " + w.percent(c.limit),
		"> " + w.percent(c.limit),
	}[class]
}

// fill of a class: colours, or greys and hatchings; beyond a binding limit hatched in both.
func (c deviationClasses) fill(class int, bw bool) fill {
	f := fill{color: drawing.Deviations[class]}
	if bw {
		f = blackAndWhite[[...]int{5, 1, 0, 2, 4}[class]]
	} else if c.binding && (class == 0 || class == 4) {
		f.hatch = hatch{[]float64{45}, 1.6, 0.2}
	}
	return f
}

// deviationSheet shows how far each district is from its quota.
func (p *press) deviationSheet() *page {
	c := p.deviationClasses()
	forms := func(d int, _ bool) []block {
		x := p.plan.Districts[d]
		number := line{strconv.Itoa(x.Number), p.font(typeface.Bold, p.numberSize())}
		return []block{{number, {p.words.percent(x.Deviation()), p.font(typeface.Regular, 7)}}, {number}}
	}
	return p.countrySheet(theme{
		title: p.words.Deviations,
		fill: func(d int) fill {
			if d == districts.Unassigned {
				return p.fill(d)
			}
			return c.fill(c.class(p.plan.Districts[d].Deviation()), p.opt.BW)
		},
		forms: forms,
		legend: func(l *legend) {
			for class := len(drawing.Deviations) - 1; class >= 0; class-- {
				label := c.bounds(class, p.words)
				if c.binding && (class == 0 || class == 4) {
					label += ", " + p.words.BeyondLimit
				}
				l.add(label, p.fillSign(c.fill(class, p.opt.BW)))
			}
			if slices.Contains(p.plan.Of, districts.Unassigned) {
				l.add(p.words.Unassigned, p.fillSign(p.fill(districts.Unassigned)))
			}
			l.boundaries(p.hasRegionLines())
		},
		key: func(numbered []int) string {
			s := p.words.Quota + " " + sentence(p.plan.Rule.Sentence(p.opt.Lang))
			if len(numbered) == 0 {
				return s
			}
			slices.Sort(numbered)
			s += " " + p.words.ByNumber + ": "
			for i, d := range slices.Compact(numbered) {
				if i > 0 {
					s += "; "
				}
				s += strconv.Itoa(p.plan.Districts[d].Number) + nbsp + p.words.percent(p.plan.Districts[d].Deviation())
			}
			return s + "."
		},
	})
}
