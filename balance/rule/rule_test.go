package rule_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
)

func fraction(t testing.TB, s string) rule.Fraction {
	f, err := rule.ParseFraction(s)
	require.NoError(t, err)
	return f
}

func TestParseFraction(t *testing.T) {
	for in, want := range map[string]string{"0.2": "20 %", "20%": "20 %", "20 %": "20 %", "1/5": "20 %", "3.5 %": "3.5 %",
		"0": "0 %", "1.2": "120 %", "1/3": "1/3"} {
		f := fraction(t, in)
		b, err := f.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(b), in)
		var g rule.Fraction
		require.NoError(t, g.UnmarshalText(b))
		require.Zero(t, f.Cmp(g))
	}
	for _, in := range []string{"", "%", "x", "-1", "1e9", "0x2", "1_0", "1/0", "twenty"} {
		_, err := rule.ParseFraction(in)
		require.Error(t, err, in)
	}
}

// The enacted districts 11 and 12 of Almaty Region, worked out by hand.
func TestAlmatyRegion(t *testing.T) {
	districts := []rule.District{{ID: "11", Region: "KZ-19", Voters: 472_572},
		{ID: "12", Region: "KZ-19", Voters: 493_732}}
	for s, want := range map[rule.Statistic]string{
		rule.Deviation: "2.19 %", rule.RangeOverMean: "4.38 %", rule.RangeOverLargest: "4.29 %",
		rule.RangeOverSmallest: "4.48 %", rule.LargestOverSmallest: "104.48 %",
	} {
		for _, scope := range []string{rule.Region, rule.Nation} {
			r := rule.Rule{ID: "x", Scope: scope, Statistic: s, Limit: fraction(t, "120 %")}
			if s == rule.RangeOverLargest {
				r.Limit = fraction(t, "20 %")
			}
			got := rule.Evaluate(r, districts, nil)
			require.Equal(t, rule.Meets, got.Verdict)
			require.Equal(t, want, rule.Percent(got.Value, 2), s)
		}
	}
	r, err := rule.Find("kz-2022-region-range", nil)
	require.NoError(t, err)
	got := rule.Evaluate(r, districts, nil)
	require.Equal(t, int64(96_630-21_160), got.Margin) // 20 % of the mean 483 152, less the range
	require.Equal(t, rule.Meets, got.Verdict)
}

// Whether one voter more than the limit allows is seen, for every statistic, with the numbers worked out by hand:
// three districts with a mean of 1000.
func TestAtTheLimit(t *testing.T) {
	tests := []struct {
		statistic rule.Statistic
		limit     string
		in, out   [3]int64
		fault     []string
		by        int64
	}{
		{rule.Deviation, "20 %", [3]int64{800, 1000, 1200}, [3]int64{799, 1000, 1201}, []string{"a", "c"}, -1},
		{rule.RangeOverMean, "20 %", [3]int64{900, 1000, 1100}, [3]int64{899, 1001, 1100}, []string{"a", "c"}, -1},
		{rule.RangeOverLargest, "25 %", [3]int64{840, 1040, 1120}, [3]int64{839, 1041, 1120}, []string{"a", "c"}, -1},
		{rule.RangeOverSmallest, "20 %", [3]int64{900, 1020, 1080}, [3]int64{900, 1019, 1081}, []string{"a", "c"}, -1},
		{rule.LargestOverSmallest, "1.2", [3]int64{900, 1020, 1080}, [3]int64{900, 1019, 1081}, []string{"a", "c"}, -1},
	}
	for _, tt := range tests {
		r := rule.Rule{ID: "x", Scope: rule.Region, Statistic: tt.statistic, Limit: fraction(t, tt.limit)}
		plan := func(v [3]int64) []rule.District {
			return []rule.District{{ID: "a", Region: "r", Voters: v[0]}, {ID: "b", Region: "r", Voters: v[1]},
				{ID: "c", Region: "r", Voters: v[2]}}
		}
		in := rule.Evaluate(r, plan(tt.in), nil)
		require.Equal(t, rule.Meets, in.Verdict, tt.statistic)
		require.Zero(t, in.Margin, tt.statistic)
		require.Empty(t, in.Faults)
		out := rule.Evaluate(r, plan(tt.out), nil)
		require.Equal(t, rule.Breaks, out.Verdict, tt.statistic)
		var ids []string
		for _, f := range out.Faults {
			ids = append(ids, f.District)
		}
		require.Equal(t, tt.fault, ids, tt.statistic)
		require.Equal(t, tt.by, out.Faults[0].By, tt.statistic)
		require.Negative(t, out.Margin)
	}
}

