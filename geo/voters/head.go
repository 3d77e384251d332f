package voters

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
)

// How far down a head is looked for, in rows that have cells, and of how many rows it may be.
const (
	headWithin  = 60
	headRows    = 3
	headColumns = 512
)

// head is where a table begins and which of its columns is what; -1 is none.
type head struct {
	first, rows                int // places among the rows of the sheet; rows is 0 where there is no head
	titles                     map[int]string
	id, region, voters, status int
	names                      []int
	sure                       bool // the column of ids was named, or is called unit_id
	// several are the columns between which the titles leave the choice, by what they may be.
	several map[string][]int
}

// cover gives the cells of merged areas what the area shows.
type cover struct {
	sheet *sheet.Sheet
	areas []sheet.Area // that reach into the first rows
	value map[[2]int]string
}

func newCover(s *sheet.Sheet, rows []sheet.Row) *cover {
	c := &cover{sheet: s, value: map[[2]int]string{}}
	if len(rows) == 0 {
		return c
	}
	last := rows[len(rows)-1].Number
	for _, a := range s.Merged {
		if a.Top > last || len(c.areas) == headColumns {
			break
		}
		c.areas = append(c.areas, a)
	}
	for _, row := range rows {
		for _, a := range c.areas {
			if a.Top == row.Number {
				c.value[[2]int{a.Top, a.Left}] = row.At(a.Left).Text
			}
		}
	}
	return c
}

// text is what a cell shows, and the top left of the area that it is part of.
func (c *cover) text(row sheet.Row, column int) (string, [2]int) {
	for _, a := range c.areas {
		if a.Top <= row.Number && row.Number <= a.Bottom && a.Left <= column && column <= a.Right {
			return c.value[[2]int{a.Top, a.Left}], [2]int{a.Top, a.Left}
		}
	}
	return row.At(column).Text, [2]int{row.Number, column}
}

// findHead looks for the head of a table: the least number of rows whose titles name the voters of units, and the units
// by id or name. Where none does, the second result is the most that was found.
func (r *reading) findHead(s *sheet.Sheet) (*head, *head) {
	rows := s.Rows[:min(len(s.Rows), headWithin)]
	c := newCover(s, rows)
	if h := r.lettered(s); h != nil {
		return h, h
	}
	var best *head
	for n := 1; n <= headRows; n++ {
		for i := 0; i+n <= len(rows); i++ {
			h := r.tryHead(c, rows, i, n)
			if h == nil {
				continue
			}
			for h.rows < headRows && h.complete() && i+h.rows < len(rows) && h.goesOn(rows[i+h.rows]) {
				further := r.tryHead(c, rows, i, h.rows+1)
				if further == nil {
					break
				}
				h = further // where it is not complete, the voters of the first row are those of some alone
			}
			if h.complete() {
				return h, h
			}
			if best == nil || h.worth() > best.worth() {
				best = h
			}
		}
	}
	return nil, best
}

// complete reports whether everything that must be known of the columns is known.
func (h *head) complete() bool {
	return h.voters >= 0 && (h.id >= 0 || len(h.names) > 0) && len(h.several["voters"]) == 0
}

// worth is how much of a head is found.
func (h *head) worth() int {
	n := len(h.several)
	for _, c := range []int{h.id, h.region, h.status} {
		n += min(1, c+1)
	}
	return n + 3*min(1, h.voters+1) + 2*min(1, len(h.names))
}

// goesOn reports whether a row goes on with the head: it says something of the voters and nothing of a unit.
func (h *head) goesOn(row sheet.Row) bool {
	for _, c := range row.Cells {
		if _, _, err := input.Written(c.Text, input.Marks{}); err == nil || c.Kind != sheet.Text {
			return false
		}
		if c.Column == h.id || slices.Contains(h.names, c.Column) {
			return false
		}
	}
	return filledText(row.At(h.voters).Text) || filledText(row.At(h.voters+1).Text)
}

func filledText(s string) bool { return input.Trim(s) != "" }

// tryHead takes n rows for the head.
func (r *reading) tryHead(c *cover, rows []sheet.Row, i, n int) *head {
	h := &head{first: i, rows: n, titles: map[int]string{}, id: -1, region: -1, voters: -1, status: -1,
		several: map[string][]int{}}
	parts := map[int][]string{}
	width, last := 0, 0
	for _, row := range rows[i : i+n] {
		last = max(last, row.Cells[len(row.Cells)-1].Column)
	}
	for k, row := range rows[i : i+n] {
		if k > 0 && hasFigures(row) {
			return nil
		}
		tops := map[[2]int]bool{}
		for _, a := range c.areas {
			if a.Top <= row.Number && row.Number <= a.Bottom {
				last = max(last, a.Right)
			}
		}
		left := ""
		for column := 0; column <= min(last, headColumns); column++ {
			text, top := c.text(row, column)
			text = strings.Join(strings.Fields(text), " ")
			if k == 0 && n > 1 && text == "" && !r.book.Book && filledText(rows[i+1].At(column).Text) {
				text = left // a text has no merged cells: a title stands above the first of its columns
			}
			if text == "" {
				continue
			}
			tops[top] = true
			width = max(width, column+1)
			if left = text; k > 0 && top[0] != row.Number {
				continue // merged with the row above, and counted there
			}
			parts[column] = append(parts[column], text)
		}
		if k == 0 && len(tops) < 2 {
			return nil // a title above the table
		}
	}
	for column, words := range parts {
		h.titles[column] = strings.Join(words, " ")
	}
	r.assign(h, parts, width)
	return h
}

// hasFigures reports whether a row has numbers.
func hasFigures(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool {
		_, _, err := input.Written(c.Text, input.Marks{})
		return err == nil || c.Kind == sheet.Number
	})
}
