package maps

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

// detailMap draws the map and returns the names of units that a letter stands for, in the order of their letters, one
// more than maxLetters where there would be too many. lettered is whether units have letters at all. outer
// is the frame on paper, land what must show in it, ds the districts whose numbers it bears. around labels the
// neighbourhood once all else has its place. The order of the calls is the order of precedence among labels.
func (pg *page) detailMap(outer orb.Bound, proj albers.Projection, land []orb.MultiPolygon, subject func(int) bool,
	ds []int, lettered bool, around func(*page, *content, *placer)) []string {
	v := fitView(proj, land, pg.neat(outer), viewMargin*pg.k)
	c := pg.content(v, "")
	c.subject = subject
	if pg.opt.BW && len(ds) == 1 { // nothing to tell it from, and hatching makes names hard to read
		c.fill = func(d int) fill {
			if d == ds[0] {
				return blackAndWhite[2]
			}
			return pg.fill(d)
		}
	}
	pg.frame(v, outer)
	pg.base(c)
	// The scale bar's box is taken before any label is placed, and drawn over the map after all of them.
	bar, key := pg.mapBar(c, subject)
	pl := pg.placer(c, key)
	towns := pg.chooseTowns(c, pl, subject, pg.townsFor(outer))
	pg.labelSubject(c, pl, ds)
	var centres, others []town
	for _, t := range towns {
		if t.centre {
			centres = append(centres, t)
		} else {
			others = append(others, t)
		}
	}
	pg.towns(c, pl, centres, 7)
	letters := pg.nameUnits(c, pl, towns, lettered)
	pg.towns(c, pl, others, 6)
	around(pg, c, pl)
	pg.blank("scale", key)
	pg.Group("scale").Add(bar...)
	return letters
}

// labelSubject puts the numbers of the sheet's districts, of each into the part that the sheet is about: large, smaller
// where that has no room, or outside with a line.
func (pg *page) labelSubject(c *content, pl *placer, ds []int) {
	for _, d := range ds {
		var in []int
		for _, u := range pg.plan.Districts[d].Units {
			if c.subject(u) {
				in = append(in, u)
			}
		}
		rings := c.ringsOf(d, in, len(in) == len(pg.plan.Districts[d].Units))
		b := block{{strconv.Itoa(pg.plan.Districts[d].Number), pg.font(typeface.Bold, 15)}}
		if i, at, ok := pl.area(rings, []block{b, {{b[0].s, pg.font(typeface.Bold, 10)}}}); ok {
			if i == 1 {
				b[0].font.size = round(10 * pg.k)
			}
			pg.put(c.prefix+"labels", b, at, rings)
		} else if len(rings) > 0 {
			pg.leadOut(c, pl, rings, b)
		}
	}
}

// nameUnits names the units of the sheet. A unit without room is named by the town of its name if that is on the map,
// or else by a letter, if it is to have one. A unit that is such a town itself has its name there alone. It ends at the
// first letter that is too many.
func (pg *page) nameUnits(c *content, pl *placer, towns []town, lettered bool) []string {
	onMap, itself := map[string]bool{}, map[int]bool{}
	for _, t := range towns {
		onMap[pg.townName(t.place)] = true
		if u, ok := pg.unitOfPlace(t.place); ok {
			itself[u] = true
		}
	}
	type unit struct {
		u     int
		rings []orb.Ring
		room  float64
	}
	var units []unit
	for _, u := range c.units {
		if !c.subject(u) {
			continue
		}
		x := unit{u: u, rings: c.on(area{unitArea, u})}
		if len(x.rings) > 0 {
			_, x.room = drawing.Pole(x.rings, 1, 0.5)
			units = append(units, x)
		}
	}
	// Those with the least room first: they have the fewest places to go to.
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(a.room, b.room) })
	var letters []string
	for _, x := range units {
		name := pg.unitName(x.u)
		if name == "" || itself[x.u] {
			continue
		}
		if i, at, ok := pl.area(x.rings, pg.unitForms(name, 6.6)); ok {
			pg.put(c.prefix+"labels", pg.unitForms(name, 6.6)[i], at, x.rings)
			continue
		}
		if onMap[name] || !lettered {
			continue
		}
		if len(letters) == maxLetters {
			return append(letters, name)
		}
		b := block{{smallLetter(len(letters)), pg.font(typeface.BoldItalic, 6.6)}}
		if _, at, ok := pl.area(x.rings, []block{b}); ok {
			pg.put(c.prefix+"labels", b, at, x.rings)
		} else {
			pg.leadOut(c, pl, x.rings, b)
		}
		letters = append(letters, name)
	}
	return letters
}

// labelAround names what lies around the sheet's subject.
func (pg *page) labelAround(c *content, pl *placer, kind areaKind, n int, label func(i int) block) {
	of, units := pg.regionOf, func(i int) []int { return pg.inRegion[i] }
	if kind == districtArea {
		of, units = pg.plan.Of, func(i int) []int { return pg.plan.Districts[i].Units }
	}
	shown := make([]bool, n)
	for _, u := range c.units {
		if i := of[u]; i >= 0 && !c.subject(u) {
			shown[i] = true
		}
	}
	for i := range n {
		if !shown[i] {
			continue
		}
		var out []int
		all := true
		for _, u := range units(i) {
			if c.subject(u) {
				all = false
			} else {
				out = append(out, u)
			}
		}
		rings := c.view.rings(c.detail.topo.Dissolve(out))
		if all {
			rings = c.on(area{kind, i})
		}
		b := label(i)
		forms := []block{b}
		if len(b) > 1 {
			forms = append(forms, b[:1])
		}
		// Without room inside, a label is led out only of land that is more than a splinter at the edge of the map.
		if form, at, ok := pl.area(rings, forms); ok {
			pg.put(c.prefix+"labels", forms[form], at, rings)
		} else if _, room := drawing.Pole(rings, 1, 0.25); room > 1.2*pg.k {
			pg.leadOut(c, pl, rings, b)
		}
	}
}

// mapBar is the scale and the scale bar of a detail map, with the box they take: as near to a corner as the subject
// leaves room, or else over it in the lower left corner.
func (pg *page) mapBar(c *content, subject func(int) bool) ([]drawing.Item, orb.Bound) {
	v := c.view
	l := &legend{press: pg.press}
	l.scale(v.denominator, 34*pg.k)
	items, w, h := l.layout(1, 40*pg.k)
	w, h = w+3*pg.k, h+2*pg.k
	var in []int
	for u := range pg.plan.Layer.Units {
		if subject(u) {
			in = append(in, u)
		}
	}
	room := newVoids(v.frame, v.rings(c.detail.topo.Dissolve(in)), 1, 1.5*pg.k)
	b, ok := room.place(w, h)
	if !ok {
		b = orb.Bound{Min: orb.Point{v.frame.Min[0], v.frame.Max[1] - h}, Max: orb.Point{v.frame.Min[0] + w, v.frame.Max[1]}}
	}
	return drawing.Placed(items, orb.Point{b.Min[0] + 1.5*pg.k, b.Min[1] + 1*pg.k}, 1), b
}
