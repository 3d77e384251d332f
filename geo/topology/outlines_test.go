package topology

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// flat hands a multipolygon to simplefeatures in metres on a plane. Equal positions stay equal.
func (s sheet) flat(t require.TestingT, m orb.MultiPolygon) geom.Geometry {
	lon, lat := measure.Degree(s.lat)
	m = m.Clone()
	for _, p := range m {
		for _, r := range p {
			for i, q := range r {
				r[i] = orb.Point{(q[0] - s.lon) * lon, (q[1] - s.lat) * lat}
			}
		}
	}
	return simple(t, m)
}

// patchwork is a small layer of squares or hexagons that were each drawn on their own, some of them too large or too
// small, or left out.
type patchwork struct {
	seed  uint64
	sheet sheet
	faces []orb.MultiPolygon
	apart float64 // metres that lines which should be one lie from one another, at most
}

const patchWidth = 20.0

func drawPatchwork(seed uint64) patchwork {
	rng := rand.New(rand.NewPCG(seed, 5))
	s := sheet{70, 50}
	n, side := 3+rng.IntN(3), []float64{400, 1000, 3000}[rng.IntN(3)]
	p := patchwork{seed: seed, sheet: s, apart: patchWidth * []float64{0.1, 0.5, 0.9}[rng.IntN(3)]}
	if rng.IntN(2) == 0 {
		p.faces = squares(s, n, side)
	} else {
		p.faces = hexagons(s, n, side)
	}
	for i := range p.faces {
		if side < 1000 || i%n%2 == 0 || i/n%2 == 0 || rng.IntN(2) == 0 {
			continue // no two that touch, lest what becomes of them is a sliver
		}
		by := 160 * (1 + rng.Float64()) / side
		switch rng.IntN(3) {
		case 0:
			p.faces[i] = scaled(p.faces[i], 1+by)
		case 1:
			p.faces[i] = scaled(p.faces[i], 1-by)
		case 2:
			p.faces[i] = nil
		}
	}
	p.faces = slices.DeleteFunc(p.faces, func(m orb.MultiPolygon) bool { return m == nil })
	kind := rng.IntN(3)
	p.faces = moved(resampled(p.faces, rng, kind == 1, kind == 2), p.apart/math.Sqrt(8), rng)
	rng.Shuffle(len(p.faces), func(i, j int) { p.faces[i], p.faces[j] = p.faces[j], p.faces[i] })
	return p
}

// scaled is a unit that is larger or smaller around its middle.
func scaled(m orb.MultiPolygon, by float64) orb.MultiPolygon {
	m = m.Clone()
	c := m.Bound().Center()
	for _, r := range m[0] {
		for i, q := range r {
			r[i] = sevenDecimals(orb.Point{c[0] + by*(q[0]-c[0]), c[1] + by*(q[1]-c[1])})
		}
	}
	return m
}

// overlays counts what simplefeatures was asked and did not know.
type overlays struct{ asked, failed int }

// of is what an operation says, or empty and false where it fails.
func (o *overlays) of(op func(a, b geom.Geometry) (geom.Geometry, error), a, b geom.Geometry) (geom.Geometry, bool) {
	o.asked++
	g, err := op(a, b)
	if err != nil {
		o.failed++
	}
	return g, err == nil
}

// ellipsoidal is the length on the ellipsoid of the lines among what an overlay on a plane has found.
func (s sheet) ellipsoidal(g geom.Geometry) float64 {
	lon, lat := measure.Degree(s.lat)
	sum := 0.0
	for _, part := range g.Dump() {
		if line, ok := part.AsLineString(); ok {
			var out orb.LineString
			seq := line.Coordinates()
			for i := range seq.Length() {
				c := seq.GetXY(i)
				out = append(out, orb.Point{s.lon + c.X/lon, s.lat + c.Y/lat})
			}
			sum += measure.Length(out)
		}
	}
	return sum
}

