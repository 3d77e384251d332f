package pages

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
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
		require.Contains(t, text, w.say("verdict.meets"))
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
				require.Contains(t, text, "\n## "+section.Title+"\n")
			}
		}
	}
}
