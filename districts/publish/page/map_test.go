package page

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

type place struct{ x, y int }

// rings reads the data of a path with steps relative to the last: whole numbers alone.
func rings(t *testing.T, path string) [][]place {
	t.Helper()
	require.Regexp(t, `^(M-?\d+ -?\d+(l-?\d+[ -]-?\d*([ -]\d+)*)?z?)*$`, path)
	var out [][]place
	for _, part := range regexp.MustCompile(`M[^M]*`).FindAllString(path, -1) {
		var n []int
		for _, s := range regexp.MustCompile(`-?\d+`).FindAllString(part, -1) {
			v, err := strconv.Atoi(s)
			require.NoError(t, err)
			n = append(n, v)
		}
		ring := []place{{n[0], n[1]}}
		for i := 2; i < len(n); i += 2 {
			last := ring[len(ring)-1]
			ring = append(ring, place{last.x + n[i], last.y + n[i+1]})
		}
		out = append(out, ring)
	}
	return out
}

// Districts have the areas on the map that they have on the ellipsoid, since it is equal-area; neighbours have the same
// line, and different colours; numbers stand inside.
func TestTheMap(t *testing.T) {
	p := kazakhstan(t)
	m, err := drawMap(context.Background(), p)
	require.NoError(t, err)
	require.Equal(t, side*10, max(m.Width, m.Height))
	sides := make([]map[[2]place]bool, len(m.Districts))
	square := 1 / (m.scale * 10) / (m.scale * 10) // square metres of a square unit
	for i, d := range m.Districts {
		sides[i] = map[[2]place]bool{}
		area := 0
		inside := false
		for _, r := range rings(t, d.Path) {
			for k, a := range r {
				b := r[(k+1)%len(r)]
				area += a.x*b.y - b.x*a.y
				sides[i][[2]place{a, b}] = true
				require.True(t, a.x >= d.Box[0] && a.x <= d.Box[2] && a.y >= d.Box[1] && a.y <= d.Box[3])
				if (a.y > d.Y) != (b.y > d.Y) &&
					float64(d.X) < float64(b.x-a.x)*float64(d.Y-a.y)/float64(b.y-a.y)+float64(a.x) {
					inside = !inside
				}
			}
		}
		require.True(t, inside, "the number of district %d", d.Number)
		want := measure.Area(p.Layer.Topology.Dissolve(p.Districts[i].Units))
		require.InEpsilon(t, want, math.Abs(float64(area))/2*square, 0.02, "district %d", d.Number)
	}
	borders := 0
	for _, b := range p.Layer.Borders {
		x, y := p.Of[b.A], p.Of[b.B]
		if x == y || b.Link {
			continue
		}
		borders++
		require.NotEqual(t, m.Districts[x].Class, m.Districts[y].Class)
		common := 0
		for s := range sides[x] {
			if sides[y][[2]place{s[1], s[0]}] {
				common++
			}
		}
		require.NotZero(t, common, "districts %d and %d", m.Districts[x].Number, m.Districts[y].Number)
	}
	require.Greater(t, borders, 50)
	// Districts too small for their numbers have a badge, which names every one of them.
	badged := map[int]bool{}
	for _, b := range m.Badges {
		for _, n := range b.Districts {
			badged[n] = !b.Hidden
		}
	}
	tiny := 0
	for _, d := range m.Districts {
		if d.Tiny {
			tiny++
			require.True(t, badged[d.Number], "district %d", d.Number)
		}
	}
	require.Greater(t, tiny, 5)
}

func TestNumbers(t *testing.T) {
	require.Equal(t, "3–5, 9, 11–12", numbers([]int{3, 4, 5, 9, 11, 12}))
	require.Equal(t, "7", numbers([]int{7}))
}
