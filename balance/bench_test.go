package balance

import (
	"context"
	"os"
	"testing"

	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/testdata"
)

// BenchmarkSolve answers the published county questions by each method that can: to the proof by auto and exact, with
// the default budget by the heuristic.
func BenchmarkSolve(b *testing.B) {
	for _, c := range []struct {
		file   string
		method Method
	}{
		{"county2010-NM", Enumerate}, {"county2010-NM", Auto}, {"county2010-WV", Exact}, {"county2010-AR", Exact},
		{"county2010-AR", Heuristic},
	} {
		b.Run(c.file+"/"+c.method.String(), func(b *testing.B) {
			f, err := os.Open(testdata.Shared(b, "bench", c.file+".json"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			in, err := nodelink.Read(f, c.file, nodelink.Options{})
			if err != nil {
				b.Fatal(err)
			}
			p := Problem{Graph: in.Graph, Seats: in.Districts, Lower: in.Lower, Upper: in.Upper,
				Objective: Objective{Kind: CutEdges}}
			for b.Loop() {
				s, err := Solve(context.Background(), p, Settings{Method: c.method})
				if err != nil || c.method != Heuristic && s.Status != Optimal {
					b.Fatal(s.Status, err)
				}
				b.ReportMetric(s.Objective, "cut")
			}
		})
	}
}
