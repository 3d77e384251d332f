package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

func TestBrokenTellsWhereWordsGoOn(t *testing.T) {
	require.Equal(t, []bool{false, true, true, false}, broken("ab cd-efgh", []string{"ab", "cd-", "ef", "gh"}))
	require.Equal(t, []bool{false, false}, broken("a  b", []string{"a", " b"}))
	require.Equal(t, []bool{false}, broken("", []string{""}))
}

func TestWrapKeepsWidthAndWords(t *testing.T) {
	l := newLayout(typeface.Sans(), &Document{})
	for _, text := range []string{"Қазақстан Республикасы, Мәжіліс, 29 бір мандатты округ", "Нормативті сақтау",
		strings.Repeat("а", 300), "", "a b",
		"№\u00a01 200\u00a0000"} {
		lines := l.wrap(0, 9, 40, 10, text)
		for i, s := range lines {
			limit := 40.0
			if i == 0 {
				limit = 30
			}
			require.LessOrEqual(t, l.width(0, 9, s), limit+1e-9, s)
		}
		require.Equal(t, strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
	}
}

// A heading stands on the page of the figure that it heads, however many lines it has and wherever on a page it comes.
func TestHeadingsStayWithFigures(t *testing.T) {
	for lines := range 40 {
		for _, letters := range []int{5, 600} {
			var before []Block
			for range lines {
				before = append(before, &Paragraph{Text: "a"})
			}
			title, below := strings.Repeat("т", letters), strings.Repeat("ш", letters)
			figure := &Figure{Picture: &drawing.Picture{Width: 100, Height: 120}}
			l := newLayout(typeface.Sans(), &Document{Lang: "en", Sections: []Section{{Title: "x", Blocks: before},
				{Title: title, Blocks: []Block{figure, &Heading{Text: below}, figure}}}})
			l.lay()
			page := map[drawing.Tag][]int{}
			for i, p := range l.pages {
				for _, m := range p.Marks {
					if m.Of != nil {
						page[m.Of.Tag] = append(page[m.Of.Tag], i)
					}
				}
			}
			last := func(tag drawing.Tag) int { return page[tag][len(page[tag])-1] }
			require.Equal(t, page[drawing.Figure][0], last(drawing.H2), "%d lines before", lines)
			require.Equal(t, last(drawing.Figure), page[drawing.H3][0], "%d lines before", lines)
		}
	}
}

// A caption stands whole on the page of its figure, however many lines it has and wherever on a page it comes.
func TestCaptionsStayWithFigures(t *testing.T) {
	for lines := range 60 {
		for _, letters := range []int{5, 300, 900} {
			before := make([]Block, lines)
			for i := range before {
				before[i] = &Paragraph{Text: "a"}
			}
			caption := strings.TrimSpace(strings.Repeat("шшшш ", letters/5))
			figure := &Figure{Picture: &drawing.Picture{Width: 100, Height: 60}, Caption: caption}
			l := newLayout(typeface.Sans(), &Document{Lang: "en", Sections: []Section{{Title: "x",
				Blocks: append(before, figure)}}})
			l.lay()
			at, pages := -1, map[int]bool{}
			var below *drawing.Element
			for i, p := range l.pages {
				for _, m := range p.Marks {
					switch {
					case m.Of == nil:
					case m.Of.Tag == drawing.Figure:
						at = i
					case at >= 0 && m.Of.Tag == drawing.P && (below == nil || below == m.Of):
						below, pages[i] = m.Of, true
					}
				}
			}
			require.NotNil(t, below)
			require.Equal(t, map[int]bool{at: true}, pages, "%d lines before", lines)
		}
	}
}

// A word without end breaks no word of another column, whichever column it stands in.
func TestEndlessWordsTakeNoRoomFromOthers(t *testing.T) {
	words := []string{"Ел бойынша ең үлкен ауытқу", "0,19 %", "Іле", "Сайлаушылар"}
	for endless := range words {
		table := &Table{Rows: []Row{{}}}
		for i, w := range words {
			if i == endless {
				w = strings.Repeat("ұзақ", 125)
			}
			table.Columns = append(table.Columns, Column{Title: "Өңір"})
			table.Rows[0].Cells = append(table.Rows[0].Cells, Cell{Text: w})
		}
		l := newLayout(typeface.Sans(), &Document{})
		widths := l.columns(table, tableSize)
		require.InDelta(t, textWidth, total(widths), 1e-6)
		for i, c := range table.Rows[0].Cells {
			if i == endless {
				continue
			}
			for _, line := range l.wrap(cellStyle(i, c, false), tableSize, widths[i]-2*cellPad, 0, c.Text) {
				require.Subset(t, strings.Fields(c.Text), strings.Fields(line))
			}
		}
	}
}
