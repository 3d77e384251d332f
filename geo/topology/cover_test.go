package topology

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// The cells of thousands of faces with the same lines keep as many layers as there are faces, not the square of that:
// crossing a line makes the set on its other side and none on the way.
func TestCopiesKeepOneSet(t *testing.T) {
	for _, n := range []int32{2, 50, 3000} {
		var steps []step
		for face := range n {
			for k := range int32(4) {
				steps = append(steps, step{k, (k + 1) % 4, face})
			}
		}
		c := newCells(newNet([]orb.Point{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, steps))
		kept, covered := 0, 0
		for _, set := range c.sets.sets {
			kept += len(set)
		}
		require.Equal(t, int(n), kept)
		for k, cover := range c.cover {
			if c.root[k] < 0 {
				require.Equal(t, nothing, cover)
				continue
			}
			covered++
			for face, l := range c.sets.get(cover) {
				require.Equal(t, layer{int32(face), 1}, l)
			}
			require.Len(t, c.sets.get(cover), int(n))
		}
		require.Equal(t, 1, covered)
	}
}

// However changes are put together, a cover has each face as often as was added to it, and equal ones have one number.
func TestCoversAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	c := newCovers()
	byTimes := map[[6]int32]int32{}
	for range 3000 {
		var times [6]int32
		cover := nothing
		for range rng.IntN(6) {
			var changes []layer
			for range rng.IntN(5) {
				l := layer{rng.Int32N(7) - 1, rng.Int32N(5) - 2}
				if changes = append(changes, l); l.face >= 0 {
					times[l.face] += l.times
				}
			}
			cover = c.add(cover, changes)
			for face, n := range times {
				got := int32(0)
				for _, l := range c.get(cover) {
					if require.NotZero(t, l.times); l.face == int32(face) {
						got += l.times
					}
				}
				require.Equal(t, n, got)
			}
		}
		if before, ok := byTimes[times]; ok {
			require.Equal(t, before, cover)
		}
		byTimes[times] = cover
	}
}
