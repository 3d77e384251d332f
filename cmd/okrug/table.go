package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// narrow is how wide tables are where no terminal says that there is more room.
const narrow = 80

// fitted is a plain table that is no wider than the terminal: long cells are wrapped at spaces, the widest column
// first, then the spaces beside the lines go, and last words are wrapped behind hyphens and then anywhere. Ids stay
// whole where the words of other columns can give way; where that is not enough, they are wrapped behind hyphens before
// any word is broken elsewhere. Numbers never are.
type fitted struct {
	table.Writer
	room    int
	spaces  int // beside the text of every cell
	right   map[int]bool
	ids     map[int]bool
	natural []int // of each column: the width of its longest line
	least   []int // of each column: the width of its longest word
	broken  []int // of each column: the width of the longest part of a word, up to a hyphen
}

// newTable is a table for a terminal whose columns with the given numbers, from 1, stand to the right. Heads are
// strings or texts.
func newTable(p printer, right []int, head ...any) *fitted {
	t := &fitted{Writer: table.NewWriter(), room: width(p.w), spaces: 2, right: map[int]bool{}, ids: map[int]bool{}}
	t.SetOutputMirror(p.w)
	t.SetStyle(table.StyleLight)
	t.Style().Options.DrawBorder = false
	t.Style().Format.Header = text.FormatDefault
	for _, n := range right {
		t.right[n] = true
	}
	row := table.Row{}
	for _, h := range head {
		if words, ok := h.(locale.Text); ok {
			h = words.In(p.lang)
		}
		row = append(row, h)
	}
	t.measure(row, true)
	t.AppendHeader(row)
	return t
}

// withIDs says that the columns with the given numbers, from 1, hold ids.
func (t *fitted) withIDs(columns ...int) *fitted {
	for _, n := range columns {
		t.ids[n] = true
	}
	return t
}

// width is how many columns a terminal has; narrow where the output is none or tells nothing.
func width(w io.Writer) int {
	if k, ok := w.(*kept); ok {
		w = k.Writer
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return max(n, narrow/2)
		}
	}
	return narrow
}

// AppendRow adds a row.
func (t *fitted) AppendRow(row table.Row, _ ...table.RowConfig) {
	t.measure(row, false)
	t.Writer.AppendRow(row)
}

func (t *fitted) measure(row table.Row, head bool) {
	for i, cell := range row {
		if i == len(t.natural) {
			t.natural, t.least, t.broken = append(t.natural, 1), append(t.least, 1), append(t.broken, 1)
		}
		s := fmt.Sprint(cell)
		n, word, part := text.LongestLineLen(s), 0, 0
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) {
			word = max(word, text.StringWidthWithoutEscSequences(w))
			for _, x := range t.parts(i)(w) {
				part = max(part, text.StringWidthWithoutEscSequences(x))
			}
		}
		if t.right[i+1] && !head {
			word, part = n, n // a number is never wrapped
		}
		t.natural[i], t.least[i], t.broken[i] = max(t.natural[i], n), max(t.least[i], word), max(t.broken[i], part)
	}
}

// Render prints the table.
func (t *fitted) Render() string {
	widths := append([]int(nil), t.natural...)
	t.shrink(widths, t.least)
	for box := &t.Style().Box; t.spaces > 0 && t.total(widths) > t.room; {
		if t.spaces--; t.spaces == 1 {
			box.PaddingRight = ""
		} else {
			box.PaddingLeft = ""
		}
		copy(widths, t.natural)
		t.shrink(widths, t.least)
	}
	pieces := t.pieces()
	t.shrink(widths, t.holdIDs(t.broken))
	if t.total(t.holdIDs(pieces)) > t.room {
		t.shrink(widths, t.broken)
	}
	t.shrink(widths, t.holdIDs(pieces))
	t.shrink(widths, pieces)
	var columns []table.ColumnConfig
	for i, w := range widths {
		c := table.ColumnConfig{Number: i + 1}
		if w < t.natural[i] {
			c.WidthMax, c.WidthMaxEnforcer = w, func(cell string, most int) string { return wrapped(cell, most, t.parts(i)) }
		}
		if t.right[i+1] {
			c.Align, c.AlignHeader = text.AlignRight, text.AlignRight
		}
		columns = append(columns, c)
	}
	t.SetColumnConfigs(columns)
	return t.Writer.Render()
}

// holdIDs are such widths of columns, but of those of ids that of their longest id.
func (t *fitted) holdIDs(widths []int) []int {
	out := append([]int(nil), widths...)
	for i := range out {
		if t.ids[i+1] {
			out[i] = t.least[i]
		}
	}
	return out
}

// pieces are the least widths of all: those at which words are broken anywhere.
func (t *fitted) pieces() []int {
	const piece = 8 // letters
	out := append([]int(nil), t.broken...)
	for i, w := range out {
		if !t.right[i+1] {
			out[i] = min(w, piece)
		}
	}
	return out
}

// parts says where a word of a column, from 0, is wrapped if it must be; an id behind every hyphen.
func (t *fitted) parts(column int) func(word string) []string {
	if t.ids[column+1] {
		return func(id string) []string { return strings.SplitAfter(id, "-") }
	}
	return typeface.Breaks
}

// wrapped is a cell in lines of so many letters.
func wrapped(cell string, most int, parts func(word string) []string) string {
	letters := func(line string) float64 { return float64(text.StringWidthWithoutEscSequences(line)) }
	var lines []string
	for _, l := range strings.Split(cell, "\n") {
		lines = append(lines, typeface.Wrap(l, float64(most), letters, parts)...)
	}
	return strings.Join(lines, "\n")
}

// shrink takes off the widest columns what is too much for the room, down to their least.
func (t *fitted) shrink(widths, least []int) {
	for t.total(widths) > t.room {
		widest := -1
		for i, w := range widths {
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// total is the width of a table of such columns with its lines and spaces.
func (t *fitted) total(widths []int) int {
	sum := -1
	for _, w := range widths {
		sum += w + t.spaces + 1 // and the line to the next
	}
	return sum
}
