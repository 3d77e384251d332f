package districts_test

import (
	"encoding/json"
	"math/big"
	"regexp"
	"testing"

	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/measure"
)

// small is the plan of testdata/small with the given district of each of its twelve units, 0 for none.
func small(t testing.TB, of ...int) *districts.Plan {
	t.Helper()
	p, err := districts.NewNumbered(smallCase(t), of)
	require.NoError(t, err)
	return p
}

func smallCase(t testing.TB) *districts.Case {
	t.Helper()
	s, err := scenario.Open("../testdata/small/scenario.yaml")
	require.NoError(t, err)
	return caseOf(t, s)
}

func caseOf(t testing.TB, s *scenario.Scenario) *districts.Case {
	t.Helper()
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

func kazakhstan(t testing.TB) *districts.Case {
	t.Helper()
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	return caseOf(t, s)
}

// states are the checks' states by id.
func states(p *districts.Plan) map[string]districts.State {
	of := map[string]districts.State{}
	for _, c := range p.Checks() {
		of[c.ID] = c.State
	}
	return of
}

// The law of a scenario may name every check that is made, and no other.
func TestLawNamesChecks(t *testing.T) {
	var named []string
	for _, m := range regexp.MustCompile(`"checks".*?"enum": \[([^\]]*)\]`).FindAllSubmatch(scenario.Schema(), -1) {
		require.NoError(t, json.Unmarshal(append(append([]byte("["), m[1]...), ']'), &named))
	}
	require.ElementsMatch(t, districts.CheckIDs(), named)
}

func TestChecks(t *testing.T) {
	// Units lie in two regions of three columns and two rows: A1 A2 A3 below A4 A5 A6, B1 B2 B3 below B4 B5 B6.
	pass := func(except map[string]districts.State) map[string]districts.State {
		all := map[string]districts.State{}
		for _, id := range districts.CheckIDs() {
			all[id] = districts.Pass
			if s, ok := except[id]; ok {
				all[id] = s
			}
		}
		return all
	}
	const fail, incomplete = districts.Fail, districts.Incomplete
	for name, c := range map[string]struct {
		of   []int
		want map[string]districts.State
	}{
		"lawful": {[]int{1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3}, nil},
		// A1 A3 A5 touch only at corners.
		"in parts": {[]int{1, 2, 1, 2, 1, 2, 3, 3, 3, 3, 3, 3}, map[string]districts.State{"contiguity": fail}},
		"unequal":  {[]int{1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3}, map[string]districts.State{"equality": fail}},
		"too few": {[]int{1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3},
			map[string]districts.State{"seats-per-region": fail, "equality": fail}},
		"too many": {[]int{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4},
			map[string]districts.State{"seats-per-region": fail, "equality": fail}},
		"crossing": {[]int{1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2},
			map[string]districts.State{"no-crossing": fail, "seats-per-region": fail, "minimum-seats": fail, "equality": fail}},
		"empty": {make([]int, 12), map[string]districts.State{"units-assigned-once": incomplete,
			"seats-per-region": incomplete, "minimum-seats": incomplete, "contiguity": incomplete, "voters-sum": incomplete,
			"equality": incomplete}},
		"one short": {[]int{1, 1, 0, 2, 2, 2, 3, 3, 3, 3, 3, 3},
			map[string]districts.State{"units-assigned-once": incomplete, "contiguity": incomplete, "voters-sum": incomplete,
				"equality": incomplete}},
		// The unit still missing may yet join the parts.
		"parts to join": {[]int{1, 0, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3},
			map[string]districts.State{"units-assigned-once": incomplete, "contiguity": incomplete, "voters-sum": incomplete,
				"equality": incomplete}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, pass(c.want), states(small(t, c.of...)))
		})
	}
}

// A rule that compares districts is broken for good by those that change no more, and by no others.
func TestStandingOfAnUnfinishedPlan(t *testing.T) {
	for _, id := range []string{"kz-2022-nation-range", "kz-2022-nation-range-largest", "kz-2022-nation-range-smallest"} {
		r, err := rule.Find(id, nil)
		require.NoError(t, err)
		for _, c := range []struct {
			of   []int
			want rule.Verdict
		}{
			{[]int{1, 1, 2, 2, 2, 2, 3, 3, 0, 3, 3, 3}, rule.Breaks}, // 200 and 400 in a finished region
			{[]int{1, 1, 1, 2, 2, 2, 3, 0, 0, 0, 0, 0}, rule.Incomplete},
			{[]int{1, 1, 2, 2, 0, 2, 3, 3, 3, 3, 3, 3}, rule.Incomplete}, // only one is settled
		} {
			p := small(t, c.of...)
			res := p.Evaluate(r)
			require.Equal(t, rule.Breaks, res.Verdict)
			require.Equal(t, c.want, p.Standing(r, res), "%s %v", id, c.of)
		}
	}
}

