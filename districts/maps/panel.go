package maps

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/albers"
)

// part is a piece of a panel beside or below a map: a table, a legend, the map of the location. It is set for a width,
// in one box or, where it is higher than most and can be divided, in several that are not.
type part func(width, most float64) []box

// box is what is set, from the origin.
type box struct {
	items []drawing.Item
	w, h  float64
}

// once is a part that is set once for each width and height, however often a panel is tried.
func (p part) once() part {
	done := map[[2]float64][]box{}
	return func(width, most float64) []box {
		set, ok := done[[2]float64{width, most}]
		if !ok {
			set = p(width, most)
			done[[2]float64{width, most}] = set
		}
		return set
	}
}

// panel is what stands beside a map, part after part, in columns.
type panel struct {
	press  *press
	parts  []part // the last may be set smaller
	tight  bool   // save room
	divide bool   // parts that are higher than a column
}

const (
	columnWidth = 62.0 // of a panel on A4, millimetres
	columnGap   = 5.0
	partGap     = 4.5
	tightGap    = 2.6 // between parts where room is short
	tightLast   = 0.6 // width of the last part then, in columns
)

// columns sets the parts into columns of at most the given height and says how many there are and how high the highest
// is. A box that is higher than a column stands in one of its own and goes beyond it.
func (p *panel) columns(height float64) (items []drawing.Item, n int, h float64) {
	n, h = p.each(height, func(set []drawing.Item, at orb.Point) { items = append(items, drawing.Placed(set, at, 1)...) })
	return items, n, h
}

// each tells of every box where it comes to stand in columns.
func (p *panel) each(height float64, place func(set []drawing.Item, at orb.Point)) (n int, h float64) {
	k := p.press.k
	n = 1
	y := 0.0
	for i, part := range p.parts {
		width, gap := columnWidth*k, partGap*k
		if p.tight {
			gap = tightGap * k
			if i == len(p.parts)-1 {
				width *= tightLast
			}
		}
		most := math.Inf(1)
		if p.divide {
			most = height
		}
		for _, b := range part(width, most) {
			if y > 0 && y+b.h > height {
				n++
				y = 0
			}
			x := float64(n-1) * (columnWidth + columnGap) * k
			place(b.items, orb.Point{x, y})
			h = max(h, y+b.h)
			y += b.h + gap
		}
	}
	return n, h
}

// within finds the least height, to a twelfth or so, at which the parts fit into so many columns. It is more than most
// where they do not fit.
func (p *panel) within(columns int, most float64) (items []drawing.Item, h float64) {
	for limit := 20 * p.press.k; ; limit *= 1.08 {
		if n, _ := p.each(limit, func([]drawing.Item, orb.Point) {}); n <= columns {
			items, _, h := p.columns(limit)
			return items, h
		}
		if limit > most {
			return nil, limit
		}
	}
}

// layout is how a page's body is divided between a map of an area and a panel: the panel is at the right of a lying
// page and at the foot of a standing one.
type layout struct {
	landscape bool
	frame     orb.Bound      // of the map
	panel     orb.Point      // top left corner
	items     []drawing.Item // of the panel, from the origin
}

// compose chooses the page's orientation and lays it out. Both ways are tried, with the panel in as many columns as it
// takes, and the one that shows the area at the larger scale is taken. One whose panel leaves the page, or leaves the
// map less than 40 mm (on A4), is out; parts are divided where neither will do. It says false where the panel is too
// large for any page.
func (p *press) compose(h heading, area []orb.MultiPolygon, proj albers.Projection, parts []part) (*page, layout,
	bool) {
	parts = slices.Clone(parts)
	for i, x := range parts {
		parts[i] = x.once()
	}
	for _, divide := range []bool{false, true} {
		if pg, l := p.composed(h, area, proj, &panel{press: p, parts: parts, divide: divide}); pg != nil {
			pg.Group("panel").Add(drawing.Placed(l.items, l.panel, 1)...)
			return pg, l, true
		}
	}
	return nil, layout{}, false
}

func (p *press) composed(h heading, area []orb.MultiPolygon, proj albers.Projection, pn *panel) (best *page,
	chosen layout) {
	denominator := math.Inf(1)
	// Where both show the area at the same scale, the lying page is taken.
	for _, landscape := range []bool{true, false} {
		if !landscape && p.opt.Paper.Slide {
			continue
		}
		pg := p.newPage(h, landscape)
		l := layout{landscape: landscape, frame: pg.body}
		gap := columnGap * p.k
		room := pg.body.Max[1] - pg.body.Min[1]
		pn.tight = false
		if landscape {
			// A lying page gives the panel its height and as many columns as that takes; a standing one its width, and as much
			// of its height as the columns side by side take.
			items, n, high := pn.columns(room)
			if n > 1 {
				// Setting the panel closer may save a whole column, which is room for the map.
				pn.tight = true
				if closer, m, less := pn.columns(room); m < n {
					items, n, high = closer, m, less
				}
			}
			if high > room {
				continue
			}
			w := float64(n)*columnWidth*p.k + float64(n-1)*gap
			l.items, l.frame.Max[0] = items, pg.body.Max[0]-w-gap
			l.panel = orb.Point{l.frame.Max[0] + gap, pg.body.Min[1]}
		} else {
			n := max(1, int((pg.body.Max[0]-pg.body.Min[0]+gap)/(columnWidth*p.k+gap)))
			items, h := pn.within(n, room)
			l.items, l.frame.Max[1] = items, pg.body.Max[1]-h-gap
			l.panel = orb.Point{pg.body.Min[0], l.frame.Max[1] + gap}
		}
		if l.frame.Max[0]-l.frame.Min[0] < 40*p.k || l.frame.Max[1]-l.frame.Min[1] < 40*p.k {
			continue
		}
		if v := fitView(proj, area, p.neat(l.frame), viewMargin*p.k); v.denominator < denominator {
			best, chosen, denominator = pg, l, v.denominator
		}
	}
	return best, chosen
}

// viewMargin is how much of the surroundings shows around the subject of a sheet, millimetres on A4.
const viewMargin = 7.0
