package kz2022

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

func count(n int64) string { return locale.Of("en").Count(n) }

// away is how far a figure is from another, as a share of the other.
func away(n, from int64) string { return fmt.Sprintf("%+.1f %%", 100*(float64(n)/float64(from)-1)) }

// knownTable has the districts whose figure is known, beside what their units have.
func knownTable(s *source, units []unit) string {
	var lines []string
	known := s.districtVoters()
	for n := 1; n < 100; n++ {
		k, ok := known[n]
		if !ok {
			continue
		}
		var voters int64
		for _, u := range units {
			if u.district == strconv.Itoa(n) {
				voters += u.voters
			}
		}
		lines = append(lines, fmt.Sprintf("| No. %d | %s | %s | %s | %s |", n, count(voters), k.asOf, statuses[k.status],
			k.origin))
	}
	return strings.Join(lines, "\n")
}

// checkTable compares the estimates with figures of other days, and with rounded ones: nothing is made to fit these.
func checkTable(s *source, units []unit) string {
	at := map[string]int64{}
	for _, u := range units {
		at[u.id] = u.voters
	}
	var lines []string
	for _, k := range s.known {
		var sum int64
		for _, id := range k.units() {
			sum += at[id]
		}
		if sum > 0 {
			lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s | %s | %s |", k.area, count(k.voters), k.asOf, k.status,
				count(sum), away(sum, k.voters)))
		}
	}
	return strings.Join(lines, "\n")
}

// solvedTable has the three regions solved for, beside the figures that the source's table of regions has for them.
func solvedTable(s *source, regions []region) string {
	old := map[string]sourceRegion{}
	for _, r := range s.regions {
		old[r.id] = r
	}
	var lines []string
	for _, r := range regions {
		if was := old[r.id]; was.voters != r.voters {
			lines = append(lines, fmt.Sprintf("| %s | %s (%s) | %s | %s |", r.names.en, count(was.voters), was.origin,
				count(r.voters), errorsOf[r.id]))
		}
	}
	return strings.Join(lines, "\n")
}

// errorsOf say how far off the three figures may be.
var errorsOf = map[string]string{
	almaty: "1 185 000 to 1 205 000",
	abai:   "±14 000; the sum of the two ±12 000",
	jetisu: "±14 000; the sum of the two ±12 000",
}

// timesTable compares, at each of the five times of the day, the country's turnout with that which the regions'
// turnouts and voters give. Only the last was used.
func timesTable(s *source, regions []region) string {
	var lines []string
	for i, column := range times {
		lines = append(lines, fmt.Sprintf("| %s | %.2f %% | %s %% |", clock(column), float64(s.turnout[nation][i])/100,
			new(big.Rat).Mul(s.weighted(regions, i), big.NewRat(100, 1)).FloatString(2)))
	}
	return strings.Join(lines, "\n")
}

// weighted is the country's turnout at a time by the regions' turnouts and voters, as a share of 1.
func (s *source) weighted(regions []region, at int) *big.Rat {
	sum, voters := new(big.Rat), int64(0)
	for _, r := range regions {
		sum.Add(sum, took10000(r.voters, s.turnout[r.id][at]))
		voters += r.voters
	}
	return sum.Quo(sum, big.NewRat(voters, 1))
}

// clock finds the time of day in the name of a column.
func clock(column string) string { return clockTime.FindString(column) }

var clockTime = regexp.MustCompile(`\d\d:\d\d`)
