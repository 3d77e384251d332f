package evidence

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/typeface"
)

// Every language has the same keys, as many columns in every table, the same numbers to fill in, and only letters that
// the font has.
func TestWordsAgree(t *testing.T) {
	font := typeface.Sans()
	verbs := regexp.MustCompile(`%(\[\d\])?s`)
	for lang, w := range words {
		require.Len(t, w, len(english), lang)
		for key, text := range english {
			require.Contains(t, w, key, lang)
			require.Len(t, verbs.FindAllString(w[key], -1), len(verbs.FindAllString(text, -1)), "%s %s", lang, key)
			if strings.HasPrefix(key, "head") {
				require.Equal(t, columns(text), columns(w[key]), "%s %s", lang, key)
			}
			require.NoError(t, font.Check(w[key]))
		}
	}
}

func columns(head string) []bool {
	var out []bool
	for _, c := range regexp.MustCompile(`\|`).Split(head, -1) {
		out = append(out, c[0] == '>')
	}
	return out
}

func TestFileWord(t *testing.T) {
	var names []string
	for _, r := range readings("voters") {
		names = append(names, r.Scope+"-"+fileWord(r.Statistic))
	}
	require.Len(t, names, 10)
	require.Contains(t, names, "nation-range-over-largest")
}
