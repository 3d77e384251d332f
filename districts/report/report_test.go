package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

func caseOf(t *testing.T, s *scenario.Scenario) *districts.Case {
	t.Helper()
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

// planned is the report on Kazakhstan's plan with three variants.
func planned(t *testing.T) *report.Report {
	t.Helper()
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	c := caseOf(t, s)
	made, err := planning.Make(t.Context(), c, planning.Settings{SurveySettings: balance.SurveySettings{Variants: 3}})
	require.NoError(t, err)
	r, err := report.Solved(c, made)
	require.NoError(t, err)
	return r
}

func validate(t *testing.T, r *report.Report) map[string]any {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("report.json", schema))
	text, err := r.JSON()
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	require.NoError(t, c.MustCompile("report.json").Validate(doc))
	var m map[string]any
	require.NoError(t, json.Unmarshal(text, &m))
	return m
}

// Where districts have several seats, it says so within its schema, and figures follow from each other.
func TestReportOfSeveralSeats(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	s.Apply(scenario.Changes{Seats: 87, PerDistrict: 3})
	c := caseOf(t, s)
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	r, err := report.Solved(c, made)
	require.NoError(t, err)
	validate(t, r)
	require.Equal(t, 3, r.Apportionment.PerDistrict)
	require.Len(t, r.Districts, 29)
	total := 0
	for _, x := range r.Regions {
		total += x.Seats
	}
	require.Equal(t, 87, total)
	for _, d := range r.Districts {
		require.Equal(t, 3, d.Seats)
		require.InDelta(t, float64(d.Voters)/3/d.Quota-1, d.Deviation, 1e-6)
	}
}

func TestReportKeepsItsSchema(t *testing.T) {
	r := planned(t)
	r.InputNotes = []locale.Text{}
	m := validate(t, r)
	require.Equal(t, true, m["lawful"])
	require.Equal(t, float64(3), m["seats"].(map[string]any)["KZ-75"])
	require.Len(t, m["districts"], 29)
}

// Figures of a region agree with those of its districts, and every variant is a choice the region's front explains.
func TestFiguresAgree(t *testing.T) {
	r := planned(t)
	for _, x := range r.Regions {
		var voters int64
		var worst float64
		for _, d := range r.Districts {
			if d.RegionID == x.ID {
				voters += d.Voters
				worst = max(worst, d.Deviation, -d.Deviation)
				require.GreaterOrEqual(t, d.Voters, d.Lower)
				require.LessOrEqual(t, d.Voters, d.Upper)
			}
		}
		require.Equal(t, x.Voters, voters, x.ID)
		require.Equal(t, x.MaxDeviation, worst, x.ID)
		require.Equal(t, "optimal", x.Status)
		require.NotNil(t, x.PlansWithinRule)
		require.Equal(t, x.PlansWithin[0].Plans, *x.PlansWithinRule, "the rule's limit is the first of the limits counted")
		chosen := 0
		for i, f := range x.Pareto {
			if f.Chosen {
				chosen++
				require.Equal(t, x.BorderKm, f.BorderKm, x.ID)
			}
			if i > 0 {
				require.Greater(t, f.BorderKm, x.Pareto[i-1].BorderKm)
				require.Less(t, f.MaxDeviation, x.Pareto[i-1].MaxDeviation)
			}
		}
		require.Equal(t, 1, chosen, x.ID)
		require.Equal(t, min(3, int(*x.PlansWithinRule)), len(x.Variants), x.ID)
		for i, v := range x.Variants {
			require.Equal(t, i+1, v.Rank)
			units := 0
			for _, d := range v.Districts {
				units += len(d)
			}
			require.Equal(t, x.Units, units)
		}
	}
}

// The figures of regions with a choice are those that a program written apart from this one found from units.geojson
// alone: neighbours by equal edges, lengths by Vincenty's formula, every division visited.
func TestFiguresOfKazakhstan(t *testing.T) {
	want := map[string]struct {
		within []int64 // plans within 20, 10 and 5 %
		front  int
		best   float64 // least largest deviation, %
		border float64 // of the plan, km
	}{
		"KZ-71": {[]int64{2, 0, 0}, 2, 11.4080, 34.141},
		"KZ-75": {[]int64{8, 3, 1}, 2, 2.9469, 52.838},
		"KZ-79": {[]int64{4, 0, 0}, 1, 18.0475, 41.037},
		"KZ-19": {[]int64{39, 20, 11}, 3, 0.4885, 212.646},
		"KZ-31": {[]int64{26, 13, 9}, 5, 0.5349, 294.984},
		"KZ-35": {[]int64{10, 4, 1}, 2, 1.4068, 173.989},
		"KZ-61": {[]int64{165, 32, 5}, 8, 2.5766, 833.939},
	}
	for _, x := range planned(t).Regions {
		w, ok := want[x.ID]
		if !ok {
			require.Equal(t, int64(1), *x.PlansWithinRule, x.ID)
			continue
		}
		var within []int64
		for _, n := range x.PlansWithin {
			within = append(within, n.Plans)
		}
		require.Equal(t, w.within, within, x.ID)
		require.Len(t, x.Pareto, w.front, x.ID)
		require.InDelta(t, w.best, 100**x.BestMaxDeviation, 1e-4, x.ID)
		require.InDelta(t, w.border, x.BorderKm, 2e-3, x.ID)
	}
}

func TestNoPlan(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	s.Rule = "kz-2022-nation"
	c := caseOf(t, s)
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	require.Nil(t, made.Plan)
	require.True(t, made.None.Proven)
	r, err := report.Solved(c, made)
	require.NoError(t, err)
	validate(t, r)
	require.Equal(t, report.VerdictInfeasible, r.Verdict)
	require.False(t, r.Lawful)
	for _, x := range r.Regions {
		switch x.ID {
		case "KZ-62": // Ulytau: 138 277 voters against a national mean of 415 020
			require.Equal(t, "infeasible", x.Status)
			require.Contains(t, x.Reason.String(), "138\u00a0277")
		case "KZ-10":
			require.Equal(t, "unknown", x.Status, "nothing is searched where arithmetic settles it")
		}
	}
}
