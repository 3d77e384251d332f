package topology

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
)

// back takes a polygon or several back from simplefeatures.
func back(t require.TestingT, g geom.Geometry) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, part := range g.Dump() {
		p, ok := part.AsPolygon()
		if !ok {
			continue // lines and points of an intersection
		}
		var polygon orb.Polygon
		for _, r := range p.DumpRings() {
			var ring orb.Ring
			seq := r.Coordinates()
			for i := range seq.Length() {
				c := seq.GetXY(i)
				ring = append(ring, orb.Point{c.X, c.Y})
			}
			polygon = append(polygon, ring)
		}
		out = append(out, polygon)
	}
	return out
}

// star draws a polygon that is star-shaped around its centre, and so valid.
func star(t *rapid.T) orb.MultiPolygon {
	x, y := rapid.Float64Range(70, 71).Draw(t, "x"), rapid.Float64Range(50, 51).Draw(t, "y")
	n := rapid.IntRange(3, 12).Draw(t, "n")
	var ring orb.Ring
	for i := range n {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := rapid.Float64Range(0.05, 0.5).Draw(t, "d")
		ring = append(ring, orb.Point{x + d*c, y + d*s})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}

// Areas of overlaps, gaps and faces are those that simplefeatures finds.
func TestOverlapsAreIntersections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		faces := rapid.SliceOfN(rapid.Custom(star), 2, 5).Draw(t, "faces")
		top, found := Build(faces, Options{})
		require.False(t, found.Unresolved)
		require.Empty(t, found.Nestings)
		overlaps := map[[2]int]float64{}
		for _, o := range found.Overlaps {
			overlaps[[2]int{o.A, o.B}] = o.Area
		}
		const near = 5000 // m²: lines move by up to 9 mm
		var gs []geom.Geometry
		for i := range faces {
			gs = append(gs, simple(t, faces[i]))
			for j := i + 1; j < len(faces); j++ {
				x, err := geom.Intersection(gs[i], simple(t, faces[j]))
				require.NoError(t, err)
				require.InDelta(t, measure.Area(back(t, x)), overlaps[[2]int{i, j}], near)
			}
		}
		union, err := geom.UnionMany(gs)
		require.NoError(t, err)
		var sum, gaps float64
		all := make([]int, len(faces))
		for i := range faces {
			all[i] = i
			sum += measure.Area(top.Face(i))
		}
		require.InDelta(t, measure.Area(back(t, union)), sum, near)
		require.InDelta(t, sum, measure.Area(top.Dissolve(all)), 1)
		for _, g := range found.Gaps {
			gaps += g.Area
		}
		var holes float64
		for _, p := range back(t, union) {
			for _, r := range p[1:] {
				holes += math.Abs(measure.RingArea(r))
			}
		}
		require.InDelta(t, holes, gaps, near)
		// Overlay of one set with another finds the same.
		for _, c := range Overlay(faces[:1], faces[1:], 0) {
			if c.B != Outside {
				require.InDelta(t, overlaps[[2]int{0, c.B + 1}], c.Area, near)
			}
		}
	})
}

// Lines of any kind give a topology that keeps its promises.
func TestAnyRings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) orb.Point {
			return orb.Point{float64(rapid.IntRange(0, 12).Draw(t, "x")) / 3, float64(rapid.IntRange(0, 12).Draw(t, "y")) / 3}
		})
		ringOf := rapid.Custom(func(t *rapid.T) orb.Ring {
			r := rapid.SliceOfN(point, 0, 7).Draw(t, "ring")
			if len(r) > 0 {
				r = append(r, r[0])
			}
			return r
		})
		polygonOf := rapid.Map(rapid.SliceOfN(ringOf, 0, 3), func(r []orb.Ring) orb.Polygon { return r })
		faces := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(polygonOf, 0, 2),
			func(p []orb.Polygon) orb.MultiPolygon { return p }), 0, 4).Draw(t, "faces")
		checkPromises(t, faces)
	})
}

func checkPromises(t require.TestingT, faces []orb.MultiPolygon) {
	top, found := Build(faces, Options{})
	require.False(t, found.Unresolved)
	checkFaces(t, top)
	for _, b := range top.Borders() {
		require.Positive(t, b.Metres)
	}
	checkLines(t, top)
	// Built again from its own faces it is the same.
	again, found := Build(allFaces(top), Options{})
	require.Equal(t, pairsOf(top), pairsOf(again))
	require.Empty(t, found.Crossings)
	require.Empty(t, found.Overlaps)
	require.Empty(t, found.Nestings)
}

