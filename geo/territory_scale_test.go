package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// BenchmarkTerritories reads regions and settlements that divide them: time, and the most memory in use, in all and per
// settlement.
func BenchmarkTerritories(b *testing.B) {
	for _, n := range []struct {
		name             string
		parents, of, all int // parents in each row of a square
	}{{"1of10000", 1, 1, 10_000}, {"225of7200", 15, 15, 7_200}, {"1of100000", 1, 1, 100_000},
		{"1000of10000", 40, 25, 10_000}, {"1000of100000", 40, 25, 100_000}} {
		b.Run(n.name, func(b *testing.B) {
			w := countryOf(n.parents, n.of, n.all)
			order := make([]int, len(w.towns))
			for i := range order {
				order[i] = i
			}
			stop := make(chan struct{})
			most := watch(stop)
			for b.Loop() {
				b.StopTimer()
				s := w.sources(order)
				b.StartTimer()
				r, err := read(b.Context(), s)
				require.NoError(b, err)
				require.Len(b, r.layer.Units, n.all)
			}
			close(stop)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n.all), "ns/settlement")
			b.ReportMetric(<-most/1e6, "heap-MB")
		})
	}
}

// countryOf has regions in rows, with lines broken in 32 pieces a side, and settlements as many in each, some close
// together.
func countryOf(cols, rows, towns int) *world {
	random := rand.New(rand.NewPCG(3, 1))
	const size, pieces = 0.5, 32
	w := &world{}
	corner := func(c, r int, east bool, k int) orb.Point { // k-th place of a side that leaves a corner
		f := float64(k) / pieces
		if east {
			return orb.Point{50 + size*(float64(c)+f), 40 + size*float64(r) + 0.02*math.Sin(9*f*math.Pi)}
		}
		return orb.Point{50 + size*float64(c) + 0.02*math.Sin(7*f*math.Pi), 40 + size*(float64(r)+f)}
	}
	for c := range cols {
		for r := range rows {
			var ring orb.Ring
			for side := range 4 {
				for k := range pieces {
					switch side {
					case 0:
						ring = append(ring, corner(c, r, true, k))
					case 1:
						ring = append(ring, corner(c+1, r, false, k))
					case 2:
						ring = append(ring, corner(c, r+1, true, pieces-k))
					case 3:
						ring = append(ring, corner(c, r, false, pieces-k))
					}
				}
			}
			w.regions = append(w.regions, orb.MultiPolygon{{append(ring, ring[0])}})
		}
	}
	place := func(at int) float64 { return size * (float64(at) + 0.1 + 0.8*random.Float64()) }
	for i := range towns {
		k := i % len(w.regions)
		w.towns = append(w.towns, testTown{region: k, points: []orb.Point{{50 + place(k/rows), 40 + place(k%rows)}}})
	}
	return w
}
