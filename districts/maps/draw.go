package maps

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"okrug/districts"
	"okrug/districts/typeface"
)

// content is what one map shows: the sheet's main map, an inset or the small map of the location.
type content struct {
	view    view
	detail  *detail
	prefix  string                  // of the groups' ids
	fill    func(district int) fill // of districts.Unassigned too
	subject func(unit int) bool     // units that the sheet is about; the others are pale
	weight  float64                 // of lines
	rings   map[area][]orb.Ring     // on paper
	small   map[int]bool
	lines   map[rank][]orb.LineString // on paper
}

func (pg *page) content(v view, prefix string) *content {
	return &content{
		view: v, detail: pg.detailFor(v.denominator), prefix: prefix, weight: pg.k,
		fill:    pg.fill,
		subject: func(int) bool { return true },
		rings:   map[area][]orb.Ring{}, lines: map[rank][]orb.LineString{}, small: map[int]bool{},
	}
}

// fill is a district's fill on ordinary sheets.
func (p *press) fill(district int) fill {
	if district == districts.Unassigned {
		return fill{color: white, hatch: hatch{[]float64{90}, 1.2, 0.1}}
	}
	return districtFill(p.class[district], p.classes, p.opt.BW)
}

// on are an area's rings on paper.
func (c *content) on(a area) []orb.Ring {
	r, ok := c.rings[a]
	if !ok {
		r = c.view.rings(c.detail.of(a))
		c.rings[a] = r
	}
	return r
}

func (c *content) linesOf(r rank) []orb.LineString {
	l, ok := c.lines[r]
	if !ok {
		l = c.view.lines(c.detail.lines(r, func(a, b int) bool { return true }))
		c.lines[r] = l
	}
	return l
}

// small is the side of the square below which a unit's own boundary is drawn finer, because it would fill the unit with
// black, millimetres.
const small = 4.5

// fine says which units are that small on paper.
func (c *content) fine(u int) bool {
	f, ok := c.small[u]
	if !ok {
		f = math.Sqrt(paperArea(c.on(area{unitArea, u}))) < small*c.weight
		c.small[u] = f
	}
	return f
}

// lineWidths of boundaries in millimetres on A4, the district's heavier than the region's, the region's than the unit's.
var lineWidths = [ranks]float64{unitRank: 0.11, regionRank: 0.25, districtRank: 0.5, outerRank: 0.3}

// base draws fills and boundaries.
func (pg *page) base(c *content) {
	for d := range pg.plan.Districts {
		pg.fillUnits(c, d, pg.plan.Districts[d].Units)
	}
	var loose []int
	for u, d := range pg.plan.Of {
		if d == districts.Unassigned {
			loose = append(loose, u)
		}
	}
	pg.fillUnits(c, districts.Unassigned, loose)
	for r, id := range [ranks]string{"unit-lines", "region-lines", "district-lines", "outer-lines"} {
		for _, fine := range []bool{true, false} {
			for _, about := range []bool{false, true} {
				lines := c.view.lines(c.detail.lines(rank(r), func(a, b int) bool {
					return (c.subject(a) || b >= 0 && c.subject(b)) == about && (c.fine(a) || b >= 0 && c.fine(b)) == fine
				}))
				if len(lines) > 0 {
					pg.group(c.prefix + id).add(pg.border(rank(r), lines, fine, about))
				}
			}
		}
	}
	if pg.manyInRegion() {
		between := c.view.lines(c.detail.lines(districtRank, func(a, b int) bool {
			return pg.regionOf[a] != pg.regionOf[b] && (c.subject(a) || c.subject(b)) && !c.fine(a) && !c.fine(b)
		}))
		if len(between) > 0 {
			pg.group(c.prefix + "region-cores").add(pg.core(between))
		}
	}
}

// core makes the boundary of a district that is a region's too a double line.
func (p *press) core(lines []orb.LineString) *shape {
	return &shape{lines: lines, stroke: white, width: 0.15 * p.k}
}

