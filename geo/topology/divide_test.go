package topology

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// yard is a face like this, with the middle of each square at whole numbers and a half, and an island to the east:
//
//	+--+  +--+
//	|  |  |  |   3 | a  .  d   i i
//	|  +--+  |   2 | b  c  e   i i
//	+--------+   1 |
//	               +-------------
var yard = orb.MultiPolygon{
	{{{0, 0}, {3, 0}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}, {0, 0}}},
	{{{5, 0}, {7, 0}, {7, 2}, {5, 2}, {5, 0}}},
}

func across(from, to orb.Point) orb.LineString { return orb.LineString{from, to} }

// TestDivideCutsOff: the top of the right arm is said to go to the part on the left arm, which cannot be reached but
// over others. It goes to the one of its two neighbours that it has the longer line with, and is told.
func TestDivideCutsOff(t *testing.T) {
	whole, _ := Build([]orb.MultiPolygon{yard}, Options{})
	const left, low, narrow = 0, 1, 2
	parts, moved, done := whole.Divide(Division{
		Home:    []int{0, 0, 0},
		Anchors: []orb.MultiPoint{{{0.5, 2.5}}, {{1.5, 0.5}}, {{2.9, 1.5}}},
		Owned:   make([]orb.MultiPolygon, 3),
		Lines: []orb.LineString{across(orb.Point{0, 2}, orb.Point{1, 2}), across(orb.Point{2, 2}, orb.Point{3, 2}),
			across(orb.Point{2.7, 1}, orb.Point{2.7, 2}), across(orb.Point{2.7, 1}, orb.Point{3, 1})},
		Of: []int{0, 0, 0, 0},
		Part: func(_ int, at orb.Point) int {
			switch {
			case at[1] > 2 || at[0] > 5:
				return left
			case at[0] > 2.7 && at[1] > 1:
				return narrow
			}
			return low
		},
	})
	require.True(t, done)
	require.Len(t, moved, 1)
	m := moved[0]
	assert.Equal(t, [3]int{0, left, low}, [3]int{m.Face, m.From, m.To}, "0.7 of the line are its, 0.3 the other's")
	top := orb.MultiPolygon{{{{2, 2}, {3, 2}, {3, 3}, {2, 3}, {2, 2}}}}
	assert.InEpsilon(t, measure.Area(top), m.Area, 1e-9)
	find := parts.Locator()
	for at, want := range map[orb.Point]int{{0.5, 2.5}: left, {2.5, 2.5}: low, {1.5, 0.5}: low, {2.9, 1.5}: narrow,
		{6, 1}: left} {
		assert.Equal(t, want, find.Face(at), "%v; the island stays with its own", at)
	}
	area := 0.0
	for i := range 3 {
		area += measure.Area(parts.Face(i))
	}
	assert.InEpsilon(t, measure.Area(yard), area, 1e-12)
}

// TestDivideKeepsIslandsTogether: an island with two owners and no anchor goes to the one that has the most of it.
func TestDivideKeepsIslandsTogether(t *testing.T) {
	whole, _ := Build([]orb.MultiPolygon{yard}, Options{})
	parts, moved, done := whole.Divide(Division{
		Home:    []int{0, 0},
		Anchors: []orb.MultiPoint{{{0.5, 0.5}}, {{2.5, 0.5}}},
		Owned:   make([]orb.MultiPolygon, 2),
		Lines: []orb.LineString{across(orb.Point{1.5, -1}, orb.Point{1.5, 2}),
			across(orb.Point{5.5, -1}, orb.Point{5.5, 3})},
		Of: []int{0, 0},
		Part: func(_ int, at orb.Point) int {
			if at[0] < 1.5 || at[0] > 5 && at[0] < 5.5 {
				return 0
			}
			return 1
		},
	})
	require.True(t, done)
	require.Len(t, moved, 1)
	assert.Equal(t, [2]int{0, 1}, [2]int{moved[0].From, moved[0].To})
	assert.Len(t, parts.Face(0), 1)
	assert.Len(t, parts.Face(1), 2)
}

// TestDivideGivesUp on lines that cross hundreds of thousands of times, and says so.
func TestDivideGivesUp(t *testing.T) {
	whole, _ := Build([]orb.MultiPolygon{{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}}, Options{})
	d := Division{Home: []int{0, 0}, Anchors: make([]orb.MultiPoint, 2), Owned: make([]orb.MultiPolygon, 2),
		Part: func(int, orb.Point) int { return 0 }}
	for i := range 500 {
		x := (float64(i) + 0.5) / 500
		d.Lines = append(d.Lines, across(orb.Point{x, 0}, orb.Point{x, 1}), across(orb.Point{0, x}, orb.Point{1, x}))
		d.Of = append(d.Of, 0, 0)
	}
	_, _, done := whole.Divide(d)
	assert.False(t, done)
}
