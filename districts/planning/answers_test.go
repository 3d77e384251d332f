package planning_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/testdata"
)

const byMean = "rule: own\nrules: [{id: own, statistic: deviation, limit: 20 %, scope: region}]\n"

// What whole numbers show to be impossible is said of every region at once, in every language, and nothing is searched.
func TestImpossible(t *testing.T) {
	c := strips(t, [][]int64{{100, 10}, {50, 50}, {1, 9}}, 0, "seats: {fixed: {A: 2, B: 2, C: 2}}\n"+byMean)
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	require.Nil(t, made.Plan)
	require.True(t, made.None.Proven)
	require.Len(t, made.None.Reasons, 2)
	require.ErrorContains(t, made.None, "no plan within the rule exists:\n  A, 2 seats, 110 voters, 44 to 66 a district: "+
		"infeasible: ")
	require.Contains(t, made.None.In("ru"), "A")
	require.True(t, made.Regions[1].Skipped)
}

// A soft rule forbids no plan: where its limit cannot be kept the plan with the least deviation stands in.
func TestSoft(t *testing.T) {
	for _, scope := range []string{"region", "nation"} {
		for _, statistic := range []string{"deviation", "range/mean"} {
			c := strips(t, [][]int64{{100, 10, 60}, {50, 50}}, 0, "seats: {fixed: {A: 2, B: 2}}\nrule: own\n"+
				"rules: [{id: own, statistic: "+statistic+", limit: 5 %, soft: true, scope: "+scope+"}]\n")
			made, err := planning.Make(t.Context(), c, planning.Settings{})
			require.NoError(t, err)
			require.NotNil(t, made.Plan, statistic)
			require.Equal(t, []int{1, 2, 2, 3, 4}, numbers(made.Plan), "100 beside 70 is nearer than 110 beside 60")
			require.True(t, made.Regions[0].Beyond)
			a, err := planning.Amend(t.Context(), c, made.Plan, planning.AmendSettings{})
			require.NoError(t, err)
			require.Zero(t, a.Units)
			require.Equal(t, made.Plan.Assignment(), a.Plan.Assignment())
		}
	}
}

func numbers(p *districts.Plan) (out []int) {
	for _, d := range p.Of {
		out = append(out, p.Districts[d].Number)
	}
	return out
}

// Under a rule that compares all districts of the country, there is a plan if and only if a walk through all plans
// finds one, and it meets the rule.
func TestDistrictsOfAllRegionsCompared(t *testing.T) {
	found, none := 0, 0
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		voters := make([][]int64, rapid.IntRange(1, 3).Draw(t, "regions"))
		fixed := ""
		for r := range voters {
			voters[r] = rapid.SliceOfN(rapid.SampledFrom([]int64{40, 60, 90, 100, 130}), 2, 4).Draw(t, "voters")
			fixed += string(rune('A'+r)) + ": " + rapid.SampledFrom([]string{"1", "2"}).Draw(t, "seats") + ", "
		}
		statistic := rapid.SampledFrom(rule.Statistics()[1:4]).Draw(t, "statistic").String()
		limit := rapid.SampledFrom([]string{"10 %", "30 %", "50 %"}).Draw(t, "limit")
		free := rapid.SampledFrom([]string{"", ", exceptions: [{regions: [A], free: true}]"}).Draw(t, "free")
		c, err := openStrips(dir, voters, 0, "seats: {fixed: {"+fixed+"}}\nrule: own\n"+
			"rules: [{id: own, statistic: "+statistic+", limit: "+limit+", scope: nation"+free+"}]\n")
		require.NoError(t, err)
		made, err := planning.Make(t.Context(), c, planning.Settings{})
		require.NoError(t, err)
		exists := false
		everyPlan(c, func(p *districts.Plan) bool {
			exists = districts.Met(p.Checks())
			return !exists
		})
		require.Equal(t, exists, made.Plan != nil, "%v", made.None)
		if exists {
			require.True(t, districts.Met(made.Plan.Checks()))
			found++
		} else {
			require.True(t, made.None.Proven, "%v", made.None)
			none++
		}
	})
	testdata.Enough(t, "plans", found, 1)
	testdata.Enough(t, "countries without one", none, 1)
}