// farthestVertex is how far the vertices of one boundary lie from another, at most.
func farthestVertex(t require.TestingT, of, from geom.Geometry) float64 {
	most := 0.0
	boundary := from.Boundary()
	for _, p := range back(t, of) {
		for _, r := range p {
			for _, q := range r {
				d, ok := geom.Distance(geom.NewPointXY(q[0], q[1]).AsGeometry(), boundary)
				require.True(t, ok)
				most = max(most, d)
			}
		}
	}
	return most
}

// Outlines of layers whose units were each drawn on their own are what an overlay of another library says that they
// can be: together they cover what the units cover and the slivers between, no two have an area in common, each is its
// unit but for slivers, and two have as much of their boundaries in common as their border is long.
func TestOutlinesAgainstOverlay(t *testing.T) {
	var o overlays
	wide, borders := 0, 0 // pairs that overlap widely, and pairs whose borders are compared
	for seed := uint64(10); seed < 40; seed++ {
		p := drawPatchwork(seed)
		narrow := func(g Gap) bool { return g.Width() <= patchWidth }
		top, found := Build(p.faces, Options{Width: patchWidth, Fill: narrow})
		require.False(t, found.Unresolved)
		var in, out []geom.Geometry
		lines := 0.0
		for i, m := range p.faces {
			in, out = append(in, p.sheet.flat(t, m)), append(out, p.sheet.flat(t, top.Face(i)))
			require.NoError(t, out[i].Validate(), "seed %d, face %d", seed, i)
			lines += in[i].Boundary().Length()
		}
		p.checkWhole(t, &o, in, out, found, lines)
		matched := bordersOf(found.Contacts)
		of := make([]int, len(in)) // how many others each overlaps widely
		for i := range in {
			of[i] = p.checkOutline(t, &o, in, out, i)
			wide += of[i]
			for j := range i {
				if !out[i].Envelope().Intersects(out[j].Envelope()) {
					require.Zero(t, p.border(top, i, j))
					continue
				}
				if x, ok := o.of(geom.Intersection, out[i], out[j]); ok {
					require.Less(t, x.Area(), 1e-3, "seed %d: outlines %d and %d overlap", seed, i, j)
				}
				if x, ok := o.of(geom.Intersection, out[i].Boundary(), out[j].Boundary()); ok {
					metres := p.sheet.ellipsoidal(x)
					require.InDelta(t, metres, p.border(top, i, j), 0.001, "seed %d: %d and %d", seed, i, j)
					// What was matched is a line of the outlines, but for corners, which a third unit can have.
					if of[i] == 0 && of[j] == 0 {
						borders++
						near := 0.05*metres + 2*patchWidth
						require.InDelta(t, metres, matched[[2]int{j, i}], near, "seed %d: %d and %d", seed, i, j)
					}
				}
			}
		}
	}
	require.Greater(t, wide, 20)
	require.Greater(t, borders, 500)
	require.Greater(t, o.asked, 3000)
	assert.LessOrEqual(t, o.failed, o.asked/100, "of %d overlays", o.asked)
}

// border is the length of the border of two outlines.
func (p patchwork) border(top *Topology, i, j int) float64 {
	for _, b := range top.Borders() {
		if b.A == min(i, j) && b.B == max(i, j) {
			return b.Metres
		}
	}
	return 0
}

// checkWhole compares the union of all outlines with that of all units.
func (p patchwork) checkWhole(t *testing.T, o *overlays, in, out []geom.Geometry, found *Findings, lines float64) {
	covered, err := geom.UnionMany(in)
	require.NoError(t, err)
	whole, err := geom.UnionMany(out)
	require.NoError(t, err)
	var filled, open float64
	gaps := 0
	for _, g := range found.Gaps {
		if g.Filled == Outside {
			open += g.Area
			gaps++
		} else {
			filled += g.Area
		}
	}
	// Noding moves lines by up to 9 mm; the plane is as good as the ellipsoid to half a percent.
	moves := 0.01 * lines
	if lost, ok := o.of(geom.Difference, covered, whole); ok {
		require.Less(t, lost.Area(), moves, "seed %d: what a unit covers is in no outline", p.seed)
	}
	if more, ok := o.of(geom.Difference, whole, covered); ok {
		require.InDelta(t, filled, more.Area(), 0.005*filled+moves, "seed %d: outlines hold but slivers", p.seed)
		require.Less(t, more.Area(), p.apart*lines/2, "seed %d", p.seed)
	}
	sum := 0.0
	for _, g := range out {
		sum += g.Area()
	}
	require.InDelta(t, whole.Area(), sum, 0.01, "seed %d: outlines overlap", p.seed)
	// What the outlines enclose is a gap, less islands in it: also where a sliver led to the sea that they close, which
	// is longer than a bay's mouth in all of these layers.
	if holes, number, ok := o.holes(t, whole); ok { // gaps end where slivers between other units begin
		require.InDelta(t, holes, open, 0.05*holes, "seed %d: holes are gaps", p.seed)
		require.Equal(t, number, gaps, "seed %d: holes are gaps", p.seed)
	}
}

