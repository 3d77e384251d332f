package maps

import (
	"image"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// countryLayout is where a sheet of the country has its map, insets and legend. It is the same in every language, so
// that inset A of one is inset A of another, in the same place: room is left for the longest title, legend and footer.
type countryLayout struct {
	body orb.Bound
	plan arrangement
	// numbered are the districts, ascending, that stand on the map by number alone in one language or more.
	numbered []int
}

// countryKey tells layouts of one plan apart.
type countryKey struct {
	sheet    Sheet
	paper    Paper
	bw       bool
	final    bool
	baseName string
	title    string
	logo     image.Point // its size in dots
	family   *typeface.Family
}

// layouts keeps those of one plan that have been worked out.
type layouts struct {
	mutex sync.Mutex
	of    map[countryKey]*countryOnce
}

type countryOnce struct {
	once sync.Once
	of   countryLayout
}

// layoutKey is that of the press's sheet.
func (p *press) layoutKey() countryKey {
	key := countryKey{sheet: p.opt.Sheet, paper: p.opt.Paper, bw: p.opt.BW, final: p.opt.Final, baseName: p.opt.BaseName,
		title: p.opt.Title, family: p.family}
	if p.opt.Logo != nil {
		key.logo = p.opt.Logo.Rect.Size()
	}
	return key
}

// layout is that of a sheet of the country.
func (p *press) layout(themed func(*press) theme) countryLayout {
	key := p.layoutKey()
	p.layouts.mutex.Lock()
	if p.layouts.of == nil {
		p.layouts.of = map[countryKey]*countryOnce{}
	}
	one := p.layouts.of[key]
	if one == nil {
		one = new(countryOnce)
		p.layouts.of[key] = one
	}
	p.layouts.mutex.Unlock()
	one.once.Do(func() { one.of = p.layOut(themed) })
	return one.of
}

// layOut lays a sheet out. The footer's height changes the room for labels, and the labels decide what the footer must
// say; so it is laid out again until the footer says all that the map does not. What it says never becomes less, so
// that this ends.
func (p *press) layOut(themed func(*press) theme) countryLayout {
	var all []*press
	for _, lang := range Languages {
		other := *p
		other.opt.Lang, other.words = lang, catalogue[lang]
		all = append(all, &other)
	}
	var l countryLayout
	for {
		pages := make([]*page, len(all))
		for i, q := range all {
			pages[i] = q.countryPage(themed(q), l.numbered)
			if i == 0 {
				l.body = pages[i].body
			}
			l.body.Min[1], l.body.Max[1] = max(l.body.Min[1], pages[i].body.Min[1]), min(l.body.Max[1], pages[i].body.Max[1])
		}
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
