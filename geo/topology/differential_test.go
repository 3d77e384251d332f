package topology

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
)

// simple hands a multipolygon to simplefeatures, which refuses it where it is not valid.
func simple(t require.TestingT, m orb.MultiPolygon) geom.Geometry {
	b, err := wkb.Marshal(m)
	require.NoError(t, err)
	g, err := geom.UnmarshalWKB(b)
	require.NoError(t, err)
	return g
}

// checkUnion compares Dissolve with the union by simplefeatures.
func checkUnion(t require.TestingT, top *Topology, faces []int) {
	var parts []geom.Geometry
	var area float64
	for _, f := range faces {
		parts = append(parts, simple(t, top.Face(f)))
		area += measure.Area(top.Face(f))
	}
	want, err := geom.UnionMany(parts)
	require.NoError(t, err)
	got := simple(t, top.Dissolve(faces))
	same, err := geom.Equals(got, want)
	require.NoError(t, err)
	require.True(t, same, "faces %v", faces)
	require.InEpsilon(t, area, measure.Area(top.Dissolve(faces)), 1e-9)
	for _, p := range top.Dissolve(faces) {
		for i, ring := range p {
			require.Equal(t, ring[0], ring[len(ring)-1])
			require.Equal(t, i == 0, ring.Orientation() == orb.CCW)
		}
	}
}

func TestDissolveSourceIsUnion(t *testing.T) {
	top := built(source(t))
	touch := make([][]int, top.Len())
	for _, b := range top.Borders() {
		touch[b.A] = append(touch[b.A], b.B)
		touch[b.B] = append(touch[b.B], b.A)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 12 { // connected groups
		group := []int{random.IntN(top.Len())}
		for len(group) < 12 {
			near := touch[group[random.IntN(len(group))]]
			if f := near[random.IntN(len(near))]; !slices.Contains(group, f) {
				group = append(group, f)
			}
		}
		checkUnion(t, top, group)
	}
	for range 6 { // scattered groups
		checkUnion(t, top, random.Perm(top.Len())[:30])
	}
}

func TestBordersOfSourceAreRelations(t *testing.T) {
	top := built(source(t))
	faces := make([]geom.Geometry, top.Len())
	for i := range faces {
		faces[i] = simple(t, top.Face(i))
	}
	border := map[[2]int]bool{}
	for _, b := range top.Borders() {
		border[[2]int{b.A, b.B}] = true
	}
	for a := range faces {
		for b := a + 1; b < len(faces); b++ {
			if !faces[a].Envelope().Intersects(faces[b].Envelope()) {
				require.False(t, border[[2]int{a, b}])
				continue
			}
			de9im, err := geom.Relate(faces[a], faces[b])
			require.NoError(t, err)
			assert.Equal(t, de9im[4] == '1', border[[2]int{a, b}], "faces %d and %d: %s", a, b, de9im)
			assert.Equal(t, byte('F'), de9im[0], "interiors of %d and %d", a, b)
		}
	}
}

// quilt is a grid of squares, each given to one of a few faces: faces in parts, faces around faces, and faces that
// touch in corners only.
type quilt struct {
	w, h, faces int
	of          []int // by square, Outside for none
}

func drawQuilt(t *rapid.T) quilt {
	q := quilt{w: rapid.IntRange(1, 8).Draw(t, "w"), h: rapid.IntRange(1, 8).Draw(t, "h"),
		faces: rapid.IntRange(1, 6).Draw(t, "faces")}
	q.of = rapid.SliceOfN(rapid.IntRange(-1, q.faces-1), q.w*q.h, q.w*q.h).Draw(t, "of")
	return q
}

func (q quilt) at(x, y int) int {
	if x < 0 || y < 0 || x >= q.w || y >= q.h {
		return Outside
	}
	return q.of[y*q.w+x]
}

func (q quilt) multipolygons() []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, q.faces)
	for i, f := range q.of {
		if f != Outside {
			x, y := 60+float64(i%q.w)/16, 45+float64(i/q.w)/16
			out[f] = append(out[f], orb.Polygon{orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 1./16, y + 1./16}}.ToRing()})
		}
	}
	return out
}

