package maps

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// theme is what a sheet of the whole country says about the districts.
type theme struct {
	title  string
	fill   func(district int) fill
	forms  func(district int, inset bool) []block
	legend func(*legend)
	key    func(numbered []int) string // what the footer begins with, given the districts shown by number alone
	over   func(*page, *content)       // draws over the boundaries, may be nil
	// first places labels before those of districts, of units for which here is true; may be nil
	first  func(pg *page, c *content, pl *placer, here func(unit int) bool)
	voters bool // as in heading
	// of is what those are told of a district who do not see the sheet; tell, if not nil, adds what else it shows.
	of   func(district int) string
	tell func(pg *page)
}

// nationalSheet shows all districts.
func (p *press) nationalSheet() *page { return p.countrySheet(National, (*press).nationalTheme) }

func (p *press) nationalTheme() theme {
	return theme{
		title: cmp.Or(p.opt.Title, p.words.Districts), fill: p.fill, key: p.keyTo, of: p.sayVoters,
		forms: func(d int, inset bool) []block { return p.districtForms(d, p.numberSize(), inset) },
		legend: func(l *legend) {
			l.add(p.words.NumberAndName, p.textSign("1", p.font(typeface.Bold, 9)))
			l.boundaries(p.regionLines)
			if len(p.loose) > 0 {
				l.add(p.words.Unassigned, p.fillSign(p.fill(districts.Unassigned)))
			}
			if !p.opt.BW {
				l.note(p.words.Fills)
			}
		},
	}
}

// numberSize is the size of the numbers of districts on sheets of the country, in points on A4; smaller where there are
// very many.
func (p *press) numberSize() float64 {
	if len(p.plan.Districts) > 150 {
		return 7
	}
	return 10
}

// countrySheet makes a sheet of the whole country, laid out as in every other language (layouts.go).
func (p *press) countrySheet(kind Kind, themed func(*press) theme) *page {
	l := p.countryLayoutOf(Sheet{Kind: kind}, themed)
	t := themed(p)
	pg := p.countryPage(t, l.numbered)
	pg.body = l.body
	pg.country(t, l.plan)
	pg.tellCountry(l.plan, t.of)
	if t.tell != nil {
		t.tell(pg)
	}
	return pg
}

// countryPage is the sheet's page without its map.
func (p *press) countryPage(t theme, numbered []int) *page {
	return p.newPage(heading{title: t.title, more: p.counts(), key: t.key(slices.Clone(numbered)),
		projection: p.words.describe(p.national), voters: t.voters}, p.wide())
}

// maxNamed is how many districts a footer names.
const maxNamed = 40

// keyTo names districts that stand on the map by number alone, or refers to the sheets of the regions where they are
// too many for a footer. It sorts ds.
func (p *press) keyTo(ds []int) string {
	slices.Sort(ds)
	if ds = slices.Compact(ds); len(ds) > maxNamed {
		return p.words.NamedElsewhere
	}
	var s []string
	for _, d := range ds {
		if name := p.label(p.plan.Districts[d].Names); name != "" {
			s = append(s, strconv.Itoa(p.plan.Districts[d].Number)+nbsp+name)
		}
	}
	if s == nil {
		return ""
	}
	return p.words.ByNumber + ": " + strings.Join(s, "; ") + "."
}

// counts says how many districts and units there are, and how many seats each district has where that is not one.
func (p *press) counts() string {
	count := func(n int) string { return p.words.Count(int64(n)) }
	if n := p.plan.PerDistrict(); n > 1 {
		return fmt.Sprintf(p.words.CountsOfSeats, count(len(p.plan.Districts)), count(n), count(len(p.plan.Layer.Units)))
	}
	return fmt.Sprintf(p.words.Counts, count(len(p.plan.Districts)), count(len(p.plan.Layer.Units)))
}

// wide says whether the country is wider than high.
func (p *press) wide() bool {
	b := p.ground
	return b.Max[0]-b.Min[0] >= b.Max[1]-b.Min[1]
}

// country draws a map of the whole country with its insets and its legend into the page's body, as they are arranged.
// Districts on an inset are not labelled on the main map, nor are their towns but the largest; the frame and letter of
// the inset stand for them.
func (pg *page) country(t theme, plan arrangement) {
	c := pg.content(plan.view, "")
	c.fill = t.fill
	pg.frame(c.view, pg.body)
	pg.base(c)
	if t.over != nil && !pg.trial {
		t.over(pg, c)
	}
	var taken []orb.Bound
	for _, l := range plan.legend {
		taken = append(taken, l.box)
	}
	for _, in := range plan.insets {
		taken = append(taken, in.box)
	}
	pl := pg.placer(c, taken...)
	inInset := map[int]bool{}
	pg.insetSigns(c, pl, plan.insets)
	for _, in := range plan.insets {
		for _, d := range in.districts {
			inInset[d] = true
		}
	}
	all := func(u int) bool { return pg.plan.Of[u] < 0 || !inInset[pg.plan.Of[u]] }
	towns := pg.chooseTowns(c, pl, some(pg.every, all), pg.townsFor(pg.body))
	var order []int
	for d := range pg.plan.Districts {
		if !inInset[d] {
			order = append(order, d)
		}
	}
	if t.first != nil {
		t.first(pg, c, pl, all)
	}
	pg.labelDistricts(c, pl, order, func(d int) []block { return t.forms(d, false) })
	if pg.trial { // the rest has no part in what districts are named
		for i, in := range plan.insets {
			pg.inset(in, letter(i), t)
		}
		return
	}
	chief, others := parted(towns, func(t town) bool { return t.must })
	pg.towns(c, pl, chief, 6)
	pg.labelGreatWaters(c, pl)
	pg.towns(c, pl, others, 6)
	pg.labelSurroundings(c, pl)
	for i, in := range plan.insets {
		pg.inset(in, letter(i), t)
	}
	g := pg.Group("legend")
	legend := pg.legendFor(plan.view, len(plan.insets) > 0, t.legend)
	for _, l := range plan.legend {
		g.Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(l.box)}, Fill: white, Stroke: black, Width: 0.15 * pg.k})
		items, _, _ := legend.some(l.from, l.to).layout(l.columns, l.width)
		pad := legendPad * pg.k
		g.Add(drawing.Placed(items, orb.Point{l.box.Min[0] + pad, l.box.Min[1] + pad}, 1)...)
	}
}
