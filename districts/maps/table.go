package maps

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	fills []*fill  // of each row, nil for none
	left  int      // how many columns are set to the left, two if 0
	least []string // texts that columns have room for, whatever the rows say; nil for none
}

const tableSize = 6.2 // points

// part sets the table, with rules above and below it, below its head and above its total. Texts too long for their
// column are broken: the second column has what the others leave, and these are as wide as their texts, up to half of
// all. Where it is divided, its head comes again.
func (t table) part(p *press) part {
	type broken struct {
		setter
		rows [][][]string
	}
	once := map[float64]*broken{} // by width: a panel is tried at many heights
	return func(width, most float64) []box {
		b := once[width]
		if b == nil {
			b = &broken{setter: *t.setter(p, width)}
			for _, r := range t.rows {
				b.rows = append(b.rows, b.broken(r, b.f))
			}
			once[width] = b
		}
		s := b.setter
		s.begin(t.title)
		end := s.end(t.total)
		for i, set := range b.rows {
			var mark *fill
			if t.fills != nil {
				mark = t.fills[i]
			}
			if s.rows > 0 && s.h+s.height(set)+end > most {
				s.finish(nil)
				s.begin("")
			}
			s.row(set, s.f, mark)
			s.rows++
		}
		s.finish(t.total)
		return s.done
	}
}

// first is the table's beginning, with a line for what is left out. Its total is that of all rows.
func (t table) first(rows int, more string) table {
	t.rows = append(slices.Clone(t.rows[:rows]), make([]string, len(t.head)))
	t.rows[rows][1] = more
	if t.fills != nil {
		t.fills = append(slices.Clone(t.fills[:rows]), nil)
	}
	return t
}

// setter sets a table's rows one below the other.
type setter struct {
	*press
	table
	width   float64
	f, bold font
	widths  []float64 // of the columns
	swatch  float64   // room for the fills
	box
	rows int  // in the box
	tear bool // a word was broken
	done []box
}

func (t table) setter(p *press, width float64) *setter {
	s := &setter{press: p, table: t, width: width, f: p.tableFont(),
		bold: p.font(typeface.Bold, tableSize), widths: make([]float64, len(t.head))}
	if s.left == 0 {
		s.left = 2
	}
	for _, r := range append(append([][]string{t.head}, t.rows...), t.total, t.least) {
		for i, c := range r {
			if i != 1 {
				s.widths[i] = min(max(s.widths[i], p.width(c, s.bold)), width/2)
			}
		}
	}
	s.widths[1] = width - s.gap()*float64(len(s.widths)-1)
	for i, w := range s.widths {
		if i != 1 {
			s.widths[1] -= w
		}
	}
	if t.fills != nil {
		s.swatch = 4.2 * p.k
		s.widths[1] -= s.swatch
	}
	// Where that breaks words of the second column, further columns of texts are broken between theirs.
	for i := 2; i < s.left; i++ {
		if lacks := s.widestWord(1) - s.widths[1]; lacks > 0 {
			give := max(0, min(lacks, s.widths[i]-s.widestWord(i)))
			s.widths[1], s.widths[i] = s.widths[1]+give, s.widths[i]-give
		}
	}
	s.widths[1] = max(s.widths[1], 8*p.k)
	return s
}

// widestWord is the width of the widest word in a column.
func (s *setter) widestWord(column int) (w float64) {
	for _, r := range append(append([][]string{s.head}, s.table.rows...), s.total) {
		if column >= len(r) {
			continue
		}
		for _, word := range strings.Fields(r[column]) {
			w = max(w, s.press.width(word, s.bold))
		}
	}
	return w
}

func (s *setter) gap() float64 { return 2.2 * s.k }

func (s *setter) step() float64 { return s.f.lineHeight() }

func (s *setter) set(text string, x, y float64, a drawing.Anchor, f font) {
	s.items = append(s.items, f.set(text, orb.Point{x, y}, a))
}

func (s *setter) rule(y, thick float64) {
	s.items = append(s.items, &drawing.Shape{Lines: []orb.LineString{{{0, y}, {s.width, y}}}, Stroke: black,
		Width: thick * s.k, Butt: true})
}

// begin opens a box with the title, if any, and the head.
func (s *setter) begin(title string) {
	s.box, s.rows = box{w: s.width}, 0
	if title != "" {
		f := s.font(typeface.Bold, 7)
		for _, l := range s.wrap(title, f, s.width) {
			s.h += f.lineHeight()
			s.set(l, 0, s.h-0.25*s.step(), drawing.Start, f)
		}
		s.h += 0.8 * s.k
	}
	s.rule(s.h, 0.25)
	s.h += 0.3 * s.k
	s.row(s.broken(s.head, s.bold), s.bold, nil)
	s.rule(s.h+0.2*s.k, 0.12)
	s.h += 0.5 * s.k
}

// finish closes the box, with the total if it is not nil.
func (s *setter) finish(total []string) {
	if total != nil {
		s.rule(s.h+0.2*s.k, 0.12)
		s.h += 0.5 * s.k
		s.row(s.broken(total, s.bold), s.bold, nil)
	}
	s.rule(s.h+0.3*s.k, 0.25)
	s.h += 0.6 * s.k
	s.torn = s.tear
	s.done = append(s.done, s.box)
}

// end is what a box needs below its last row.
func (s *setter) end(total []string) float64 {
	if total == nil {
		return 0.6 * s.k
	}
	return 1.1*s.k + s.height(s.broken(total, s.bold))
}

// broken are the lines of a row's cells; a cell that is empty is an empty line.
func (s *setter) broken(cells []string, f font) (lines [][]string) {
	for i, c := range cells {
		l := s.wrap(c, f, s.widths[i])
		if l == nil && i != 1 {
			l = []string{c}
		}
		s.tear = s.tear || torn(c, l)
		lines = append(lines, l)
	}
	return lines
}

// torn is whether lines of a text break a word.
func torn(text string, lines []string) bool {
	for i := range len(lines) - 1 {
		end, _ := utf8.DecodeLastRuneInString(lines[i])
		begin, _ := utf8.DecodeRuneInString(lines[i+1])
		if unicode.IsLetter(end) && unicode.IsLetter(begin) && strings.Contains(text, lines[i]+lines[i+1]) {
			return true
		}
	}
	return false
}

// height is that of a row whose cells have such lines.
func (s *setter) height(cells [][]string) float64 {
	most := 1
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	return s.step()*float64(most) + 0.25*s.k
}

// row sets a row below what is there.
func (s *setter) row(cells [][]string, f font, mark *fill) {
	step := s.step()
	if mark != nil {
		s.items = append(s.items, s.fillSign(*mark)(orb.Bound{Min: orb.Point{0, s.h + 0.15*step},
			Max: orb.Point{3.4 * s.k, s.h + 0.95*step}})...)
	}
	x := s.swatch
	for i, lines := range cells {
		for n, l := range lines {
			y := s.h + step - 0.25*step + float64(n)*step
			if i < s.left {
				s.set(l, x, y, drawing.Start, f)
			} else {
				s.set(l, x+s.widths[i], y, drawing.End, f)
			}
		}
		x += s.widths[i] + s.gap()
	}
	s.h += s.height(cells)
}

// part sets the legend in one column.
func (l *legend) part(width, _ float64) []box {
	items, w, h := l.column(l.entries, width-(signWidth+1.5)*l.press.k)
	return []box{{items: items, w: w, h: h}}
}

func (p *press) tableFont() font { return p.font(typeface.Regular, tableSize) }
