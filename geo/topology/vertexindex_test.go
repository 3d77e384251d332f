package topology

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// The vertices near a place are those that a look at every one finds, whatever has gone before.
func TestVerticesNear(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		n := 1 + random.IntN(400)
		points, left := make([]orb.Point, n), make([]int, n)
		for i := range points { // many in one place, in a row or in a column
			points[i] = orb.Point{float64(random.IntN(12)), float64(random.IntN(12))}
		}
		var line []int32 // through some of them, and through some several times
		for range 3 * n / 2 {
			v := random.IntN(n)
			line = append(line, int32(v))
			left[v]++
		}
		x := newVertexIndex(points, line)
		for len(line) > 0 {
			lo, hi := points[random.IntN(n)], points[random.IntN(n)]
			box := orb.MultiPoint{lo, hi}.Bound().Pad(0.5)
			var want, got []int32
			for v, p := range points {
				if left[v] > 0 && box.Contains(p) {
					want = append(want, int32(v))
				}
			}
			x.near(0.5, func(v int32) bool {
				got = append(got, v)
				return true
			}, lo, hi)
			slices.Sort(got)
			require.Equal(t, want, got)
			looks := 0
			x.near(0.5, func(int32) bool {
				looks++
				return false
			}, lo, hi)
			require.Equal(t, min(1, len(want)), looks, "it ends where it is told to")
			i := random.IntN(len(line))
			x.leave(line[i])
			left[line[i]]--
			line = slices.Delete(line, i, i+1)
		}
	}
}
