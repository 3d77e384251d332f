package topology

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/testdata"
)

// source reads the 224 units of Kazakhstan beside the repository.
func source(t testing.TB) []orb.MultiPolygon {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testdata.Shared(t, "kz", "boundaries"), "kaz_admbnda_adm2_2024.geojson"))
	require.NoError(t, err)
	fc, err := geojson.UnmarshalFeatureCollection(b)
	require.NoError(t, err)
	var out []orb.MultiPolygon
	for _, f := range fc.Features {
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			out = append(out, orb.MultiPolygon{g})
		case orb.MultiPolygon:
			out = append(out, g)
		default:
			t.Fatalf("geometry %T", g)
		}
	}
	return out
}

func TestSourceFigures(t *testing.T) {
	faces := source(t)
	edges, pairs, metres := exactEdges(faces)
	require.Equal(t, 23586, edges)
	require.Len(t, pairs, 537)
	require.Equal(t, 57024.0, math.Round(metres/1000))

	top, f := Build(faces, Options{})
	require.False(t, f.Unresolved)
	require.Equal(t, 224, top.Len())
	// Two pairs more touch along lines on which they have no edge in common, only T-junctions.
	borders := top.Borders()
	more := 0
	for _, b := range borders {
		if pairs[[2]int{b.A, b.B}] == 0 {
			more++
			require.Contains(t, [][2]int{{5, 91}, {110, 191}}, [2]int{b.A, b.B})
		} else {
			require.Greater(t, b.Metres, pairs[[2]int{b.A, b.B}]*(1-1e-6))
		}
	}
	require.Equal(t, 2, more)
	require.Len(t, borders, 539)

	require.Len(t, f.Gaps, 2)
	require.Len(t, f.Overlaps, 5)
	require.Empty(t, f.Nestings)
	for _, o := range f.Overlaps {
		require.Less(t, o.Area, 76000.0)
	}
	var area float64
	for i, face := range faces {
		a := measure.Area(face)
		area += a
		require.InEpsilon(t, a, measure.Area(top.Face(i)), 5e-5)
	}
	require.Equal(t, 2728366.0, math.Round(area/1e6))
}

// exactEdges counts the edges that two faces have with equal coordinates, and their length by pair.
func exactEdges(faces []orb.MultiPolygon) (edges int, pairs map[[2]int]float64, metres float64) {
	type edge [2]orb.Point
	owner := map[edge]int{}
	pairs = map[[2]int]float64{}
	for f, m := range faces {
		for _, p := range m {
			for _, r := range p {
				for i := 1; i < len(r); i++ {
					e := edge{r[i-1], r[i]}
					if e[1][0] < e[0][0] || e[1][0] == e[0][0] && e[1][1] < e[0][1] {
						e[0], e[1] = e[1], e[0]
					}
					if o, ok := owner[e]; ok && o != f {
						edges++
						d := measure.Distance(e[0], e[1])
						pairs[[2]int{min(o, f), max(o, f)}] += d
						metres += d
					}
					owner[e] = f
				}
			}
		}
	}
	return edges, pairs, metres
}

func BenchmarkBuildSource(b *testing.B) {
	faces := source(b)
	b.ReportAllocs()
	for b.Loop() {
		built(faces)
	}
}
