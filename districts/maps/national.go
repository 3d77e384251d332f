package maps

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"okrug/districts"
	"okrug/districts/typeface"
	"okrug/geo"
)

// theme is what a sheet of the whole country says about the districts.
type theme struct {
	title  string
	fill   func(district int) fill
	forms  func(district int, inset bool) []block
	legend func(*legend)
	key    func(numbered []int) string // what the footer begins with, given the districts shown by number alone
	over   func(*page, *content)       // draws over the boundaries, may be nil
}

// nationalSheet shows all districts.
func (p *press) nationalSheet() *page {
	return p.countrySheet(theme{
		title: p.words.Districts, fill: p.fill, key: p.keyTo,
		forms: func(d int, inset bool) []block { return p.districtForms(d, p.numberSize(), inset) },
		legend: func(l *legend) {
			l.add(p.words.NumberAndName, p.textSign("1", p.font(typeface.Bold, 9)))
			l.boundaries(p.hasRegionLines())
			if slices.Contains(p.plan.Of, districts.Unassigned) {
				l.add(p.words.Unassigned, p.fillSign(p.fill(districts.Unassigned)))
			}
			if !p.opt.BW {
				l.note(p.words.Fills)
			}
		},
	})
}

// numberSize is the size of the numbers of districts on sheets of the country, in points on A4; smaller where there are
// very many.
func (p *press) numberSize() float64 {
	if len(p.plan.Districts) > 150 {
		return 7
	}
	return 10
}

// countrySheet makes a sheet of the whole country. The footer's height changes the room for labels, and the labels decide
// what the footer must say; so the sheet is laid out again until the footer fits.
func (p *press) countrySheet(t theme) *page {
	page := func(key string) *page {
		return p.newPage(heading{t.title, p.counts(), key, p.words.describe(p.national)}, p.wide())
	}
	key := t.key(nil)
	for range 4 {
		pg := page(key)
		pg.country(t)
		next := t.key(pg.numbered)
		if next == key {
			return pg
		}
		key = next
	}
	// It goes to and fro: name them all.
	pg := page(t.key(upTo(len(p.plan.Districts))))
	pg.country(t)
	return pg
}

// maxNamed is how many districts a footer names.
const maxNamed = 40

// keyTo names districts that stand on the map by number alone.
func (p *press) keyTo(ds []int) string {
	slices.Sort(ds)
	if ds = slices.Compact(ds); len(ds) > maxNamed {
		return p.words.NamedElsewhere
	}
	var s []string
	for _, d := range ds {
		if name := p.name(p.plan.Districts[d].Names); name != "" {
			s = append(s, strconv.Itoa(p.plan.Districts[d].Number)+nbsp+name)
		}
	}
	if s == nil {
		return ""
	}
	return p.words.ByNumber + ": " + strings.Join(s, "; ") + "."
}

// counts says how many districts and units there are.
func (p *press) counts() string {
	return fmt.Sprintf(p.words.Counts, len(p.plan.Districts), len(p.plan.Layer.Units))
}

// wide says whether the country is wider than high.
func (p *press) wide() bool {
	b := p.ground
	return b.Max[0]-b.Min[0] >= b.Max[1]-b.Min[1]
}

// hasRegionLines says whether a region's line runs inside a district.
func (p *press) hasRegionLines() bool {
	return slices.ContainsFunc(p.plan.Layer.Borders, func(b geo.Border) bool {
		return p.plan.Of[b.A] == p.plan.Of[b.B] && p.regionOf[b.A] != p.regionOf[b.B]
	})
}

