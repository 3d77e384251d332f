package findings

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// The heads of a table have as many columns in every language, and the same are numbers.
func TestHeadsAgree(t *testing.T) {
	heads := locale.Of("en").Part("feasibility.head")
	require.NotEmpty(t, heads)
	for key, head := range heads {
		for _, lang := range locale.Languages() {
			require.Equal(t, columns(head), columns(locale.Of(lang).Must("feasibility.head."+key)), "%s %s", lang, key)
		}
	}
}

func columns(head string) []bool {
	var out []bool
	for c := range strings.SplitSeq(head, "|") {
		out = append(out, strings.HasPrefix(c, ">"))
	}
	return out
}

func TestFileWord(t *testing.T) {
	var names []string
	for _, r := range readings("voters") {
		names = append(names, r.Scope+"-"+fileWord(r.Statistic))
	}
	require.Len(t, names, 2*len(rule.Statistics()))
	require.Contains(t, names, "nation-range-over-largest")
}
