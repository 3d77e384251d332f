package maps

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// entry is one row of a legend: a sign and what it means, or a note where there is no sign.
type entry struct {
	sign  func(box orb.Bound) []drawing.Item // draws into the box
	label string
	style typeface.Style
	size  orb.Point // where the sign stands alone
}

// legend is a list of entries, set in columns.
type legend struct {
	press   *press
	entries []entry
}

const (
	legendSize = 6.2 // points
	signWidth  = 7.5 // millimetres on A4
	signHeight = 3.0
)

func (l *legend) add(label string, sign func(orb.Bound) []drawing.Item) {
	l.entries = append(l.entries, entry{sign: sign, label: label})
}

func (l *legend) heading(label string) {
	l.entries = append(l.entries, entry{label: label, style: typeface.Bold})
}
func (l *legend) note(label string) {
	l.entries = append(l.entries, entry{label: label, style: typeface.Italic})
}

// layout sets the legend in columns of at most the given text width, its top left corner at the origin. A heading stays
// with its entries. A column ends where a further group would go more than half beyond the column's fair share.
func (l *legend) layout(columns int, width float64) (items []drawing.Item, w, h float64) {
	k := l.press.k
	groups := l.groups()
	heights := make([]float64, len(groups))
	total := 0.0
	for i, g := range groups {
		_, _, heights[i] = l.column(g, width)
		total += heights[i]
	}
	x, y := 0.0, 0.0
	for i, g := range groups {
		if columns > 1 && y > 0 && y+heights[i]/2 > total/float64(columns) {
			columns--
			total -= y
			x, y = w+4*k, 0
		}
		rows, gw, gh := l.column(g, width)
		items = append(items, drawing.Placed(rows, orb.Point{x, y}, 1)...)
		w, y = max(w, x+gw), y+gh
		h = max(h, y)
	}
	return items, w, h
}

// some is the legend with some of its groups alone.
func (l *legend) some(from, to int) *legend {
	return &legend{press: l.press, entries: slices.Concat(l.groups()[from:to]...)}
}

// groups are the entries from one heading to the next.
func (l *legend) groups() [][]entry {
	var out [][]entry
	for i, e := range l.entries {
		if i == 0 || e.style == typeface.Bold {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}

// column sets entries below each other, from the origin. A text beside a sign is at most width wide; one without a sign
// has the room of the sign too. A text of fewer lines than the sign's height is set in its middle.
func (l *legend) column(entries []entry, width float64) (items []drawing.Item, w, h float64) {
	k := l.press.k
	for _, e := range entries {
		f := l.press.font(e.style, legendSize)
		if e.size != (orb.Point{}) {
			items = append(items, e.sign(orb.Bound{Min: orb.Point{0, h}, Max: orb.Point{e.size[0], h + e.size[1]}})...)
			w, h = max(w, e.size[0]), h+e.size[1]
			continue
		}
		room, tx, least := width+(signWidth+1.5)*k, 0.0, 0.0
		if e.sign != nil {
			items = append(items, e.sign(orb.Bound{Min: orb.Point{0, h}, Max: orb.Point{signWidth * k, h + signHeight*k}})...)
			room, tx, least = width, (signWidth+1.5)*k, signHeight*k
		}
		lines := l.press.wrap(e.label, f, room)
		high := float64(len(lines)) * f.lineHeight()
		ty := h + max(0, (least-high)/2)
		for _, s := range lines {
			ty += f.lineHeight()
			items = append(items, f.set(s, orb.Point{tx, ty - 0.25*f.lineHeight()}, drawing.Start))
			w = max(w, tx+l.press.family.Width(f.style, f.size, s))
		}
		h += max(high, least) + 0.6*k
	}
	return items, w, h
}

// lineSign is a sample of a boundary.
func (p *press) lineSign(r rank) func(orb.Bound) []drawing.Item {
	return func(b orb.Bound) []drawing.Item {
		y := b.Center()[1]
		return []drawing.Item{p.border(r, []orb.LineString{{{b.Min[0], y}, {b.Max[0], y}}}, false, true)}
	}
}

// fillSign is a sample of a fill.
func (p *press) fillSign(f fill) func(orb.Bound) []drawing.Item {
	return func(b orb.Bound) []drawing.Item {
		r := drawing.Box(b.Pad(-0.15 * p.k))
		items := []drawing.Item{&drawing.Shape{Rings: []orb.Ring{r}, Fill: f.color}}
		if lines := f.hatch.lines([]orb.Ring{r}); lines != nil {
			items = append(items, &drawing.Shape{Lines: lines, Stroke: black, Width: f.hatch.width, Butt: true})
		}
		return append(items, &drawing.Shape{Rings: []orb.Ring{append(orb.Ring{}, r...)}, Stroke: unitGrey, Width: 0.12 * p.k})
	}
}

// textSign is a sample of type.
func (p *press) textSign(s string, f font) func(orb.Bound) []drawing.Item {
	return func(b orb.Bound) []drawing.Item { return block{{s, f}}.texts(p.family, b.Center(), 0) }
}

func (p *press) townSignEntry(class int, centre bool) func(orb.Bound) []drawing.Item {
	return func(b orb.Bound) []drawing.Item { return p.townSign(b.Center(), class, centre) }
}

// boundaries adds the boundaries that a sheet shows.
func (l *legend) boundaries(regions bool) {
	l.add(l.press.words.DistrictLine, l.press.lineSign(districtRank))
	if l.press.manyInRegion() && len(l.press.plan.Layer.Regions) > 1 {
		l.add(l.press.words.DoubleLine, func(b orb.Bound) []drawing.Item {
			line := func() []orb.LineString {
				return []orb.LineString{{{b.Min[0], b.Center()[1]}, {b.Max[0], b.Center()[1]}}}
			}
			return []drawing.Item{l.press.border(districtRank, line(), false, true), l.press.core(line())}
		})
	}
	if regions {
		l.add(l.press.words.RegionLine, l.press.lineSign(regionRank))
	}
	l.add(l.press.words.UnitLine, l.press.lineSign(unitRank))
	if l.press.plan.Layer.HasComputed() {
		l.note(l.press.words.Computed)
	}
}

// towns adds the classes of towns.
func (l *legend) towns(used [4]bool, centre bool) {
	l.heading(l.press.words.Towns)
	for c, label := range l.press.words.TownClasses {
		if used[c] {
			l.add(label, l.press.townSignEntry(c, false))
		}
	}
	if centre {
		l.add(l.press.words.CentreOf, l.press.townSignEntry(1, true))
	}
}

// scale adds the scale and a bar of at most the given length.
func (l *legend) scale(denominator, most float64) {
	l.heading(l.press.words.Scale + " 1:" + l.press.words.Count(int64(denominator)))
	inset := 0.8 * l.press.k
	_, w, h := l.press.scaleBar(denominator, most, orb.Point{})
	l.entries = append(l.entries, entry{size: orb.Point{w + inset, h}, sign: func(b orb.Bound) []drawing.Item {
		items, _, _ := l.press.scaleBar(denominator, most, orb.Point{b.Min[0] + inset, b.Min[1]})
		return items
	}})
}