func TestScopes(t *testing.T) {
	districts := []rule.District{
		{ID: "1", Region: "A", Voters: 100, Parents: map[string]string{"okrug": "x"}},
		{ID: "2", Region: "A", Voters: 120, Parents: map[string]string{"okrug": "x"}},
		{ID: "3", Region: "B", Voters: 300, Parents: map[string]string{"okrug": "y"}},
		{ID: "4", Region: "B", Voters: 300, Parents: map[string]string{"okrug": "y"}},
	}
	at := func(scope string) *rule.Result {
		return rule.Evaluate(rule.Rule{ID: "x", Scope: scope, Limit: fraction(t, "20 %")}, districts, nil)
	}
	require.Equal(t, "1/11", at(rule.Region).Value.RatString())
	require.Len(t, at(rule.Region).Scopes, 2)
	require.Equal(t, "1/11", at("okrug").Value.RatString())
	n := at(rule.Nation) // mean 205: 105/205 below
	require.Equal(t, "21/41", n.Value.RatString())
	require.Equal(t, rule.Breaks, n.Verdict)
	require.Len(t, n.Faults, 4)

	districts[3].Region = ""
	crossing := at(rule.Region)
	require.Equal(t, rule.Untestable, crossing.Verdict)
	require.Equal(t, []string{"district 4 lies in no single region"}, words(crossing.Problems))
	require.Equal(t, rule.Breaks, at(rule.Nation).Verdict)
	require.Equal(t, rule.Untestable, rule.Evaluate(rule.Rule{ID: "x", Base: "population"}, districts, nil).Verdict)
	require.Equal(t, rule.Untestable, rule.Evaluate(rule.Rule{ID: "x"}, nil, nil).Verdict)
}

// An incomplete plan is measured against the region's whole electorate and all its seats.
func TestIncomplete(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "20 %")}
	districts := []rule.District{{ID: "1", Region: "A", Voters: 70}}
	require.Equal(t, rule.Meets, rule.Evaluate(r, districts, nil).Verdict)
	got := rule.Evaluate(r, districts, rule.Totals{"A": {Seats: 3, Total: map[string]int64{"voters": 300}}})
	require.Equal(t, rule.Breaks, got.Verdict)
	require.Equal(t, rule.Fault{District: "1", Scope: "A", Count: 70, Lower: 80, Upper: 120, By: -10}, got.Faults[0])
}

func TestExceptions(t *testing.T) {
	uk, err := rule.Find("uk", nil)
	require.NoError(t, err)
	districts := []rule.District{
		{ID: "isle", Voters: 20_000, Flags: []string{"protected"}},
		{ID: "moor", Voters: 60_000, AreaKM2: 12_500},
		{ID: "town", Voters: 75_000},
		{ID: "city", Voters: 75_000},
		{ID: "port", Voters: 75_000},
	}
	got := rule.Evaluate(uk, districts, nil)
	require.Equal(t, []string{"isle", "moor"}, got.Excepted)
	require.Equal(t, int64(285_000), got.Scopes[0].Total, "the island is outside the quota")
	require.Equal(t, 4, got.Scopes[0].Seats)
	require.Equal(t, rule.Breaks, got.Verdict, "75 000 is 5.26 % over 71 250")
	districts[1].Voters = 68_000
	require.Equal(t, rule.Meets, rule.Evaluate(uk, districts, nil).Verdict)
	districts[1].Voters, districts[1].AreaKM2 = 66_000, 11_000
	got = rule.Evaluate(uk, districts, nil)
	require.Equal(t, "moor", got.Faults[0].District, "too small an area for the exception")

	az, err := rule.Find("azerbaijan", nil)
	require.NoError(t, err)
	districts = []rule.District{{ID: "1", Voters: 91, Flags: []string{"remote"}}, {ID: "2", Voters: 105},
		{ID: "3", Voters: 104}}
	require.Equal(t, rule.Meets, rule.Evaluate(az, districts, nil).Verdict)
	districts[0].Flags = nil
	require.Equal(t, rule.Breaks, rule.Evaluate(az, districts, nil).Verdict)
}

