package document

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
)

// Every row of a table has the cells of its head, whatever the names are.
func TestMarkdownStaysText(t *testing.T) {
	table := &Table{Columns: []Column{{Title: "a|b"}, {Title: "n", Numeric: true}, {Title: "file", Code: true}},
		Rows: []Row{
			{Cells: []Cell{{Text: "Ново|сёлка\nNorth\r\nEast"}, {Text: "1"}, {Text: "x"}}},
			{Cells: []Cell{{Text: `<script>*bold* _it_ a_b \| [x](javascript:1)`}, {Text: "2", State: districts.Fail}, {}}},
		}}
	d := &Document{Title: "T", Subtitle: "S", Verdict: "V.", Scope: "Scope.", Made: "Made", State: districts.Fail,
		Sections: []Section{
			{Title: "one", Blocks: []Block{table, &Paragraph{Lead: "lead*", Text: "text"}}},
			{Title: "two", Blocks: []Block{&Figure{}}},
		}}
	text := string(d.Markdown())
	require.Equal(t, `# T: S

**✗ V.** Scope.


Made

## one

| a\|b | n | file |
| --- | ---: | --- |
| Ново\|сёлка North East | 1 | `+"`x`"+` |
| \<script>\*bold\* \_it\_ a_b \\\| [x]\(javascript:1) | ✗ 2 |  |

**lead\*** text
`, text)
}
