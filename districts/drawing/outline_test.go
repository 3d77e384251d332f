package drawing

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// An outline's boxes change nothing: every distance has the same bits as that to all edges one by one, on edges, at
// their ends, level with them and far away.
func TestOutlineIsAllItsEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.OneOf(rapid.Map(rapid.IntRange(-4, 4), func(n int) float64 { return float64(n) }),
			rapid.Float64Range(-5, 5))
		var rings []orb.Ring
		var corners []orb.Point
		for range rapid.IntRange(0, 4).Draw(t, "rings") {
			n := rapid.SampledFrom([]int{1, 3, 4, 9, 64, 65, 200}).Draw(t, "corners")
			var r orb.Ring
			for i := range n {
				a := 2 * math.Pi * float64(i) / float64(n)
				p := orb.Point{4*math.Cos(a) + place.Draw(t, "x")/4, 4*math.Sin(a) + place.Draw(t, "y")/4}
				r, corners = append(r, p), append(corners, p)
			}
			rings = append(rings, append(r, r[0]))
		}
		stretch := rapid.SampledFrom([]float64{1, 1.3, 7}).Draw(t, "stretch")
		o := OutlineOf(rings, stretch)
		edges, bound := Segments(rings, stretch)
		require.Equal(t, edges, o.Edges)
		require.Equal(t, bound, o.Bound)
		for range 20 {
			x, y := place.Draw(t, "px"), place.Draw(t, "py")
			if len(corners) > 0 && rapid.Bool().Draw(t, "at a corner") {
				c := rapid.SampledFrom(corners).Draw(t, "corner")
				x, y = c[0]/stretch, c[1]
			}
			require.Equal(t, math.Float64bits(SignedDistance(edges, x, y)), math.Float64bits(o.SignedDistance(x, y)))
		}
	})
}
