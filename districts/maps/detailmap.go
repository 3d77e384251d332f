package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

// detailMap draws the map of a subject into a frame on paper and says where its units are and which have letters; nil
// where there would be more than maxLetters. lettered is whether units have letters at all. What lies around is
// labelled once all else has its place. The order of the calls is the order of precedence among labels.
func (pg *page) detailMap(outer orb.Bound, proj albers.Projection, s *subject, lettered bool) *shown {
	v := fitView(proj, s.land, pg.neat(outer), viewMargin*pg.k)
	c := pg.content(v, "")
	c.subject = s.in
	if pg.opt.BW && len(s.districts) == 1 { // nothing to tell it from, and hatching makes names hard to read
		c.fill = func(d int) fill {
			if d == s.districts[0] {
				return blackAndWhite[2]
			}
			return pg.fill(d)
		}
	}
	on := &shown{grid: pg.gridOf(v.frame), letters: map[int]string{}, at: map[int]orb.Point{}, view: v}
	pg.grid(on.grid, outer, pg.frame(v, outer))
	pg.base(c)
	// The scale bar's box and those of insets are taken before any label is placed, and drawn over the map after all.
	room := newVoids(v.frame, v.rings(c.detail.topo.Dissolve(s.units)), 1, 1.5*pg.k)
	bar, key := pg.mapBar(v, room)
	insets := pg.regionalInsets(c, s, room, key)
	taken := []orb.Bound{key}
	inInset := map[int]bool{}
	for _, in := range insets {
		taken = append(taken, in.box)
		for _, d := range in.districts {
			inInset[d] = true
		}
	}
	outside := func(u int) bool { return s.in(u) && (pg.plan.Of[u] < 0 || !inInset[pg.plan.Of[u]]) }
	pl := pg.placer(c, taken...)
	towns := pg.chooseTowns(c, pl, outside, pg.townsFor(outer))
	for i, in := range insets {
		pg.insetSign(c, pl, in, letter(i))
	}
	pg.labelSubject(c, pl, slices.DeleteFunc(slices.Clone(s.districts), func(d int) bool { return inInset[d] }))
	var centres, others []town
	for _, t := range towns {
		if t.centre {
			centres = append(centres, t)
		} else {
			others = append(others, t)
		}
	}
	pg.towns(c, pl, centres, 7)
	complete := pg.nameUnits(c, pl, towns, outside, lettered, on)
	pg.towns(c, pl, others, 6)
	s.around(pg, c, pl)
	pg.labelSurroundings(c, pl)
	for i, in := range insets {
		pg.inset(in, letter(i), theme{fill: c.fill, forms: func(d int, inset bool) []block {
			return pg.districtForms(d, pg.numberSize(), inset)
		}})
	}
	pg.blank("scale", key)
	pg.Group("scale").Add(bar...)
	if !complete {
		return nil
	}
	for _, u := range s.units {
		if _, ok := on.at[u]; !ok {
			on.at[u] = pg.somewhere(c, u)
		}
	}
	return on
}

// somewhere is a point of a unit on paper: the farthest from its edges, or, of one that the scale has no room for, one
// of its lines.
func (pg *page) somewhere(c *content, u int) orb.Point {
	if rings := c.on(area{unitArea, u}); len(rings) > 0 {
		at, _ := drawing.Pole(rings, 1, 0.25)
		return at
	}
	return c.view.point(pg.plan.Layer.Topology.Face(u)[0][0][0])
}

// nameUnits names the units of the sheet for which keep is true, and notes where. A unit without room is named by the
// town in it of its name if that is on the map, or else by a letter, if it is to have one. A unit that is such a town
// itself has its name there alone. It says false at the first letter that is too many.
func (pg *page) nameUnits(c *content, pl *placer, towns []town, keep func(u int) bool, lettered bool, on *shown) bool {
	named, itself := map[int]orb.Point{}, map[int]bool{}
	for _, t := range towns {
		place := pg.plan.Layer.Places[t.place]
		if u, ok := pg.unitOf[place.UnitID]; ok && pg.townName(t.place) == pg.bareUnitName(u) {
			named[u] = t.at
		}
		if u, ok := pg.unitOfPlace(t.place); ok {
			itself[u] = true
			on.at[u] = t.at
		}
	}
	type unit struct {
		u     int
		rings []orb.Ring
		room  float64
	}
	var units []unit
	for _, u := range c.units {
		if !keep(u) {
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
	for _, x := range units {
		name := pg.unitName(x.u)
		if name == "" || itself[x.u] {
			continue
		}
		forms := append(pg.unitForms(name, 6.6), pg.unitForms(name, leastType)...)
		if i, at, ok := pl.area(x.rings, forms); ok {
			pg.put(c.prefix+"labels", forms[i], at, x.rings)
			on.at[x.u] = at
			continue
		}
		if at, ok := named[x.u]; ok {
			on.at[x.u] = at
			continue
		}
		if !lettered {
			continue
		}
		if len(on.letters) == maxLetters {
			return false
		}
		letter := pg.smallLetter(len(on.letters))
		b := block{{letter, pg.font(typeface.BoldItalic, 6.6)}}
		if _, at, ok := pl.area(x.rings, []block{b}); ok {
			pg.put(c.prefix+"labels", b, at, x.rings)
			on.at[x.u] = at
		} else {
			pg.leadOut(c, pl, x.rings, b)
		}
		on.letters[x.u] = letter
	}
	return true
}

// labelAround names what lies around the sheet's subject; with lead, what has no room for its name at the end of a
// line. Labels have forms, from the fullest; what has none is not named.
func (pg *page) labelAround(c *content, pl *placer, kind areaKind, n int, lead bool, label func(i int) []block) {
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
	var in []int
	for _, u := range c.units {
		if c.subject(u) {
			in = append(in, u)
		}
	}
	price := shun(c.view.rings(c.detail.topo.Dissolve(in)))
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
		forms := label(i)
		if len(forms) == 0 {
			continue
		}
		form, at, ok := pl.area(rings, forms)
		if ok {
			pg.put(c.prefix+"labels", forms[form], at, rings)
		}
		if ok || !lead {
			continue
		}
		// Without room inside, a label is led out only of land that is more than a splinter at the edge of the map and that
		// no inset hides; over the subject or other labels only of what shows well.
		b := forms[len(forms)-1]
		from, room := drawing.Pole(rings, 1, 0.25)
		hidden := pl.takenAny(orb.Bound{Min: from, Max: from}, func(t orb.Bound) bool { return t.Contains(from) })
		if !hidden && room > 1.2*pg.k &&
			!pg.leadOutBut(c, pl, rings, b, shunned*0.7, price) && room > 2.2*pg.k {
			pg.leadOutBut(c, pl, rings, b, math.Inf(1), price)
		}
	}
}

// mapBar is the scale and the scale bar of a detail map, with the box they take: as near to a corner as there is room,
// or else over the subject in the lower left corner.
func (pg *page) mapBar(v view, room *voids) ([]drawing.Item, orb.Bound) {
	l := &legend{press: pg.press}
	l.scale(v.denominator, 34*pg.k)
	items, w, h := l.layout(1, 40*pg.k)
	w, h = w+3*pg.k, h+2*pg.k
	b, ok := room.place(w, h)
	if !ok {
		b = orb.Bound{Min: orb.Point{v.frame.Min[0], v.frame.Max[1] - h}, Max: orb.Point{v.frame.Min[0] + w, v.frame.Max[1]}}
	}
	return drawing.Placed(items, orb.Point{b.Min[0] + 1.5*pg.k, b.Min[1] + 1*pg.k}, 1), b
}
