package report_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/report"
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
