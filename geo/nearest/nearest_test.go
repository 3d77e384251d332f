package nearest

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
)

// box is an outline.
func box(west, south, east, north float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}
}

func scattered(n int, b orb.Bound, r *rand.Rand) []orb.Point {
	out := make([]orb.Point, n)
	for i := range out {
		out[i] = orb.Point{b.Min[0] + r.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + r.Float64()*(b.Max[1]-b.Min[1])}
	}
	return out
}

// TestCirclesAreEmpty draws places on small whole numbers, so that many lie on one line or circle, and looks whether
// any lies inside the circle of a triangle, and whether the triangles fill the hull.
func TestCirclesAreEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.Int64Range(1, 12).Draw(t, "side")
		at := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) place {
			return place{rapid.Int64Range(-side, side).Draw(t, "x"), rapid.Int64Range(-side, side).Draw(t, "y")}
		}), 1, min(40, int((2*side+1)*(2*side+1))), rapid.ID[place]).Draw(t, "places")
		tri := triangulate(at)
		area2 := int64(0)
		reached := map[int32]bool{}
		for e := int32(0); int(e) < len(tri.next); e += 2 {
			if tri.from(e) < 0 {
				continue
			}
			reached[tri.from(e)] = true
			f := tri.leftNext(e)
			g := tri.leftNext(f)
			a, b, c := tri.from(e), tri.from(f), tri.from(g)
			if tri.leftNext(g) != e || turn(at[a], at[b], at[c]) <= 0 {
				continue
			}
			area2 += (at[b][0]-at[a][0])*(at[c][1]-at[a][1]) - (at[b][1]-at[a][1])*(at[c][0]-at[a][0])
			for _, d := range at {
				require.LessOrEqual(t, exactInCircle(at[a], at[b], at[c], d), 0)
				require.False(t, inCircle(at[a], at[b], at[c], d))
			}
		}
		require.Equal(t, hullArea2(at), area2/3, "each triangle is met from its three edges")
		if len(at) > 1 {
			require.Len(t, reached, len(at))
		}
	})
}

// hullArea2 is twice the area of the convex hull, by gift wrapping.
func hullArea2(at []place) int64 {
	start := 0
	for i, p := range at {
		if p[0] < at[start][0] || p[0] == at[start][0] && p[1] < at[start][1] {
			start = i
		}
	}
	sum := int64(0)
	for i := start; ; {
		next := (i + 1) % len(at)
		for j := range at {
			far := func(k int) int64 {
				x, y := at[k][0]-at[i][0], at[k][1]-at[i][1]
				return x*x + y*y
			}
			if s := turn(at[i], at[next], at[j]); s < 0 || s == 0 && far(j) > far(next) {
				next = j
			}
		}
		sum += at[i][0]*at[next][1] - at[i][1]*at[next][0]
		if i = next; i == start {
			return sum
		}
	}
}

// worlds are areas of all sorts: small and large, on the equator, across 180 degrees, around a pole.
var worlds = map[string]struct {
	outline orb.MultiPolygon
	middle  orb.Point
	metres  float64
}{
	"town":     {box(71.3, 51.0, 71.6, 51.3), orb.Point{71.4, 51.1}, 10e3},
	"region":   {box(60, 46, 66, 52), orb.Point{63, 49}, 300e3},
	"country":  {box(46, 40, 88, 56), orb.Point{67, 48}, 1200e3},
	"equator":  {box(-5, -5, 5, 5), orb.Point{0, 0}, 400e3},
	"seam":     {orb.MultiPolygon{box(175, -20, 180, -12)[0], box(-180, -20, -175, -12)[0]}, orb.Point{180, -16}, 400e3},
	"pole":     {box(-180, 80, 180, 90), orb.Point{0, 90}, 900e3},
	"far pole": {box(-180, -90, 180, -75), orb.Point{30, -85}, 600e3},
}

// around draws places within so many metres of a position.
func around(middle orb.Point, metres float64, n int, r *rand.Rand) []orb.Point {
	s := sphere{factor: 1}
	m := s.to(middle)
	pl := newPlane(m)
	var out []orb.Point
	for len(out) < n {
		x, y := (2*r.Float64()-1)*metres/radius, (2*r.Float64()-1)*metres/radius
		out = append(out, s.from(m.plus(pl.x, x).plus(pl.y, y).unit()))
	}
	return out
}

