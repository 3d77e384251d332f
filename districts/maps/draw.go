package maps

import (
	"image/color"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
)

// content is what one map shows: the sheet's main map, an inset or the small map of the location. rings, lines,
// outlines and small keep what has been worked out for the view, and are filled as it is asked for.
type content struct {
	view    view
	detail  *detail
	units   []int                   // those that may show, ascending
	shown   []int                   // districts that may show, ascending
	prefix  string                  // of the groups' ids
	fill    func(district int) fill // of districts.Unassigned too
	subject func(unit int) bool     // units that the sheet is about; the others are pale
	weight  float64                 // of lines
	named   bool                    // its units are named, so that their rings are asked for again
	rings   map[area][]orb.Ring     // on paper
	small   map[int]bool
	lines   map[rank][]orb.LineString // on paper
	// outlines of districts on paper
	outlines map[int]*drawing.Outline
}

func (pg *page) content(v view, prefix string) *content {
	w := v.window()
	return &content{
		view: v, detail: pg.detailFor(v.denominator), prefix: prefix, weight: pg.k,
		units: pg.extents.within(w), shown: pg.reaches.within(w),
		fill:    pg.fill,
		subject: func(int) bool { return true },
		rings:   map[area][]orb.Ring{}, lines: map[rank][]orb.LineString{}, small: map[int]bool{},
		outlines: map[int]*drawing.Outline{},
	}
}

// fill is a district's fill on ordinary sheets.
func (p *press) fill(district int) fill {
	if district == districts.Unassigned {
		return fill{color: white, hatch: hatch{[]float64{90}, 1.2, 0.1}}
	}
	return districtFill(p.class[district], p.classes, p.opt.Palette, p.opt.BW)
}

// on are an area's rings on paper.
func (c *content) on(a area) []orb.Ring {
	r, ok := c.rings[a]
	if !ok {
		r = c.passing(a)
		c.rings[a] = r
	}
	return r
}

// passing is what on is, and not kept.
func (c *content) passing(a area) []orb.Ring { return c.view.rings(c.detail.of(a)) }

// linesOf are the border lines of a rank on paper.
func (c *content) linesOf(r rank) []orb.LineString {
	l, ok := c.lines[r]
	if !ok {
		l = c.view.lines(c.detail.lines(c.units, r, func(a, b int) bool { return true }))
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
		rings := c.on
		if !c.named {
			rings = c.passing
		}
		f = math.Sqrt(paperArea(rings(area{unitArea, u}))) < small*c.weight
		c.small[u] = f
	}
	return f
}

// lineWidths of boundaries in millimetres on A4, the district's heavier than the region's, the region's than the
// unit's.
var lineWidths = [ranks]float64{unitRank: 0.11, regionRank: 0.25, districtRank: 0.5, outerRank: 0.3}

// base draws the surroundings, fills, water and boundaries. Lines of lower rank come first, so that higher ones lie on
// them; of one rank, those of small units and of land around the subject come before the rest, for the same reason.
func (pg *page) base(c *content) {
	if pg.trial {
		return
	}
	pg.under(c)
	for _, d := range c.shown {
		pg.fillUnits(c, d, pg.plan.Districts[d].Units)
	}
	// Units without a district are drawn as if they were one.
	pg.fillUnits(c, districts.Unassigned, pg.loose)
	pg.water(c)
	for r, id := range [ranks]string{"unit-lines", "region-lines", "district-lines", "outer-lines"} {
		for _, fine := range []bool{true, false} {
			for _, about := range []bool{false, true} {
				lines := c.view.lines(c.detail.lines(c.units, rank(r), func(a, b int) bool {
					return (c.subject(a) || b >= 0 && c.subject(b)) == about && (c.fine(a) || b >= 0 && c.fine(b)) == fine
				}))
				if len(lines) > 0 {
					pg.Group(c.prefix + id).Add(pg.border(rank(r), lines, fine, about))
				}
			}
		}
	}
	// Where districts are regions, every boundary would be double, and the double line would tell nothing.
	if pg.manyInRegion() {
		between := c.view.lines(c.detail.lines(c.units, districtRank, func(a, b int) bool {
			return pg.regionOf[a] != pg.regionOf[b] && (c.subject(a) || c.subject(b)) && !c.fine(a) && !c.fine(b)
		}))
		if len(between) > 0 {
			pg.Group(c.prefix + "region-cores").Add(pg.core(between))
		}
	}
}

// core makes the boundary of a district that is a region's too a double line.
func (p *press) core(lines []orb.LineString) *drawing.Shape {
	return &drawing.Shape{Lines: lines, Stroke: white, Width: 0.15 * p.k}
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
func (p *press) border(r rank, lines []orb.LineString, fine, about bool) *drawing.Shape {
	s := &drawing.Shape{Lines: lines, Stroke: [ranks]color.RGBA{unitGrey, black, black, black}[r],
		Width: lineWidths[r] * p.k}
	if fine && r != unitRank {
		s.Width *= 0.45
	}
	if !about {
		s.Width *= 0.7
		s.Stroke = pale(s.Stroke, 0.4)
	}
	if r == regionRank {
		s.Dash = []float64{2.2 * p.k, 0.6 * p.k, 0.4 * p.k, 0.6 * p.k}
	}
	return s
}

// fillUnits fills a district, or the part of it that the sheet is about, and palely the rest. In an SVG, the shape of
// the former has the district's number in its id.
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

// fillArea fills rings, holes left out, in one shape, with the lines of the hatching over it as a second.
func (pg *page) fillArea(c *content, group, id string, f fill, rings []orb.Ring) {
	if len(rings) == 0 {
		return
	}
	if id != "" {
		id = c.prefix + id
	}
	pg.Group(c.prefix + group).Add(&drawing.Shape{ID: id, Rings: rings, Fill: f.color})
	if lines := f.hatch.lines(rings); lines != nil {
		pg.Group(c.prefix + group).Add(&drawing.Shape{Lines: lines, Stroke: black, Width: f.hatch.width, Butt: true})
	}
}
