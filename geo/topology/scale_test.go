package topology

import (
	"context"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"okrug/geo/internal/tiling"
	"okrug/geo/measure"
)

func TestGrid(t *testing.T) {
	g := tiling.Square(1600)
	faces := g.Faces()
	top, found := BuildChecked(faces, Options{})
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
	simpler, done, err := top.Generalise(context.Background(), Generalisation{Positions: 20000, Decimals: 5, AreaChange: 0.05})
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
				Build(faces)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(faces)), "ns/unit")
		})
	}
}

func BenchmarkGeneralise(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			top := Build(tiling.Square(n).Faces())
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
	top := Build(g.Faces())
	var half []int
	for i := range top.Len() / 2 {
		half = append(half, i)
	}
	for b.Loop() {
		top.Dissolve(half)
	}
}
