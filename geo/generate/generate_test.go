package generate_test

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/generate"
)

func country(t testing.TB, units int, seed uint64) *generate.Country {
	c, err := generate.Generate(generate.Options{Units: units, Seed: seed})
	require.NoError(t, err)
	return c
}

// The polygons are sound to a reader that knows nothing of the generator, and the neighbours that the reader finds are
// those that the generator states.
func TestPolygonsHaveTheBorders(t *testing.T) {
	c := country(t, 600, 3)
	var b bytes.Buffer
	require.NoError(t, c.WriteUnits(&b))
	l, _, err := geo.Read(context.Background(), geo.Sources{
		Units: geo.File{Name: "units.geojson", Data: &b},
		UnitColumns: geo.UnitColumns{ID: "unit_id", Voters: "voters",
			Parents: []string{"region", "raion", "commune", "settlement"},
			Names:   map[string]string{"en": "name"}},
		Tolerance: geo.Tolerance{Gaps: true},
	})
	require.NoError(t, err)
	require.Len(t, l.Units, 600)
	var want, got [][2]int
	metres := map[[2]int]float64{}
	for _, x := range c.Borders {
		if x.Metres > 0 {
			want = append(want, [2]int{x.A, x.B})
			metres[[2]int{x.A, x.B}] = x.Metres
		}
	}
	for _, x := range l.Borders {
		got = append(got, [2]int{x.A, x.B})
	}
	require.Equal(t, want, got)
	for i, u := range l.Units {
		require.Equal(t, c.Units[i].Code, u.ID)
		require.Equal(t, c.Units[i].Voters, u.Voters)
	}
}

// Areas nest, codes are unique, every unit can be reached from every other, and sizes are heavy-tailed: the largest
// tenth of the settlements holds half of the units or more.
func TestShape(t *testing.T) {
	for _, seed := range []uint64{0, 1, 2} {
		c := country(t, 5000, seed)
		require.Len(t, c.Units, 5000)
		codes := map[string]bool{}
		sizes := make([]int, len(c.Areas[generate.Settlement]))
		up := make([]map[int]int, 4)
		for l := range up {
			up[l] = map[int]int{}
		}
		for _, u := range c.Units {
			require.False(t, codes[u.Code])
			codes[u.Code] = true
			require.Positive(t, u.Voters)
			sizes[u.Area[generate.Settlement]]++
			for l := 1; l < 4; l++ {
				if a, known := up[l][u.Area[l]]; known {
					require.Equal(t, a, u.Area[l-1])
				}
				up[l][u.Area[l]] = u.Area[l-1]
				require.True(t, strings.HasPrefix(c.Areas[l][u.Area[l]], c.Areas[l-1][u.Area[l-1]]))
			}
			require.True(t, strings.HasPrefix(u.Code, c.Areas[3][u.Area[3]]))
		}
		slices.Sort(sizes)
		top := 0
		for _, s := range sizes[len(sizes)*9/10:] {
			top += s
		}
		require.Greater(t, top, 2500)
		part := make([]int, len(c.Units))
		for i := range part {
			part[i] = i
		}
		find := func(i int) int {
			for part[i] != i {
				part[i] = part[part[i]]
				i = part[i]
			}
			return i
		}
		parts, links := len(c.Units), 0
		for _, b := range c.Borders {
			require.Less(t, b.A, b.B)
			require.False(t, math.IsNaN(b.Metres))
			if b.Metres == 0 {
				links++
			}
			if x, y := find(b.A), find(b.B); x != y {
				part[x] = y
				parts--
			}
		}
		require.Equal(t, 1, parts)
		require.Positive(t, links, "there are islands")
	}
}

func TestSameSeedSameCountry(t *testing.T) {
	require.Equal(t, country(t, 700, 5), country(t, 700, 5))
	require.NotEqual(t, country(t, 700, 5), country(t, 700, 6))
	_, err := generate.Generate(generate.Options{Units: 7})
	require.Error(t, err)
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		country(b, 30_000, 1)
	}
}
