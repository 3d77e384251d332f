package folder_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/generate"
	"github.com/okrug/okrug/geo/locale"
)

// madeUp is a made-up country's scenario with its file, every vertex of every unit moved on its own by so many metres.
func madeUp(t testing.TB, units int, metres float64) fstest.MapFS {
	c, err := generate.Generate(generate.Options{Units: units, Seed: 1})
	require.NoError(t, err)
	if metres > 0 {
		c.Move(metres)
	}
	var yaml, file bytes.Buffer
	require.NoError(t, c.WriteScenario(&yaml, c.Seats()))
	require.NoError(t, c.WriteUnits(&file))
	return fstest.MapFS{"scenario.yaml": {Data: yaml.Bytes()}, "units.geojson": {Data: file.Bytes()}}
}

// BenchmarkCountry plans made-up countries and tells what each stage takes, in microseconds a unit: reading, finding
// common lines, apportioning and dividing, and writing the files. Where a stage takes as long for a unit of a large
// country as of a small one it is linear.
func BenchmarkCountry(b *testing.B) {
	for _, metres := range []float64{0, 3} {
		for _, n := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("moved=%gm/%d", metres, n), func(b *testing.B) {
				files := madeUp(b, n, metres)
				spent := map[string]time.Duration{}
				for b.Loop() {
					stage, since := "read", time.Now()
					next := func(name string) {
						spent[stage] += time.Since(since)
						stage, since = name, time.Now()
					}
					ctx := context.Background()
					s, err := scenario.OpenFS(files, "scenario.yaml")
					require.NoError(b, err)
					c, err := districts.Open(ctx, s, func(what locale.Text, _ int) {
						if what.Key == "finding common lines" {
							next("topology")
						}
					})
					require.NoError(b, err)
					next("plan")
					made, err := planning.Make(ctx, c, planning.Settings{})
					require.NoError(b, err)
					next("files")
					r, err := report.Solved(c, made)
					require.NoError(b, err)
					_, err = folder.Files(context.Background(), made.Plan, r, folder.Options{Lang: "en"})
					require.NoError(b, err)
					next("")
				}
				for _, stage := range []string{"read", "topology", "plan", "files"} {
					us := float64(spent[stage].Microseconds()) / float64(b.N) / float64(n)
					b.ReportMetric(math.Round(10*us)/10, stage+"-µs/unit")
				}
			})
		}
	}
}

// A country whose units were each drawn on their own has the borders of the one whose lines are shared, but for some so
// short that they may be corners; it has no others.
func TestMovedCountryHasTheSameBorders(t *testing.T) {
	borders := func(metres float64) map[[2]string]float64 {
		s, err := scenario.OpenFS(madeUp(t, 2000, metres), "scenario.yaml")
		require.NoError(t, err)
		c, err := districts.Open(context.Background(), s, nil)
		require.NoError(t, err)
		out := map[[2]string]float64{}
		for _, x := range c.Layer.Borders {
			if !x.Link {
				out[[2]string{c.Layer.Units[x.A].ID, c.Layer.Units[x.B].ID}] = x.Metres
			}
		}
		return out
	}
	shared, moved := borders(0), borders(3)
	for pair, length := range shared {
		if length > 60 { // three widths
			require.NotZero(t, moved[pair], "%s is %g m long", pair, length)
		}
		if length > 1000 {
			require.InEpsilon(t, length, moved[pair], 0.02, "%s", pair)
		}
	}
	for pair, length := range moved {
		require.NotZero(t, shared[pair], "%s is %g m long", pair, length)
	}
	require.Greater(t, len(moved), 5000)
}
