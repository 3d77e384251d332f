package disjoint

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Sets are compared with colours: whoever is joined takes one colour.
func TestSetsAgainstColours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "numbers")
		sets, colour := New[int32](n), make([]int, n)
		for i := range colour {
			colour[i] = i
		}
		for range rapid.IntRange(0, 30).Draw(t, "pairs") {
			a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			from, to := colour[a], colour[b]
			require.Equal(t, from != to, sets.Join(int32(a), int32(b)))
			for i := range colour {
				if colour[i] == from {
					colour[i] = to
				}
			}
		}
		for i := range colour {
			lowest := 0
			for colour[lowest] != colour[i] {
				lowest++
			}
			require.EqualValues(t, lowest, sets.Find(int32(i)))
		}
	})
}
