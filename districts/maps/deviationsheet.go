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

// nationFont is that of deviations from the mean of the nation.
func (p *press) nationFont() font { return p.font(typeface.Italic, 6.4).in(grey) }

// fromNation are the deviations of districts from the mean of all, where the rule takes the mean of each region: a
// region of one district has no deviation of its own, however far from the others it is. Otherwise it is nil.
func (p *press) fromNation() []*big.Rat {
	var all int64
	apart := false
	for _, d := range p.plan.Districts {
		all += d.Base
		apart = apart || d.Quota.Cmp(p.plan.Districts[0].Quota) != 0
	}
	if !apart || all == 0 {
		return nil
	}
	mean := big.NewRat(all, int64(len(p.plan.Districts)))
	out := make([]*big.Rat, len(p.plan.Districts))
	for i, d := range p.plan.Districts {
		out[i] = new(big.Rat).SetInt64(d.Base)
		out[i].Sub(out[i], mean).Quo(out[i], mean)
	}
	return out
}

// deviationSheet shows how far each district is from its quota.
func (p *press) deviationSheet() *page { return p.countrySheet(Deviation, (*press).deviationTheme) }

func (p *press) deviationTheme() theme {
	c := p.deviationClasses()
	nation := p.fromNation()
	forms := func(d int, _ bool) []block {
		x := p.plan.Districts[d]
		number := line{strconv.Itoa(x.Number), p.font(typeface.Bold, p.numberSize())}
		own := line{p.words.percent(x.Deviation()), p.font(typeface.Regular, 7)}
		if nation == nil {
			return []block{{number, own}, {number}, {number}}
		}
		return []block{{number, own, {p.words.percent(nation[d]), p.nationFont()}}, {number, own}, {number}, {number}}
	}
	return theme{
		title: p.words.Deviations, voters: true,
		of: func(d int) string {
			s := p.called(d) + ": " + p.words.percent(p.plan.Districts[d].Deviation())
			if nation != nil {
				s += " (" + p.words.percent(nation[d]) + ")"
			}
			return s
		},
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
			if nation != nil {
				l.add(p.words.FromRegion, p.textSign("+1"+nbsp+"%", p.font(typeface.Regular, 7)))
				l.add(p.words.FromNation, p.textSign("+1"+nbsp+"%", p.nationFont()))
			}
			l.boundaries(p.regionLines)
		},
		key: func(numbered []int) string {
			s := p.words.Quota + " " + sentence(p.plan.RuleSentence(p.opt.Lang))
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
				if nation != nil {
					s += nbsp + "(" + p.words.percent(nation[d]) + ")"
				}
			}
			return s + "."
		},
	}
}
