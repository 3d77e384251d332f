package maps

import (
	"math"

	"github.com/paulmach/orb"

	"okrug/districts/typeface"
)

// part is a piece of a panel beside or below a map: a table, a legend, the map of the location. It is set for a width
// from the origin.
type part func(width float64) (items []item, w, h float64)

// panel is what stands beside a map, part after part, in columns.
type panel struct {
	press *press
	parts []part // the last may be set smaller
	tight bool   // save room
}

const (
	columnWidth = 62.0 // of a panel on A4, millimetres
	columnGap   = 5.0
	partGap     = 4.5
	tightGap    = 2.6 // between parts where room is short
	tightLast   = 0.6 // width of the last part then, in columns
)

// columns sets the parts into columns of at most the given height and says how many there are and how high the highest is.
func (p *panel) columns(height float64) (items []item, n int, h float64) {
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
		set, _, high := part(width)
		if y > 0 && y+high > height {
			n++
			y = 0
		}
		x := float64(n-1) * (columnWidth + columnGap) * k
		items = append(items, moved(set, orb.Point{x, y})...)
		h = max(h, y+high)
		y += high + gap
	}
	return items, n, h
}

// within finds the least height at which the parts fit into so many columns.
func (p *panel) within(columns int) (items []item, h float64) {
	for limit := 20 * p.press.k; ; limit *= 1.08 {
		items, n, h := p.columns(limit)
		if n <= columns {
			return items, h
		}
	}
}

// beside divides a page's body between a map of an area and a panel, the panel at the right of a lying page and at the
// foot of a standing one, whichever way shows the area larger.
type layout struct {
	landscape bool
	frame     orb.Bound // of the map
	panel     orb.Point // top left corner
	items     []item    // of the panel, from the origin
}

