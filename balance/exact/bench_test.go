package exact

import (
	"context"
	"testing"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/problem"
)

// BenchmarkProof proves the published counties, and the largest grid, from a plan by the heuristic.
func BenchmarkProof(b *testing.B) {
	for _, name := range []string{"ME", "NM", "ID", "WV", "AL", "AR", "IA"} {
		b.Run(name, func(b *testing.B) {
			p, _ := load(b, "county2010-"+name+".json")
			p.Start = start(&p)
			benchmark(b, p)
		})
		b.Run(name+"/border", func(b *testing.B) {
			p, _ := load(b, "county2010-"+name+".json")
			p.Objective.Kind = problem.Border
			p.Start = start(&p)
			benchmark(b, p)
		})
	}
	b.Run("grid8", func(b *testing.B) { benchmark(b, grids(8)) })
}

func benchmark(b *testing.B, p problem.Problem) {
	b.ReportAllocs()
	for b.Loop() {
		s, err := Solve(context.Background(), &p, Settings{})
		if err != nil || s.Status != problem.Optimal {
			b.Fatal(s.Status, err)
		}
		b.ReportMetric(float64(s.Stats.Rounds), "rounds")
		b.ReportMetric(float64(s.Stats.Nodes), "nodes")
	}
}

// BenchmarkVerify checks the proof of the largest of the counties.
func BenchmarkVerify(b *testing.B) {
	p, _ := load(b, "county2010-IA.json")
	p.Start = start(&p)
	s, err := Solve(context.Background(), &p, Settings{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := verify.Certificate(context.Background(), s.Certificate); err != nil {
			b.Fatal(err)
		}
	}
}