func (q quilt) borders() map[[2]int]int {
	out := map[[2]int]int{}
	for y := range q.h {
		for x := range q.w {
			for _, n := range [][2]int{{x + 1, y}, {x, y + 1}} {
				if a, b := q.at(x, y), q.at(n[0], n[1]); a != b && a >= 0 && b >= 0 {
					out[[2]int{min(a, b), max(a, b)}]++
				}
			}
		}
	}
	return out
}

func TestQuilts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuilt(t)
		top, found := Build(q.multipolygons(), Options{})
		require.Empty(t, found.Overlaps)
		require.Empty(t, found.Crossings)
		require.Empty(t, found.Nestings)
		want := q.borders()
		for _, b := range top.Borders() {
			require.Positive(t, want[[2]int{b.A, b.B}])
			delete(want, [2]int{b.A, b.B})
		}
		require.Empty(t, want)
		for f := range q.faces {
			if top.Face(f) != nil {
				checkUnion(t, top, []int{f})
			}
		}
		group := rapid.SliceOfNDistinct(rapid.IntRange(0, q.faces-1), 1, q.faces, rapid.ID).Draw(t, "group")
		group = slices.DeleteFunc(group, func(f int) bool { return top.Face(f) == nil })
		if len(group) > 0 {
			checkUnion(t, top, group)
			merged := top.Merge([][]int{group})
			same, err := geom.Equals(simple(t, top.Dissolve(group)), simple(t, merged.Face(0)))
			require.NoError(t, err)
			require.True(t, same)
		}
		checkLines(t, top)
	})
}

// checkLines checks that Lines loses no arc and doubles none.
func checkLines(t require.TestingT, top *Topology) {
	edges := map[[2]orb.Point]int{}
	count := func(line orb.LineString) {
		for i := 1; i < len(line); i++ {
			e := [2]orb.Point{line[i-1], line[i]}
			if e[1][0] < e[0][0] || e[1][0] == e[0][0] && e[1][1] < e[0][1] {
				e[0], e[1] = e[1], e[0]
			}
			edges[e]++
		}
	}
	keep := func(a, b int) bool { return (a+b)%2 == 1 }
	for _, line := range top.Lines(keep) {
		count(line)
	}
	for a := range top.Arcs() {
		if line, l, r := top.Arc(a); keep(min(l, r), max(l, r)) {
			for i := 1; i < len(line); i++ {
				e := [2]orb.Point{line[i-1], line[i]}
				if e[1][0] < e[0][0] || e[1][0] == e[0][0] && e[1][1] < e[0][1] {
					e[0], e[1] = e[1], e[0]
				}
				require.Equal(t, 1, edges[e])
				delete(edges, e)
			}
		}
	}
	require.Empty(t, edges)
	checkLinesAt(t, top, keep)
}

// checkLinesAt checks that LinesAt gives those of all lines that run along a face, as they are and in their order.
func checkLinesAt(t require.TestingT, top *Topology, keep func(a, b int) bool) {
	for f := range top.Len() {
		along := map[orb.Point]map[orb.Point]bool{}
		for _, p := range top.Face(f) {
			for _, r := range p {
				for i := 1; i < len(r); i++ {
					for _, e := range [2][2]orb.Point{{r[i-1], r[i]}, {r[i], r[i-1]}} {
						if along[e[0]] == nil {
							along[e[0]] = map[orb.Point]bool{}
						}
						along[e[0]][e[1]] = true
					}
				}
			}
		}
		want := []orb.LineString{}
		for _, line := range top.Lines(keep) {
			for i := 1; i < len(line); i++ {
				if along[line[i-1]][line[i]] {
					want = append(want, line)
					break
				}
			}
		}
		require.Equal(t, want, top.LinesAt([]int{f}, keep), "face %d", f)
	}
}
