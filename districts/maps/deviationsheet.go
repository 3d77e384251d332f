package maps

import (
	"image/color"
	"math/big"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// deviationFill is that of a class of deviation: colours, or greys and hatchings; beyond a binding limit hatched in
// both.
func (p *press) deviationFill(c districts.DeviationClasses, class int) fill {
	if p.opt.BW {
		return deviationGreys[class]
	}
	f := fill{color: drawing.Deviations[class]}
	if c.Beyond(class) {
		f.hatch = hatch{[]float64{45}, 1.6, 0.2}
	}
	return f
}

// deviationGreys are the classes in black and white: lines below the mean, grey and crossed lines above.
var deviationGreys = [districts.LastClass + 1]fill{
	{color: white, hatch: hatch{[]float64{45}, 0.8, 0.16}},
	{color: white, hatch: hatch{[]float64{45}, 1.4, 0.14}},
	{color: white, hatch: hatch{[]float64{45}, 2.8, 0.1}},
	{color: white},
	{color: color.RGBA{0xea, 0xea, 0xea, 255}},
	{color: color.RGBA{0xd0, 0xd0, 0xd0, 255}},
	{color: color.RGBA{0xd0, 0xd0, 0xd0, 255}, hatch: hatch{[]float64{-45, 45}, 1.9, 0.13}},
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
	c := p.plan.DeviationClasses()
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
			return p.deviationFill(c, c.Of(p.plan.Districts[d]))
		},
		forms: forms,
		legend: func(l *legend) {
			for class := districts.LastClass; class >= 0; class-- {
				label := c.Words(p.words.Locale, class)
				if c.Beyond(class) {
					label += ", " + p.words.BeyondLimit
				}
				l.add(label, p.fillSign(p.deviationFill(c, class)))
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
