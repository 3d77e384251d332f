package geo

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Voters shared out add up, and no part gets a whole voter more or less than its share.
func TestRescale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 20).Draw(t, "figures")
		voters := rapid.Int64Range(0, 1<<40).Draw(t, "voters")
		var sum int64
		var r reading
		var parts []int
		for u, f := range figures {
			sum += f
			parts = append(parts, u)
			r.layer.Units = append(r.layer.Units, Unit{Voters: f})
		}
		if sum == 0 {
			return
		}
		r.rescale(voters, parts)
		var got int64
		for u, x := range r.layer.Units {
			got += x.Voters
			share := float64(voters) * float64(figures[u]) / float64(sum)
			require.InDelta(t, share, float64(x.Voters), 1.001)
			require.GreaterOrEqual(t, x.Voters, int64(0))
		}
		require.Equal(t, voters, got)
		require.True(t, slices.IsSorted(parts))
	})
}
