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
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/testdata"
)

// A polygon of random rings is told to cross itself or not to nest exactly when simplefeatures finds it invalid.
func TestInvalidPolygons(t *testing.T) {
	valid, invalid := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		// positions on no lattice: touching is another matter
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		var p orb.Polygon
		for range 1 + random.IntN(2) {
			x, y, size := 70+random.Float64()/2, 50+random.Float64()/2, []float64{0.05, 0.3, 1}[random.IntN(3)]
			var r orb.Ring
			for range 3 + random.IntN(4) {
				r = append(r, orb.Point{x + size*random.Float64(), y + size*random.Float64()})
			}
			p = append(p, append(r, r[0]))
		}
		var b bytes.Buffer
		require.NoError(t, geojson.WriteFeatures(&b, "", 15,
			slices.Values([]geojson.Feature{{Geometry: p, Properties: []geojson.Property{{Key: "id", Value: "1"},
				{Key: "region", Value: "R"}, {Key: "name", Value: "x"},
				{Key: "voters", Value: 1}}}})))
		raw, err := wkb.Marshal(p)
		require.NoError(t, err)
		g, err := geom.UnmarshalWKB(raw, geom.NoValidate{})
		require.NoError(t, err)

		s := sources(b.String(), "")
		s.Tolerance.Gaps = true
		_, notes, err := Read(context.Background(), s)
		var faults *Faults
		if errors.As(err, &faults) {
			notes = append(notes, faults.List...)
		}
		told := false
		for _, f := range notes {
			told = told || f.Kind == SelfCrossing || f.Kind == WrongNesting || f.Kind == EmptyGeometry
		}
		if g.Validate() == nil {
			valid++
			require.False(t, told, "%v", notes)
		} else {
			invalid++
			require.True(t, told, "%v: %v", g.Validate(), p)
		}
	})
	testdata.Enough(t, "valid polygons", valid, 0)
	testdata.Enough(t, "invalid polygons", invalid, 0)
}

// Units and regions of any rings, touching and crossing in any way, are read without a panic, and a layer without
// faults covers its area once.
func TestAnyUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		draw := func(n int) string {
			var features []geojson.Feature
			for i := range n {
				var m orb.MultiPolygon
				for range 1 + random.IntN(2) {
					var p orb.Polygon
					for range 1 + random.IntN(2) {
						var r orb.Ring
						for range 3 + random.IntN(4) {
							r = append(r, orb.Point{70 + float64(random.IntN(7))/3, 50 + float64(random.IntN(7))/3})
						}
						p = append(p, append(r, r[0]))
					}
					m = append(m, p)
				}
				features = append(features, geojson.Feature{Geometry: m,
					Properties: []geojson.Property{{Key: "id", Value: fmt.Sprint(i)}, {Key: "region", Value: fmt.Sprint(i % 2)},
						{Key: "name", Value: "x"}, {Key: "voters", Value: 1}}})
			}
			var b bytes.Buffer
			require.NoError(t, geojson.WriteFeatures(&b, "", 15, slices.Values(features)))
			return b.String()
		}
		s := sources(draw(2+random.IntN(3)), draw(2))
		s.Tolerance.Gaps = true
		s.Tolerance.Share = 10
		s.Tolerance.Width, s.Tolerance.Area = 1e6, 1e12
		l, _, err := Read(context.Background(), s)
		if err != nil {
			return
		}
		var sum float64
		var all []int
		for i := range l.Units {
			all = append(all, i)
			sum += measure.Area(l.Topology.Face(i))
		}
		require.InDelta(t, sum, measure.Area(l.Topology.Dissolve(all)), 1)
	})
}
