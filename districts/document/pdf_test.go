package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

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
