package districts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// What checks find is said in every language, numbers and names in it; files for programs have it in English.
func TestWhatChecksFind(t *testing.T) {
	over := locale.T("checks.equality.over", int64(379433), int64(1214))
	require.Equal(t, "избирателей — 379\u00a0433, на 1\u00a0214 больше допустимого; требуется уменьшить не менее чем на "+
		"1\u00a0214",
		over.In("ru"))
	text, err := over.MarshalText()
	require.NoError(t, err)
	require.Equal(t, "has 379\u00a0433 voters, 1\u00a0214 more than the rule allows; needs 1\u00a0214 fewer at least",
		string(text))
	require.Equal(t, "its units have 7 voters, its own figure is 12 (difference −5)",
		locale.T("checks.region.voters", int64(7), int64(12), int64(-5)).String())
	require.Equal(t, "has 1 district for 2 seats", locale.T("checks.region.seats", 1, 2).String())
	names := make(districts.Labels, 8)
	for i := range names {
		names[i] = districts.Label{ID: "u", Names: geo.Names{"kk": "ауыл", "en": "village"}}
	}
	names[1].Names = nil
	require.Equal(t, "ауыл (u), u, ауыл (u), ауыл (u), ауыл (u), ауыл (u) және тағы 2", names.In("kk"))
	require.Equal(t, "is in 2 parts; cut off from the largest: village (u); u",
		locale.T("checks.district.parts", 2, []locale.Text{locale.T("%s", names[:1]), locale.T("%s", names[1:2])}).String())
}
