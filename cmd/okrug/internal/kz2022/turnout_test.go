package kz2022

import (
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/testdata"
)

// A country is made up with voters in every region; the three that are then forgotten are found again from the
// turnouts.
func TestSolveFindsWhatWasForgotten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &source{turnout: map[string]turnout{}}
		truth := map[string]int64{}
		var regions []region
		read := func(id string, a, people int64) {
			truth[id] = a
			r := sourceRegion{id: id, voters: a, votersStatus: "read"}
			regions = append(regions, region{sourceRegion: r, population: people})
		}
		for _, id := range []string{"KZ-35", "KZ-55", "KZ-63", "KZ-19"} {
			n := rapid.Int64Range(300_000, 900_000).Draw(t, id)
			read(id, n, 2*n) // two people a voter everywhere
		}
		read(abai, rapid.Int64Range(300_000, 500_000).Draw(t, "abai"), 0)
		read(jetisu, rapid.Int64Range(300_000, 500_000).Draw(t, "jetisu"), 0)
		regions[4].population, regions[5].population = 2*truth[abai], 2*truth[jetisu]
		var sum int64
		for _, r := range regions {
			sum += r.voters
		}
		read(almaty, listed-sum, 0)
		ballots := new(big.Rat)
		for _, r := range regions {
			of := rapid.Int64Range(5000, 6500).Draw(t, "turnout")
			if r.id == almaty {
				of = rapid.Int64Range(1500, 3500).Draw(t, "turnout of Almaty")
			}
			s.turnout[r.id] = turnout{of}
			ballots.Add(ballots, big.NewRat(r.voters*of, 10_000))
		}
		for i, r := range regions {
			if r.id == almaty || r.id == abai || r.id == jetisu {
				regions[i].voters, regions[i].votersStatus = 0, "estimated"
			}
		}
		whole, _ := ballots.Float64()
		found, err := s.solve(regions, 0, int64(whole))
		if err != nil {
			t.Fatal(err)
		}
		if found[almaty]+found[abai]+found[jetisu] != truth[almaty]+truth[abai]+truth[jetisu] {
			t.Fatalf("the sum changed: %v", found)
		}
		for _, id := range []string{almaty, abai, jetisu} {
			if d := found[id] - truth[id]; d < -10 || d > 10 { // ballots are whole, and weights
				t.Fatalf("%s has %d voters, not %d", id, found[id], truth[id])
			}
		}
	})
}

// Of the five counts of the day only the last is used. The regions' voters give the country's turnout at the other four
// too, and solving by any of them gives Almaty within 0.2 % of the same.
func TestOtherCountsOfTheDayAgree(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	s, err := readSource(os.DirFS(testdata.Shared(t, "kz")))
	require.NoError(t, err)
	units, err := unitsOf2022(s, in)
	require.NoError(t, err)
	regions := regionsOf(s, units)
	require.NoError(t, s.solved(regions))
	require.Equal(t, []string{"12:10", "16:10", "18:10", "20:10", "22:10"},
		[]string{clock(times[0]), clock(times[1]), clock(times[2]), clock(times[3]), clock(times[4])})
	for i := range times {
		share, _ := s.weighted(regions, i).Float64()
		require.InDelta(t, float64(s.turnout[nation][i])/10_000, share, 0.0001, times[i])
		found, err := s.solve(regionsOf(s, units), i, s.turnout[nation][i]*listed/10_000)
		require.NoError(t, err)
		require.InEpsilon(t, 1_199_500, found[almaty], 0.002, times[i])
	}
}
