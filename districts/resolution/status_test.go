package resolution

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Report, drafter's sheet and note call the same regions' figures approximate, and the note says how each is known.
func TestStatusesAreOfOneRule(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	r := report.Build(p)
	want := []string{"KZ-75", "KZ-79", "KZ-10", "KZ-11", "KZ-19", "KZ-27", "KZ-33", "KZ-55"}
	require.Equal(t, want, r.Estimated.Regions)
	for _, lang := range Languages() {
		a, err := New(p, k.table, Options{Lang: lang})
		require.NoError(t, err)
		var named []string
		for i, x := range p.Layer.Regions {
			require.Equal(t, slices.Contains(want, x.ID), a.Regions[i].Status != "", "%s %s", lang, x.ID)
			if a.Regions[i].Status != "" {
				named = append(named, a.Regions[i].Name)
				require.Equal(t, locale.Of(lang).Must("report.voters."+x.VotersStatus), a.Regions[i].Status)
			}
		}
		require.Equal(t, named, a.Unverified.Regions)
		for _, status := range geo.Statuses() {
			_, ok := locale.Of(lang).Find("report.voters." + status)
			require.True(t, ok, "%s %s", lang, status)
		}
	}
	for _, x := range p.Layer.Regions {
		require.Contains(t, geo.Statuses(), x.VotersStatus, x.ID)
	}
}
