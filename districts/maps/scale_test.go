package maps

import (
	"context"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// BenchmarkRegion draws the sheet of a region, and tells how many times longer that takes where there are ten times as
// many regions elsewhere. A country has as many sheets as regions, so that what each does for the whole country grows
// with the square of it. What is worked out once for all sheets is not counted.
func BenchmarkRegion(b *testing.B) {
	work := func(regions int) func() time.Duration {
		p := quilt(b, 20*regions, 20, regions, orb.Point{}, 0.02, func(col, _ int) int { return col/20 + 1 })
		opt := Options{Sheet: Sheet{Kind: Region, Region: "2"}, Lines: new(Lines)}
		draw := func() time.Duration {
			since := time.Now()
			_, err := Draw(context.Background(), p, opt)
			require.NoError(b, err)
			return time.Since(since)
		}
		draw()
		return draw
	}
	few, many := work(8), work(80)
	var small, large time.Duration
	for b.Loop() {
		small += few()
		large += many()
	}
	b.ReportMetric(float64(large)/float64(small), "times")
}