func TestDoublesFail(t *testing.T) {
	p := small(t, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3)
	p.Duplicates = districts.Duplicates{"A2": {1, 2}}
	checks := p.Checks()
	require.Equal(t, districts.Fail, checks[0].State)
	require.Equal(t, "A2", checks[0].Subjects[0].ID)
	require.Contains(t, checks[0].Subjects[0].Detail.String(), "1, 2")
	require.False(t, districts.Met(checks))
}

func TestEqualityNamesTheVotersToMove(t *testing.T) {
	p := small(t, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3)
	for _, c := range p.Checks() {
		if c.ID == districts.CheckEquality {
			// A1 has 100 of a mean of 300, bounds 240 and 360; the rest have 500.
			require.Contains(t, c.Subjects[0].Detail.String(), "needs 140 more")
			require.Contains(t, c.Subjects[1].Detail.String(), "needs 140 fewer")
			require.Equal(t, int64(-140), *c.Margin)
			require.InDelta(t, 2.0/3, c.Value.Number, 1e-12)
		}
	}
}

func TestReadPlanBothWays(t *testing.T) {
	p := small(t, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3)
	geojson, err := p.GeoJSON()
	require.NoError(t, err)
	d := smallCase(t)
	for name, data := range map[string][]byte{"plan.geojson": geojson, "plan.csv": p.Assignment()} {
		again, err := districts.ReadPlan(d, name, data)
		require.NoError(t, err, name)
		require.Empty(t, again.Duplicates)
		require.Equal(t, p.Of, again.Of, name)
	}
}

func TestReadPlanNamesEveryFault(t *testing.T) {
	d := smallCase(t)
	_, err := districts.ReadPlan(d, "p.csv", []byte("unit_id,district\nA1,one\nA2,0\nZ9,1\nA3,15|16\nA4,\n"))
	require.ErrorContains(t, err, `"one"`)
	require.ErrorContains(t, err, "Z9")
	require.NotContains(t, err.Error(), "A3")
	doubled, err := districts.ReadPlan(d, "p.csv", []byte("unit_id,district\nA1,1\nA1,2\nA1,1\n"))
	require.NoError(t, err)
	require.Equal(t, districts.Duplicates{"A1": {1, 2}}, doubled.Duplicates)
	_, err = districts.ReadPlan(d, "p.json",
		[]byte(`{"type":"FeatureCollection","features":[{"properties":{"district":1.5,"units":[]}},`+
			`{"properties":{"district":2}},{"properties":{"units":["A1"]}},{"properties":{"district":1,"units":["Q"]}}]}`))
	for _, says := range []string{`"1.5"`, `features[1]: no property "units"`, `features[2]: no property "district"`,
		"unit Q"} {
		require.ErrorContains(t, err, says)
	}
}

func FuzzReadPlan(f *testing.F) {
	d := smallCase(f)
	f.Add([]byte("unit_id,district\nA1,1\n"))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"properties":{"district":1,"units":["A1",2]}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := districts.ReadPlan(d, "fuzz", data)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		// Written both ways and read again it is the same plan, and its checks say the same.
		shapes, err := p.GeoJSON()
		require.NoError(t, err)
		for name, data := range map[string][]byte{"a.csv": p.Assignment(), "a.geojson": shapes} {
			if len(p.Districts) == 0 && name == "a.geojson" {
				continue
			}
			again, err := districts.ReadPlan(d, name, data)
			require.NoError(t, err)
			require.Equal(t, p.Of, again.Of)
			require.Equal(t, len(p.Districts), len(again.Districts))
			for i, x := range p.Districts {
				require.Equal(t, x.Number, again.Districts[i].Number)
				require.Equal(t, x.Voters, again.Districts[i].Voters)
			}
			if name == "a.csv" {
				require.Equal(t, p.Duplicates, again.Duplicates)
				require.Equal(t, p.Checks(), again.Checks())
			}
		}
	})
}