// TestNearest compares with the geodesic on the ellipsoid to every site.
func TestNearest(t *testing.T) {
	for name, w := range worlds {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			sites := around(w.middle, w.metres, 300, r)
			d, err := New(sites, w.outline)
			require.NoError(t, err)
			for _, p := range around(w.middle, w.metres, 2000, r) {
				got := d.Nearest(p)
				best := math.Inf(1)
				for _, s := range sites {
					best = min(best, measure.Distance(p, s))
				}
				assert.InDelta(t, best, measure.Distance(p, sites[got]), 1e-9*w.metres*math.Sqrt(w.metres))
			}
		})
	}
}

// TestLinesAreHalfWay measures along geodesics of the ellipsoid, which the lines were not made by: from places on each
// line both sites are equally far, and no other is nearer. It measures between positions too.
func TestLinesAreHalfWay(t *testing.T) {
	for name, w := range worlds {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			sites := around(w.middle, w.metres, 80, r)
			d, err := New(sites, w.outline)
			require.NoError(t, err)
			lines := d.Lines(func(a, b int) bool { return true })
			require.Greater(t, len(lines), 150)
			mean := w.metres / 5
			for _, l := range lines {
				every := max(1, len(l.Line)/4)
				for i, p := range l.Line {
					if i%every != 0 {
						continue
					}
					check := []orb.Point{p}
					if i > 0 {
						q := l.Line[i-1]
						check = append(check, orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2})
						require.Less(t, math.Abs(p[0]-q[0]), 180.0)
					}
					for _, p := range check {
						a, b := measure.Distance(p, sites[l.A]), measure.Distance(p, sites[l.B])
						if a > 3*mean {
							continue // beyond the outline
						}
						slack := 2*lineError + 4e-9*w.metres*math.Sqrt(w.metres)
						if strings.Contains(name, "pole") {
							slack *= 3 // the sphere fits less well there
						}
						require.InDelta(t, a, b, slack, "%v of %d and %d", p, l.A, l.B)
						for k, s := range sites {
							require.Greater(t, measure.Distance(p, s), a-slack, "site %d at %v of %d and %d", k, p, l.A, l.B)
						}
					}
				}
			}
		})
	}
}

// TestDegenerate: points on a line, in a lattice, in a ring, close together.
func TestDegenerate(t *testing.T) {
	row, lattice, ring := []orb.Point{}, []orb.Point{}, []orb.Point{}
	for i := range 40 {
		row = append(row, orb.Point{70, 50 + float64(i)/100})
		for k := range 40 {
			lattice = append(lattice, orb.Point{70 + float64(i)/50, 50 + float64(k)/50})
		}
		s := sphere{factor: 1}
		m := s.to(orb.Point{70, 50})
		pl := newPlane(m)
		sin, cos := math.Sincos(float64(i) * math.Pi / 20)
		ring = append(ring, s.from(m.plus(pl.x, 0.001*cos).plus(pl.y, 0.001*sin).unit()))
	}
	lines := func(sites []orb.Point) int {
		d, err := New(sites, box(69, 49, 72, 52))
		require.NoError(t, err)
		return len(d.Lines(func(a, b int) bool { return true }))
	}
	assert.Equal(t, 39, lines(row))
	assert.Equal(t, 2*40*39, lines(lattice), "corners of four have no line across")
	assert.Equal(t, 40, lines(ring), "all lines meet in the middle")
	assert.Equal(t, 0, lines(row[:1]))
	close := []orb.Point{{70, 50}, {70, 50 + 1e-7}, {70.5, 50.2}}
	assert.Equal(t, 3, lines(close))
	_, err := New([]orb.Point{{70, 50}, {71, 50}, {70, 50 + 1e-9}}, box(69, 49, 72, 52))
	var same *SamePlaceError
	require.ErrorAs(t, err, &same)
	assert.Equal(t, [][2]int{{0, 2}}, same.Pairs)
	column := make([]orb.Point, 100_000) // as many on one meridian are no more work
	for i := range column {
		column[i] = orb.Point{70.5, 50 + float64(i)*1e-5}
	}
	d, err := New(append(column, column[7], column[99_999], column[7]), box(69, 49, 72, 52))
	assert.Nil(t, d)
	require.ErrorAs(t, err, &same)
	assert.Equal(t, [][2]int{{7, 100_000}, {99_999, 100_001}, {7, 100_002}}, same.Pairs)
	_, err = New([]orb.Point{{0, 0}, {120, 0}}, box(0, 0, 120, 1))
	var wide *TooWideError
	require.ErrorAs(t, err, &wide)
}

