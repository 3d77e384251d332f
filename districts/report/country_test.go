package report_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// squares is a country of two regions of six squares each, of as many voters, with parents of one square or more in a
// row; both claim the last of the seats alike.
func squares(t *testing.T, r *rand.Rand) *districts.Case {
	t.Helper()
	dir := t.TempDir()
	var features []string
	for y := range 2 {
		parent := 0
		for x := range 6 {
			if x > 0 && r.IntN(2) == 0 {
				parent++
			}
			features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"code":"%c%d","in":"%[1]c",`+
				`"parent":"P%[1]c%[3]d","voters":100},"geometry":{"type":"Polygon","coordinates":`+
				`[[[%[4]d,%[5]d],[%[6]d,%[5]d],[%[6]d,%[7]d],[%[4]d,%[7]d],[%[4]d,%[5]d]]]}}`, 'A'+y, x, parent, 60+x, 45+2*y,
				61+x, 46+2*y))
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "units.geojson"),
		[]byte(`{"type":"FeatureCollection","features":[`+strings.Join(features, ",\n")+"]}"), 0o600))
	file := filepath.Join(dir, "scenario.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`okrug: 1
id: squares
title: {en: Squares}
languages: [en]
units: {file: units.geojson, id: code, region: in, voters: voters, parents: [parent]}
seats: {total: 5, ties: order}
rule: kz-2022-region
`), 0o600))
	s, err := scenario.Open(file)
	require.NoError(t, err)
	return caseOf(t, s)
}

// Parents that a plan divides are named with the districts that they lie in, and no others; that fewer cannot be is
// said where that was proven. Which seats were claimed alike is said too.
func TestDividedParents(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	divided := 0
	for range 8 {
		c := squares(t, r)
		made, err := planning.Make(t.Context(), c, planning.Settings{})
		require.NoError(t, err)
		rep, err := report.Solved(c, made)
		require.NoError(t, err)
		validate(t, rep)
		require.Equal(t, "1 of the seats were claimed equally by A, B and given by order", rep.Apportionment.Ties.String())
		for i, x := range rep.Regions {
			want := map[string][]int{}
			for u, unit := range c.Layer.Units {
				if n := made.Plan.Districts[made.Plan.Of[u]].Number; unit.RegionID == x.ID {
					if p := unit.Parents[0]; !slices.Contains(want[p], n) {
						want[p] = append(want[p], n)
					}
				}
			}
			for p := range want {
				if slices.Sort(want[p]); len(want[p]) == 1 {
					delete(want, p)
				}
			}
			got := map[string][]int{}
			for _, s := range x.Splits {
				require.Equal(t, "parent", s.Level)
				got[s.ID] = s.Districts
				require.Equal(t, made.Regions[i].Status == balance.Optimal, !strings.Contains(s.Why.In("en"), "not proven"),
					s.Why)
				divided++
			}
			require.Equal(t, want, got, x.ID)
		}
	}
	require.Positive(t, divided)
}

// A report made again of the same plan takes over how the plan came to be, and refuses that of another plan.
func TestTakenFromAnother(t *testing.T) {
	c := squares(t, rand.New(rand.NewPCG(9, 9)))
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	first, err := report.Solved(c, made)
	require.NoError(t, err)
	text, err := first.JSON()
	require.NoError(t, err)
	again := report.Build(made.Plan)
	require.NoError(t, again.Take(text))
	same, err := again.JSON()
	require.NoError(t, err)
	require.JSONEq(t, string(text), string(same))
	for _, x := range []struct{ old, now, want string }{
		{`"voters": 600`, `"voters": 601`, "the report is of another plan"},
		{`"region_id": "B",`, `"region_id": "C",`, "the report is of another plan"},
		{`{`, `[`, "report.json"},
	} {
		require.Contains(t, string(text), x.old)
		other := strings.ReplaceAll(string(text), x.old, x.now)
		require.ErrorContains(t, report.Build(made.Plan).Take([]byte(other)), x.want)
	}
}

// The report of an amendment says of which plan it is and what moved.
func TestAmendedReport(t *testing.T) {
	c := squares(t, rand.New(rand.NewPCG(9, 9)))
	var numbers []int // five squares and one in the first region, which is against the rule
	for u, unit := range c.Layer.Units {
		n := map[string]int{"A": 1, "B": 4}[unit.RegionID]
		switch unit.ID {
		case "A4":
			n = 2
		case "A5":
			n = 3
		case "B3", "B4", "B5":
			n = 5
		}
		require.Len(t, numbers, u)
		numbers = append(numbers, n)
	}
	old, err := districts.NewNumbered(c, numbers)
	require.NoError(t, err)
	require.False(t, districts.Met(old.Checks()))
	a, err := planning.Amend(t.Context(), c, old, planning.AmendSettings{})
	require.NoError(t, err)
	r := report.Amended(a, "enacted")
	m := validate(t, r)
	require.Equal(t, "amend", m["made"])
	require.True(t, districts.Met(a.Plan.Checks()))
	moved := 0
	for u := range c.Layer.Units {
		if a.Plan.Districts[a.Plan.Of[u]].Number != numbers[u] {
			moved++
		}
	}
	require.Equal(t, "enacted", r.Amendment.Base)
	require.Equal(t, moved, len(r.Amendment.Moved))
	require.Equal(t, int64(100*moved), r.Amendment.MovedVoters)
	require.Equal(t, "optimal", r.Amendment.Status)
	require.Equal(t, r.Amendment.MovedVoters, r.Amendment.AtLeast)
	require.Equal(t, 3, moved, "two of the four squares of district 1, and the one that they displace")
}
