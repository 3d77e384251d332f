package topology

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// around180 is the sheet of a layer of which so many metres lie before 180 degrees, and the rest beyond.
func around180(lat, metres float64) sheet {
	lon, _ := measure.Degree(lat)
	return sheet{180 - metres/lon, lat}
}

// cut180 cuts units whose longitudes run on beyond 180 degrees, as RFC 7946, section 3.1.9, asks.
func cut180(t testing.TB, faces []orb.MultiPolygon) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, len(faces))
	for f, m := range faces {
		for _, half := range [2]struct{ from, to, by float64 }{{0, 180, 0}, {180, 360, -360}} {
			box := orb.MultiPolygon{{orb.Bound{Min: orb.Point{half.from, -90}, Max: orb.Point{half.to, 90}}.ToRing()}}
			x, err := geom.Intersection(simple(t, m), simple(t, box))
			require.NoError(t, err)
			for _, p := range back(t, x) {
				var kept orb.Polygon
				for _, r := range p {
					for i, q := range r {
						r[i] = sevenDecimals(orb.Point{q[0] + half.by, q[1]})
					}
					if planarArea(r) != 0 {
						kept = append(kept, r)
					}
				}
				if kept != nil {
					out[f] = append(out[f], kept)
				}
			}
		}
	}
	return out
}

// Layers that lie across 180 degrees have the borders that they have elsewhere: with longitudes that run on, and cut
// there, so that units become parts on either side.
func TestDisturbedAcross180(t *testing.T) {
	for _, l := range []struct {
		name  string
		faces []orb.MultiPolygon
	}{
		{"squares cut through", squares(around180(66, 10000), 6, 4000)},
		// Units that reach a few metres across become a unit and a sliver.
		{"squares with a line there", squares(around180(52, 12000), 6, 4000)},
		{"small squares with a line there", squares(around180(-17, 1500), 6, 500)},
		{"hexagons", hexagons(around180(-17, 21000), 6, 5000)},
		{"small hexagons", hexagons(around180(66, 2250), 6, 500)},
	} {
		t.Run(l.name, func(t *testing.T) {
			_, truth, _ := exactEdges(l.faces)
			whole := cut180(t, l.faces)
			eachDisturbance(t, func(t *testing.T, d disturbance) {
				rng := d.random()
				faces := moved(resampled(l.faces, rng, d.thin, d.dense), d.metres, rng)
				clear := func(a, b int) bool {
					return spacing(faces[a]) > 6*d.metres && spacing(faces[b]) > 6*d.metres
				}
				check := func(faces []orb.MultiPolygon) {
					t.Helper()
					checkBorders(t, truth, bordersOf(contactsOf(faces, d.width)), clear)
				}
				check(faces)
				cut := cut180(t, faces)
				requireCut(t, cut)
				check(cut)
				if d.width == 20 && !d.thin && !d.dense {
					checkCutOutlines(t, cut)
				}
				// Drawn in parts from the first, which do not end alike at 180 degrees, nor exactly there.
				check(movedOnEarth(resampled(whole, rng, d.thin, d.dense), d.metres, rng))
				if d.dense { // one part has vertices at 180 degrees where the other has none: no pair is lost or false
					got := bordersOf(contactsOf(resampled(cut, rng, false, true), d.width))
					checkBorders(t, truth, got, func(a, b int) bool { return false })
				}
			})
		})
	}
}

// A unit with a sliver across 180 degrees, narrower than the width, has its border beyond the sliver once, also where
// the two parts have other vertices at 180 degrees.
func TestSliverAcross180(t *testing.T) {
	for _, c := range []struct {
		name   string
		sliver orb.MultiPolygon
	}{
		{"parts alike", box(-180, 52, -179.9999, 52.02)},
		{"parts not alike", ringOf(orb.Point{-180, 52}, orb.Point{-179.9999, 52}, orb.Point{-179.9999, 52.02},
			orb.Point{-180, 52.02}, orb.Point{-180, 52.01})},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := bordersOf(contactsOf([]orb.MultiPolygon{
				append(box(179.95, 52, 180, 52.02), c.sliver...), box(-179.99989, 52, -179.95, 52.02),
			}, 20))
			require.InEpsilon(t, 2225.4, got[[2]int{0, 1}], 0.01)
		})
	}
}

// checkCutOutlines checks that outlines of units that are cut at 180 degrees stay on their sides of it and about as
// large as they were.
func checkCutOutlines(t *testing.T, faces []orb.MultiPolygon) {
	top, found := Build(faces, Options{Width: 20, Fill: func(g Gap) bool { return g.Width() <= 20 }})
	require.False(t, found.Unresolved)
	require.InDeltaMapValues(t, bordersOf(contactsOf(faces, 20)), bordersOf(found.Contacts), 0.1)
	for i, m := range faces {
		outline := top.Face(i)
		require.NoError(t, simple(t, outline).Validate())
		require.InEpsilon(t, measure.Area(m), measure.Area(outline), 0.08, "face %d", i)
		for _, p := range outline {
			for _, r := range p {
				require.Less(t, r.Bound().Max[0]-r.Bound().Min[0], 1.0, "face %d", i)
			}
		}
	}
}

// requireCut checks that a layer is as a file may have it, and that some of its units are on both sides.
func requireCut(t *testing.T, faces []orb.MultiPolygon) {
	both := 0
	for _, m := range faces {
		east, west := false, false
		for _, p := range m {
			for _, r := range p {
				for _, q := range r {
					require.LessOrEqual(t, math.Abs(q[0]), 180.0)
					east, west = east || q[0] < 0, west || q[0] > 0
				}
			}
		}
		if east && west {
			both++
		}
	}
	require.Positive(t, both)
}