// manyInRegion says whether some region has several districts, so that not every district's boundary is a region's.
func (p *press) manyInRegion() bool {
	regions := map[int]bool{}
	for _, d := range p.plan.Districts {
		if d.Region >= 0 && regions[d.Region] {
			return true
		}
		regions[d.Region] = true
	}
	return false
}

// border is a boundary line; fine ones are half as wide, and those of land that the sheet is not about are grey.
func (p *press) border(r rank, lines []orb.LineString, fine, about bool) *shape {
	s := &shape{lines: lines, stroke: [ranks]color.RGBA{unitGrey, black, black, black}[r], width: lineWidths[r] * p.k}
	if fine && r != unitRank {
		s.width *= 0.45
	}
	if !about {
		s.width *= 0.7
		s.stroke = pale(s.stroke, 0.4)
	}
	if r == regionRank {
		s.dash = []float64{2.2 * p.k, 0.6 * p.k, 0.4 * p.k, 0.6 * p.k}
	}
	return s
}

// fillUnits fills a district, or the part of it that the sheet is about, and palely the rest.
func (pg *page) fillUnits(c *content, d int, units []int) {
	var in, out []int
	for _, u := range units {
		if c.subject(u) {
			in = append(in, u)
		} else {
			out = append(out, u)
		}
	}
	f := c.fill(d)
	id := ""
	if d != districts.Unassigned {
		id = "district-" + strconv.Itoa(pg.plan.Districts[d].Number)
	}
	pg.fillArea(c, "fills", id, f, c.ringsOf(d, in, len(out) == 0))
	if len(out) > 0 {
		if f.color = pale(f.color, 0.65); pg.opt.BW {
			f = fill{color: paleGrey}
		}
		pg.fillArea(c, "land", "", f, c.ringsOf(d, out, len(in) == 0))
	}
}

// ringsOf are the rings of some units on paper; whole says that they are the whole district.
func (c *content) ringsOf(d int, units []int, whole bool) []orb.Ring {
	switch {
	case len(units) == 0:
		return nil
	case whole && d != districts.Unassigned:
		return c.on(area{districtArea, d})
	}
	return c.view.rings(c.detail.topo.Dissolve(units))
}

func (pg *page) fillArea(c *content, group, id string, f fill, rings []orb.Ring) {
	if len(rings) == 0 {
		return
	}
	if id != "" {
		id = c.prefix + id
	}
	pg.group(c.prefix + group).add(&shape{id: id, rings: rings, fill: f.color})
	if lines := f.hatch.lines(rings); lines != nil {
		pg.group(c.prefix + group).add(&shape{lines: lines, stroke: black, width: f.hatch.width, butt: true})
	}
}

// halo is the width of the white line around letters on A4, millimetres.
const halo = 0.42

// placed is a label as it stands on the page.
type placed struct {
	group string
	text  string
	box   orb.Bound
	in    []orb.Ring // the area that the label must lie in, nil for labels beside a place or led out
}

// put adds a block of text with a halo; in is the area that it must lie in, if any.
func (pg *page) put(group string, b block, at orb.Point, in []orb.Ring) {
	w, h := b.extent(pg.family)
	pg.placed = append(pg.placed, placed{group, b[0].s, centred(at, w, h), in})
	pg.group(group).add(b.texts(pg.family, at, halo*pg.k)...)
}

// placer for a content's frame that keeps off the given boxes.
func (pg *page) placer(c *content, taken ...orb.Bound) *placer {
	pl := &placer{family: pg.family, frame: c.view.frame.Pad(-0.6 * pg.k)}
	for _, b := range taken {
		pl.take(b)
	}
	pl.keepOff(c.linesOf(districtRank))
	pl.keepOff(c.linesOf(outerRank))
	return pl
}

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
func (p *press) townSign(at orb.Point, class int, centre bool) []item {
	r := townSizes[class] * p.k
	items := []item{&shape{rings: []orb.Ring{circle(at, r)}, fill: white, stroke: black, width: 0.22 * p.k}}
	if centre {
		items = append(items, &shape{rings: []orb.Ring{circle(at, r*0.5)}, fill: black})
	}
	return items
}

