package geo

import (
	"bytes"
	"context"
	"errors"
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

// layerOf are the units of one region as a file has them.
func layerOf(t *testing.T, faces []orb.MultiPolygon) Sources {
	var features []geojson.Feature
	for i, m := range faces {
		features = append(features, geojson.Feature{Geometry: m, Properties: []geojson.Property{
			{Key: "id", Value: fmt.Sprint(i)}, {Key: "region", Value: "R"}, {Key: "name", Value: "x"}, {Key: "voters", Value: 1},
		}})
	}
	var b bytes.Buffer
	require.NoError(t, geojson.WriteFeatures(&b, "", 7, slices.Values(features)))
	return sources(b.String(), "")
}

// halves are the parts of a ring west and east of 180 degrees, which the meridian cuts into two.
func halves(ring orb.Ring) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, side := range []float64{1, -1} {
		var part orb.Ring
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[0]-180)*side <= 0 {
				part = append(part, a)
			}
			if (a[0]-180)*(b[0]-180) < 0 {
				part = append(part, orb.Point{180, a[1] + (b[1]-a[1])*(180-a[0])/(b[0]-a[0])})
			}
		}
		if part == nil {
			continue
		}
		if side < 0 {
			for i := range part {
				part[i][0] -= 360
			}
		}
		out = append(out, orb.Polygon{append(part, part[0])})
	}
	return out
}

// Units that lie across 180 degrees, each drawn on its own, are read where they are cut there, and have the neighbours
// that they have elsewhere. Such as run on beyond, or jump to the other end of the map, are refused.
func TestUnitsAcross180(t *testing.T) {
	g := tiling.Grid{Cols: 7, Rows: 6, Bends: 3, Seed: 7, Decimals: 7}
	random := rand.New(rand.NewPCG(3, 4))
	faces := g.Faces()
	middle := faces[g.Cols/2][0][0].Bound().Center()[0]
	var cut, jump []orb.MultiPolygon
	across := 0
	for _, m := range faces {
		ring := m[0][0]
		for k := range ring[:len(ring)-1] {
			lon, lat := measure.Degree(ring[k][1])
			ring[k][0] += 180 - middle + 12*(random.Float64()-0.5)/lon
			ring[k][1] += 12 * (random.Float64() - 0.5) / lat
		}
		ring[len(ring)-1] = ring[0]
		cut = append(cut, halves(ring))
		if len(cut[len(cut)-1]) == 2 {
			across++
		}
		jumping := ring.Clone()
		for k := range jumping {
			if jumping[k][0] > 180 {
				jumping[k][0] -= 360
			}
		}
		jump = append(jump, orb.MultiPolygon{{jumping}})
	}
	require.Equal(t, g.Rows, across)

	l, _, err := Read(context.Background(), layerOf(t, cut))
	require.NoError(t, err)
	assert.Len(t, l.Borders, g.Neighbours())
	plain, _, err := Read(context.Background(), layerOf(t, g.Faces()))
	require.NoError(t, err)
	require.Len(t, plain.Borders, g.Neighbours())
	for i, b := range l.Borders {
		assert.Equal(t, [2]int{plain.Borders[i].A, plain.Borders[i].B}, [2]int{b.A, b.B})
		assert.InEpsilon(t, plain.Borders[i].Metres, b.Metres, 0.01)
	}
	assert.Empty(t, l.Parted())

	box := func(west, east float64) orb.MultiPolygon {
		return orb.MultiPolygon{{orb.Bound{Min: orb.Point{west, 60}, Max: orb.Point{east, 60.1}}.ToRing()}}
	}
	for _, last := range []float64{180, 179.9999} { // one unit before 180 degrees and one after, alike and 6 m apart
		l, _, err := Read(context.Background(), layerOf(t, []orb.MultiPolygon{box(179.9, last), box(-180, -179.9)}))
		require.NoError(t, err)
		require.Len(t, l.Borders, 1)
		assert.InEpsilon(t, measure.Distance(orb.Point{180, 60}, orb.Point{180, 60.1}), l.Borders[0].Metres, 0.001)
	}

	refused := func(faces []orb.MultiPolygon, kind Kind) {
		t.Helper()
		_, _, err := Read(context.Background(), layerOf(t, faces))
		var faults *Faults
		require.True(t, errors.As(err, &faults))
		found := map[Kind]bool{}
		for _, f := range faults.List {
			found[f.Kind] = true
		}
		assert.Contains(t, found, kind)
	}
	refused(faces, Projected) // more than half of them are out of range, which is what projected coordinates are
	refused(jump, UncutRing)
}

// Units around a pole are read as files have them that were drawn in longitude and latitude: what reaches it has an
// edge along it, and a unit that holds it has two edges at 180 degrees.
func TestUnitsAtAPole(t *testing.T) {
	ring := func(south, north, west, east float64) orb.MultiPolygon {
		var r orb.Ring
		for x := west; x <= east; x += 15 {
			r = append(r, orb.Point{x, south})
		}
		if north == 90 {
			return orb.MultiPolygon{{append(r, orb.Point{east, 90}, orb.Point{west, 90}, r[0])}}
		}
		for x := east; x >= west; x -= 15 {
			r = append(r, orb.Point{x, north})
		}
		return orb.MultiPolygon{{append(r, r[0])}}
	}
	pairs := func(faces []orb.MultiPolygon) (out [][2]int) {
		l, notes, err := Read(context.Background(), layerOf(t, faces))
		require.NoError(t, err)
		assert.Empty(t, notes)
		for _, b := range l.Borders {
			out = append(out, [2]int{b.A, b.B})
		}
		return out
	}
	sectors := []orb.MultiPolygon{ring(88, 90, -180, -60), ring(88, 90, -60, 60), ring(88, 90, 60, 180)}
	assert.Equal(t, [][2]int{{0, 1}, {0, 2}, {1, 2}}, pairs(sectors))
	around := []orb.MultiPolygon{ring(88, 89, -180, 0), ring(88, 89, 0, 180), ring(89, 90, -180, 180)}
	assert.Equal(t, [][2]int{{0, 1}, {0, 2}, {1, 2}}, pairs(around))
}

// The shortest ways between parts of a region may lead across 180 degrees.
func TestBridgeAcross180(t *testing.T) {
	box := func(west, east float64) orb.MultiPolygon {
		return orb.MultiPolygon{{orb.Bound{Min: orb.Point{west, 60}, Max: orb.Point{east, 60.1}}.ToRing()}}
	}
	faces := []orb.MultiPolygon{box(179.5, 179.9), box(-179.9, -179.5), box(170, 170.4)}
	l, _, err := Read(context.Background(), layerOf(t, faces))
	require.NoError(t, err)
	parted := l.Parted()
	require.Len(t, parted, 1)
	require.Len(t, parted[0].Bridges, 2)
	assert.Equal(t, [2]int{1, 0}, [2]int{parted[0].Bridges[0].A, parted[0].Bridges[0].B})
	assert.InDelta(t, 11100, parted[0].Bridges[0].Metres, 100)
}
