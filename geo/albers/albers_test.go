package albers

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"github.com/wroge/wgs84"
)

func TestProjectionAgainstAnIndependentLibrary(t *testing.T) {
	for _, c := range []struct{ meridian, south, north float64 }{{67, 43, 53.5}, {-96, 29.5, 45.5}, {132, -18, -36},
		{20, 10, 10}} {
		p := New(c.meridian, c.south, c.north)
		other := wgs84.WGS84().AlbersEqualAreaConic(c.meridian, (c.south+c.north)/2, c.south, c.north, 0, 0)
		for _, dx := range []float64{-21, -3.3, 0, 8, 20.5} {
			for _, lat := range []float64{-40, -12.5, 0, 33, 55.4} {
				if lat*(c.south+c.north) < 0 {
					continue
				}
				got := p.Point(orb.Point{c.meridian + dx, lat})
				e, n := other.Projection.FromLonLat(c.meridian+dx, lat, wgs84.WGS84().Spheroid)
				require.InDelta(t, e, got[0], 1e-3)
				require.InDelta(t, n, got[1], 1e-3)
			}
		}
	}
}

// Snyder (1987), p. 292, works this example on the Clarke 1866 ellipsoid.
func TestSnydersExample(t *testing.T) {
	p := On(6378206.4, 0.00676866, -96, 29.5, 45.5)
	at, origin := p.Point(orb.Point{-75, 35}), p.Point(orb.Point{-96, 23})
	require.InDelta(t, 1885472.7, at[0]-origin[0], 0.1)
	require.InDelta(t, 1535925.0, at[1]-origin[1], 0.1)
}

// Every position of a map is found again, at the poles and on a sphere as well; beyond the map there is none.
func TestInverse(t *testing.T) {
	for _, p := range []Projection{New(67, 43, 53.5), New(132, -36, -18), New(-96, 60, 60), New(20, -4, 4),
		New(0, -10, 40), On(6371000, 0, 67, 43, 53.5)} {
		for lat := -90.0; lat <= 90; lat += 7.5 {
			for lon := p.Meridian - 179; lon < p.Meridian+180; lon += 17 {
				want := orb.Point{math.Remainder(lon, 360), lat}
				got, ok := p.Inverse(p.Point(want))
				require.True(t, ok, "%v %v", p, want)
				require.InDelta(t, lat, got[1], 1e-5) // near a pole latitude hardly changes the area
				if d := 90 - math.Abs(lat); d > 1 {
					require.InDelta(t, lat, got[1], 1e-11)
					require.InDelta(t, 0, math.Remainder(got[0]-lon, 360), 1e-11)
				}
			}
		}
		for _, at := range []orb.Point{{9e9, 0}, {0, 9e9}, {0, -9e9}, {math.NaN(), 0}, {0, math.Inf(1)}} {
			_, ok := p.Inverse(at)
			require.False(t, ok, "%v %v", p, at)
		}
	}
}

func TestProjectionKeepsAreas(t *testing.T) {
	for _, p := range []Projection{New(67, 43, 53.5), New(0, -4, 4), New(0, -10, 40)} {
		for _, lat := range []float64{1, 41, 50, 55} {
			const d = 0.01
			var ring orb.Ring
			for _, c := range [][2]float64{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}} {
				ring = append(ring, p.Point(orb.Point{p.Meridian + 15 + c[0]*d, lat + c[1]*d}))
			}
			planar := 0.0
			for i := range 4 {
				planar += (ring[i][0]*ring[i+1][1] - ring[i+1][0]*ring[i][1]) / 2
			}
			want := semiMajor * semiMajor * (d * math.Pi / 180) * (p.on.authalic(lat+d) - p.on.authalic(lat)) / 2
			require.InEpsilon(t, want, planar, 1e-6)
		}
	}
}

func TestFitProjection(t *testing.T) {
	rect := func(w, s, e, n float64) orb.MultiPolygon {
		return orb.MultiPolygon{{orb.Bound{Min: orb.Point{w, s}, Max: orb.Point{e, n}}.ToRing()}}
	}
	for _, c := range []struct {
		name  string
		area  []orb.MultiPolygon
		want  Projection
		limit [2]float64
	}{
		{"Kazakhstan", []orb.MultiPolygon{rect(46.49, 40.57, 87.32, 55.44)}, New(67, 43, 53), [2]float64{46.4, 87.4}},
		{"a city", []orb.MultiPolygon{rect(76.74, 43.03, 77.17, 43.41)}, New(76.95, 43.1, 43.35), [2]float64{76.7, 77.2}},
		{"across the antimeridian", []orb.MultiPolygon{rect(177, -19, 180, -16), rect(-180, -17, -178, -15.6)},
			New(179.5, -18.4, -16.2), [2]float64{177, 182}},
		{"across the equator", []orb.MultiPolygon{rect(34, -6, 42, 6)}, New(38, -4, 4), [2]float64{34, 42}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, Fit(c.area))
			w, e := longitudes(c.area)
			require.InDelta(t, c.limit[0], w, 0.01)
			require.InDelta(t, c.limit[1], e, 0.01)
		})
	}
}

// Across the antimeridian neighbours stay neighbours.
func TestProjectionWraps(t *testing.T) {
	p := New(179.5, -18.4, -16.2)
	a, b := p.Point(orb.Point{180, -17}), p.Point(orb.Point{-180, -17})
	require.InDelta(t, a[0], b[0], 1e-3)
}

// The parameters of Kazakhstan's scenario keep lengths within 0.43 % in all of Kazakhstan.
func TestLengthErrorOfKazakhstan(t *testing.T) {
	p := New(67, 43, 53.5)
	worst := 0.0
	for lat := 40.57; lat <= 55.45; lat += 0.05 {
		// Along the parallel; an equal-area conic projection errs inversely along the meridian (Snyder 1987, 14-16).
		k := math.Sqrt(p.c-p.n*p.on.authalic(lat)) / p.on.parallelRadius(lat)
		worst = max(worst, math.Abs(k-1), math.Abs(1/k-1))
	}
	require.InDelta(t, 0.0043, worst, 0.0001)
}
