package topology

import (
	"context"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/testdata"
)

// checkGeneralised checks what Generalise promises, by building the topology anew from the faces it gives.
func checkGeneralised(t require.TestingT, before, after *Topology, g Generalisation) {
	var faces []orb.MultiPolygon
	share := g.AreaChange
	if share == 0 {
		share = 0.01
	}
	for i := range before.Len() {
		m := after.Face(i)
		faces = append(faces, m)
		require.Equal(t, before.Face(i) == nil, m == nil)
		if m == nil {
			continue
		}
		require.NoError(t, simple(t, m).Validate())
		require.InEpsilon(t, measure.Area(before.Face(i)), measure.Area(m), share*1.0001, "face %d", i)
		for _, p := range m {
			for _, r := range p {
				require.GreaterOrEqual(t, len(r), 4)
			}
		}
	}
	require.Equal(t, before.Arcs(), after.Arcs())
	again, found := Build(faces, Options{})
	require.Empty(t, found.Crossings)
	require.Empty(t, found.Overlaps)
	require.Empty(t, found.Nestings)
	_, was := Build(allFaces(before), Options{})
	require.Len(t, found.Gaps, len(was.Gaps))
	require.Equal(t, pairsOf(before), pairsOf(again))
	require.Equal(t, after.Arcs(), again.Arcs())
}

func allFaces(t *Topology) []orb.MultiPolygon {
	var out []orb.MultiPolygon
	for i := range t.Len() {
		out = append(out, t.Face(i))
	}
	return out
}

func TestGeneraliseSource(t *testing.T) {
	top, _ := Build(source(t), Options{Fill: func(Gap) bool { return true }})
	for _, g := range []Generalisation{
		{Positions: 25000, Decimals: 4},
		{Positions: 8000, Decimals: 3},
		ForScale(5e6),
		{Decimals: 4},
	} {
		simpler, done, err := top.Generalise(context.Background(), g)
		require.NoError(t, err)
		t.Logf("%+v: %+v", g, done)
		checkGeneralised(t, top, simpler, g)
		assert.Equal(t, done.After, positions(simpler))
		assert.Equal(t, done.Before, positions(top))
		if g.Positions > 0 {
			assert.LessOrEqual(t, done.After, g.Positions)
		}
		assert.Zero(t, done.Unrounded)
		scale := math.Pow10(g.Decimals)
		for i := range simpler.Len() {
			for _, p := range simpler.Face(i) {
				for _, r := range p {
					for _, c := range r {
						if g.Decimals > 0 {
							require.Equal(t, math.Round(c[0]*scale)/scale, c[0])
							require.Equal(t, math.Round(c[1]*scale)/scale, c[1])
						}
					}
				}
			}
		}
	}
}

func TestGeneraliseQuilts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuilt(t)
		top := built(bend(t, q.multipolygons()))
		g := Generalisation{
			Positions:  rapid.IntRange(0, 60).Draw(t, "positions"),
			Effective:  rapid.SampledFrom([]float64{0, 1e4, 1e7, 1e12}).Draw(t, "effective"),
			Decimals:   rapid.IntRange(0, 4).Draw(t, "decimals"),
			AreaChange: rapid.SampledFrom([]float64{0, 0.2, 0.9}).Draw(t, "area"),
		}
		simpler, done, err := top.Generalise(context.Background(), g)
		require.NoError(t, err)
		require.LessOrEqual(t, done.After, done.Before)
		checkGeneralised(t, top, simpler, g)
	})
}

// Lines that weigh four times keep what lines do at a quarter of the area; and of a face whose lines weigh as much as
// can be no bend is left out, while others are simplified.
func TestGeneraliseByWeight(t *testing.T) {
	simplified := 0
	rapid.Check(t, func(t *rapid.T) {
		top := built(bend(t, drawQuilt(t).multipolygons()))
		effective := rapid.SampledFrom([]float64{1e4, 1e7, 1e9}).Draw(t, "effective")
		plain, _, err := top.Generalise(context.Background(), Generalisation{Effective: effective, AreaChange: 0.9})
		require.NoError(t, err)
		heavy, _, err := top.Generalise(context.Background(), Generalisation{Effective: 4 * effective, AreaChange: 0.9,
			Weight: func(int, int) float64 { return 4 }})
		require.NoError(t, err)
		require.Equal(t, allFaces(plain), allFaces(heavy))
		kept := rapid.IntRange(0, top.Len()-1).Draw(t, "kept")
		g := Generalisation{Effective: effective, AreaChange: 0.9, Weight: func(left, right int) float64 {
			if left == kept || right == kept {
				return 1e100
			}
			return 1
		}}
		some, done, err := top.Generalise(context.Background(), g)
		require.NoError(t, err)
		checkGeneralised(t, top, some, g)
		// Any position left out would make the outline shorter, but for one on a straight line.
		require.InDelta(t, planar.Length(top.Face(kept)), planar.Length(some.Face(kept)), 1e-9)
		if done.After < done.Before {
			simplified++
		}
	})
	testdata.Enough(t, "simplified", simplified, 10)
}

// bend draws zigzags into the lines of a quilt.
func bend(t *rapid.T, faces []orb.MultiPolygon) []orb.MultiPolygon {
	seed := rapid.Uint64().Draw(t, "seed")
	shift := func(a, b orb.Point, k int) orb.Point {
		// The same for both ways along a line, and within a fifth of its length.
		if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
			a, b, k = b, a, 4-k
		}
		h := seed ^ math.Float64bits(a[0])*31 ^ math.Float64bits(a[1])*131 ^ math.Float64bits(b[0]-a[0]+2)*7 ^ uint64(k)
		h = (h ^ h>>29) * 0xbf58476d1ce4e5b9
		s := (float64(h>>40)/float64(1<<24) - 0.5) * 0.4
		f := float64(k) / 4
		dx, dy := b[0]-a[0], b[1]-a[1]
		return orb.Point{a[0] + f*dx - s*dy, a[1] + f*dy + s*dx}
	}
	for _, m := range faces {
		for _, p := range m {
			for i, r := range p {
				var out orb.Ring
				for k := 1; k < len(r); k++ {
					out = append(out, r[k-1], shift(r[k-1], r[k], 1), shift(r[k-1], r[k], 2), shift(r[k-1], r[k], 3))
				}
				p[i] = append(out, out[0])
			}
		}
	}
	return faces
}

func TestGeneraliseCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	top := built([]orb.MultiPolygon{box(0, 0, 1, 1), box(1, 0, 2, 1)})
	simpler, _, err := top.Generalise(ctx, Generalisation{Effective: 1e12})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, allFaces(top), allFaces(simpler))
}

func BenchmarkGeneraliseSource(b *testing.B) {
	top := built(source(b))
	for b.Loop() {
		_, _, err := top.Generalise(context.Background(), Generalisation{Positions: 25000, Decimals: 4})
		require.NoError(b, err)
	}
}

// positions is the number of positions of the rings of all faces, closing positions counted.
func positions(t *Topology) int {
	n := 0
	for i := range t.Len() {
		for _, p := range t.Face(i) {
			for _, r := range p {
				n += len(r)
			}
		}
	}
	return n
}
