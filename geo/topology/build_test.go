package topology

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

func box(x0, y0, x1, y1 float64) orb.MultiPolygon {
	return orb.MultiPolygon{{orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}.ToRing()}}
}

func built(faces []orb.MultiPolygon) *Topology {
	t, _ := Build(faces, Options{})
	return t
}

func pairsOf(t *Topology) [][2]int {
	var out [][2]int
	for _, b := range t.Borders() {
		out = append(out, [2]int{b.A, b.B})
	}
	return out
}

func TestBuild(t *testing.T) {
	hole := orb.MultiPolygon{{box(0, 0, 3, 3)[0][0], box(1, 1, 2, 2)[0][0]}}
	for _, c := range []struct {
		name   string
		faces  []orb.MultiPolygon
		pairs  [][2]int
		arcs   int
		faults func(*testing.T, *Findings)
	}{
		{name: "side by side", faces: []orb.MultiPolygon{box(0, 0, 1, 1), box(1, 0, 2, 1)}, pairs: [][2]int{{0, 1}}, arcs: 3},
		{name: "apart", faces: []orb.MultiPolygon{box(0, 0, 1, 1), box(2, 0, 3, 1)}, arcs: 2},
		{name: "corner to corner", faces: []orb.MultiPolygon{box(0, 0, 1, 1), box(1, 1, 2, 2)}, arcs: 2},
		{name: "T-junction", faces: []orb.MultiPolygon{box(0, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)},
			pairs: [][2]int{{0, 1}, {0, 2}, {1, 2}}, arcs: 6},
		{
			name: "T-junction a hair off", pairs: [][2]int{{0, 1}, {0, 2}, {1, 2}}, arcs: 6,
			faces: []orb.MultiPolygon{box(0, 0, 2, 1), {{{{0, 1}, {1, 1.00000004}, {1, 2}, {0, 2}, {0, 1}}}},
				{{{{1, 1.00000004}, {2, 1}, {2, 2}, {1, 2}, {1, 1.00000004}}}}},
		},
		{name: "island in a hole", faces: []orb.MultiPolygon{hole, box(1, 1, 2, 2)}, pairs: [][2]int{{0, 1}}, arcs: 2},
		{
			name: "hole left empty", faces: []orb.MultiPolygon{hole}, arcs: 2,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Gaps, 1)
				assert.Equal(t, []int{0}, f.Gaps[0].Faces)
				assert.InEpsilon(t, measure.Area(box(1, 1, 2, 2)), f.Gaps[0].Area, 1e-9)
			},
		},
		{
			name: "overlap", faces: []orb.MultiPolygon{box(0, 0, 2, 1), box(1, 0, 3, 1)}, pairs: [][2]int{{0, 1}}, arcs: 3,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Overlaps, 1)
				assert.Equal(t, [2]int{0, 1}, [2]int{f.Overlaps[0].A, f.Overlaps[0].B})
				assert.InEpsilon(t, measure.Area(box(1, 0, 2, 1)), f.Overlaps[0].Area, 1e-9)
			},
		},
		{
			name: "one inside the other without a hole", faces: []orb.MultiPolygon{box(0, 0, 3, 3), box(1, 1, 2, 2)}, arcs: 1,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Overlaps, 1)
				assert.InEpsilon(t, measure.Area(box(1, 1, 2, 2)), f.Overlaps[0].Area, 1e-9)
			},
		},
		{
			name: "the same face twice", faces: []orb.MultiPolygon{box(0, 0, 1, 1), box(0, 0, 1, 1)}, arcs: 1,
			faults: func(t *testing.T, f *Findings) { require.Len(t, f.Overlaps, 1) },
		},
		{
			name: "bow-tie", faces: []orb.MultiPolygon{{{{{0, 0}, {2, 2}, {2, 0}, {0, 3}, {0, 0}}}}}, arcs: 1,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Crossings, 1)
				assert.InDelta(t, 1.2, f.Crossings[0].At[0], 1e-9)
				assert.InDelta(t, 1.2, f.Crossings[0].At[1], 1e-9)
				require.Len(t, f.Nestings, 1)
			},
		},
		{
			name: "hole outside", faces: []orb.MultiPolygon{{{box(0, 0, 1, 1)[0][0], box(2, 0, 3, 1)[0][0]}}}, arcs: 1,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Nestings, 1)
				assert.Equal(t, -1, f.Nestings[0].Times)
			},
		},
		{
			name: "part inside a part", faces: []orb.MultiPolygon{{box(0, 0, 3, 3)[0], box(1, 1, 2, 2)[0]}}, arcs: 1,
			faults: func(t *testing.T, f *Findings) {
				require.Len(t, f.Nestings, 1)
				assert.Equal(t, 2, f.Nestings[0].Times)
			},
		},
		{name: "spike", faces: []orb.MultiPolygon{{{{{0, 0}, {1, 0}, {2, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}}, arcs: 1},
		{name: "no area", faces: []orb.MultiPolygon{{{{{0, 0}, {1, 0}, {0, 0}}}}, nil, {{}}}},
		{name: "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			top, found := Build(c.faces, Options{})
			assert.Equal(t, c.pairs, pairsOf(top))
			assert.Equal(t, c.arcs, top.Arcs())
			assert.Equal(t, len(c.faces), top.Len())
			if c.faults != nil {
				c.faults(t, found)
			} else {
				found.Contacts = nil
				assert.Equal(t, &Findings{}, found)
			}
		})
	}
}

