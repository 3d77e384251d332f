package findings

import (
	"math"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/plots"
	"github.com/okrug/okrug/geo/locale"
)

// Charts are the pictures of the answer in one language, by file name without its ending. What was not asked has none.
func (out *Report) Charts(lang string) map[string]plots.Chart {
	m := &page{out: out, lang: lang}
	percent := func(v float64) string { // whole on an axis, and as exact as in the tables beside a bar
		l := locale.Of(lang)
		if hundred := 100 * v; math.Abs(hundred-math.Round(hundred)) < 1e-9 {
			return l.Share(v, 0)
		}
		return l.Share(v, 2)
	}
	var limits []plots.Level
	if out.Rule.Statistic != rule.LargestOverSmallest {
		at := out.Rule.Limit.Float64()
		limits = []plots.Level{{Y: at, Name: m.say("plot.limit", percent(at), m.known("scope.", out.Rule.Scope))}}
	}
	charts := map[string]plots.Chart{}
	if len(out.Frontier) > 1 {
		c := &plots.Lines{Title: m.say("frontier.plot"), X: m.say("plot.seats"), Y: m.say("plot.deviation"), Percent: percent,
			Limits: limits}
		relaxed := plots.Series{Name: m.say("plot.arithmetic"), First: out.Frontier[0].Seats, Step: out.PerDistrict}
		exact := plots.Series{Name: m.say("plot.units"), First: relaxed.First, Step: relaxed.Step}
		for _, p := range out.Frontier {
			relaxed.Y = append(relaxed.Y, orNaN(p.RelaxedLimit))
			exact.Y = append(exact.Y, orNaN(p.ExactLimit))
		}
		c.Series = []plots.Series{relaxed, exact}
		charts["frontier"] = c
	}
	if len(out.Best) > 0 {
		// A ratio of 1 stands for equality there, so that it cannot share the others' axis.
		c := &plots.Bars{Title: m.say("plot.best"), Percent: percent, Limits: limits}
		for _, scope := range []string{rule.Region, rule.Nation} {
			g := plots.Group{Name: m.known("scope.", scope)}
			for _, b := range out.Best {
				if b.Scope == scope && b.Statistic != rule.LargestOverSmallest {
					g.Bars = append(g.Bars, plots.Bar{Name: m.measure(b.Statistic.String()), Y: orNaN(b.Value)})
				}
			}
			c.Groups = append(c.Groups, g)
		}
		charts["readings"] = c
	}
	return charts
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
