package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// townSizes are the radii of the signs of towns in millimetres on A4, for the classes of the legend.
var townSizes = [4]float64{1.15, 0.9, 0.65, 0.45}

func townClass(population int64) int {
	switch {
	case population > 500_000:
		return 0
	case population > 100_000:
		return 1
	case population > 20_000:
		return 2
	}
	return 3
}

// townSign is the sign of a town; a district's centre has a point in it.
func (p *press) townSign(at orb.Point, class int, centre bool) []drawing.Item {
	r := townSizes[class] * p.k
	items := []drawing.Item{&drawing.Shape{Rings: []orb.Ring{drawing.Circle(at, r)}, Fill: white, Stroke: black,
		Width: 0.22 * p.k}}
	if centre {
		items = append(items, &drawing.Shape{Rings: []orb.Ring{drawing.Circle(at, r*0.5)}, Fill: black})
	}
	return items
}

// town is a settlement chosen for a map.
type town struct {
	place  int
	at     orb.Point
	class  int
	centre bool
	must   bool // it is named in any case: the centre of a district or the seat of a region
}

// centresOf are the settlements that are centres of districts, as places or as units.
func (c *common) centresOf(plan *districts.Plan) map[int]bool {
	centres := map[int]bool{}
	for _, d := range plan.Districts {
		if d.Centre >= 0 {
			centres[d.Centre] = true
			continue
		}
		for _, i := range c.placesIn[d.CentreUnit] {
			if _, ok := c.unitOfPlace(plan.Layer, i); ok {
				centres[i] = true
			}
		}
	}
	return centres
}

// chooseTowns picks the seats of regions and the centres of the districts shown, and the largest other towns, at most n
// of them that lie in some units, and keeps their signs free. A sign that would touch another, or leave the frame, is
// left out.
func (pg *page) chooseTowns(c *content, pl *placer, units []int, n int) []town {
	centres, seats := pg.centres, pg.seats
	all := pg.places(units)
	// Seats and centres before all others, each group by population as places has sorted them.
	weight := func(i int) int { return 2*boolInt(seats[i]) + boolInt(centres[i]) }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(weight(b), weight(a)) })
	var out []town
	for _, i := range all {
		if len(out) >= n {
			break
		}
		place := pg.plan.Layer.Places[i]
		t := town{place: i, at: c.view.point(place.Point), class: townClass(place.Population), centre: centres[i],
			must: weight(i) > 0}
		r := townSizes[t.class] * pg.k
		box := orb.Bound{Min: t.at, Max: t.at}.Pad(r)
		if !within(box, pl.frame) || pl.takenAny(box, func(b orb.Bound) bool { return overlap(b, box) }) {
			continue
		}
		pl.take(box)
		out = append(out, t)
	}
	return out
}

// parted are the towns of which something holds, and the others.
func parted(towns []town, first func(town) bool) (yes, no []town) {
	for _, t := range towns {
		if first(t) {
			yes = append(yes, t)
		} else {
			no = append(no, t)
		}
	}
	return yes, no
}

// townLabel is the name of a town: bold for the largest.
func (p *press) townLabel(place int, size float64) block {
	f := p.font(typeface.Regular, size)
	if townClass(p.plan.Layer.Places[place].Population) == 0 {
		f.style, f.size = typeface.Bold, round(f.size*1.1)
	}
	return block{{p.townName(place), f}}
}

// townReach is how far a line leads from a town to its name on A4, millimetres: from one that must be named, and from
// others.
var townReach = map[bool]float64{true: 14, false: 6}

// towns draws the signs and names of towns. A name stands in no other district than its town: beside it, or else at the
// end of a line. Where there is no such place a town is left out, unless it must be named, then at the end of a line
// wherever there is room.
func (pg *page) towns(c *content, pl *placer, towns []town, size float64) {
	for _, t := range towns {
		home := pg.plan.Of[pg.unitOf[pg.plan.Layer.Places[t.place].UnitID]]
		b, shun := pg.townLabel(t.place, size), c.shun(only(home))
		at, ok := pl.beside(t.at, townSizes[t.class]*pg.k, b, shun)
		how := manner{home: &home}
		for _, most := range []float64{shunned, math.Inf(1)} {
			var tip orb.Point
			if ok || !t.must && most > shunned {
				break
			}
			if at, tip, ok = pl.leader(t.at, b, townReach[t.must], most, shun); ok {
				pg.leaderLine(c, t.at, tip)
				how = manner{led: true}
			}
		}
		if !ok && !t.must {
			continue
		}
		pg.Group(c.prefix + "towns").Add(pg.townSign(t.at, t.class, t.centre)...)
		if ok {
			pg.put(c.prefix+"labels", b, at, how)
		}
	}
}

// some are the units to keep.
func some(units []int, keep func(unit int) bool) []int {
	return slices.DeleteFunc(slices.Clone(units), func(u int) bool { return !keep(u) })
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
