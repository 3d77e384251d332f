package topology

import (
	"context"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/internal/tiling"
	"github.com/okrug/okrug/geo/measure"
)

func TestGrid(t *testing.T) {
	g := tiling.Square(1600)
	faces := g.Faces()
	top, found := Build(faces, Options{})
	found.Contacts = nil
	assert.Equal(t, &Findings{}, found)
	assert.Len(t, top.Borders(), g.Neighbours())
	var halves [2][]int
	for i := range faces {
		halves[i%g.Cols*2/g.Cols] = append(halves[i%g.Cols*2/g.Cols], i)
		require.InEpsilon(t, measure.Area(faces[i]), measure.Area(top.Face(i)), 1e-9)
	}
	two := top.Merge(halves[:])
	assert.Equal(t, 3, two.Arcs())
	assert.Equal(t, two.Face(0)[0][0].Bound(), top.Dissolve(halves[0])[0][0].Bound())
	checkUnion(t, top, halves[1][:60])
	simpler, done, err := top.Generalise(context.Background(),
		Generalisation{Positions: 20000, Decimals: 5, AreaChange: 0.05})
	require.NoError(t, err)
	assert.LessOrEqual(t, done.After, 20000)
	assert.Equal(t, pairsOf(top), pairsOf(simpler))
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			faces := tiling.Square(n).Faces()
			b.ReportAllocs()
			for b.Loop() {
				built(faces)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(faces)), "ns/unit")
		})
	}
}

// BenchmarkBuildMoved draws every unit on its own, its vertices up to 5 m off, as in files made by hand.
func BenchmarkBuildMoved(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			faces := shaken(tiling.Square(n).Faces(), 5e-5, rand.New(rand.NewPCG(1, 0)))
			b.ReportAllocs()
			for b.Loop() {
				Build(faces, Options{Width: 20, Fill: func(g Gap) bool { return g.Width() < 20 }})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(faces)), "ns/unit")
		})
	}
}

// shaken moves each vertex of each face on its own by up to d degrees in longitude and latitude.
func shaken(faces []orb.MultiPolygon, d float64, random *rand.Rand) []orb.MultiPolygon {
	for _, m := range faces {
		ring := m[0][0]
		for k := range ring[:len(ring)-1] {
			ring[k] = orb.Point{ring[k][0] + d*(2*random.Float64()-1), ring[k][1] + d*(2*random.Float64()-1)}
		}
		ring[len(ring)-1] = ring[0]
	}
	return faces
}

func BenchmarkGeneralise(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			top := built(tiling.Square(n).Faces())
			for b.Loop() {
				_, _, err := top.Generalise(context.Background(), Generalisation{Positions: 8 * n, Decimals: 5, AreaChange: 0.1})
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/unit")
		})
	}
}

func BenchmarkDissolve(b *testing.B) {
	g := tiling.Square(10000)
	top := built(g.Faces())
	var half []int
	for i := range top.Len() / 2 {
		half = append(half, i)
	}
	for b.Loop() {
		top.Dissolve(half)
	}
}

// Units each drawn on their own, up to half a metre off, are told apart however often their lines cross.
func TestGridDrawnApart(t *testing.T) {
	for seed := range uint64(3) {
		faces := shaken(tiling.Square(400).Faces(), 5e-6, rand.New(rand.NewPCG(seed, 0)))
		top, found := Build(faces, Options{Fill: func(g Gap) bool { return g.Width() < 20 }})
		require.False(t, found.Unresolved)
		require.NotEmpty(t, found.Overlaps)
		var all []int
		var sum float64
		for i := range faces {
			all = append(all, i)
			sum += measure.Area(top.Face(i))
		}
		require.Len(t, top.Dissolve(all), 1)
		require.InDelta(t, sum, measure.Area(top.Dissolve(all)), 100)
	}
}