// TestLinesOfClosePoints: a line between points a centimetre apart lies between them.
func TestLinesOfClosePoints(t *testing.T) {
	a, b := orb.Point{70, 50}, orb.Point{70, 50 + 9e-8}
	d, err := New([]orb.Point{a, b, {71, 50.5}, {69.2, 50.4}}, box(69, 49, 72, 52))
	require.NoError(t, err)
	for _, l := range d.Lines(func(a, b int) bool { return a == 0 && b == 1 }) {
		closest := math.Inf(1)
		for i := 1; i < len(l.Line); i++ {
			p, q := l.Line[i-1], l.Line[i]
			f := (70 - p[0]) / (q[0] - p[0])
			if f >= 0 && f <= 1 {
				lat := p[1] + f*(q[1]-p[1])
				closest = min(closest, math.Abs(lat-(a[1]+b[1])/2)*111e3)
			}
		}
		assert.Less(t, closest, 0.001)
	}
}

// TestRowOfClosePoints: lines between points a centimetre apart in a row lie between them, whatever other points there
// are; rounded, these are not quite in a row.
func TestRowOfClosePoints(t *testing.T) {
	for _, from := range []orb.Point{{68.26432716118546, 48.096}, {71.352723453673, 51.099705777547}, {-70, 0}} {
		for _, far := range []orb.Point{{-1.8, 0}, {0.001, 0.3}, {2, -2}} {
			var sites []orb.Point
			for i := range 3 {
				sites = append(sites, orb.Point{from[0], from[1] + 9e-8*float64(i)})
			}
			sites = append(sites, orb.Point{from[0] + far[0], from[1] + far[1]})
			d, err := New(sites, box(from[0]-2, from[1]-2, from[0]+2, from[1]+2))
			require.NoError(t, err)
			for i := range 2 {
				met := 0
				for _, l := range d.Lines(func(a, b int) bool { return a == i && b == i+1 }) {
					for k := 1; k < len(l.Line); k++ {
						p, q := l.Line[k-1], l.Line[k]
						if f := (from[0] - p[0]) / (q[0] - p[0]); f >= 0 && f <= 1 {
							met++
							lat := p[1] + f*(q[1]-p[1])
							require.InDelta(t, 0.5+float64(i), (lat-from[1])/9e-8, 0.1, "of %v and %v", from, far)
						}
					}
				}
				require.Equal(t, 1, met)
			}
		}
	}
}

// TestGabriel compares with all pairs and all circles.
func TestGabriel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	sites := scattered(80, orb.Bound{Min: orb.Point{60, 45}, Max: orb.Point{70, 52}}, r)
	d, err := New(sites, box(60, 45, 70, 52))
	require.NoError(t, err)
	var want [][2]int
	for a := range sites {
		for b := a + 1; b < len(sites); b++ {
			middle := d.sites[a].plus(d.sites[b], 1).unit()
			sees := true
			for c := range sites {
				sees = sees && (c == a || c == b || d.sites[c].angle(middle) >= d.sites[a].angle(middle)-1e-12)
			}
			if sees {
				want = append(want, [2]int{a, b})
			}
		}
	}
	assert.Equal(t, want, d.Gabriel())
}

// TestCircle measures along geodesics of the ellipsoid.
func TestCircle(t *testing.T) {
	for name, w := range worlds {
		t.Run(name, func(t *testing.T) {
			d, err := New([]orb.Point{w.middle}, w.outline)
			require.NoError(t, err)
			for _, line := range d.Circle(0, w.metres/50) {
				for _, p := range line {
					away := measure.Distance(w.middle, p) / (w.metres / 50) // corners lie on the circle, sides inside
					assert.Less(t, away, 1+2e-4)
					assert.Greater(t, away, math.Cos(math.Pi/circleSides)-2e-4)
				}
			}
			assert.Empty(t, d.Circle(0, 0))
			assert.True(t, d.Within(0, w.metres/50, w.middle))
			for _, p := range around(w.middle, w.metres/10, 200, rand.New(rand.NewPCG(1, 1))) {
				if away := measure.Distance(w.middle, p) / (w.metres / 50); math.Abs(away-1) > 0.002 {
					assert.Equal(t, away < 1, d.Within(0, w.metres/50, p), "%v", away)
				}
			}
		})
	}
}
