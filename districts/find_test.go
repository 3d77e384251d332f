package districts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// Regions and units are found by id, else by name in any language; what is not there is told with what is near, and a
// name of two with both ids.
func TestFind(t *testing.T) {
	c := &districts.Case{Layer: &geo.Layer{
		Regions: []geo.Region{
			{ID: "KZ-75", Names: geo.Names{"en": "Almaty", "ru": "город Алматы"}},
			{ID: "KZ-19", Names: geo.Names{"en": "Almaty Region", "kk": "Алматы облысы"}},
			{ID: "KZ-79", Names: geo.Names{"en": "Shymkent", "ru": "город Шымкент", "kk": "Шымкент қаласы"}},
			{ID: "Almaty Region", Names: geo.Names{"en": "a region whose id is another's name"}},
		},
		Units: []geo.Unit{
			{ID: "1", Names: geo.Names{"kk": "Абай ауданы"}}, {ID: "2", Names: geo.Names{"kk": "Абай ауданы"}},
			{ID: "3", Names: geo.Names{"kk": "Шет\u00a0ауданы", "en": "Shet"}},
		},
	}}
	for name, want := range map[string]int{"KZ-75": 0, "almaty": 0, "ГОРОД  АЛМАТЫ ": 0, "KZ-19": 1, "Almaty Region": 3,
		"шымкент": 2, "облысы": 1} {
		got, err := c.FindRegion(name)
		require.NoError(t, err, name)
		require.Equal(t, want, got, name)
	}
	got, err := c.FindUnit("Шет ауданы")
	require.NoError(t, err)
	require.Equal(t, 2, got)
	_, err = c.FindUnit("Абай ауданы")
	require.EqualError(t, err, `several are called "Абай ауданы"; give the id, one of 1, 2`)
	_, err = c.FindRegion("Алматы")
	require.EqualError(t, err, `several are called "Алматы"; give the id, one of KZ-75, KZ-19`)
	for _, none := range []string{"Шым", "", " "} {
		_, err = c.FindRegion(none)
		require.ErrorContains(t, err, "there is no region")
	}
	_, err = c.FindRegion("Almati")
	require.EqualError(t, err, `there is no region "Almati"; did you mean "Almaty"?`)
	_, err = c.FindUnit("zzzzzz")
	require.EqualError(t, err, `there is no unit "zzzzzz"; the ids are 1, 2, 3`)
}
