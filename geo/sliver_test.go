package geo

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/okrug/okrug/geo/format/geojson"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/internal/tiling"
	"github.com/okrug/okrug/geo/measure"
)

// Units that were each drawn on their own, some metres off their neighbours' lines, keep their neighbours.
func TestUnitsDrawnApart(t *testing.T) {
	g := tiling.Grid{Cols: 9, Rows: 8, Bends: 3, Seed: 7, Decimals: 7}
	faces := g.Faces()
	var areas []float64
	random := rand.New(rand.NewPCG(3, 4))
	var features []geojson.Feature
	for i, m := range faces {
		areas = append(areas, measure.Area(m))
		x, y := i%g.Cols, i/g.Cols
		inner := x > 0 && y > 0 && x < g.Cols-1 && y < g.Rows-1
		ring := m[0][0]
		for k := range ring[:len(ring)-1] {
			if inner { // the outer units stay, so that slivers are closed
				ring[k] = orb.Point{ring[k][0] + 1e-5*(random.Float64()-0.5), ring[k][1] + 1e-5*(random.Float64()-0.5)}
			}
		}
		ring[len(ring)-1] = ring[0]
		features = append(features, geojson.Feature{Geometry: m,
			Properties: []geojson.Property{{Key: "id", Value: fmt.Sprint(i)}, {Key: "region", Value: "R"}, {Key: "name",
				Value: "x"}, {Key: "voters", Value: 1}}})
	}
	var b bytes.Buffer
	require.NoError(t, geojson.WriteFeatures(&b, "", 8, slices.Values(features)))
	l, notes, err := Read(context.Background(), sources(b.String(), ""))
	require.NoError(t, err)
	kinds := map[Kind]int{}
	for _, n := range notes {
		kinds[n.Kind]++
	}
	assert.Positive(t, kinds[Overlapping])
	assert.Positive(t, kinds[GapInRegion])
	assert.Len(t, l.Borders, g.Neighbours())
	for _, b := range l.Borders {
		assert.Contains(t, []int{1, g.Cols}, b.B-b.A, "%+v", b)
	}
	var all []int
	var sum float64
	for i := range l.Units {
		all = append(all, i)
		sum += measure.Area(l.Topology.Face(i))
		assert.InEpsilon(t, areas[i], measure.Area(l.Topology.Face(i)), 1e-3)
	}
	whole := l.Topology.Dissolve(all)
	require.Len(t, whole, 1)
	assert.Len(t, whole[0], 1, "no gap is left")
	assert.InEpsilon(t, sum, measure.Area(whole), 1e-9)
}
