package kz2022

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
)

// The scenario is one that its own reader accepts, in three languages throughout.
func TestScenarioIsAccepted(t *testing.T) {
	text, err := scenarioFile([]region{{sourceRegion: sourceRegion{id: "KZ-71"}}})
	require.NoError(t, err)
	s, err := scenario.Parse("scenario.yaml", text)
	require.NoError(t, err)
	require.Equal(t, []string{"kk", "ru", "en"}, s.Languages)
	texts := append([]geo.Names{s.Title, s.Law.Note, s.Law.Election, s.Law.Preamble, s.Law.Citation, s.Law.Body,
		s.Law.Place}, s.NoteTexts()...)
	for _, x := range s.Sources {
		texts = append(texts, x.What)
		if _, one := x.Licence[geo.Undetermined]; !one { // such as CC BY 4.0
			texts = append(texts, geo.Names(x.Licence))
		}
		texts = append(texts, geo.Names(x.Credit))
	}
	for _, g := range s.Law.Grounds {
		texts = append(texts, g.Act)
		require.NotEmpty(t, g.Text, g.Article)
		require.Contains(t, []string{"in force", "repealed", "reported"}, g.Status)
	}
	for _, n := range texts {
		for _, lang := range s.Languages {
			require.NotEmpty(t, n[lang], "%v", n)
		}
	}
}
