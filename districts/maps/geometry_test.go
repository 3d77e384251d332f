package maps

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/albers"
)

// star is a random polygon, star-shaped about its middle, perhaps with a hole.
func star(t *rapid.T) []orb.Ring {
	ring := func(c orb.Point, least, most float64) orb.Ring {
		n := rapid.IntRange(3, 14).Draw(t, "corners")
		var r orb.Ring
		for i := range n {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			d := rapid.Float64Range(least, most).Draw(t, "radius")
			r = append(r, orb.Point{c[0] + d*cos, c[1] + d*sin})
		}
		return append(r, r[0])
	}
	c := orb.Point{rapid.Float64Range(-50, 50).Draw(t, "x"), rapid.Float64Range(-50, 50).Draw(t, "y")}
	rings := []orb.Ring{ring(c, 8, 40)}
	if rapid.Bool().Draw(t, "hole") {
		rings = append(rings, ring(c, 0.5, 2))
	}
	return rings
}

func inside(rings []orb.Ring, p orb.Point) bool {
	n := 0
	for _, r := range rings {
		if planar.RingContains(r, p) {
			n++
		}
	}
	return n%2 == 1
}

// Hatching lies in its area, and reaches all of it: no disc wider than the gap stays free.
func TestHatchLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rings := star(t)
		h := hatch{angles: []float64{rapid.Float64Range(-90, 90).Draw(t, "angle")}, gap: 1.5}
		length := 0.0
		for _, l := range h.lines(rings) {
			mid := orb.Point{(l[0][0] + l[1][0]) / 2, (l[0][1] + l[1][1]) / 2}
			require.True(t, inside(rings, mid))
			length += planar.Distance(l[0], l[1])
		}
		area := math.Abs(planar.Area(rings[0]))
		if len(rings) > 1 {
			area -= math.Abs(planar.Area(rings[1]))
		}
		// Lines a gap apart cover the area: length times gap estimates it as a midpoint sum does.
		require.InDelta(t, area, length*h.gap, h.gap*planar.Length(orb.LineString(rings[0]))+h.gap*20)
	})
}

func TestCrossesBox(t *testing.T) {
	b := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{2, 1}}
	for _, c := range []struct {
		e    drawing.Segment
		want bool
	}{
		{drawing.Segment{{-1, 0.5}, {3, 0.5}}, true}, {drawing.Segment{{0.5, 0.5}, {0.6, 0.6}}, true},
		{drawing.Segment{{-1, -1}, {3, -1}}, false}, {drawing.Segment{{-1, 1}, {1, 3}}, false},
		{drawing.Segment{{1, -1}, {1, 5}}, true}, {drawing.Segment{{3, 0}, {3, 1}}, false},
		{drawing.Segment{{-1, 0}, {1, -2}}, false}, {drawing.Segment{{0, 1}, {-5, 6}}, true},
	} {
		require.Equal(t, c.want, crossesBox(c.e, b), "%v", c.e)
	}
}

func TestVoids(t *testing.T) {
	frame := orb.Bound{Max: orb.Point{100, 60}}
	// Land in the shape of an L leaves the upper right free.
	land := orb.Ring{{0, 0}, {30, 0}, {30, 40}, {100, 40}, {100, 60}, {0, 60}, {0, 0}}
	v := newVoids(frame, []orb.Ring{land}, 1, 1)
	b, ok := v.place(40, 20)
	require.True(t, ok)
	require.Equal(t, orb.Bound{Min: orb.Point{60, 0}, Max: orb.Point{100, 20}}, b)
	next, ok := v.place(20, 20)
	require.True(t, ok)
	require.False(t, overlap(b, next))
	_, ok = v.place(60, 30)
	require.False(t, ok)
	_, ok = v.place(math.Inf(1), 1)
	require.False(t, ok)
}

func TestNiceScales(t *testing.T) {
	for _, c := range [][2]float64{{9_999_999, 10e6}, {10e6, 10e6}, {10_000_001, 12_500_000}, {12_600_000, 15e6},
		{81, 100}, {1.5e5, 1.5e5}, {1.7e5, 2e5}, {3.1e6, 4e6}, {8.1e6, 1e7}} {
		require.Equal(t, c[1], niceScale(c[0]))
		require.Greater(t, nextScale(c[1]), c[1])
	}
}

// An area fits its frame, and a kilometre is as long as the scale says.
func TestFitView(t *testing.T) {
	land := []orb.MultiPolygon{{{drawing.Box(orb.Bound{Min: orb.Point{60, 44}, Max: orb.Point{72, 50}})}}}
	p := albers.Fit(land)
	frame := orb.Bound{Min: orb.Point{10, 20}, Max: orb.Point{210, 140}}
	v := fitView(p, land, frame, 5)
	for _, r := range v.rings(land[0]) {
		for _, q := range r {
			require.True(t, frame.Pad(-5).Contains(q))
		}
	}
	a, b := v.point(orb.Point{66, 47}), v.point(orb.Point{66, 48})
	require.InEpsilon(t, 111_180e3/v.denominator, planar.Distance(a, b), 0.005) // one degree of the meridian at 47.5 N
	require.Less(t, b[1], a[1], "north is up")
	back := v.unproject(a)
	require.InDelta(t, 66, back[0], 1e-6)
	require.InDelta(t, 47, back[1], 1e-6)
}