// country draws a map of the whole country with its insets and its legend into the page's body.
func (pg *page) country(t theme) {
	outer := pg.body
	v := fitGround(pg.national, pg.ground, pg.neat(outer), 2.5*pg.k)
	plan := pg.arrange(v, t.legend)
	c := pg.content(plan.view, "")
	c.fill = t.fill
	pg.frame(c.view, outer)
	pg.base(c)
	if t.over != nil {
		t.over(pg, c)
	}
	taken := []orb.Bound{plan.legend}
	for _, in := range plan.insets {
		taken = append(taken, in.box)
	}
	pl := pg.placer(c, taken...)
	inInset := map[int]bool{}
	for i, in := range plan.insets {
		pg.insetSign(c, pl, in, letter(i))
		for _, d := range in.districts {
			inInset[d] = true
		}
	}
	all := func(u int) bool { return pg.plan.Of[u] < 0 || !inInset[pg.plan.Of[u]] }
	towns := pg.chooseTowns(c, pl, all, pg.townsFor(outer))
	var order []int
	for d := range pg.plan.Districts {
		if !inInset[d] {
			order = append(order, d)
		}
	}
	pg.labelDistricts(c, pl, order, func(d int) []block { return t.forms(d, false) })
	pg.towns(c, pl, towns, 6)
	for i, in := range plan.insets {
		pg.inset(in, letter(i), t)
	}
	pg.blank("legend", plan.legend.Pad(1.2*pg.k))
	pg.group("legend").add(moved(plan.items, plan.legend.Min)...)
}

// townsFor is how many towns a map of that size can bear.
func (p *press) townsFor(b orb.Bound) int {
	return int((b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1]) / (900 * p.k * p.k))
}

// labelDistricts labels districts, those with the least room first; where nothing fits inside, a line leads out.
func (pg *page) labelDistricts(c *content, pl *placer, order []int, forms func(d int) []block) {
	size := map[int]float64{}
	for _, d := range order {
		_, size[d] = pole(c.on(area{districtArea, d}), 1, 0.5)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[a], size[b]) })
	for _, d := range order {
		rings := c.on(area{districtArea, d})
		if len(rings) == 0 {
			continue
		}
		f := forms(d)
		i, at, ok := pl.area(rings, f)
		if ok {
			pg.put(c.prefix+"labels", f[i], at, rings)
		}
		if !ok {
			pg.leadOut(c, pl, rings, f[len(f)-1])
		}
		if !ok || len(f[i]) < len(f[0]) {
			pg.numbered = append(pg.numbered, d)
		}
	}
}

// leadOut puts a label outside its area, with a line to it.
func (pg *page) leadOut(c *content, pl *placer, rings []orb.Ring, b block) {
	from, _ := pole(rings, 1, 0.25)
	at, tip, ok := pl.leader(from, b, 45*pg.k)
	if !ok {
		return
	}
	pg.leaderLine(c, from, tip)
	pg.group(c.prefix + "leaders").add(&shape{rings: []orb.Ring{circle(from, 0.35*pg.k)}, fill: black})
	pg.put(c.prefix+"labels", b, at, nil)
}

// leaderLine joins a place and the label that stands away from it.
func (pg *page) leaderLine(c *content, from, tip orb.Point) {
	pg.group(c.prefix+"leaders").add(
		&shape{lines: []orb.LineString{{from, tip}}, stroke: white, width: 0.6 * pg.k},
		&shape{lines: []orb.LineString{{from, tip}}, stroke: black, width: 0.15 * pg.k})
}

// blank covers a box with white, so that what is written in it reads well.
func (pg *page) blank(group string, b orb.Bound) {
	pg.group(group).add(&shape{rings: []orb.Ring{box(b)}, fill: white})
}

// arrangement is where a national sheet has its insets and its legend.
type arrangement struct {
	view   view
	insets []inset
	legend orb.Bound
	items  []item // of the legend, from the origin
}

