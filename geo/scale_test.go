package geo

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/okrug/okrug/geo/format/geojson"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/internal/tiling"
)

// gridFile writes a grid of about n units of 20 vertices in ten regions.
func gridFile(t testing.TB, n int) ([]byte, tiling.Grid) {
	g := tiling.Square(n)
	var b bytes.Buffer
	var features []geojson.Feature
	for i, face := range g.Faces() {
		id := strconv.Itoa(100000 + i)
		features = append(features, geojson.Feature{
			Geometry: face,
			Properties: []geojson.Property{
				{Key: "id", Value: id}, {Key: "region", Value: fmt.Sprintf("R%d", 10*(i/g.Cols)/g.Rows)}, {Key: "name",
					Value: "Unit " + id}, {Key: "voters", Value: 500 + i%1500},
			},
		})
	}
	require.NoError(t, geojson.WriteFeatures(&b, "grid", 7, slices.Values(features)))
	return b.Bytes(), g
}

func TestReadGrid(t *testing.T) {
	data, g := gridFile(t, 2500)
	l, notes, err := Read(context.Background(), Sources{Units: File{"grid.geojson", bytes.NewReader(data)},
		UnitColumns: testUnits})
	require.NoError(t, err)
	assert.Empty(t, notes)
	assert.Len(t, l.Units, 2500)
	assert.Len(t, l.Borders, g.Neighbours())
	assert.Len(t, l.Regions, 10)

	again, _, err := Read(context.Background(), Sources{Units: File{"grid.geojson", bytes.NewReader(data)},
		UnitColumns: testUnits})
	require.NoError(t, err)
	assert.Equal(t, l, again, "the same file gives the same layer")
}

// BenchmarkRead reads and checks synthetic units of 20 vertices: time and bytes in all, and per unit, and the most
// memory in use.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000, 300000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			data, g := gridFile(b, n)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			stop := make(chan struct{})
			most := watch(stop)
			for b.Loop() {
				l, _, err := Read(context.Background(), Sources{Units: File{"grid.geojson", bytes.NewReader(data)},
					UnitColumns: testUnits})
				require.NoError(b, err)
				require.Len(b, l.Borders, g.Neighbours())
			}
			close(stop)
			units := float64(g.Cols * g.Rows)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/units, "ns/unit")
			b.ReportMetric((<-most-float64(len(data)))/units, "heap-B/unit")
		})
	}
}

// watch samples the heap in use until stop is closed, then sends the most it saw.
func watch(stop chan struct{}) chan float64 {
	out := make(chan float64, 1)
	go func() {
		var most uint64
		for {
			select {
			case <-stop:
				out <- float64(most)
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	return out
}
