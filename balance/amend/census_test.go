package amend_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/amend"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/testdata"
)

// BenchmarkCensus amends a plan of 2010's counties for the populations of 2020, within half a per cent either way.
func BenchmarkCensus(b *testing.B) {
	for _, state := range []string{"NM", "ID", "ME", "IA", "AL"} {
		b.Run(state, func(b *testing.B) {
			read := func(name string) *nodelink.File {
				text, err := os.ReadFile(filepath.Join(testdata.Shared(b, "bench"), name))
				require.NoError(b, err)
				f, err := nodelink.Read(bytes.NewReader(text), name, nodelink.Options{})
				require.NoError(b, err)
				return f
			}
			before, after := read("county2010-"+state+".json"), read("feasible2020-"+state+".json")
			old, err := balance.Solve(context.Background(), balance.Problem{Graph: before.Graph, Seats: before.Districts,
				Lower: before.Lower, Upper: before.Upper}, balance.Settings{Work: 3_000_000})
			require.NoError(b, err)
			require.NotNil(b, old.Assignment)
			require.Empty(b, old.Violations)
			at := map[string]int{}
			for v, id := range before.Graph.IDs {
				at[id] = v
			}
			start := make([]int, after.Graph.Len())
			for v, id := range after.Graph.IDs {
				start[v] = old.Assignment[at[id]]
			}
			for b.Loop() {
				r, err := amend.Run(context.Background(), amend.Problem{StartSeats: before.Districts, Problem: balance.Problem{
					Graph: after.Graph, Start: start, Seats: after.Districts, Lower: after.Lower, Upper: after.Upper}},
					amend.Settings{Work: 3_000_000})
				require.NoError(b, err)
				b.ReportMetric(float64(r.MovedVoters), "moved")
				b.ReportMetric(float64(r.Bound), "bound")
				b.ReportMetric(float64(r.Status), "status")
				b.ReportMetric(float64(r.Nodes), "nodes")
			}
		})
	}
}