func TestFillGap(t *testing.T) {
	// A strip 1 m wide between two squares, closed at both ends by a third face.
	const w = 1e-5
	around := orb.MultiPolygon{{box(-1, -1, 3, 2)[0][0], box(0, 0, 2+w, 1)[0][0]}}
	faces := []orb.MultiPolygon{box(0, 0, 1, 1), box(1+w, 0, 2+w, 1), around}
	top, found := Build(faces, Options{})
	assert.Equal(t, [][2]int{{0, 2}, {1, 2}}, pairsOf(top))
	require.Len(t, found.Gaps, 1)
	assert.InDelta(t, 1.1, found.Gaps[0].Width(), 0.05)
	assert.Equal(t, Outside, found.Gaps[0].Filled)

	top, found = Build(faces, Options{Width: 5, Fill: func(g Gap) bool { return g.Width() < 5 }})
	assert.Equal(t, [][2]int{{0, 1}, {0, 2}, {1, 2}}, pairsOf(top))
	assert.Equal(t, 0, found.Gaps[0].Filled)
	assert.InDelta(t, measure.Area(box(0, 0, 1, 1))+found.Gaps[0].Area, measure.Area(top.Face(0)), 1)
}

// Rings wound either way, and closed or not, give the same.
func TestWinding(t *testing.T) {
	ring := box(0, 0, 1, 1)[0][0]
	back := ring.Clone()
	back.Reverse()
	a, b := built([]orb.MultiPolygon{{{ring}}}), built([]orb.MultiPolygon{{{back[:4]}}})
	assert.Equal(t, orb.CCW, b.Face(0)[0][0].Orientation())
	assert.Equal(t, measure.Area(a.Face(0)), measure.Area(b.Face(0)))
}

func ExampleTopology_Dissolve() {
	// +---+---+
	// | 0 | 1 |   the line between 0 and 1 is kept once,
	// +---+---+   and goes when they are dissolved
	t := built([]orb.MultiPolygon{box(70, 50, 71, 51), box(71, 50, 72, 51)})
	for _, b := range t.Borders() {
		fmt.Printf("%d and %d: %.1f km\n", b.A, b.B, b.Metres/1000)
	}
	fmt.Println(t.Dissolve([]int{0, 1}))
	// Output:
	// 0 and 1: 111.2 km
	// [[[[71 51] [70 51] [70 50] [71 50] [72 50] [72 51] [71 51]]]]
}

// Two corners a hair more than the tolerance apart, each beside a line that ends in the other.
func TestCornersBesideEachOther(t *testing.T) {
	const l = 1e-5
	v := orb.Point{l - 1e-10, DefaultTolerance * (1 - 5e-7)}
	faces := []orb.MultiPolygon{{{{{0, 0}, {l, -1}, {l, 0}, {0, 0}}}}, {{{{0, 0}, v, {l, 1}, {0, 0}}}}}
	_, found := Build(faces, Options{})
	assert.False(t, found.Unresolved)
	checkPromises(t, faces)
}
