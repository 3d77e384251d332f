package kz2022

import (
	"fmt"
	"io/fs"
	"math/big"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo"
)

// The final count of 19 March 2023, told by the Central Election Commission that night.
const (
	listed = 12_035_578 // voters on the lists
	took   = 6_521_860  // who took a ballot
)

const (
	almaty = "KZ-75"
	abai   = "KZ-10"
	jetisu = "KZ-33"
	nation = "KZ"
)

// times are the columns of turnout.csv with the five counts of the day, the last of them final.
var times = []string{"turnout_2023-03-19_12:10", "turnout_16:10", "turnout_18:10", "turnout_20:10",
	"turnout_22:10_final_preliminary"}

// turnout is a region's at each of the times, in hundredths of a percent.
type turnout []int64

func (s *source) readTurnout(fsys fs.FS) error {
	t, err := readTable(fsys, turnoutFile, append([]string{"region_id"}, times...)...)
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		of := make(turnout, len(times))
		for i, column := range times {
			whole, part, _ := strings.Cut(r.cells[column], ".")
			n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
			if err != nil || len(part) > 2 {
				r.fault("%s is %q; it must be a percentage with two decimals", column, r.cells[column])
			}
			of[i] = n
		}
		s.turnout[r.text("region_id")] = of
	}
	return t.err()
}

// neighbours are the regions around the two that were made in 2022, among those with a figure that was read. Voters a
// head are alike on both sides of a line.
var neighbours = map[string][]string{abai: {"KZ-35", "KZ-55", "KZ-63"}, jetisu: {"KZ-19", "KZ-35"}}

// solve finds the voters of the three regions for which no figure was read, so that
//   - the regions add up to the voters listed,
//   - turnout times voters, added up over the regions, are those who took a ballot,
//   - Abai and Jetisu share what is theirs together in proportion to their population times the voters a head of their
//     neighbours.
//
// Turnouts of the two are near each other, so that their sum is well known and their shares are not; Almaty's is less
// than half of theirs, so that it stands out. At is the time of the turnouts and count how many had taken a ballot
// then.
func (s *source) solve(regions []region, at int, count int64) (map[string]int64, error) {
	byID := map[string]region{}
	rest, ballots := big.NewRat(listed, 1), new(big.Rat).SetInt64(count)
	for _, r := range regions {
		byID[r.id] = r
		of, ok := s.turnout[r.id]
		if !ok {
			return nil, &SourceError{turnoutFile, 0, fmt.Errorf("region %s is missing", r.id)}
		}
		if r.id == almaty || r.id == abai || r.id == jetisu {
			continue
		}
		if !isRead(r.votersStatus) {
			return nil, &SourceError{regionsFile, 0, fmt.Errorf("the voters of %s are not read, and not solved for", r.id)}
		}
		rest.Sub(rest, big.NewRat(r.voters, 1))
		ballots.Sub(ballots, took10000(r.voters, of[at]))
	}
	weight := func(id string) int64 {
		var voters, people int64
		for _, n := range neighbours[id] {
			voters += byID[n].voters
			people += byID[n].population
		}
		return byID[id].population * voters / people
	}
	weights := []int64{weight(abai), weight(jetisu)}
	// Of the two together turnout is that of their weights; x of the rest are theirs:
	// x*both + (rest-x)*almaty = ballots.
	both := new(big.Rat).Add(took10000(weights[0], s.turnout[abai][at]), took10000(weights[1], s.turnout[jetisu][at]))
	both.Quo(both, big.NewRat(weights[0]+weights[1], 1))
	city := took10000(1, s.turnout[almaty][at])
	x := new(big.Rat).Sub(ballots, new(big.Rat).Mul(rest, city))
	x.Quo(x, new(big.Rat).Sub(both, city))
	two, err := strconv.ParseInt(x.FloatString(0), 10, 64)
	if err != nil {
		return nil, err
	}
	shares := geo.Share(two, weights)
	return map[string]int64{almaty: rest.Num().Int64() - two, abai: shares[0], jetisu: shares[1]}, nil
}

// took10000 is how many of the voters took a ballot, by a turnout in hundredths of a percent.
func took10000(voters, turnout int64) *big.Rat { return big.NewRat(voters*turnout, 10_000) }

// solved puts the voters that were solved for into the regions.
func (s *source) solved(regions []region) error {
	found, err := s.solve(regions, len(times)-1, took)
	if err != nil {
		return err
	}
	for i := range regions {
		if n, ok := found[regions[i].id]; ok {
			regions[i].voters, regions[i].votersAsOf, regions[i].votersStatus = n, "2023-03-19", geo.StatusEstimated
			regions[i].origin = "solved from the turnouts of the day, see below"
		}
	}
	return nil
}