// holes are the holes of an area that are wider than a sliver.
func (o *overlays) holes(t *testing.T, covered geom.Geometry) (area float64, number int, ok bool) {
	var holes orb.MultiPolygon
	for _, polygon := range back(t, covered) {
		for _, r := range polygon[1:] {
			if h := simple(t, orb.MultiPolygon{{r}}); width(h.Area(), h.Boundary().Length()) > patchWidth {
				holes = append(holes, orb.Polygon{r})
			}
		}
	}
	if holes == nil {
		return 0, 0, true
	}
	left, ok := o.of(geom.Difference, simple(t, holes), covered) // less islands
	return left.Area(), len(holes), ok
}

// checkOutline compares an outline with its unit, less what lower units overlap widely. It returns with how many it
// does.
func (p patchwork) checkOutline(t *testing.T, o *overlays, in, out []geom.Geometry, i int) (wide int) {
	want := in[i]
	for j := range in {
		if i == j || !in[i].Envelope().Intersects(in[j].Envelope()) {
			continue
		}
		x, ok := o.of(geom.Intersection, in[i], in[j])
		if !ok {
			return 0
		}
		if x.Area() == 0 || width(x.Area(), x.Boundary().Length()) <= patchWidth {
			continue
		}
		wide++
		if j < i {
			if want, ok = o.of(geom.Difference, want, in[j]); !ok {
				return 0
			}
		}
	}
	if d, ok := o.of(geom.SymmetricDifference, out[i], want); ok {
		require.Less(t, d.Area(), p.apart*in[i].Boundary().Length()/2, "seed %d, outline %d", p.seed, i)
	}
	if wide == 0 { // else slivers of others run across
		// Where coasts run off from the end of a border, the sliver between them is cut off at the width.
		require.Less(t, farthestVertex(t, out[i], in[i]), 1.01*patchWidth, "seed %d, outline %d", p.seed, i)
		require.Less(t, farthestVertex(t, in[i], out[i]), p.apart, "seed %d, outline %d", p.seed, i)
	}
	return wide
}

// A sliver that opens to the sea becomes part of a unit beside it, and the two units have its line in common, however
// narrow its mouth is.
func TestSliverWithANarrowMouth(t *testing.T) {
	s := sheet{70, 50}
	for _, mouth := range []float64{0, 0.007, 0.014, 0.1, 2} {
		t.Run(fmt.Sprintf("%v m", mouth), func(t *testing.T) {
			top, found := Build([]orb.MultiPolygon{
				ringOf(s.at(-1000, 0), s.at(0, 0), s.at(-1, 500), s.at(0, 1000), s.at(-1000, 1000)),
				ringOf(s.at(mouth, 0), s.at(1000, 0), s.at(1000, 1000), s.at(mouth, 1000)),
			}, Options{Width: 20, Fill: func(g Gap) bool { return g.Width() <= 20 }})
			require.Len(t, found.Contacts, 1)
			require.Len(t, top.Borders(), 1)
			assert.InDelta(t, 1000, found.Contacts[0].Metres, 1)
			assert.InDelta(t, 1000, top.Borders()[0].Metres, 1)
			require.Len(t, found.Gaps, 1)
			assert.NotEqual(t, Outside, found.Gaps[0].Filled)
		})
	}
}
