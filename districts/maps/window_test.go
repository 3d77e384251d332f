package maps

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/albers"
)

// Whatever shows in a view is of an extent that may show, wherever the view lies: also across 180 degrees, beside a
// pole and for half the earth. Whether one of the boxes of a lattice shows is worked out on paper.
func TestWindowHoldsWhatShows(t *testing.T) {
	few := 0
	rapid.Check(t, func(t *rapid.T) {
		lon, lat := rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-75, 75).Draw(t, "lat")
		size := rapid.SampledFrom([]float64{0.02, 0.5, 3, 15, 60}).Draw(t, "size")
		var land []orb.MultiPolygon
		var extents []orb.Bound
		for i := range 12 {
			for j := range 12 {
				at := orb.Point{lon + (float64(i)-6)*size, lat + (float64(j)-6)*size}
				if at[1] < -89 || at[1]+size > 89 {
					continue
				}
				box := orb.Bound{Min: at, Max: orb.Point{at[0] + size*0.9, at[1] + size*0.9}}
				extents = append(extents, box)
				if box.Min[0] > 180 {
					extents[len(extents)-1].Min[0] -= 360
					extents[len(extents)-1].Max[0] -= 360
				}
				land = append(land, orb.MultiPolygon{{box.ToRing()}})
			}
		}
		n := rapid.IntRange(0, len(land)-1).Draw(t, "subject")
		v := fitView(albers.Fit(land[n:n+1]), land[n:n+1], orb.Bound{Max: orb.Point{200, 140}}, 7)
		w := v.window()
		among := newExtents(extents).within(w)
		var all []int // found by a look at each
		for i, e := range extents {
			if w.shows(e) {
				all = append(all, i)
			}
		}
		require.Equal(t, all, among)
		if len(among) < len(extents) {
			few++
		}
		for i, mp := range land {
			if len(v.rings(mp)) > 0 {
				require.Contains(t, among, i)
			}
		}
	})
	require.Positive(t, few, "a window that leaves nothing out is of no use")
}
