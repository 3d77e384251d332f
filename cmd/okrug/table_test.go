package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/locale"
)

// A table is no wider than 80 columns: long cells are wrapped at spaces, numbers and short words are not.
func TestTablesFit(t *testing.T) {
	var b bytes.Buffer
	tab := newTable(printer{w: &b, lang: "en"}, []int{2}, locale.T("Name"), "Voters", locale.T("Title"))
	long := strings.Repeat("Шығыс Қазақстан облысы ", 8)
	tab.AppendRow(table.Row{"KZ-63 Өскемен", "1\u00a0234\u00a0567", long})
	tab.AppendRow(table.Row{"x", "9", "short"})
	tab.Render()
	widest := 0
	for _, l := range strings.Split(b.String(), "\n") {
		widest = max(widest, text.StringWidthWithoutEscSequences(l))
	}
	require.LessOrEqual(t, widest, narrow)
	require.Greater(t, widest, narrow-12, "the room there is is used")
	require.Contains(t, b.String(), "1\u00a0234\u00a0567")
	require.Equal(t, 8, strings.Count(b.String(), "облысы"), "no word is broken")
}

// Where words alone are wider than the room, they are cut with a sign; numbers stay whole, and so does every other
// word, in its order.
func TestTablesOfLongWords(t *testing.T) {
	letters := []rune("аәбвгғдеёжзиійкқлмнңоөпрстуұүфхһцчшщъыьэюя-,()«»\"")
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.SampledFrom(letters), 1, 500, -1)
		columns := rapid.IntRange(1, 4).Draw(t, "columns")
		head, right := []any{"1"}, []int{1}
		for range columns {
			head = append(head, "n")
		}
		var b bytes.Buffer
		tab := newTable(printer{w: &b, lang: "en"}, right, head...)
		want := make([][]string, columns+1)
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			row := table.Row{"1\u00a0234\u00a0567"}
			for c := range columns {
				words := rapid.SliceOfN(word, 1, 3).Draw(t, "words")
				row, want[c+1] = append(row, strings.Join(words, " ")), append(want[c+1], words...)
			}
			tab.AppendRow(row)
		}
		tab.Render()
		lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
		got := make([]string, columns+1)
		for i, l := range lines {
			require.LessOrEqual(t, text.StringWidthWithoutEscSequences(l), narrow, l)
			if i < 2 { // head and line
				continue
			}
			cells := strings.Split(l, "│")
			if n := strings.TrimSpace(cells[0]); n != "" {
				require.Equal(t, "1\u00a0234\u00a0567", n)
			}
			for c := 1; c <= columns; c++ {
				got[c] += strings.ReplaceAll(cells[c], " ", "")
			}
		}
		for c := 1; c <= columns; c++ {
			for _, w := range want[c] {
				if rest, whole := strings.CutPrefix(got[c], w); whole {
					got[c] = rest
					continue
				}
				kept, rest, cut := strings.Cut(got[c], "…")
				require.True(t, cut && len(kept) > 0 && strings.HasPrefix(w, kept), "%q is %q", w, got[c])
				got[c] = rest
			}
			require.Empty(t, got[c])
		}
	})
}

// Ids stay whole while the words of other columns can be wrapped; where that is not enough, they are wrapped behind
// hyphens, and no word is cut for less.
func TestTablesOfIDs(t *testing.T) {
	for _, c := range []struct {
		id, word string
		whole    bool // the id is
		cut      bool // the word is
	}{
		{"kz-2022-region-range-smallest", "бөлінбейді бірақ бөлінеді", true, false},
		{"kz-2022-region-range-smallest", strings.Repeat("ұзақ", 12), false, false},
		{"kz-2022-region-range-smallest", strings.Repeat("ұзақ", 20), true, true},
		{strings.Repeat("region-", 14) + "2022", strings.Repeat("ұзақ", 5), false, false},
	} {
		var b bytes.Buffer
		tab := newTable(printer{w: &b, lang: "en"}, []int{3}, "Id", "Title", "Voters").withIDs(1)
		tab.AppendRow(table.Row{c.id, c.word, "1\u00a0234\u00a0567"})
		tab.Render()
		lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
		var words []string
		for i, l := range lines {
			require.LessOrEqual(t, text.StringWidthWithoutEscSequences(l), narrow, l)
			if i < 2 {
				continue
			}
			if id := strings.TrimSpace(strings.Split(l, "│")[0]); i < len(lines)-1 && id != "" && !c.whole {
				require.True(t, strings.HasSuffix(id, "-"), "%q ends inside a word", id)
			}
			words = append(words, strings.Fields(strings.Split(l, "│")[1])...)
		}
		whole := strings.Contains(b.String(), c.id+" ") || strings.Contains(b.String(), c.id+"│")
		require.Equal(t, c.whole, whole, b.String())
		require.Equal(t, !c.cut, strings.Join(words, " ") == c.word, b.String())
		require.Contains(t, b.String(), "1\u00a0234\u00a0567")
	}
}

