package maps

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// table is a part with a heading and rows; columns but the first are set to the right.
type table struct {
	title string
	head  []string
	rows  [][]string
	total []string
	fills []*fill // of each row, nil for none
}

const tableSize = 6.2 // points

// part sets the table, with rules above and below it, below its head and above its total. Texts too long for the second
// column are broken; the other columns are as wide as their texts.
func (t table) part(p *press) part {
	return func(width float64) (items []drawing.Item, w, h float64) {
		f := p.font(typeface.Regular, tableSize)
		bold := p.font(typeface.Bold, tableSize)
		set := func(s string, x float64, y float64, a drawing.Anchor, f font) {
			items = append(items, f.set(s, orb.Point{x, y}, a))
		}
		rule := func(y, thick float64) {
			items = append(items, &drawing.Shape{Lines: []orb.LineString{{{0, y}, {width, y}}}, Stroke: black,
				Width: thick * p.k, Butt: true})
		}
		step := f.lineHeight()
		if t.title != "" {
			for _, s := range p.wrap(t.title, p.font(typeface.Bold, 7), width) {
				h += p.font(typeface.Bold, 7).lineHeight()
				set(s, 0, h-0.25*step, drawing.Start, p.font(typeface.Bold, 7))
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
		// row sets a row at height h and moves h below it. Where its second cell takes several lines, the others stand beside
		// the first of them.
		row := func(cells []string, f font, mark *fill) {
			broken := p.wrap(cells[1], f, max(widths[1], 8*p.k))
			y := h + step - 0.25*step
			x := swatch
			if mark != nil {
				items = append(items,
					p.fillSign(*mark)(orb.Bound{Min: orb.Point{0, h + 0.15*step}, Max: orb.Point{3.4 * p.k, h + 0.95*step}})...)
			}
			for i, s := range cells {
				switch i {
				case 0:
					set(s, x, y, drawing.Start, f)
				case 1:
					for n, part := range broken {
						set(part, x, y+float64(n)*step, drawing.Start, f)
					}
				default:
					set(s, x+widths[i], y, drawing.End, f)
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
func (l *legend) part(width float64) (items []drawing.Item, w, h float64) {
	return l.column(l.entries, width-(signWidth+1.5)*l.press.k)
}

// paragraph is a part of plain text.
func (p *press) paragraph(s string, f font) part {
	return func(width float64) (items []drawing.Item, w, h float64) {
		for _, l := range p.wrap(s, f, width) {
			h += f.lineHeight()
			items = append(items, f.set(l, orb.Point{0, h - 0.25*f.lineHeight()}, drawing.Start))
		}
		return items, width, h
	}
}
