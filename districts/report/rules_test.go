package report_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// Values of statistics are shares, but a ratio is the number that it is.
func TestMeasured(t *testing.T) {
	ru := locale.Of("ru")
	for statistic, want := range map[string]string{
		"deviation": "24,96\u00a0%", "range/mean": "24,96\u00a0%", "range/largest": "24,96\u00a0%",
		"range/smallest": "24,96\u00a0%", "largest/smallest": "0,25",
	} {
		require.Equal(t, want, report.RuleTest{Statistic: statistic}.Measured(0.2496, ru), statistic)
	}
	require.Equal(t, "2.00", report.RuleTest{Statistic: "largest/smallest"}.Measured(2, locale.Of("en")))
}

// Every reading that a report has says what its value is.
func TestReadingsNameTheirStatistic(t *testing.T) {
	found := false
	for _, x := range planned(t).Rules {
		require.NotEmpty(t, x.Statistic, x.ID)
		if x.ID == "korea" {
			found = true
			require.Equal(t, "largest/smallest", x.Statistic)
			require.Equal(t, 2.0, x.Limit)
		}
	}
	require.True(t, found)
}

// Of a plan that is not finished no value and no margin stands, and no district is at fault that may still grow. In the
// plan enacted in 2022, as far as it is known, those are the two of Shymkent, one of whose units has no district.
func TestRulesOfAnUnfinishedPlan(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	p, err := caseOf(t, s).KnownPlan("enacted")
	require.NoError(t, err)
	r := report.Build(p)
	validate(t, r)
	var open []int
	for _, d := range r.Districts {
		if d.Open {
			open = append(open, d.Number)
			require.Equal(t, "KZ-79", d.RegionID)
		}
	}
	require.Equal(t, []int{6, 7}, open)
	at := map[string]report.RuleTest{}
	for _, x := range r.Rules {
		at[x.ID] = x
		require.Nil(t, x.Value, x.ID)
		require.Nil(t, x.Margin, x.ID)
		require.Nil(t, x.TargetMet, x.ID)
		require.NotContains(t, x.Faulty(), "7", x.ID)
	}
	require.Equal(t, rule.Incomplete, at["kz-2022-region"].Verdict)
	require.Empty(t, at["kz-2022-region"].AtFault)
	require.Equal(t, rule.Incomplete, at["canada"].Verdict)
	require.Equal(t, rule.Breaks, at["germany"].Verdict)
	require.Equal(t, []string{"10", "28"}, at["germany"].Faulty())
	for _, c := range r.Checks {
		if c.ID == districts.CheckEquality {
			require.Equal(t, districts.Incomplete, c.State)
			require.Zero(t, c.Value)
			require.Nil(t, c.Margin)
		}
	}
	for _, x := range planned(t).Rules {
		require.NotNil(t, x.Margin, x.ID)
	}
}