// Heads are cut before any word below them is, and no more than must be.
func TestTablesOfHeads(t *testing.T) {
	for _, c := range []struct {
		name string
		want string
	}{
		{"короткое", "избиратели"},
		{strings.Repeat("ы", 58), "избиратели"},
		{strings.Repeat("ы", 60), "избирате…"},
		{strings.Repeat("ы", 66), "избир…"},
	} {
		var b bytes.Buffer
		tab := newTable(printer{w: &b, lang: "ru"}, []int{2, 3}, "Название", "избиратели", "избиратели")
		tab.AppendRow(table.Row{c.name, "12", "13"})
		tab.Render()
		for l := range strings.Lines(b.String()) {
			require.LessOrEqual(t, text.StringWidthWithoutEscSequences(strings.TrimSpace(l)), narrow, l)
		}
		require.Contains(t, b.String(), c.want)
		require.Contains(t, b.String(), c.name)
	}
}

// No table of a plan that is not finished is too wide in any language, and none has a cut word.
func TestTablesOfUnfinishedPlans(t *testing.T) {
	dir := t.TempDir()
	var none bytes.Buffer
	require.Zero(t, run([]string{"plan", "--out", filepath.Join(dir, "p"), "-q"}, &none, &none, &none), none.String())
	for _, lang := range locale.Languages() {
		for _, args := range [][]string{
			{"compare", filepath.Join(dir, "p"), "enacted"},
			{"compare", "enacted", filepath.Join(dir, "p")},
			{"check", "enacted", "--rule", "all"},
			{"feasibility", "--rule", "kz-2022-nation-range", "--sensitivity"},
		} {
			var b bytes.Buffer
			run(append(args, "--lang", lang), strings.NewReader(""), &b, &none)
			lines := 0
			for l := range strings.Lines(b.String()) {
				if l = strings.TrimRight(l, "\n"); !strings.Contains(l, "│") {
					continue
				}
				lines++
				require.LessOrEqual(t, text.StringWidthWithoutEscSequences(l), narrow, "%s %v: %s", lang, args, l)
				require.NotRegexp(t, `\pL…`, l, "%s %v", lang, args)
			}
			require.Greater(t, lines, 20, args)
		}
	}
}

// A page is filled to the width but for lines of figures, and numbers are not divided.
func TestFilled(t *testing.T) {
	sum := "→ sum: " + strings.Repeat("1\u00a0000 + ", 5) + "0"
	require.Equal(t, "one\n\ntwo three\nsix 1\u00a0000\n"+sum+"\n  sum: 1 + 1\n",
		filled("one\n\ntwo three six 1\u00a0000\n"+sum+"\n  sum: 1 + 1\n", 10))
}

// The terminal's language is that of the flag, else of OKRUG_LANG, else of the system; what the program does not speak
// is English.
func TestTerminalLanguage(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{nil, nil, "en"},
		{nil, map[string]string{"LANG": "ru_RU.UTF-8"}, "ru"},
		{nil, map[string]string{"LANG": "kk_KZ"}, "kk"},
		{nil, map[string]string{"LANG": "kk_KZ", "LC_ALL": "C"}, "en"},
		{nil, map[string]string{"LANG": "kk_KZ", "OKRUG_LANG": "RU"}, "ru"},
		{nil, map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{[]string{"plan", "--lang", "kk"}, map[string]string{"OKRUG_LANG": "ru"}, "kk"},
		{[]string{"plan", "--lang=kk,ru"}, map[string]string{"OKRUG_LANG": "ru"}, "kk"},
		{[]string{"plan", "--lang=de"}, map[string]string{"OKRUG_LANG": "ru"}, "ru"},
		{[]string{"plan", "--lang"}, map[string]string{"OKRUG_LANG": "ru"}, "ru"},
		{[]string{"check", "--", "--lang=kk"}, map[string]string{"OKRUG_LANG": "ru"}, "ru"},
	} {
		require.Equal(t, c.want, terminalLanguage(c.args, func(name string) string { return c.env[name] }), "%v %v", c.args,
			c.env)
	}
}

// Help is filled to the width; lines that begin with a space stay as they are, and go on in their column if they are
// too long.
func TestLongHelp(t *testing.T) {
	got := longHelp("one two\nthree four\n\nCodes:\n  0  done and well\n  1  bad", "en", 9)
	require.Equal(t, "one two\nthree\nfour\n\nCodes:\n  0  done and well\n  1  bad", got)
	list := longHelp("  --best  "+strings.Repeat("every measure ", 5)+"\n  --b N   one", "en", 50)
	require.Equal(t, "  --best  every measure every measure every\n          measure every measure every measure\n"+
		"  --b N   one", list)
}