// checkFaces asks simplefeatures whether faces are valid and share no area, and whether together they cover as much as
// each adds, as their union by Dissolve does.
func checkFaces(t require.TestingT, top *Topology) {
	var sum float64
	var faces []geom.Geometry
	all := make([]int, top.Len())
	for i := range all {
		all[i] = i
		if m := top.Face(i); m != nil {
			sum += measure.Area(m)
			faces = append(faces, simple(t, m))
		}
	}
	dissolved := top.Dissolve(all)
	if dissolved != nil {
		require.NoError(t, simple(t, dissolved).Validate())
	}
	require.InDelta(t, sum, measure.Area(dissolved), 1)
	near := 1e-9*sum + 1 // an overlay rounds positions
	for i, g := range faces {
		require.NoError(t, g.Validate())
		for _, other := range faces[:i] {
			x, err := geom.Intersection(g, other)
			require.NoError(t, err)
			require.InDelta(t, 0, measure.Area(back(t, x)), near)
		}
	}
	union, err := geom.UnionMany(faces)
	require.NoError(t, err)
	require.InDelta(t, sum, measure.Area(back(t, union)), near)
}

// Units cut through at T-junctions keep their neighbours: vertices left out of one of two neighbours' common line.
func TestVerticesLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuilt(t)
		whole := built(q.multipolygons())
		faces := q.multipolygons()
		seed := rapid.Uint64().Draw(t, "seed")
		for _, m := range faces {
			for k, p := range m {
				seed = seed*6364136223846793005 + 1442695040888963407
				m[k] = orb.Polygon{withMiddles(p[0], seed>>60)}
			}
		}
		again, found := Build(faces, Options{})
		require.Empty(t, found.Overlaps)
		assert.Equal(t, pairsOf(whole), pairsOf(again))
		for i := range faces {
			assert.InDelta(t, measure.Area(whole.Face(i)), measure.Area(again.Face(i)), 1e4)
		}
	})
}

// withMiddles puts a vertex at a third, not exactly on the line, into those sides that mask names.
func withMiddles(r orb.Ring, mask uint64) orb.Ring {
	var out orb.Ring
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		out = append(out, a)
		if mask>>(i-1)&1 == 1 {
			out = append(out, orb.Point{a[0] + (b[0]-a[0])/3 + 1e-8, a[1] + (b[1]-a[1])/3 - 1e-8})
		}
	}
	return append(out, out[0])
}

// The line of sight from an island passes just below the apex of another, by one unit in the last place: the two sides
// of the apex are apart there by less than numbers can tell. The island lies outside.
func TestIslandBesideAnApex(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	for range 2000 {
		y := 0.3 + random.Float64()
		apex := orb.Point{1 + random.Float64(), math.Nextafter(y, 2)}
		left := orb.Point{apex[0] - random.Float64(), y - 0.1 - random.Float64()}
		right := orb.Point{left[0] + 0.9*random.Float64()*(apex[0]-left[0]), y - 0.1 - 0.2*random.Float64()}
		if turn(left, right, apex) <= 0 {
			left, right = right, left
		}
		faces := []orb.MultiPolygon{
			{{{left, right, apex, left}}},
			{{{{3, y}, {4, y - 0.5}, {4, y + 0.5}, {3, y}}}},
		}
		top, found := Build(faces, Options{})
		require.Empty(t, found.Overlaps, "%v", faces)
		require.InEpsilon(t, measure.Area(faces[1]), measure.Area(top.Face(1)), 1e-9)
	}
}

// Corners that meet but for noise in the last digits are corners: squares that touch at one are no neighbours.
func TestNoiseAtCorners(t *testing.T) {
	for _, noise := range []float64{1e-13, 1e-11, 1e-9, 1e-8, 1e-7} {
		random := rand.New(rand.NewPCG(1, 0))
		var faces []orb.MultiPolygon
		for i := range 16 {
			x, y := 70+float64(i%4)/50, 50+float64(i/4)/50
			var ring orb.Ring
			for _, c := range [4][2]float64{{0, 0}, {0.02, 0}, {0.02, 0.02}, {0, 0.02}} {
				ring = append(ring, orb.Point{x + c[0] + noise*random.NormFloat64(), y + c[1] + noise*random.NormFloat64()})
			}
			faces = append(faces, orb.MultiPolygon{{append(ring, ring[0])}})
		}
		_, found := Build(faces, Options{Width: 20})
		borders := 0
		for _, c := range found.Contacts {
			if c.Border {
				borders++
			}
		}
		require.Equal(t, 24, borders, "noise %g", noise)
	}
}