// compose chooses the page's orientation and lays it out.
func (p *press) compose(h heading, area []orb.MultiPolygon, proj projection, parts []part) (*page, layout) {
	var best *page
	var chosen layout
	denominator := math.Inf(1)
	for _, landscape := range []bool{true, false} {
		if !landscape && p.opt.Paper.Slide {
			continue
		}
		pg := p.newPage(h, landscape)
		l := layout{landscape: landscape, frame: pg.body}
		gap := columnGap * p.k
		if landscape {
			pn := &panel{press: p, parts: parts}
			items, n, _ := pn.columns(pg.body.Max[1] - pg.body.Min[1])
			if n > 1 {
				pn.tight = true
				if closer, m, _ := pn.columns(pg.body.Max[1] - pg.body.Min[1]); m < n {
					items, n = closer, m
				}
			}
			w := float64(n)*columnWidth*p.k + float64(n-1)*gap
			l.items, l.frame.Max[0] = items, pg.body.Max[0]-w-gap
			l.panel = orb.Point{l.frame.Max[0] + gap, pg.body.Min[1]}
		} else {
			n := max(1, int((pg.body.Max[0]-pg.body.Min[0]+gap)/(columnWidth*p.k+gap)))
			items, h := (&panel{press: p, parts: parts}).within(n)
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
	if best == nil { // a panel too large for any page: the map goes without it
		best = p.newPage(h, true)
		chosen = layout{landscape: true, frame: best.body}
	}
	best.group("panel").add(moved(chosen.items, chosen.panel)...)
	return best, chosen
}

// viewMargin is how much of the surroundings shows around the subject of a sheet, millimetres on A4.
const viewMargin = 7.0

// table is a part with a heading and rows; columns but the first are set to the right.
type table struct {
	title string
	head  []string
	rows  [][]string
	total []string
	fills []*fill // of each row, nil for none
}

const tableSize = 6.2 // points

// part sets the table. Texts too long for their column are broken.
func (t table) part(p *press) part {
	return func(width float64) (items []item, w, h float64) {
		f := p.font(typeface.Regular, tableSize)
		bold := p.font(typeface.Bold, tableSize)
		set := func(s string, x float64, y float64, a anchor, f font) {
			items = append(items, &text{at: orb.Point{x, y}, anchor: a, s: s, font: f})
		}
		rule := func(y, thick float64) {
			items = append(items, &shape{lines: []orb.LineString{{{0, y}, {width, y}}}, stroke: black, width: thick * p.k, butt: true})
		}
		step := f.lineHeight()
		if t.title != "" {
			for _, s := range p.wrap(t.title, p.font(typeface.Bold, 7), width) {
				h += p.font(typeface.Bold, 7).lineHeight()
				set(s, 0, h-0.25*step, start, p.font(typeface.Bold, 7))
			}
			h += 0.8 * p.k
		}
		// Columns are as wide as their widest cell, the second takes what is left.
		gap := 2.2 * p.k
		widths := make([]float64, len(t.head))
		for _, r := range append(append([][]string{t.head}, t.rows...), t.total) {
			for i, s := range r {
				if i != 1 {
					widths[i] = max(widths[i], p.family.Width(bold.style, bold.size, s))
				}
			}
		}
		widths[1] = width - gap*float64(len(widths)-1)
		for i, w := range widths {
			if i != 1 {
				widths[1] -= w
			}
		}
		swatch := 0.0
		if t.fills != nil {
			swatch = 4.2 * p.k
			widths[1] -= swatch
		}
		row := func(cells []string, f font, mark *fill) {
			broken := p.wrap(cells[1], f, max(widths[1], 8*p.k))
			y := h + step - 0.25*step
			x := swatch
			if mark != nil {
				items = append(items, p.fillSign(*mark)(orb.Bound{Min: orb.Point{0, h + 0.15*step}, Max: orb.Point{3.4 * p.k, h + 0.95*step}})...)
			}
			for i, s := range cells {
				switch i {
				case 0:
					set(s, x, y, start, f)
				case 1:
					for n, part := range broken {
						set(part, x, y+float64(n)*step, start, f)
					}
				default:
					set(s, x+widths[i], y, end, f)
				}
				x += widths[i] + gap
			}
			h += step*float64(max(1, len(broken))) + 0.25*p.k
		}
		rule(h, 0.25)
		h += 0.3 * p.k
		row(t.head, bold, nil)
		rule(h+0.2*p.k, 0.12)
		h += 0.5 * p.k
		for i, r := range t.rows {
			var mark *fill
			if t.fills != nil {
				mark = t.fills[i]
			}
			row(r, f, mark)
		}
		if t.total != nil {
			rule(h+0.2*p.k, 0.12)
			h += 0.5 * p.k
			row(t.total, bold, nil)
		}
		rule(h+0.3*p.k, 0.25)
		return items, width, h + 0.6*p.k
	}
}

// part sets the legend in one column.
func (l *legend) part(width float64) (items []item, w, h float64) {
	return l.column(l.entries, width-(signWidth+1.5)*l.press.k)
}

// paragraph is a part of plain text.
func (p *press) paragraph(s string, f font) part {
	return func(width float64) (items []item, w, h float64) {
		for _, l := range p.wrap(s, f, width) {
			h += f.lineHeight()
			items = append(items, &text{at: orb.Point{0, h - 0.25*f.lineHeight()}, s: l, font: f})
		}
		return items, width, h
	}
}

// location is a part with a small map of the country in which some units are dark, ringed where they are too small to see.
func (p *press) location(dark func(unit int) bool) part {
	var in []int
	for u := range p.plan.Layer.Units {
		if dark(u) {
			in = append(in, u)
		}
	}
	draw := func(width float64) (items []item, h float64) {
		f := p.font(typeface.Bold, legendSize)
		h = f.lineHeight()
		items = append(items, &text{at: orb.Point{0, h - 0.25*h}, s: p.words.Location, font: f})
		b := p.ground
		high := min(width*(b.Max[1]-b.Min[1])/(b.Max[0]-b.Min[0]), width)
		v := view{projection: p.national, frame: orb.Bound{Min: orb.Point{0, h}, Max: orb.Point{width, h + high}}}
		v.setScale(max((b.Max[0]-b.Min[0])/width, (b.Max[1]-b.Min[1])/high)*1000, b)
		d := p.detailFor(v.denominator)
		red := v.rings(d.topo.Dissolve(in))
		items = append(items,
			&shape{rings: v.rings(d.of(area{wholeArea, 0})), fill: paleGrey, stroke: grey, width: 0.1 * p.k},
			&shape{rings: red, fill: signRed, stroke: signRed, width: 0.2 * p.k},
			&shape{lines: v.lines(d.topo.Lines(func(a, b int) bool { return a >= 0 && b >= 0 && p.regionOf[a] != p.regionOf[b] })), stroke: grey, width: 0.08 * p.k},
		)
		if len(red) > 0 {
			r := red[0].Bound()
			for _, ring := range red {
				r = r.Union(ring.Bound())
			}
			if size := max(r.Max[0]-r.Min[0], r.Max[1]-r.Min[1]); size < 3*p.k {
				items = append(items, &shape{rings: []orb.Ring{circle(r.Center(), size/2+1.6*p.k)}, stroke: signRed, width: 0.3 * p.k})
			}
		}
		return items, h + high
	}
	drawn := map[float64][]item{}
	high := map[float64]float64{}
	return func(width float64) (items []item, w, h float64) {
		if drawn[width] == nil {
			drawn[width], high[width] = draw(width)
		}
		return copied(drawn[width]), width, high[width]
	}
}
