package maps

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

func requireProper(t require.TestingT, near [][]int, classes []int) {
	for v, ws := range near {
		for _, w := range ws {
			require.NotEqual(t, classes[v], classes[w], "%d and %d", v, w)
		}
	}
}

// Across every border of the real map fills differ, for every sight, in colour and in black and white.
func TestFillsDifferAcrossEveryBorder(t *testing.T) {
	p := planOf(t, draftOfKazakhstan(t))
	classes, n := colouring(p)
	require.Equal(t, len(fivefold), n)
	for _, b := range p.Layer.Borders {
		x, y := p.Of[b.A], p.Of[b.B]
		if x == y {
			continue
		}
		f, g := districtFill(classes[x], n, nil, false), districtFill(classes[y], n, nil, false)
		for sight, m := range simulations {
			require.GreaterOrEqual(t, distance(m, f.color, g.color), float64(fivefoldDistance), "%s: districts %d and %d", sight,
				p.Districts[x].Number, p.Districts[y].Number)
		}
		require.NotEqual(t, districtFill(classes[x], n, nil, true), districtFill(classes[y], n, nil, true))
	}
}

// A link across a strait counts as a border, a common point does not.
func TestNeighbours(t *testing.T) {
	borders := []geo.Border{{A: 0, B: 1, Metres: 5}, {A: 1, B: 2, Metres: 0}, {A: 2, B: 3, Link: true}}
	require.Equal(t, [][]int{{1}, {0}, {3}, {2}}, adjacency(borders, 4, func(u int) int { return u }))
}

// Another division of one region leaves the colours of districts that are not beside it.
func TestColoursAreStableBetweenDrafts(t *testing.T) {
	d := draftOfKazakhstan(t)
	before := planOf(t, d)
	was, _ := colouring(before)
	var units []int
	for u, n := range d.District {
		if n >= 25 && n <= 27 {
			units = append(units, u)
		}
	}
	for i, u := range units {
		d.District[u] = 25 + (i+1)*3/(len(units)+1)
	}
	after := planOf(t, d)
	now, _ := colouring(after)
	near := neighbours(after)
	for i, x := range after.Districts {
		if x.Number >= 25 && x.Number <= 27 || slices.ContainsFunc(near[i],
			func(n int) bool { k := after.Districts[n].Number; return k >= 25 && k <= 27 }) {
			continue
		}
		require.Equal(t, was[i], now[i], "district %d", x.Number)
	}
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
		classes, k := colouring(p)
		requireProper(t, neighbours(p), classes)
		for _, c := range classes {
			require.True(t, c >= 0 && c < k)
		}
	})
}
