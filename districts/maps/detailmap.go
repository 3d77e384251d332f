package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// arrangeMap finds room for the scale and the insets of a map that has its frame. Where they are is decided in the
// first of the languages, with room for the scale in all of them.
func (p *press) arrangeMap(on *composition, all []spoken) {
	first, s := all[0].press, all[0].subject
	on.view = fitView(on.projection, s.land, p.neat(on.frame), viewMargin*p.k)
	if len(on.panel.parts) > 0 {
		on.places = on.panel.places()
	}
	on.panel.parts = nil // they are made anew in each language
	pg := &page{press: first, Picture: &drawing.Picture{}}
	c := pg.content(on.view, "")
	c.subject = s.in
	room := newVoids(on.view.frame, on.view.rings(c.detail.topo.Dissolve(s.units)), 1, 1.5*p.k)
	on.bar = pg.placeBar(on.view, room)
	on.insets = pg.regionalInsets(c, s, room, on.bar)
}

// detailMap draws the map of a subject as it is arranged, and says where its units are and which have letters; nil
// where there would be more than maxLetters. What lies around is labelled once all else has its place. The order of the
// calls is the order of precedence among labels.
func (pg *page) detailMap(s *subject, l composition) *shown {
	c := pg.content(l.view, "")
	c.subject, c.named = s.in, true
	if pg.opt.BW && len(s.districts) == 1 { // nothing to tell it from, and hatching makes names hard to read
		c.fill = func(d int) fill {
			if d == s.districts[0] {
				return blackAndWhite[2]
			}
			return pg.fill(d)
		}
	}
	on := &shown{grid: pg.gridOf(l.view.frame), letters: map[int]string{}, at: map[int]orb.Point{}, view: l.view}
	pg.grid(on.grid, l.frame, pg.frame(l.view, l.frame))
	pg.base(c)
	// The boxes of the scale and of insets are taken before any label is placed, and drawn over the map after all.
	taken := []orb.Bound{l.bar}
	inInset := map[int]bool{}
	for _, in := range l.insets {
		taken = append(taken, in.box)
		for _, d := range in.districts {
			inInset[d] = true
		}
	}
	outside := func(u int) bool { return s.in(u) && (pg.plan.Of[u] < 0 || !inInset[pg.plan.Of[u]]) }
	pl := pg.placer(c, taken...)
	pg.insetSigns(c, pl, l.insets)
	towns := pg.chooseTowns(c, pl, some(s.units, outside), pg.townsFor(l.frame))
	pg.labelSubject(c, pl, slices.DeleteFunc(slices.Clone(s.districts), func(d int) bool { return inInset[d] }))
	centres, others := parted(towns, func(t town) bool { return t.centre })
	pg.towns(c, pl, centres, 7)
	if !pg.nameUnits(c, pl, towns, outside, l.lettered, on) {
		return nil
	}
	if pg.trial {
		return on
	}
	pg.labelGreatWaters(c, pl)
	s.around(pg, c, pl)
	pg.towns(c, pl, others, 6)
	pg.labelSurroundings(c, pl)
	for i, in := range l.insets {
		pg.inset(in, letter(i), theme{fill: c.fill, forms: func(d int, inset bool) []block {
			return pg.districtForms(d, pg.numberSize(), inset)
		}})
	}
	pg.blank("scale", l.bar)
	bar, _, _ := pg.mapBar(l.view)
	pg.Group("scale").Add(drawing.Placed(bar, orb.Point{l.bar.Min[0] + 1.5*pg.k, l.bar.Min[1] + 1*pg.k}, 1)...)
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
			pg.put(c.prefix+"labels", forms[i], at, manner{in: x.rings})
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
			pg.put(c.prefix+"labels", b, at, manner{in: x.rings})
			on.at[x.u] = at
		} else {
			pg.leadOut(c, pl, x.rings, b, only(pg.plan.Of[x.u]))
		}
		on.letters[x.u] = letter
	}
	return true
}

// labelAround names what lies around the sheet's subject: regions or districts, of which there are n, inside where
// there is room, or else at the end of a line: where no district is, or over others that lie around. Such as must be
// named, or show well, have a line over the subject too if there is no other place. Labels have forms, from the
// fullest; what has none is not named.
func (pg *page) labelAround(c *content, pl *placer, kind areaKind, n int, must func(i int) bool,
	label func(i int) []block) {
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
	about := map[int]bool{} // districts of the subject
	for _, u := range c.units {
		if c.subject(u) {
			about[pg.plan.Of[u]] = true
		}
	}
	off := c.shun(func(d int) bool { return !about[d] })
	for i := range n {
		if !shown[i] {
			continue
		}
		forms := label(i)
		if len(forms) == 0 {
			continue
		}
		var out []int
		for _, u := range units(i) {
			if !c.subject(u) {
				out = append(out, u)
			}
		}
		rings := c.on(area{kind, i})
		if len(out) < len(units(i)) {
			rings = c.view.rings(c.detail.topo.Dissolve(out))
		}
		if pg.nameIn(c, pl, rings, forms) {
			continue
		}
		if _, room := drawing.Pole(rings, 1, 0.25); room > leastAround*pg.k { // more than a splinter at the edge of the map
			most, price := math.Inf(1), c.shun(func(d int) bool {
				return kind == districtArea && d == i || kind == regionArea && pg.plan.Districts[d].Region == i
			})
			if others := price; !must(i) && room <= plainAround*pg.k {
				most, price = 1.7*shunned, func(b orb.Bound) float64 { return others(b) + off(b) }
			}
			pg.leadOutBelow(c, pl, rings, forms[len(forms)-1], most, price)
		}
	}
}

// leastAround is how much room what lies around must have to be named at the end of a line, and plainAround how much
// what shows well has, as the distance of the point farthest from its edges, millimetres on A4.
const (
	leastAround = 1
	plainAround = 2.2
)

// beside are the districts around some others that touch one of them.
func (p *press) beside(ds []int) func(d int) bool {
	near := map[int]bool{}
	for _, d := range ds {
		for _, n := range p.near[d] {
			near[n] = !slices.Contains(ds, n)
		}
	}
	return func(d int) bool { return near[d] }
}

// mapBar is the scale and the scale bar of a detail map, with their size.
func (p *press) mapBar(v view) (items []drawing.Item, w, h float64) {
	l := &legend{press: p}
	l.scale(v.denominator, 34*p.k)
	return l.layout(1, 40*p.k)
}

// placeBar is the box for the scale in any language: as near to a corner as there is room, or else over the subject in
// the lower left corner.
func (pg *page) placeBar(v view, room *voids) orb.Bound {
	var w, h float64
	for _, q := range pg.tongues() {
		_, wide, high := q.mapBar(v)
		w, h = max(w, wide), max(h, high)
	}
	w, h = w+3*pg.k, h+2*pg.k
	if b, ok := room.place(w, h); ok {
		return b
	}
	corner := orb.Point{v.frame.Min[0], v.frame.Max[1] - h}
	return orb.Bound{Min: corner, Max: orb.Point{corner[0] + w, v.frame.Max[1]}}
}
