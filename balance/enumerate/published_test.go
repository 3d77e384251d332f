package enumerate_test

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// The numbers of divisions of the n x n grid into n connected districts of n cells are OEIS A172477.
func TestGrids(t *testing.T) {
	for n, want := range map[int]int64{2: 2, 3: 10, 4: 117, 5: 4006, 6: 451206} {
		p := &problem.Problem{Graph: grid(t, n, n), Seats: n, Lower: int64(n), Upper: int64(n)}
		s, err := enumerate.Explore(context.Background(), p, enumerate.SurveySettings{})
		require.NoError(t, err)
		assert.True(t, s.Complete)
		assert.Equal(t, want, s.Plans, "%d x %d", n, n)
	}
}

// redist's full enumeration of 25 Florida precincts in three districts: 117 688 plans, of which 8, 927 and 3 617 lie
// within 1, 10 and 20 %.
func TestFlorida(t *testing.T) {
	f := load(t, "fl25.json")
	p := &problem.Problem{Graph: f.graph, Seats: 3, Upper: f.graph.Total()}
	set := enumerate.SurveySettings{Within: []*big.Rat{big.NewRat(1, 100), big.NewRat(1, 10), big.NewRat(1, 5)}}
	s, err := enumerate.Explore(context.Background(), p, set)
	require.NoError(t, err)
	assert.True(t, s.Complete)
	assert.Equal(t, int64(117688), s.Plans)
	assert.Equal(t, []int64{8, 927, 3617}, s.Within)
}

func TestCounties(t *testing.T) {
	for _, c := range []struct {
		file  string
		plans int64
	}{{"county2010-ME.json", 1}, {"county2010-NM.json", 365}} {
		f := load(t, c.file)
		p := &problem.Problem{Graph: f.graph, Seats: f.k, Lower: f.lower, Upper: f.upper}
		s, err := enumerate.Explore(context.Background(), p, enumerate.SurveySettings{CutEdges: true})
		require.NoError(t, err)
		assert.True(t, s.Complete)
		assert.Equal(t, c.plans, s.Plans, c.file)
		assert.Equal(t, int64(f.minCut), s.Shortest, c.file)
		t.Log(c.file, s.Nodes)
	}
}

func BenchmarkLook(b *testing.B) {
	run := func(name string, g *graph.Graph, k int, lower, upper int64) {
		b.Run(strings.TrimSuffix(name, ".json"), func(b *testing.B) {
			for b.Loop() {
				p := &problem.Problem{Graph: g, Seats: k, Lower: lower, Upper: upper}
				s, err := enumerate.Explore(context.Background(), p, enumerate.SurveySettings{})
				require.NoError(b, err)
				b.ReportMetric(float64(s.Nodes), "nodes")
			}
		})
	}
	run("grid5", grid(b, 5, 5), 5, 5, 5)
	run("grid6", grid(b, 6, 6), 6, 6, 6)
	for _, name := range []string{"county2010-ME.json", "county2010-NM.json"} {
		f := load(b, name)
		run(name, f.graph, f.k, f.lower, f.upper)
	}
	f := load(b, "fl25.json")
	run("fl25-20", f.graph, 3, (f.graph.Total()*4+14)/15, f.graph.Total()*6/15)
	run("fl25-all", f.graph, 3, 0, f.graph.Total())
}