// everyPlan walks through the contiguous plans of strips: each region is cut between units.
func everyPlan(c *districts.Case, yield func(*districts.Plan) bool) {
	counts, regionOf := c.DistrictCounts(), districts.RegionOf(c.Layer)
	label := make([]int, len(regionOf))
	var walk func(u, next, left int) bool // the unit, the district of the unit before, and cuts left in its region
	walk = func(u, last, left int) bool {
		if u == len(label) {
			if left > 0 {
				return true
			}
			p, err := districts.New(c, label)
			return err == nil && yield(p)
		}
		if u == 0 || regionOf[u] != regionOf[u-1] {
			if left > 0 {
				return true
			}
			label[u] = last + 1
			return walk(u+1, last+1, counts[regionOf[u]]-1)
		}
		label[u] = last
		if !walk(u+1, last, left) {
			return false
		}
		if left == 0 {
			return true
		}
		label[u] = last + 1
		return walk(u+1, last+1, left-1)
	}
	walk(0, 0, 0)
}

// Variants are the best plans; any can be chosen, and what cannot is said.
func TestChoose(t *testing.T) {
	c := strips(t, [][]int64{{50, 50, 50, 50, 50, 50}, {9, 9}}, 0, "seats: {fixed: {A: 3, B: 1}}\nrule: own\n"+
		"rules: [{id: own, statistic: deviation, limit: 60 %, scope: region}]\n")
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	set := planning.Settings{Choose: map[string]int{"A": 2}}
	set.Variants = 3
	chosen, err := planning.Make(t.Context(), c, set)
	require.NoError(t, err)
	require.Equal(t, 1, chosen.Regions[0].Chosen)
	require.NotEqual(t, made.Plan.Assignment(), chosen.Plan.Assignment())
	same, err := chosen.Variant(0, 1)
	require.NoError(t, err)
	require.Equal(t, chosen.Plan.Assignment(), same.Assignment())
	best, err := chosen.Variant(0, 0)
	require.NoError(t, err)
	require.Equal(t, made.Plan.Assignment(), best.Assignment())
	for text, choose := range map[string]map[string]int{
		`there is no region "X" to choose a variant of`: {"X": 1}, "A has 3 variants, there is none of number 9": {"A": 9},
	} {
		set.Choose = choose
		_, err := planning.Make(t.Context(), c, set)
		require.ErrorContains(t, err, text)
	}
}

// One region alone is planned where it is named; names that there are not are refused.
func TestOneRegion(t *testing.T) {
	c := strips(t, [][]int64{{50, 50}, {9, 9, 9}}, 0, "seats: {fixed: {A: 2, B: 3}}\n"+byMean)
	made, err := planning.Make(t.Context(), c, planning.Settings{Region: "B", Objective: "border"})
	require.NoError(t, err)
	require.Len(t, made.Regions, 1)
	require.Equal(t, balance.Optimal, made.Regions[0].Status)
	_, err = planning.Make(t.Context(), c, planning.Settings{Region: "C"})
	require.ErrorContains(t, err, `there is no region "C"; the regions are A, B`)
	_, err = planning.Make(t.Context(), c, planning.Settings{Objective: "inertia"})
	require.ErrorContains(t, err, "choose balanced, border or deviation")
}

