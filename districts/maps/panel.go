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
	torn  bool // a word in it is broken where it has no hyphen
}

// tallest is a part that takes the room which each of some parts needs, those of one sheet in every language, and shows
// nothing.
func tallest(parts []part) part {
	return func(width, most float64) []box {
		var out []box
		for _, p := range parts {
			for i, b := range p(width, most) {
				if i == len(out) {
					out = append(out, box{})
				}
				out[i].w, out[i].h, out[i].torn = max(out[i].w, b.w), max(out[i].h, b.h), out[i].torn || b.torn
			}
		}
		return out
	}
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
	k      float64 // size of type
	parts  []part  // the last may be set smaller
	width  float64
	height float64 // of a column
	tight  bool    // save room
	divide bool    // parts that are higher than a column
}

const (
	columnGap = 5.0 // millimetres on A4
	partGap   = 4.5
	tightGap  = 2.6 // between parts where room is short
	tightLast = 0.6 // width of the last part then, in columns
)

// columnWidths are the widths of a panel's columns on A4 that are tried beside a map, millimetres, and mostColumn is
// the greatest below one.
var columnWidths = []float64{66, 60, 54}

const mostColumn = 115.0

// set are the boxes of a part.
func (p panel) set(part int) []box {
	width := p.width
	if p.tight && part == len(p.parts)-1 {
		width *= tightLast
	}
	return p.parts[part](width, p.most())
}

// items sets the parts into columns, the boxes of each where places says, which are those of parts that need no less
// room.
func (p panel) items(places [][]orb.Point) (items []drawing.Item) {
	for i := range p.parts {
		for j, b := range p.set(i) {
			items = append(items, drawing.Placed(b.items, places[i][j], 1)...)
		}
	}
	return items
}

// places is where every box of every part comes to stand. A box goes into the first column with room for it, but never
// before the one of the same part before it. One that is higher than a column stands in one of its own and goes beyond
// it.
func (p panel) places() [][]orb.Point {
	places := make([][]orb.Point, len(p.parts))
	p.each(func(part int, at orb.Point) { places[part] = append(places[part], at) })
	return places
}

// each tells of every box where it comes to stand, and says how many columns there are and how high the highest is.
func (p panel) each(place func(part int, at orb.Point)) (n int, h float64) {
	var filled []float64
	for i := range p.parts {
		column := 0
		for _, b := range p.set(i) {
			for column < len(filled) && filled[column]+b.h > p.height {
				column++
			}
			if column == len(filled) {
				filled = append(filled, 0)
			}
			place(i, orb.Point{float64(column) * (p.width + columnGap*p.k), filled[column]})
			h = max(h, filled[column]+b.h)
			filled[column] += b.h + p.gap()
		}
	}
	return max(1, len(filled)), h
}

// torn is whether a word is broken anywhere in it.
func (p panel) torn() bool {
	for i := range p.parts {
		if slices.ContainsFunc(p.set(i), func(b box) bool { return b.torn }) {
			return true
		}
	}
	return false
}

// size says how many columns there are and how high the highest is.
func (p panel) size() (n int, h float64) { return p.each(func(int, orb.Point) {}) }

// empty is the share of so many columns of a height in which nothing stands.
func (p panel) empty(columns int, height float64) float64 {
	used := 0.0
	for _, part := range p.parts {
		for _, b := range part(p.width, p.most()) {
			used += b.h + p.gap()
		}
	}
	return max(0, 1-used/(float64(columns)*(height+p.gap())))
}

// most is how high a box may be, and gap what lies between two.
func (p panel) most() float64 {
	if p.divide {
		return p.height
	}
	return math.Inf(1)
}

func (p panel) gap() float64 {
	if p.tight {
		return tightGap * p.k
	}
	return partGap * p.k
}

// within is the panel at the least height, to a twelfth or so, at which the parts fit into so many columns; false where
// that is more than most.
func (p panel) within(columns int, most float64) (panel, bool) {
	for p.height = 20 * p.k; p.height <= most*1.08; p.height *= 1.08 {
		if n, h := p.size(); n <= columns {
			return p, h <= most
		}
	}
	return p, false
}

// layout is how a page's body is divided between a map of an area and a panel: the panel is at the right of a lying
// page and at the foot of a standing one.
type layout struct {
	landscape   bool
	frame       orb.Bound // of the map
	at          orb.Point // top left corner of the panel
	panel       panel
	denominator float64 // of the map's scale
	empty       float64 // share of the panel in which nothing stands
	cost        float64 // the less, the better: the denominator, more where the panel says less
}

// leastMap is how wide and how high a map on A4 is at least, millimetres.
const leastMap = 40.0

// ways are the ways to lay an area and a panel out on a page that lies and on one that stands, with the panel in
// columns of several widths. Ways whose panel leaves the page or leaves the map too little are none.
func (p *press) ways(bodies map[bool]orb.Bound, area orb.Bound, proj albers.Projection, pn panel) []layout {
	var out []layout
	gap := columnGap * p.k
	add := func(l layout) {
		if l.frame.Max[0]-l.frame.Min[0] >= leastMap*p.k && l.frame.Max[1]-l.frame.Min[1] >= leastMap*p.k {
			l.denominator = fitGround(proj, area, p.neat(l.frame), viewMargin*p.k).denominator
			out = append(out, l)
		}
	}
	if len(pn.parts) == 0 {
		for _, lying := range []bool{true, false} {
			if body, ok := bodies[lying]; ok {
				add(layout{landscape: lying, frame: body, panel: pn})
			}
		}
		return out
	}
	// A lying page gives the panel its height and as many columns as that takes; a standing one its width, and as much of
	// its height as the columns side by side take.
	if body, ok := bodies[true]; ok {
		for _, width := range columnWidths {
			pn := pn
			pn.width, pn.height = width*p.k, body.Max[1]-body.Min[1]
			n, high := pn.size()
			if n > 1 {
				// Setting the panel closer may save a whole column, which is room for the map.
				closer := pn
				closer.tight = true
				if m, less := closer.size(); m < n {
					pn, n, high = closer, m, less
				}
			}
			if high > pn.height {
				continue
			}
			l := layout{landscape: true, frame: body, panel: pn}
			l.frame.Max[0] -= float64(n) * (pn.width + gap)
			l.at = orb.Point{l.frame.Max[0] + gap, body.Min[1]}
			l.empty = pn.empty(n, pn.height)
			add(l)
		}
	}
	if body, ok := bodies[false]; ok {
		for n := 1; n <= 6; n++ {
			pn := pn
			pn.width = (body.Max[0]-body.Min[0]+gap)/float64(n) - gap
			if pn.width > mostColumn*p.k && n < 6 {
				continue
			}
			if pn.width < columnWidths[len(columnWidths)-1]*p.k {
				break
			}
			pn, ok := pn.within(n, body.Max[1]-body.Min[1])
			if !ok {
				continue
			}
			l := layout{frame: body, panel: pn}
			_, h := pn.size()
			l.frame.Max[1] -= h + gap
			l.at = orb.Point{body.Min[0], l.frame.Max[1] + gap}
			l.empty = pn.empty(n, h)
			add(l)
		}
	}
	return out
}

// viewMargin is how much of the surroundings shows around the subject of a sheet, millimetres on A4.
const viewMargin = 7.0
