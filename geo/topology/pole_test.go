package topology

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// movedOnEarth moves units like moved, but nothing off the pole, and nothing beyond 180 degrees: there they are cut.
func movedOnEarth(faces []orb.MultiPolygon, metres float64, rng *rand.Rand) []orb.MultiPolygon {
	out := moved(faces, metres, rng)
	for f, m := range out {
		for i, p := range m {
			for k, r := range p {
				for n := range r {
					if was := faces[f][i][k][n]; math.Abs(was[1]) == 90 {
						r[n] = was
					}
					r[n][0], r[n][1] = min(max(r[n][0], -180), 180), min(max(r[n][1], -90), 90)
				}
			}
		}
	}
	return out
}

// rings are units between parallels all round the Earth, each ring of them divided by meridians. As files have it that
// were drawn in longitude and latitude, a unit that reaches a pole has an edge along it, which has no length, and one
// that lies all around it has two edges at 180 degrees.
func rings(parts int, parallels ...float64) []orb.MultiPolygon {
	var out []orb.MultiPolygon
	for i := 1; i < len(parallels); i++ {
		for k := range parts {
			wide := 360 / float64(parts)
			west, east := wide*float64(k)-180, wide*float64(k+1)-180
			south, north := parallels[i-1], parallels[i]
			var ring orb.Ring
			const along = 6
			around := 72 / parts // so that rings of more and of fewer units match
			// Each line is worked out from its southern or western end, by all that have it.
			if south == -90 {
				ring = append(ring, orb.Point{west, south})
			} else {
				for n := range around {
					ring = append(ring, orb.Point{west + 5*float64(n), south})
				}
			}
			for n := range along {
				ring = append(ring, orb.Point{east, south + (north-south)*float64(n)/along})
			}
			if north == 90 {
				ring = append(ring, orb.Point{east, north})
			} else {
				for n := around; n > 0; n-- {
					ring = append(ring, orb.Point{west + 5*float64(n), north})
				}
			}
			for n := along; n > 0; n-- {
				ring = append(ring, orb.Point{west, south + (north-south)*float64(n)/along})
			}
			for n := range ring {
				ring[n] = sevenDecimals(ring[n])
			}
			out = append(out, orb.MultiPolygon{{append(ring, ring[0])}})
		}
	}
	return out
}

// wrapped are positions with -180 instead of 180 degrees.
func wrapped(faces []orb.MultiPolygon) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, len(faces))
	for f, m := range faces {
		out[f] = m.Clone()
		for _, p := range out[f] {
			for _, r := range p {
				for n := range r {
					if r[n][0] == 180 {
						r[n][0] = -180
					}
				}
			}
		}
	}
	return out
}

// Layers near the poles, where a degree of longitude has a few hundred metres or none, have the borders that they have
// elsewhere.
//
// A unit's line may be drawn at any longitude within some kilometres of a pole and be in place by metres; but where all
// of a border lies less than 5 km from a pole, it is not found (see TestBorderWithinFiveKilometresOfThePole).
func TestDisturbedNearThePoles(t *testing.T) {
	for _, l := range []struct {
		name  string
		faces []orb.MultiPolygon
	}{
		{"squares at 88 degrees", squares(sheet{30, 88}, 6, 4000)},
		{"hexagons at 88.5 degrees", hexagons(sheet{-30, 88.5}, 6, 2500)},
		{"small hexagons at 89.5 degrees", hexagons(sheet{30, 89.5}, 6, 500)},
		{"squares up to 89.9 degrees", squares(sheet{100, 89.68}, 6, 4000)},
		{"squares in the south", squares(sheet{-60, -89.9}, 6, 4000)},
		{"sectors that meet at the pole", rings(12, 88, 89, 90)},
		{"three sectors that meet at the pole", rings(3, 85, 88, 90)},
		{"sectors that meet at the south pole", rings(6, -90, -89.7, -89)},
		{"sectors around a cap", append(rings(12, 88, 89), rings(1, 89, 90)...)},
	} {
		t.Run(l.name, func(t *testing.T) {
			_, truth, _ := exactEdges(wrapped(l.faces))
			eachDisturbance(t, func(t *testing.T, d disturbance) {
				rng := d.random()
				faces := movedOnEarth(resampled(l.faces, rng, d.thin, d.dense), d.metres, rng)
				checkBorders(t, truth, bordersOf(contactsOf(faces, d.width)), func(a, b int) bool {
					return spacing(faces[a]) > 6*d.metres && spacing(faces[b]) > 6*d.metres
				})
			})
		})
	}
}

// Two units on either side of a meridian, 1.1 km long and up to 18 m apart, are neighbours wherever on Earth that is.
func TestBorderWithinFiveKilometresOfThePole(t *testing.T) {
	for _, lat := range []float64{80, 89, 89.9, 89.96, 89.98, 89.989} {
		beside := func(lat float64) orb.Point {
			lon, _ := measure.Degree(lat)
			return orb.Point{18 / lon, lat}
		}
		faces := []orb.MultiPolygon{
			ringOf(orb.Point{-60, lat}, orb.Point{0, lat}, orb.Point{0, lat + 0.01}, orb.Point{-60, lat + 0.01}),
			ringOf(beside(lat), orb.Point{60, lat}, orb.Point{60, lat + 0.01}, beside(lat+0.01)),
		}
		assert.Contains(t, bordersOf(contactsOf(faces, 20)), [2]int{0, 1}, "%v degrees", lat)
	}
}

// A unit that reaches the pole, as a claim in Antarctica does, makes others that lie elsewhere no harder to match.
func TestUnitAtThePoleAmongManyElsewhere(t *testing.T) {
	faces := moved(squares(sheet{-60, -35}, 40, 1000), 3, rand.New(rand.NewPCG(1, 1)))
	without := contactsOf(faces, 20)
	wedge := ringOf(orb.Point{-74, -60}, orb.Point{-74, -90}, orb.Point{-25, -90}, orb.Point{-25, -60})
	with, found := Build(append(faces, wedge), Options{Width: 20})
	require.Equal(t, len(faces)+1, with.Len())
	assert.False(t, found.Unresolved)
	assert.Equal(t, len(without), len(found.Contacts))
}
