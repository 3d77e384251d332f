package balance

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/enumerate"
)

// The survey of a region may take so many search nodes that it costs much the same whatever the region's size, and
// never more for a larger one.
func TestSurveysGiveUpInProportion(t *testing.T) {
	require.EqualValues(t, 10_000_000, surveyNodes(64))
	require.EqualValues(t, 500_000, surveyNodes(65))
	require.EqualValues(t, 500_000, surveyNodes(128))
	for n := 65; n < enumerate.MaxNodes; n++ {
		require.LessOrEqual(t, surveyNodes(n+1), surveyNodes(n))
		require.LessOrEqual(t, surveyNodes(n+1)*int64(n)*int64(n), int64(500_000*128*128+1_000_000))
	}
	require.Greater(t, surveyNodes(enumerate.MaxNodes), int64(5_000))
}
