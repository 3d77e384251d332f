package voters

import (
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
)

// line is a row as it is understood.
type line struct {
	sheet.Row
	at         place
	id, region sheet.Cell
	names      []string
	label      string // what the row says that it is about
	figure     sheet.Cell
	figured    bool // it has a figure
	status     string
	alone      bool // it has one cell alone
}

// down gives the cells of a column that are merged with those above what the area shows.
type down struct {
	column int
	areas  []sheet.Area
	text   sheet.Cell
	own    sheet.Area
}

func newDown(s *sheet.Sheet, column int) *down {
	d := &down{column: column}
	for _, a := range s.Merged {
		if column >= 0 && a.Left <= column && column <= a.Right && a.Bottom > a.Top {
			d.areas = append(d.areas, a)
		}
	}
	return d
}

// cell is the cell of a row, which must be behind those that were asked for before.
func (d *down) cell(row sheet.Row) sheet.Cell {
	if d.column < 0 {
		return sheet.Cell{Column: -1}
	}
	for len(d.areas) > 0 && d.areas[0].Top <= row.Number {
		d.own, d.areas = d.areas[0], d.areas[1:]
		d.text = sheet.Cell{Column: d.column}
		if d.own.Top == row.Number {
			d.text = row.At(d.own.Left)
		}
	}
	if d.own.Top <= row.Number && row.Number <= d.own.Bottom {
		return d.text
	}
	return row.At(d.column)
}

// understand takes a row apart.
func (r *reading) understand(w *walk, row sheet.Row) line {
	x := line{Row: row, at: place{w.number, row.Number}, figure: row.At(w.voters), alone: len(row.Cells) == 1}
	x.id, x.region = undressed(w.down[0].cell(row)), undressed(w.down[1].cell(row))
	x.figured = x.figure.Kind == sheet.Unknown || filledText(x.figure.Text)
	if w.status >= 0 {
		x.status = input.Trim(row.At(w.status).Text)
	}
	for _, d := range w.down[2:] {
		if c := undressed(d.cell(row)); c.Text != "" {
			x.names = append(x.names, c.Text)
		}
	}
	switch {
	case len(x.names) > 0:
		x.label = x.names[0]
	case filledText(x.id.Text):
		x.label = x.id.Text
	case filledText(x.region.Text):
		x.label = x.region.Text
	default:
		for _, c := range row.Cells {
			if c.Column != w.voters && c.Column != w.status && c.Kind == sheet.Text {
				x.label = input.Printable(c.Text)
				break
			}
		}
	}
	return x
}

// undressed is a cell of an id or a name without what spreadsheets wear around it.
func undressed(c sheet.Cell) sheet.Cell {
	c.Text = input.Undress(c.Text)
	return c
}

// idText is an id as a text; a number by its digits.
func idText(c sheet.Cell) string {
	if c.Kind == sheet.Number {
		return input.PlainNumber(c.Text)
	}
	return input.Undress(c.Text)
}

// idOf is the id of a row, "" where rows are not known by ids.
func (w *walk) idOf(x line) string {
	if !w.useIDs {
		return ""
	}
	return idText(x.id)
}
