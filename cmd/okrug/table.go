package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// narrow is how wide tables are where no terminal says that there is more room.
const narrow = 80

// fitted is a plain table that is no wider than the terminal: long cells are wrapped at spaces, the widest column
// first; then the spaces beside the lines go; then words are wrapped behind hyphens, ids last; then heads are cut, and
// at last the words of cells. What is cut ends with a sign. Numbers never are.
type fitted struct {
	table.Writer
	room    int
	spaces  int // beside the text of every cell
	right   map[int]bool
	ids     map[int]bool
	natural []int // of each column: the width of its longest line
	head    need  // of the heads
	body    need  // of the cells below
}

// need is how wide columns must be.
type need struct {
	word   []int // for their longest word
	part   []int // for the longest part of a word, up to a hyphen
	number []int // for their longest number
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
	of := &t.body
	if head {
		of = &t.head
	}
	for i, cell := range row {
		if i == len(t.natural) {
			t.natural = append(t.natural, 1)
			for _, n := range []*need{&t.head, &t.body} {
				n.word, n.part, n.number = append(n.word, 1), append(n.part, 1), append(n.number, 1)
			}
		}
		s := fmt.Sprint(cell)
		n := text.LongestLineLen(s)
		t.natural[i] = max(t.natural[i], n)
		if t.right[i+1] && !head && strings.ContainsFunc(s, unicode.IsDigit) {
			of.word[i], of.part[i], of.number[i] = max(of.word[i], n), max(of.part[i], n), max(of.number[i], n)
			continue
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) {
			of.word[i] = max(of.word[i], text.StringWidthWithoutEscSequences(w))
			for _, x := range t.parts(i)(w) {
				of.part[i] = max(of.part[i], text.StringWidthWithoutEscSequences(x))
			}
		}
	}
}

// Render prints the table.
func (t *fitted) Render() string {
	floors := t.floors()
	widths := slices.Clone(t.natural)
	t.shrink(widths, floors[0])
	for box := &t.Style().Box; t.spaces > 0 && t.total(widths) > t.room; {
		if t.spaces--; t.spaces == 1 {
			box.PaddingRight = ""
		} else {
			box.PaddingLeft = ""
		}
		copy(widths, t.natural)
		t.shrink(widths, floors[0])
	}
	enough := slices.IndexFunc(floors, func(least []int) bool { return t.total(least) <= t.room })
	if enough < 0 {
		enough = len(floors) - 1
	}
	for _, least := range floors[:enough+1] {
		t.shrink(widths, atLeast(least, floors[enough]))
	}
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

// floors are the least widths of columns, each for one thing more that is done to what is in them.
func (t *fitted) floors() [][]int {
	const head, piece = 5, 8 // letters that are left
	cut := func(widths []int, most int) []int {
		out := slices.Clone(widths)
		for i, w := range out {
			out[i] = min(w, most)
		}
		return out
	}
	whole, wrapped := atLeast(t.head.word, t.body.word), atLeast(t.head.part, t.body.part)
	heads := atLeast(cut(t.head.part, head), t.body.part)
	words := atLeast(cut(heads, piece), t.body.number)
	return [][]int{whole, t.holdIDs(wrapped), wrapped, t.holdIDs(heads), heads, t.holdIDs(words), words}
}

// atLeast are the greater of two widths of each column.
func atLeast(a, b []int) []int {
	out := slices.Clone(a)
	for i := range out {
		out[i] = max(out[i], b[i])
	}
	return out
}

// holdIDs are such widths of columns, but of those of ids that of their longest id.
func (t *fitted) holdIDs(widths []int) []int {
	out := slices.Clone(widths)
	for i := range out {
		if t.ids[i+1] {
			out[i] = max(out[i], t.body.word[i])
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

// wrapped is a cell in lines of so many letters; a word that has a part too long for that is cut there.
func wrapped(cell string, most int, parts func(word string) []string) string {
	letters := func(line string) float64 { return float64(text.StringWidthWithoutEscSequences(line)) }
	var lines []string
	for _, l := range strings.Split(cell, "\n") {
		words := strings.Split(l, " ")
		for i, w := range words {
			words[i] = cutWord(w, most, parts)
		}
		lines = append(lines, typeface.Wrap(strings.Join(words, " "), float64(most), letters, parts)...)
	}
	return strings.Join(lines, "\n")
}

// cutWord is a word up to the first of its parts that is longer than so many letters, which ends with a sign.
func cutWord(word string, most int, parts func(word string) []string) string {
	kept := ""
	for _, p := range parts(word) {
		if text.StringWidthWithoutEscSequences(p) > most {
			return kept + text.Snip(p, most, "…")
		}
		kept += p
	}
	return kept
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