// arrange finds room for the insets and the legend beside the country. Among the scales that leave room it weighs the
// size of the country against that of the insets. The country may move in its frame to make room.
func (pg *page) arrange(v view, describe func(*legend)) arrangement {
	ground := pg.ground
	middle, first := v.frame, v.denominator
	var best arrangement
	score := 0.0
	for range 24 {
		clusters := pg.clusters(v)
		k := 1000 / v.denominator
		sx := max(0, (middle.Max[0]-middle.Min[0]-(ground.Max[0]-ground.Min[0])*k)/2-2.5*pg.k)
		sy := max(0, (middle.Max[1]-middle.Min[1]-(ground.Max[1]-ground.Min[1])*k)/2-2.5*pg.k)
		if first/v.denominator <= score {
			break
		}
		// What has no room for the smallest insets has none for larger ones.
		sides := []float64{leastInset}
		for side := mostInset; side > leastInset; side -= 3 {
			sides = append(sides, side)
		}
		offsets := []orb.Point{{}, {0, -sy}, {0, sy}, {-sx, 0}, {sx, 0}, {-sx, -sy}, {sx, -sy}, {-sx, sy}, {sx, sy}}
		rooms := make([]*voids, len(offsets))
		for i, side := range sides {
			worth := first / v.denominator * math.Pow(side/mostInset, 0.2)
			if worth <= score {
				continue
			}
			placed := false
			for j, by := range offsets {
				try := v
				try.origin = orb.Point{v.origin[0] + by[0], v.origin[1] + by[1]}
				if rooms[j] == nil {
					rings := try.rings(pg.detailFor(try.denominator).of(area{wholeArea, 0}))
					rooms[j] = newVoids(try.frame.Pad(-2.5*pg.k), rings, 2*pg.k, 2*pg.k)
				}
				if a, ok := pg.tryArrange(try, rooms[j].clone(), clusters, side*pg.k, describe); ok {
					best, score, placed = a, worth, true
					break
				}
			}
			if i == 0 && !placed || i > 0 && placed {
				break
			}
		}
		v.setScale(nextScale(v.denominator), ground)
	}
	if score > 0 {
		return best
	}
	// A frame without any room: the legend covers the lower left corner.
	v.setScale(first, ground)
	items, w, h := pg.legendFor(v, false, describe).layout(1, 48*pg.k)
	at := orb.Point{v.frame.Min[0] + 3*pg.k, v.frame.Max[1] - h - 3*pg.k}
	return arrangement{view: v, legend: orb.Bound{Min: at, Max: orb.Point{at[0] + w, at[1] + h}}, items: items}
}

// The largest and the least side of an inset on A4, millimetres.
const (
	mostInset  = 50.0
	leastInset = 32.0
)

func (pg *page) tryArrange(v view, room *voids, clusters [][]int, side float64, describe func(*legend)) (arrangement, bool) {
	a := arrangement{view: v}
	for _, c := range clusters {
		in, ok := pg.newInset(c, side), false
		if in.box, ok = room.place(in.width, in.height); !ok {
			return a, false
		}
		a.insets = append(a.insets, in)
	}
	slices.SortStableFunc(a.insets, func(x, y inset) int {
		return cmp.Or(cmp.Compare(x.box.Min[1], y.box.Min[1]), cmp.Compare(x.box.Min[0], y.box.Min[0]))
	})
	l := pg.legendFor(v, len(clusters) > 0, describe)
	for _, columns := range []int{1, 2, 3} {
		for _, width := range []float64{48, 38} {
			items, w, h := l.layout(columns, width*pg.k)
			pad := 1.2 * pg.k
			if b, ok := room.place(w+2*pad, h+2*pad); ok {
				a.legend, a.items = b.Pad(-pad), items
				return a, true
			}
		}
	}
	return a, false
}

// legendFor is the legend of a national sheet.
func (pg *page) legendFor(v view, insets bool, describe func(*legend)) *legend {
	l := &legend{press: pg.press}
	l.heading(pg.words.Legend)
	describe(l)
	if insets {
		l.add(pg.words.InsetSign, func(b orb.Bound) []item {
			c := b.Center()
			s := orb.Bound{Min: c, Max: c}.Pad(1.1 * pg.k)
			return append([]item{&shape{rings: []orb.Ring{box(s)}, stroke: black, width: 0.25 * pg.k}},
				block{{"A", pg.font(typeface.Bold, 6)}}.texts(pg.family, orb.Point{s.Max[0] + 1.4*pg.k, c[1]}, 0)...)
		})
	}
	if len(pg.plan.Layer.Places) > 0 {
		l.towns([4]bool{true, true, true, true}, len(pg.centres()) > 0)
	}
	l.scale(v.denominator, 40*pg.k)
	return l
}

// letter names insets A to Z, then A1 and so on.
func letter(i int) string {
	s := string(rune('A' + i%26))
	if i >= 26 {
		s += strconv.Itoa(i / 26)
	}
	return s
}

func (pg *page) scaleText(denominator float64) string {
	return fmt.Sprintf("1:%s", pg.words.count(int64(denominator)))
}
