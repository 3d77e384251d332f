package verify

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/topology"
)

// metre is one of latitude, in degrees.
const metre = 1.0 / 111000

// Two units that meet at a corner only, drawn apart as those of four sources are, lie on each other there for some
// metres by chance. That is no border, as it is none for those who plan; a common line without common positions is one.
func TestAContactAtACornerIsNoBorder(t *testing.T) {
	south := []position{{0, 0}, {0.01, 0}, {0.01, 0.01}, {0, 0.01}, {0, 0}}
	for _, x := range []struct {
		metres float64
		border bool
	}{{0, false}, {0.6, false}, {3, false}, {12, true}, {500, true}} {
		west := 0.01 - x.metres*metre
		north := []position{{west, 0.01}, {west + 0.01, 0.01}, {west + 0.01, 0.02}, {west, 0.02}, {west, 0.01}}
		got := parts([][]position{south}, [][]position{north}) == 1
		require.Equal(t, x.border, got, "%g m", x.metres)
		// Their neighbours, a metre off, show how these lines are drawn.
		left, top := 0.01+metre, 0.01-metre
		east := []position{{left, 0}, {0.02, 0}, {0.02, top}, {left, top}, {left, 0}}
		var faces []orb.MultiPolygon
		for _, r := range [][]position{south, north, east} {
			var ring orb.Ring
			for _, p := range r {
				ring = append(ring, orb.Point(p))
			}
			faces = append(faces, orb.MultiPolygon{{ring}})
		}
		_, f := topology.Build(faces, topology.Options{Width: 5})
		planned := false
		for _, c := range f.Contacts {
			planned = planned || c.A == 0 && c.B == 1 && c.Border
		}
		require.Equal(t, planned, got, "%g m", x.metres)
	}
}

// A common line that both cut into pieces shorter than a border must be is one all the same.
func TestALineInManyPiecesIsABorder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	ring := func(north float64) []position {
		out := []position{{0, north}}
		for x := 0.0; x < 0.005; x += (1 + 4*r.Float64()) * metre {
			out = append(out, position{x, 0})
		}
		return append(out, position{0.005, 0}, position{0.005, north}, position{0, north})
	}
	require.Equal(t, 1, parts([][]position{ring(0.01)}, [][]position{ring(-0.01)}))
}