func TestProjected(t *testing.T) {
	au, err := rule.Find("australia", nil)
	require.NoError(t, err)
	plan := func(a, b, pa, pb int64) []rule.District {
		return []rule.District{
			{ID: "1", Region: "S", Voters: a, Columns: map[string]int64{"projected": pa}},
			{ID: "2", Region: "S", Voters: b, Columns: map[string]int64{"projected": pb}},
		}
	}
	require.Equal(t, rule.Meets, rule.Evaluate(au, plan(91, 109, 1000, 1000), nil).Verdict)
	require.Equal(t, rule.Breaks, rule.Evaluate(au, plan(89, 111, 1000, 1000), nil).Verdict)
	soft := rule.Evaluate(au, plan(91, 109, 960, 1040), nil)
	require.Equal(t, rule.Breaks, soft.Projected.Verdict)
	require.True(t, soft.Projected.OK())
	require.True(t, soft.OK(), "the projected test is only to be met as far as practicable")
	require.NotEmpty(t, rule.Evaluate(au, []rule.District{{ID: "1", Region: "S", Voters: 3}}, nil).Problems)
}

func TestTarget(t *testing.T) {
	de, err := rule.Find("germany", nil)
	require.NoError(t, err)
	for v, want := range map[int64][2]bool{110: {true, true}, 120: {true, false}, 130: {false, false}} {
		got := rule.Evaluate(de, []rule.District{{ID: "1", Columns: map[string]int64{"population": v}},
			{ID: "2", Columns: map[string]int64{"population": 200 - v}}}, nil)
		require.Equal(t, want, [2]bool{got.OK(), *got.TargetMet}, v)
	}
}

func TestKazakhstanNation(t *testing.T) {
	lo, hi := rule.MaxDeviationBounds(12_035_578, 29, fraction(t, "20 %"))
	require.Equal(t, [2]int64{332_016, 498_023}, [2]int64{lo, hi})
	mean := big.NewRat(12_035_578, 29)
	require.Equal(t, "415019.931", mean.FloatString(3))
}

// Exceptions of every kind, by hand: 1000 voters and 10 seats in all, so that the mean is 100.
func TestAsk(t *testing.T) {
	half := fraction(t, "50 %")
	r := rule.Rule{ID: "x", Limit: fraction(t, "10 %"), Exceptions: []rule.Exception{
		{Regions: []string{"A"}, Lower: &half}, {Regions: []string{"B"}, Free: true},
		{Regions: []string{"C"}, Flag: "remote", Free: true}, {AreaAbove: 5, Regions: []string{"D"}, Free: true},
	}}
	c := &rule.Country{Regions: []string{"A", "B", "C", "D", "E"}, Seats: []int{2, 2, 2, 2, 2}}
	for i := range c.Regions {
		c.Units = append(c.Units, rule.Unit{Region: i, Voters: 150, AreaKM2: 4, Columns: map[string]int64{"remote": 1}},
			rule.Unit{Region: i, Voters: 50, AreaKM2: 4})
	}
	qs, err := rule.Ask(r, c)
	require.NoError(t, err)
	for i, want := range []struct {
		bounds       [2]int64
		free, single bool
	}{{[2]int64{50, 110}, false, false}, {[2]int64{0, 200}, true, false}, {[2]int64{90, 110}, false, true},
		{[2]int64{90, 110}, false, true},
		{[2]int64{90, 110}, false, false}} {
		q := qs.Regions[i]
		require.Equal(t, want.bounds, [2]int64{q.Lower, q.Upper}, q.Region)
		require.Equal(t, want.free, q.Free, q.Region)
		require.Equal(t, want.single, q.Single, q.Region)
		require.Equal(t, "100", q.Quota.RatString())
	}
	require.Equal(t, []rule.LeftOut{{Region: "B", Voters: 200, Seats: 2, Free: true}}, qs.Left)
	// A region outside the quota takes its voters and its seats with it.
	r.Exceptions = []rule.Exception{{Regions: []string{"A"}, Free: true, OutsideQuota: true}}
	c.Units[0].Voters = 1150
	qs, err = rule.Ask(r, c)
	require.NoError(t, err)
	require.Equal(t, "100", qs.Regions[4].Quota.RatString())
	require.Equal(t, [2]int64{90, 110}, [2]int64{qs.Regions[4].Lower, qs.Regions[4].Upper})
}

func TestTextsKeepPercentsWithTheirNumbers(t *testing.T) {
	require.Equal(t, "не более 20\u00a0% и 5% от %", rule.Text{"ru": "не более 20 % и 5% от %"}.In("ru"))
}
