package feasibility

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// The county graphs of the 2020 census (A. Buchanan, county-level-districting-2020): right answers, and a proof for
// every no.
func TestCounties2020(t *testing.T) {
	dir := testdata.Shared(t, "bench")
	files, err := filepath.Glob(filepath.Join(dir, "feasible2020-*.json"))
	require.NoError(t, err)
	require.Len(t, files, 14)
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			var in struct {
				Graph struct {
					Districts    int
					Lower, Upper int64
					Feasible     bool
				}
				Nodes []struct {
					ID         any
					Population int64
				}
				Links []struct{ Source, Target any }
			}
			b, err := os.ReadFile(f)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(b, &in))
			at := map[any]int{}
			var ids []string
			var voters []int64
			for i, n := range in.Nodes {
				at[n.ID] = i
				id, err := json.Marshal(n.ID)
				require.NoError(t, err)
				ids, voters = append(ids, string(bytes.Trim(id, `"`))), append(voters, n.Population)
			}
			var edges []graph.Edge
			for _, l := range in.Links {
				edges = append(edges, graph.Edge{U: at[l.Source], V: at[l.Target], Length: 1})
			}
			g, err := graph.New(ids, voters, edges)
			require.NoError(t, err)
			reg, plan := within(t, g, in.Graph.Districts, in.Graph.Lower, in.Graph.Upper,
				Settings{Nodes: 300_000, Time: 10 * time.Minute})
			if !in.Graph.Feasible {
				require.Equal(t, balance.Infeasible, reg.Status)
				verified(t, []*certificate.Certificate{reg.Proof})
				return
			}
			require.Equal(t, balance.Feasible, reg.Status, reg.Reason)
			sums := make([]int64, in.Graph.Districts)
			for v, d := range plan {
				sums[d] += voters[v]
			}
			for d, n := range sums {
				require.True(t, in.Graph.Lower <= n && n <= in.Graph.Upper, "district %d has %d", d, n)
				require.True(t, connected(g, func(v int) bool { return plan[v] == d }))
			}
		})
	}
}
