package heuristic

import (
	"context"
	"os"
	"testing"

	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/testdata"
)

// published is an instance with cut edges as its cost.
func published(b *testing.B, file string, k int, tolerance string) *model {
	f, err := os.Open(testdata.Shared(b, "bench", file+".json"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	in, err := nodelink.Read(f, file, nodelink.Options{})
	if err != nil {
		b.Fatal(err)
	}
	limit, err := rule.ParseFraction(tolerance)
	if err != nil {
		b.Fatal(err)
	}
	g := in.Graph
	p := &model{graph: g, seats: k, quota: float64(g.Total()) / float64(k), edgeCost: make([]float64, len(g.Edges))}
	p.lower, p.upper = rule.MaxDeviationBounds(g.Total(), k, limit)
	for i := range p.edgeCost {
		p.edgeCost[i] = 1
	}
	return asking(p)
}

// BenchmarkRun is a whole run of 200 work units a node and the cut that it finds.
func BenchmarkRun(b *testing.B) {
	for _, c := range []struct {
		name, file string
		k          int
		tolerance  string
	}{{"IA4", "county2010-IA", 4, "5%"}, {"CT5", "precincts-CT", 5, "1%"}, {"AR4", "blockgroups-AR", 4, "5%"},
		{"AR35", "blockgroups-AR", 35, "20%"}} {
		b.Run(c.name, func(b *testing.B) {
			p := published(b, c.file, c.k, c.tolerance)
			cut, seed := 0.0, uint64(0)
			for b.Loop() {
				cut += search(context.Background(), p, Settings{Seed: seed, Workers: 1, Work: 200 * int64(p.graph.Len())}).Cost
				seed++
			}
			b.ReportMetric(cut/float64(seed), "cut")
		})
	}
}

// BenchmarkTree draws spanning trees of the whole graph.
func BenchmarkTree(b *testing.B) {
	p := published(b, "blockgroups-AR", 4, "5%")
	l, _ := p.base()
	f, r := newForest(l), newSource(1, 1)
	nodes := make([]int32, l.n)
	for i := range nodes {
		nodes[i] = int32(i)
	}
	f.enter(nodes)
	b.ReportAllocs()
	for b.Loop() {
		f.draw(r, nodes)
	}
}

// BenchmarkSteps is the annealing alone: time for a proposed move.
func BenchmarkSteps(b *testing.B) {
	p := published(b, "blockgroups-AR", 20, "5%")
	e := newEngine(context.Background(), p, Settings{})
	tk := &task{engine: e, r: newSource(1, 1), band: band{lo: p.lower, hi: p.upper}}
	s := newState(e.base, p.seats)
	s.band = tk.band
	s.set(tk.seed(e.base))
	best := newKeeper(s)
	const steps = 100_000
	b.ReportAllocs()
	for b.Loop() {
		s.anneal(tk.r, schedule{steps: steps, hot: 1, cold: 0.2, low: 25, high: 120, perDistrict: p.quota}, best,
			func() bool { return false })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/steps, "ns/step")
}

// BenchmarkCoarsen makes all coarser levels of a graph.
func BenchmarkCoarsen(b *testing.B) {
	p := published(b, "blockgroups-AR", 4, "5%")
	e := newEngine(context.Background(), p, Settings{})
	tk := &task{engine: e, r: newSource(1, 1)}
	b.ReportAllocs()
	for b.Loop() {
		tk.coarser(nil)
	}
}
