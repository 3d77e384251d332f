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

// contactsOf are the contacts of faces at a width in metres.
func contactsOf(faces []orb.MultiPolygon, width float64) []Contact {
	all, rings, vt := steps(faces)
	c, _ := (&matcher{points: vt.points, all: all, rings: rings, width: width, snap: 0.009}).match()
	return c
}

func bordersOf(contacts []Contact) map[[2]int]float64 {
	out := map[[2]int]float64{}
	for _, c := range contacts {
		if c.Border {
			out[[2]int{c.A, c.B}] = c.Metres
		}
	}
	return out
}

// moved moves every position of every face on its own by up to so many metres in both directions, and rounds it to
// seven decimals. A ring's first and last position stay one.
func moved(faces []orb.MultiPolygon, metres float64, rng *rand.Rand) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, len(faces))
	for f, m := range faces {
		out[f] = m.Clone()
		for _, p := range out[f] {
			for _, r := range p {
				at := map[orb.Point]orb.Point{}
				for i, q := range r {
					to, ok := at[q]
					if !ok {
						lon, lat := measure.Degree(q[1])
						to = orb.Point{q[0] + (2*rng.Float64()-1)*metres/lon, q[1] + (2*rng.Float64()-1)*metres/lat}
						to = orb.Point{math.Round(to[0]*1e7) / 1e7, math.Round(to[1]*1e7) / 1e7}
						at[q] = to
					}
					r[i] = to
				}
			}
		}
	}
	return out
}

// The units of Kazakhstan as they are have 539 borders (see TestSourceFigures); with every position of every unit moved
// by up to 5 m on its own they have the same, and nearly the same lengths.
func TestMatchKazakhstan(t *testing.T) {
	faces := source(t)
	truth := bordersOf(contactsOf(faces, 10))
	_, alike, _ := exactEdges(faces)
	assert.Len(t, truth, 539)
	for k, metres := range truth {
		require.GreaterOrEqual(t, metres, alike[k]*(1-1e-9), "%v", k) // what has other vertices on both sides comes to it
	}
	// The common lines of outlines that were cut at each other's vertices say the same, but for one pair with a gap 10
	// to 15 m wide.
	wide := [2]int{143, 145}
	for _, b := range built(faces).Borders() {
		if k := [2]int{b.A, b.B}; k != wide {
			require.InDelta(t, b.Metres, truth[k], 3+b.Metres/100, "%v", k)
		}
	}
	for seed := range uint64(3) {
		got := bordersOf(contactsOf(moved(faces, 5, rand.New(rand.NewPCG(seed, 1))), 15))
		require.Len(t, got, len(truth))
		over := 0
		for k, metres := range truth {
			require.Contains(t, got, k)
			if math.Abs(got[k]/metres-1) > 0.01 {
				over++
			}
		}
		assert.LessOrEqual(t, over, 10, "of 539 borders, short ones among them")
	}
}

// A stretch is cut off where the line beside it is another, and of two as near the lower is taken.
func TestNearestIsTheLowerEnvelope(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		var all []stretch
		for k := range 1 + rng.IntN(12) {
			from := rng.Float64()
			to := from + (1-from)*rng.Float64()
			a, b := 10*rng.Float64(), 10*rng.Float64() // distances at both ends
			slope := (b - a) / (to - from)
			all = append(all, stretch{from, to, a - slope*from, slope, int32(k)})
		}
		got := (&scratch{}).nearest(append([]stretch(nil), all...))
		for range 200 {
			s := rng.Float64()
			want, least := int32(-1), math.Inf(1)
			for _, p := range all {
				if d := p.base + p.slope*s; p.from <= s && s <= p.to && d < least {
					want, least = p.beside, d
				}
			}
			found, times := int32(-1), 0
			for _, p := range got {
				if p.from <= s && s < p.to {
					found = p.beside
					times++
				}
			}
			require.LessOrEqual(t, times, 1)
			require.Equal(t, want, found, "at %v of %v", s, all)
		}
	}
}
