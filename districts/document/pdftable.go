package document

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Type and room of tables.
const (
	cellPad   = 1.3 // millimetres left and right of a cell's text
	cellSpace = 0.9 // above and below
	tableSize = 7.6 // points
)

// table sets a table; its head comes again on every page, where it is no part of the table.
func (l *layout) table(t *Table) {
	l.within(l.element(drawing.Table), func() { l.rows(t) })
}

func (l *layout) rows(t *Table) {
	if !t.Hidden {
		l.need(24)
		l.paragraph(drawing.Caption, Paragraph{Text: t.Caption}, typeface.Bold, 8.5, drawing.Ink)
		l.gap(1)
	}
	size := tableSize
	for size > 5.5 && total(l.narrowest(t, size)) > textWidth {
		size -= 0.3
	}
	widths := l.columns(t, size)
	heads := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		heads[i].Text = c.Title
	}
	headHeight := l.rowHeight(heads, widths, size, true)
	header := func(row *drawing.Element) {
		l.row(row, t, heads, widths, size, headHeight, true)
		l.draw(nil, block(left, l.y, total(widths), 0.35, drawing.Ink))
	}
	if len(t.Rows) > 0 {
		l.need(headHeight + l.rowHeight(t.Rows[0].Cells, widths, size, false))
	}
	header(l.element(drawing.TableRow))
	for _, r := range t.Rows {
		h := l.rowHeight(r.Cells, widths, size, false)
		page := l.page()
		if l.need(h); l.page() != page {
			header(nil)
		}
		if r.Bad {
			l.draw(nil, block(left, l.y, total(widths), h, drawing.RGB(0xfdeeee)), block(left-1.2, l.y, 1.2, h, drawing.Red))
		}
		l.row(l.element(drawing.TableRow), t, r.Cells, widths, size, h, false)
		l.draw(nil, block(left, l.y, total(widths), 0.1, drawing.Faint))
	}
}

func total(widths []float64) float64 {
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	return sum
}

// narrowest are the widths at which no word is broken but in columns of codes.
func (l *layout) narrowest(t *Table, size float64) []float64 {
	out := make([]float64, len(t.Columns))
	each(t, func(i int, style typeface.Style, text string) {
		if t.Columns[i].Code {
			out[i] = max(out[i], 28)
			return
		}
		for _, word := range typeface.Breaks(text) {
			out[i] = max(out[i], l.width(style, size, strings.TrimRight(word, " "))+2*cellPad)
		}
	})
	return out
}

// columns are the widths of the columns: no narrower than their longest word, and what is left over by the lengths of
// their texts. A narrow table is no wider than its texts.
func (l *layout) columns(t *Table, size float64) []float64 {
	least := l.narrowest(t, size)
	capped(least, textWidth)
	wish := make([]float64, len(t.Columns))
	each(t, func(i int, style typeface.Style, text string) {
		wish[i] = max(wish[i], min(l.width(style, size, text)+2*cellPad, 110))
	})
	out := make([]float64, len(least))
	sum, room := total(least), 0.0
	for i := range wish {
		wish[i] = max(wish[i], least[i])
		room += wish[i] - least[i]
	}
	free := max(0, textWidth-sum)
	for i := range out {
		switch {
		case room > free:
			out[i] = least[i] + (wish[i]-least[i])*free/room
		default:
			out[i] = wish[i]
		}
	}
	if w := total(out); !t.Narrow && w < textWidth {
		for i := range out {
			out[i] *= textWidth / w
		}
	}
	return out
}

// capped narrows the widest columns alone where all together are wider than width: one endless word takes no room from
// the words of other columns.
func capped(widths []float64, width float64) {
	sorted := slices.Sorted(slices.Values(widths))
	rest := width
	for i, w := range sorted {
		if share := rest / float64(len(sorted)-i); w > share {
			for k := range widths {
				widths[k] = min(widths[k], share)
			}
			return
		}
		rest -= w
	}
}

// each calls visit for every text of a table with its column and style.
func each(t *Table, visit func(column int, style typeface.Style, text string)) {
	for i, c := range t.Columns {
		visit(i, typeface.Bold, c.Title)
	}
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			visit(i, cellStyle(i, c, false), c.Text)
		}
	}
}

func cellStyle(column int, c Cell, header bool) typeface.Style {
	if header || column == 0 || c.State != "" {
		return typeface.Bold
	}
	return typeface.Regular
}

func (l *layout) rowHeight(cells []Cell, widths []float64, size float64, header bool) float64 {
	lines := 1
	for i, c := range cells {
		lines = max(lines, len(l.wrap(cellStyle(i, c, header), size, widths[i]-2*cellPad, 0, c.Text)))
	}
	return float64(lines)*lineHeight(size) + 2*cellSpace
}

// row sets the cells of a row of the structure, or of none where a head is repeated.
func (l *layout) row(row *drawing.Element, t *Table, cells []Cell, widths []float64, size, height float64,
	header bool) {
	x := left
	for i, c := range cells {
		var cell *drawing.Element
		if row != nil {
			l.within(row, func() { cell = l.cell(i, c, header) })
		}
		style := cellStyle(i, c, header)
		color := drawing.Ink
		if c.State != "" {
			color = stateColor(c.State)
		}
		lines := l.wrap(style, size, widths[i]-2*cellPad, 0, c.Text)
		joined := broken(c.Text, lines)
		y := l.y + cellSpace
		if header { // heads stand on the line below them
			y = l.y + height - cellSpace - float64(len(lines))*lineHeight(size)
		}
		for k, s := range lines {
			y += lineHeight(size)
			if s == "" {
				continue
			}
			set := setLine(x+cellPad, y-size*typeface.MillimetresPerPoint*0.28, style, size, color, s)
			if t.Columns[i].Numeric {
				set.At[0], set.Anchor, set.Figures = x+widths[i]-cellPad, drawing.End, true
			}
			set.Joined = joined[k]
			l.draw(cell, set)
		}
		x += widths[i]
	}
	l.y += height
}

// cell is the element of a cell. The first column names the rows.
func (l *layout) cell(column int, c Cell, header bool) *drawing.Element {
	tag := drawing.TableCell
	if header || column == 0 {
		tag = drawing.TableHead
	}
	e := l.element(tag)
	e.Row, e.Lang = !header && column == 0, c.Lang
	return e
}
