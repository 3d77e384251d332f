package maps

import (
	"slices"

	"github.com/paulmach/orb"
)

// countryLayout is where a sheet of the country has its map, insets and legend.
type countryLayout struct {
	body orb.Bound
	plan arrangement
	// numbered are the districts, ascending, that stand on the map by number alone in one language or more.
	numbered []int
}

// countryLayoutOf is that of a sheet of the country.
func (p *press) countryLayoutOf(s Sheet, themed func(*press) theme) countryLayout {
	one := p.layoutOf(s)
	one.once.Do(func() { one.country = p.layOut(themed) })
	return one.country
}

// layOut lays a sheet out. The footer's height changes the room for labels, and the labels decide what the footer must
// say; so it is laid out again until the footer says all that the map does not. What it says never becomes less, so
// that this ends.
func (p *press) layOut(themed func(*press) theme) countryLayout {
	all := p.tongues()
	var l countryLayout
	for {
		pages := make([]*page, len(all))
		for i, q := range all {
			pages[i] = q.countryPage(themed(q), l.numbered)
		}
		l.body = bodyOf(pages)
		legends := func(v view, insets bool) []*legend {
			var out []*legend
			for _, q := range pages {
				out = append(out, q.legendFor(v, insets, themed(q.press).legend))
			}
			return out
		}
		first := pages[0]
		l.plan = first.arrange(fitGround(p.national, p.ground, p.neat(l.body), 2.5*p.k), legends)
		found := slices.Clone(l.numbered)
		for i, pg := range pages {
			pg.body, pg.trial = l.body, true
			pg.country(themed(all[i]), l.plan)
			found = append(found, pg.numbered...)
		}
		slices.Sort(found)
		if found = slices.Compact(found); len(found) == len(l.numbered) {
			return l
		}
		l.numbered = found
	}
}

// bodyOf is what title and footer leave on each of some pages of one size.
func bodyOf(pages []*page) orb.Bound {
	body := pages[0].body
	for _, pg := range pages[1:] {
		body.Min[1], body.Max[1] = max(body.Min[1], pg.body.Min[1]), min(body.Max[1], pg.body.Max[1])
	}
	return body
}
