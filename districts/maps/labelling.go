package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
)

// townsFor is how many towns a map of that size can bear.
func (p *press) townsFor(b orb.Bound) int {
	return int((b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1]) / (900 * p.k * p.k))
}

// labelDistricts labels districts, those with the least room first; where nothing fits inside, a line leads out. Those
// whose label has fewer lines than its fullest form are noted for the key in the footer. order is sorted in place.
func (pg *page) labelDistricts(c *content, pl *placer, order []int, forms func(d int) []block) {
	size := map[int]float64{}
	for _, d := range order {
		_, size[d] = drawing.Pole(c.on(area{districtArea, d}), 1, 0.5)
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
			pg.put(c.prefix+"labels", f[i], at, manner{in: rings})
			pg.numberParts(c, pl, d, at, f[len(f)-2])
		}
		if !ok {
			pg.leadOut(c, pl, rings, f[len(f)-1], only(d))
		}
		if !ok || len(f[i]) < len(f[0]) {
			pg.numbered = append(pg.numbered, d)
		}
	}
}

// numberParts puts a district's number into each of its further parts that has room for it, so that none is taken for
// another district's. at is where the district is labelled already.
func (pg *page) numberParts(c *content, pl *placer, d int, at orb.Point, number block) {
	for _, part := range pg.partsOf(c, d) {
		if edges, _ := drawing.Segments(part, 1); drawing.SignedDistance(edges, at[0], at[1]) >= 0 {
			continue
		}
		if _, at, ok := pl.area(part, []block{number}); ok {
			pg.put(c.prefix+"labels", number, at, manner{in: part})
		}
	}
}

// leadOut puts a label outside its area, with a line to it, and outside of districts to which it does not belong where
// there is room. It says false where there is none at all.
func (pg *page) leadOut(c *content, pl *placer, rings []orb.Ring, b block, own func(d int) bool) bool {
	return pg.leadOutBelow(c, pl, rings, b, math.Inf(1), c.shun(own))
}

// shortLeader is the most that a place costs to which a line is short and crosses little.
const shortLeader = 22

// leadOutBelow does the same where a place is that costs less than most, with what shun says of it. A place close to
// any point of the area is better than one far from its middle.
func (pg *page) leadOutBelow(c *content, pl *placer, rings []orb.Ring, b block, most float64,
	shun func(orb.Bound) float64) bool {
	starts := pl.open(rings)
	for _, most := range [2]float64{min(shortLeader, most), most} {
		for _, from := range starts {
			at, tip, ok := pl.leader(from, b, 45, most, shun)
			if !ok {
				continue
			}
			pg.leaderLine(c, from, tip)
			pg.Group(c.prefix + "leaders").Add(&drawing.Shape{Rings: []orb.Ring{drawing.Circle(from, 0.35*pg.k)}, Fill: black})
			pg.put(c.prefix+"labels", b, at, manner{led: true})
			return true
		}
	}
	return false
}

// mostStarts is from how many places of an area a line to its label is tried.
const mostStarts = 12

// open are places in an area from which a line can lead to its label, because no label and no line is there: that
// farthest from its edges and then others, the roomiest first.
func (p *placer) open(rings []orb.Ring) (out []orb.Point) {
	at, room := drawing.Pole(rings, 1, 0.25)
	if len(rings) == 0 {
		return nil
	}
	all := []orb.Point{at}
	if room > 0 {
		all = append(all, spots(drawing.OutlineOf(rings, 1), 1, room)...)
	}
	for _, at := range all {
		b := orb.Bound{Min: at, Max: at}
		if near := b.Pad(0.6 * p.k); len(out) < mostStarts &&
			!p.takenAny(b, func(t orb.Bound) bool { return t.Contains(at) }) &&
			!p.ledAny(near, func(e drawing.Segment) bool { return crossesBox(e, near) }) {
			out = append(out, at)
		}
	}
	return out
}

// leaderLine joins a place and the label that stands away from it.
func (pg *page) leaderLine(c *content, from, tip orb.Point) {
	pg.Group(c.prefix+"leaders").Add(
		&drawing.Shape{Lines: []orb.LineString{{from, tip}}, Stroke: white, Width: 0.6 * pg.k},
		&drawing.Shape{Lines: []orb.LineString{{from, tip}}, Stroke: black, Width: 0.15 * pg.k})
}

// blank covers a box with white, so that what is written in it reads well.
func (pg *page) blank(group string, b orb.Bound) {
	pg.Group(group).Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Fill: white})
}