// town is a settlement chosen for a map.
type town struct {
	place  int
	at     orb.Point
	class  int
	centre bool
}

// centres are the settlements that are centres of districts.
func (p *press) centres() map[int]bool {
	centres := map[int]bool{}
	for _, d := range p.plan.Districts {
		if d.Centre >= 0 {
			centres[d.Centre] = true
		}
	}
	return centres
}

// chooseTowns picks the centres of the districts shown and the largest other towns, at most n of them, and keeps their
// signs free.
func (pg *page) chooseTowns(c *content, pl *placer, keep func(unit int) bool, n int) []town {
	centres := pg.centres()
	all := pg.places(keep)
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(boolInt(centres[b]), boolInt(centres[a])) })
	var out []town
	for _, i := range all {
		if len(out) >= n {
			break
		}
		place := pg.plan.Layer.Places[i]
		t := town{place: i, at: c.view.point(place.Point), class: townClass(place.Population), centre: centres[i]}
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

// towns draws the signs and names of towns. A town without room for its name is left out, unless it is a centre.
func (pg *page) towns(c *content, pl *placer, towns []town, size float64) {
	for _, t := range towns {
		f := pg.font(typeface.Regular, size)
		if t.class == 0 {
			f.style, f.size = typeface.Bold, round(f.size*1.1)
		}
		b := block{{pg.name(pg.plan.Layer.Places[t.place].Names), f}}
		at, ok := pl.beside(t.at, townSizes[t.class]*pg.k, b)
		if !ok && !t.centre {
			continue
		}
		if !ok { // the name of a centre is worth a line
			var tip orb.Point
			if at, tip, ok = pl.leader(t.at, b, 14*pg.k); ok {
				pg.leaderLine(c, t.at, tip)
			}
		}
		pg.group(c.prefix + "towns").add(pg.townSign(t.at, t.class, t.centre)...)
		if ok {
			pg.put(c.prefix+"labels", b, at, nil)
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// districtForms are the forms of a district's label, from the fullest: number and name in one line or more, the same
// abbreviated, then without the region, the number alone.
//
// On an inset, whose heading names the region, the name without the region comes first.
func (p *press) districtForms(d int, size float64, inset bool) []block {
	x := p.plan.Districts[d]
	number := line{strconv.Itoa(x.Number), p.font(typeface.Bold, size)}
	f := p.font(typeface.Regular, size*0.62)
	full := p.name(x.Names)
	names := []string{full, p.words.short(full)}
	if _, own, found := strings.Cut(full, " – "); found {
		names = append(names, own)
		if inset {
			names = []string{own, p.words.short(own)}
		}
	}
	var forms []block
	for _, name := range slices.Compact(names) {
		for rows := 1; rows <= 3; rows++ {
			if lines := p.balance(name, f, rows); lines != nil {
				b := block{number}
				for _, l := range lines {
					b = append(b, line{l, f})
				}
				forms = append(forms, b)
			}
		}
	}
	small := number
	small.font.size = round(number.font.size * 0.7)
	return append(forms, block{number}, block{small})
}

// balance breaks a name into exactly the given number of lines, as even as can be, or returns nil.
func (p *press) balance(name string, f font, rows int) []string {
	if rows == 1 {
		if name == "" {
			return nil
		}
		return []string{name}
	}
	full := p.family.Width(f.style, f.size, name)
	for share := 1.0 / float64(rows); share < 1; share += 0.05 {
		if lines := p.wrap(name, f, full*share); len(lines) == rows {
			return lines
		} else if len(lines) < rows {
			return nil
		}
	}
	return nil
}
