package topology

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"okrug/geo/measure"
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

func TestMatchKazakhstan(t *testing.T) {
	faces := source(t)
	start := time.Now()
	c := contactsOf(faces, 10)
	fmt.Println("time", time.Since(start))
	truth := bordersOf(c)
	assert.Len(t, truth, 539)
	for seed := range uint64(3) {
		start = time.Now()
		got := bordersOf(contactsOf(moved(faces, 5, rand.New(rand.NewPCG(seed, 1))), 12))
		fmt.Println("time", time.Since(start))
		over, lost := 0, 0
		for k, metres := range truth {
			if got[k] == 0 {
				lost++
				fmt.Println("lost", k, metres)
			} else if math.Abs(got[k]/metres-1) > 0.01 {
				over++
			}
		}
		for k, metres := range got {
			if truth[k] == 0 {
				fmt.Println("false", k, metres)
			}
		}
		fmt.Println("over 1 %", over, "lost", lost)
	}
	require.True(t, true)
}
