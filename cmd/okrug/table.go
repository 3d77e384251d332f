package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/okrug/okrug/geo/locale"
)

// narrow is how wide tables are where no terminal says that there is more room.
const narrow = 80

// fitted is a plain table that is no wider than the terminal: long cells are wrapped at spaces, the widest column
// first, and words are broken where they alone are wider. Numbers never are.
type fitted struct {
	table.Writer
	room    int
	right   map[int]bool
	natural []int // of each column: the width of its longest line
	least   []int // of each column: the width of its longest word
}

// newTable is a table for a terminal whose columns with the given numbers, from 1, stand to the right. Heads are
// strings or texts.
func newTable(p printer, right []int, head ...any) *fitted {
	t := &fitted{Writer: table.NewWriter(), room: width(p.w), right: map[int]bool{}}
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
			t.natural, t.least = append(t.natural, 1), append(t.least, 1)
		}
		s := fmt.Sprint(cell)
		n, word := text.LongestLineLen(s), 0
		for _, w := range strings.Fields(s) {
			word = max(word, text.StringWidthWithoutEscSequences(w))
		}
		if t.right[i+1] && !head {
			word = n // a number is never wrapped
		}
		t.natural[i], t.least[i] = max(t.natural[i], n), max(t.least[i], word)
	}
}

// Render prints the table.
func (t *fitted) Render() string {
	widths := append([]int(nil), t.natural...)
	t.shrink(widths, t.least)
	broken := make([]int, len(widths))
	for i, w := range t.least {
		broken[i] = w
		if !t.right[i+1] {
			broken[i] = min(w, piece)
		}
	}
	t.shrink(widths, broken)
	var columns []table.ColumnConfig
	for i, w := range widths {
		c := table.ColumnConfig{Number: i + 1}
		if w < t.natural[i] {
			c.WidthMax, c.WidthMaxEnforcer = w, text.WrapSoft
		}
		if t.right[i+1] {
			c.Align, c.AlignHeader = text.AlignRight, text.AlignRight
		}
		columns = append(columns, c)
	}
	t.SetColumnConfigs(columns)
	return t.Writer.Render()
}

// piece is the least width of a column whose words are broken, in letters.
const piece = 8

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
		sum += w + 3 // a space on either side, and the line to the next
	}
	return sum
}
