package people

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
)

// cells of the rows of a text's tables.
func cells(text string) [][]string {
	var rows [][]string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.ReplaceAll(l, `\|`, "/"); strings.HasPrefix(l, "| ") {
			rows = append(rows, strings.Split(strings.TrimSuffix(strings.TrimPrefix(l, "| "), " |"), " | "))
		}
	}
	return rows
}

// The text says in each language what the structure says: the figures of every district, every region's seats, every
// check, and the sums of the inputs.
func TestMarkdownHasTheFigures(t *testing.T) {
	r, p := lawful(t)
	for lang, w := range map[string]*words{"kk": kazakh, "ru": russian, "en": english} {
		data, err := Markdown(r, p, lang)
		require.NoError(t, err)
		text := string(data)
		require.NotContains(t, text, "%!")
		require.Contains(t, text, w.say("verdict.lawful"))
		rows := map[string]bool{}
		for _, c := range cells(text) {
			rows[strings.Join(c, "; ")] = true
		}
		for i, l := range (&composer{words: w, r: r, p: p}).linesOf() {
			d := r.Districts[i]
			require.Equal(t, d.Voters, l.voters)
			want := strings.Join([]string{thousands(int64(d.Number)), d.Names[lang], l.centre, thousands(int64(len(d.Units))),
				thousands(d.Voters), thousands(int64(d.Quota + 0.5)),
				w.share(d.Deviation, true), thousands(min(d.Voters-d.Lower, d.Upper-d.Voters)), thousands(int64(d.AreaKm2 + 0.5)),
				w.Fixed(d.PolsbyPopper, 3)}, "; ")
			require.True(t, rows[want], "%s: no row %s", lang, want)
		}
		for _, k := range r.Checks {
			require.Contains(t, text, w.say("check."+k.ID))
		}
		for _, x := range r.Regions {
			require.Contains(t, text, "| "+x.Names[lang]+" | "+thousands(x.Voters)+" |")
		}
		for _, in := range r.Inputs {
			require.Contains(t, text, in.SHA256)
		}
		for _, section := range composed(t, "lawful", lang).Sections {
			if section.ID != "chart" && section.ID != "map" {
				require.Contains(t, text, "\n## "+plain(section.Title)+"\n")
			}
		}
	}
}

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
