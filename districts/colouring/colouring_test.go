package colouring

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// A link across a strait counts as a border, a common point does not.
func TestNeighbours(t *testing.T) {
	borders := []geo.Border{{A: 0, B: 1, Metres: 5}, {A: 1, B: 2, Metres: 0}, {A: 2, B: 3, Link: true}}
	require.Equal(t, [][]int{{1}, {0}, {3}, {2}}, adjacency(borders, 4, func(u int) int { return u }))
}

// Any graph gets a colouring, however far from planar.
func TestColouringOfAnyGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 24).Draw(t, "districts")
		l := &geo.Layer{Regions: []geo.Region{{ID: "r"}}}
		p := &districts.Plan{Case: &districts.Case{Layer: l}}
		for i := range n {
			l.Units = append(l.Units, geo.Unit{RegionID: "r"})
			p.Of = append(p.Of, i)
			p.Districts = append(p.Districts, districts.District{Number: i + 1, Units: []int{i}})
		}
		chance := rapid.IntRange(1, 6).Draw(t, "chance")
		for a := range n {
			for b := a + 1; b < n; b++ {
				if rapid.IntRange(0, chance).Draw(t, "edge") == 0 {
					l.Borders = append(l.Borders, geo.Border{A: a, B: b, Metres: 1})
				}
			}
		}
		classes, k := Of(p)
		for v, ws := range Neighbours(p) {
			for _, w := range ws {
				require.NotEqual(t, classes[v], classes[w], "%d and %d", v, w)
			}
		}
		for _, c := range classes {
			require.True(t, c >= 0 && c < k)
		}
	})
}
