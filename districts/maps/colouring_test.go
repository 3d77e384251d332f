package maps

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/districts/drawing"
)

// Across every border of the real map fills differ, for every sight, in colour and in black and white.
func TestFillsDifferAcrossEveryBorder(t *testing.T) {
	p := planOf(t, draftOfKazakhstan(t))
	classes, n := colouring.Of(p)
	require.Equal(t, len(drawing.Tints(5)), n)
	require.Equal(t, []int{colouring.Few, colouring.Many}, []int{len(drawing.Tints(5)), len(drawing.Tints(6))})
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

// Another division of one region leaves the colours of districts that are not beside it.
func TestColoursAreStableBetweenDrafts(t *testing.T) {
	d := draftOfKazakhstan(t)
	before := planOf(t, d)
	was, _ := colouring.Of(before)
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
	now, _ := colouring.Of(after)
	near := colouring.Neighbours(after)
	for i, x := range after.Districts {
		if x.Number >= 25 && x.Number <= 27 || slices.ContainsFunc(near[i],
			func(n int) bool { k := after.Districts[n].Number; return k >= 25 && k <= 27 }) {
			continue
		}
		require.Equal(t, was[i], now[i], "district %d", x.Number)
	}
}