func TestKeepNumbers(t *testing.T) {
	old := small(t, 2, 2, 2, 1, 1, 1, 3, 3, 3, 3, 3, 3)
	p := small(t, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3)
	p.KeepNumbers(old)
	require.Equal(t, 2, p.Districts[p.Of[0]].Number)
	require.Equal(t, 1, p.Districts[p.Of[5]].Number)
	for i, d := range p.Districts {
		require.Equal(t, i+1, d.Number)
	}
}

// Any assignment whatever gives a plan whose figures agree with a count of their own.
func TestPlanFigures(t *testing.T) {
	d := smallCase(t)
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.IntRange(0, 5), 12, 12).Draw(t, "district")
		p, err := districts.NewNumbered(d, of)
		if err != nil {
			t.Fatal(err)
		}
		voters := map[int]int64{}
		for u, label := range of {
			voters[label] += d.Layer.Units[u].Voters
			switch i := p.Of[u]; {
			case label == 0 && i != districts.Unassigned, label != 0 && p.Districts[i].Number != label:
				t.Fatalf("unit %d of label %d has district %d", u, label, i)
			}
		}
		for _, x := range p.Districts {
			if x.Voters != voters[x.Number] {
				t.Fatalf("district %d has %d voters, want %d", x.Number, x.Voters, voters[x.Number])
			}
			parts := 0
			for _, part := range p.Parts(x) {
				parts += len(part)
			}
			if parts != len(x.Units) {
				t.Fatalf("district %d: its parts have %d units of %d", x.Number, parts, len(x.Units))
			}
		}
		p.Checks()
	})
}

func TestKazakhstan(t *testing.T) {
	d := kazakhstan(t)
	made, err := planning.Make(t.Context(), d, planning.Settings{Objective: "border"})
	require.NoError(t, err)
	p, regions := made.Plan, made.Regions
	require.True(t, districts.Met(p.Checks()))
	require.Len(t, p.Districts, 29)
	for _, r := range regions {
		require.Equal(t, "optimal", r.Status.String(), d.Layer.Regions[r.Region].ID)
	}
	// The numbers of the regions' districts are those enacted in 2022.
	numbers := map[string][]int{}
	var voters int64
	for _, x := range p.Districts {
		id := d.Layer.Regions[x.Region].ID
		numbers[id] = append(numbers[id], x.Number)
		voters += x.Voters
	}
	require.Equal(t, int64(12_035_578), voters)
	for id, want := range map[string][]int{
		"KZ-71": {1, 2}, "KZ-75": {3, 4, 5}, "KZ-79": {6, 7}, "KZ-10": {8}, "KZ-19": {11, 12}, "KZ-31": {15, 16},
		"KZ-35": {18, 19}, "KZ-61": {25, 26, 27}, "KZ-62": {28}, "KZ-63": {29},
	} {
		require.Equal(t, want, numbers[id], id)
	}
}

// The districts' outlines, read back by orb, cover what their units cover, and no more.
func TestGeoJSONCoversTheUnits(t *testing.T) {
	d := kazakhstan(t)
	made, err := planning.Make(t.Context(), d, planning.Settings{})
	require.NoError(t, err)
	p := made.Plan
	text, err := p.GeoJSON()
	require.NoError(t, err)
	fc, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	require.Len(t, fc.Features, 29)
	for i, f := range fc.Features {
		var units float64
		for _, u := range p.Districts[i].Units {
			units += measure.Area(d.Layer.Topology.Face(u)) / 1e6
		}
		require.InDelta(t, units, f.Properties["area_km2"], units*1e-6+0.001)
		require.Equal(t, float64(i+1), f.Properties["district"])
		require.NotEmpty(t, f.Properties["name_kk"])
		require.NotEmpty(t, f.Properties["centre"])
	}
	require.True(t, json.Valid(text))
}

func TestDeviationIsExact(t *testing.T) {
	d := districts.District{Base: 472_572, Quota: big.NewRat(966_304, 2)}
	require.Zero(t, d.Deviation().Cmp(big.NewRat(-10580, 483152)))
	require.Zero(t, districts.District{Quota: new(big.Rat)}.Deviation().Sign())
}
