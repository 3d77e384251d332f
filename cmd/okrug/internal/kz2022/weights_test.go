package kz2022

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts/scenario"
)

func home() (*scenario.Scenario, error) { return scenario.OpenFS(data.Files, "kz2022/scenario.yaml") }

func sources(t *testing.T) string {
	t.Helper()
	text, err := data.Files.ReadFile("kz2022/SOURCES.md")
	require.NoError(t, err)
	return string(text)
}

// The table of the default plan's agreement with the enacted one is that of the data set as it stands.
func TestAgreementIsNotStale(t *testing.T) {
	rows, err := agreement(t.Context(), home)
	require.NoError(t, err)
	require.Len(t, strings.Split(rows, "\n"), 29)
	require.Contains(t, sources(t), rows)
}

// The table of weights is that of the data set as it stands, and the scenario takes the weight that explains the most
// regions: of several the one nearest to 1.
func TestWeightsAreNotStale(t *testing.T) {
	all, err := explanations(t.Context(), home)
	require.NoError(t, err)
	require.Contains(t, sources(t), weightRows(all))
	most, taken := 0, balance.Objective{}
	for k, n := range explained(all) {
		if o := objectives[k]; o.Kind == balance.Balanced && n > most {
			most, taken = n, o
		}
	}
	require.Equal(t, most, slices.Max(explained(all)), "no single measure explains more")
	s, err := home()
	require.NoError(t, err)
	require.Equal(t, balance.Balanced.String(), s.Objective)
	require.Equal(t, taken.Equality, s.EqualityWeight)
}

// By the population of 1 January 2023 Astana's division of 2022 is the most equal of all contiguous ones, and so is
// Almaty's, and a district of Karaganda Region was in two parts, as was worked out by hand from the published tables.
func TestWhatTheEnactedPlanIs(t *testing.T) {
	all, err := explanations(t.Context(), home)
	require.NoError(t, err)
	of := map[string]explanation{}
	for _, x := range all {
		of[x.region] = x
	}
	require.Len(t, of, 7)
	// The Bureau has 366 708 and 233 252 people in the units of district 1, 409 282 and 345 193 in those of district 2.
	require.InDelta(t, float64(409_282+345_193-366_708-233_252)/(409_282+345_193+366_708+233_252),
		of["Astana"].deviation, 1e-9)
	require.Equal(t, []bool{false, false, true, true, true}, of["Astana"].best)
	require.True(t, of["Almaty"].best[len(objectives)-1])
	require.False(t, of["Karaganda Region"].contiguous)
	require.NotContains(t, of["Karaganda Region"].best, true)
	require.Zero(t, of["Turkistan Region"].known)
}
