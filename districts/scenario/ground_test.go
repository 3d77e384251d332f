package scenario

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo"
)

func TestProvisionsAreCitedInEveryLanguage(t *testing.T) {
	for _, c := range []struct{ article, lang, want string }{
		{"one district a region", "ru", ""}, {"", "en", ""},
		{"12(2-2)", "ru", "статья\u00a012(2-2)"}, {"12(2-2)(1)", "kk", "12-бап\u00a0(2-2)(1)"},
		{"12-1", "en", "article\u00a012-1"},
	} {
		require.Equal(t, c.want, Ground{Article: c.article}.Cite(c.lang), c.article)
	}
	g := Ground{Article: "21(1)", Provision: geo.Names{"ru": "пункт 1 статьи 21"}}
	require.Equal(t, "пункт 1 статьи 21", g.Cite("ru"))
	require.Equal(t, "21-бап\u00a0(1)", g.Cite("kk"))
}