// Where districts of several regions decide together whether exceptions fit, a plan that breaks the rule is none.
func TestExceptionsOfDistricts(t *testing.T) {
	c := strips(t, [][]int64{{100, 100, 10}, {100, 100}}, 0, "seats: {fixed: {A: 2, B: 2}}\nrule: own\nrules: [{id: own, "+
		"statistic: deviation, limit: 1 %, scope: region, exceptions: [{area_above_km2: 1, lower: 50 %, upper: 50 %}]}]\n")
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	require.NotNil(t, made.Plan, "%v", made.None)
	require.True(t, districts.Met(made.Plan.Checks()))
}

// A claim that another look at the lines would overturn is told to hang on them, for plans and amendments.
func TestNearTolerance(t *testing.T) {
	more := "tolerance: {gaps: true}\nseats: {fixed: {A: 2, B: 1}}\n" + byMean
	// Without the first unit's border to the second it is a district by itself, whatever its voters.
	for _, x := range []struct {
		voters []int64
		none   bool
		says   string
	}{
		{[]int64{20, 40, 50}, true, "with them joined there is a plan"},
		{[]int64{50, 25, 25}, false, ""}, // the same plan is the best one
		{[]int64{1, 1, 900}, true, ""},   // joined or not there is none
	} {
		c := strips(t, [][]int64{x.voters, {9}}, 5000, more)
		c.Layer.Near = []geo.Near{{A: 0, B: 1, Metres: 7000}}
		made, err := planning.Make(t.Context(), c, planning.Settings{})
		require.NoError(t, err)
		require.Equal(t, x.none, made.Plan == nil)
		old, err := districts.NewNumbered(c, []int{1, 2, 2, 3})
		require.NoError(t, err)
		a, err := planning.Amend(t.Context(), c, old, planning.AmendSettings{})
		require.NoError(t, err)
		require.Equal(t, x.none, a.Plan == nil)
		if x.says == "" {
			require.Nil(t, made.Regions[0].Doubt)
			require.Nil(t, a.Regions[0].Doubt)
			continue
		}
		require.ErrorContains(t, made.Regions[0].Doubt, x.says)
		require.ErrorContains(t, a.Regions[0].Doubt, x.says)
		require.ErrorContains(t, a.Regions[0].Doubt, "A1 and A2")
	}
	// A plan that moves fewer voters, and a better one.
	c := strips(t, [][]int64{{50, 5, 50, 45}, {9}}, 5000, more)
	c.Layer.Near = []geo.Near{{A: 0, B: 1, Metres: 7000}}
	c.Rule.Limit = rule.FractionOf(big.NewRat(1, 1))
	made, err := planning.Make(t.Context(), c, planning.Settings{Objective: "deviation"})
	require.NoError(t, err)
	require.ErrorContains(t, made.Regions[0].Doubt, "with them joined there is a better plan")
}

// A plan of other units cannot be amended, nor one with a district in two regions.
func TestNoAmendment(t *testing.T) {
	more := "seats: {fixed: {A: 1, B: 1}}\n" + byMean
	c, other := strips(t, [][]int64{{5, 5}, {9}}, 0, more), strips(t, [][]int64{{5, 5}, {9, 1}}, 0, more)
	old, err := districts.New(other, []int{1, 1, 2, 2})
	require.NoError(t, err)
	_, err = planning.Amend(t.Context(), c, old, planning.AmendSettings{})
	require.ErrorContains(t, err, "it has B2, which the case lacks, and the case none, which it lacks")
	across, err := districts.New(c, []int{1, 2, 2})
	require.NoError(t, err)
	_, err = planning.Amend(t.Context(), c, across, planning.AmendSettings{})
	require.ErrorContains(t, err, "district 2 of the plan in force lies in several regions")
	turned := *c
	layer := *c.Layer
	layer.Units = []geo.Unit{c.Layer.Units[1], c.Layer.Units[0], c.Layer.Units[2]}
	turned.Layer = &layer
	was, err := districts.New(c, []int{1, 1, 2})
	require.NoError(t, err)
	_, err = planning.Amend(t.Context(), &turned, was, planning.AmendSettings{})
	require.ErrorContains(t, err, "in another order")
}
