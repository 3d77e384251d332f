package locale

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A name is in the language asked for, else in those to fall back on, in their order, else in any, always the same.
func TestNamesAmong(t *testing.T) {
	n := Names{"kk": "Семей", "de": "Semei", "ru": ""}
	require.Equal(t, "Семей", n.In("ru"))
	require.Equal(t, "Semei", n.Among("ru", "de", "kk"))
	require.Equal(t, "Semei", n.Among("fr"), "the first of the alphabet")
	require.Equal(t, "en", Names{"en": "en", "aa": "aa", "ru": "ru"}.In("kk"), "English before others")
	require.Empty(t, Names{"ru": ""}.In("ru"))
	require.Empty(t, Names(nil).Among("ru", "kk"))
	require.Equal(t, "x", One("x").In("kk"))
	require.Nil(t, One(""))
	require.Equal(t, "to Семей, a, b and c", T("to %s, %s", n, And("a", "b", "c")).In("en"))
}
