package topojson

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
)

// FuzzRead reads anything, or says what is wrong by a fault, with no more features than the file has room for; and what
// it reads is the same, but for rounding, when it is written and read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(one(`{"type":"Polygon","arcs":[[0,1],[4]],"id":"a","properties":{"a":1.5,"b":null}}`,
		`{"type":"MultiPolygon","arcs":[[[0,1]],[[-3,-1]]]}`, collected(`{"type":"Point","coordinates":[1,2,3]}`))))
	f.Add([]byte(
		`{"type":"Topology","transform":{"scale":[1e-7,0.1],"translate":[70,50]},"objects":{"a":{"type":"LineString",` +
			`"arcs":[-1,0]},"b":{"type":"MultiPoint","coordinates":[[1,2]]}},"arcs":[[[0,0],[1,1],[-1,-1]]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, sound := formattest.Whatever(t, Read, format.Source{Name: "f.topojson", Data: data})
		positions := 0
		for _, l := range layers {
			for f := range l.Features {
				parts.Walk(f.Geometry, func(points []orb.Point, _ parts.Piece) { positions += len(points) })
			}
		}
		require.LessOrEqual(t, positions, rows.Allowance(len(data)))
		if sound {
			again(t, layers)
		}
	})
}

// again writes layers and reads them, twice: the second time nothing is rounded any more.
func again(t *testing.T, layers []format.Layer) {
	files, err := Write("f.topojson", layers)
	if err != nil { // two layers of one name, coordinates that are no degrees
		var one fault.Fault
		require.ErrorAs(t, err, &one)
		return
	}
	first := read(t, string(files[0].Data))
	require.Len(t, first, len(layers))
	second := read(t, string(write(t, first...)))
	for i, l := range layers {
		a, b, c := formattest.Collect(t, l), formattest.Collect(t, first[i]), formattest.Collect(t, second[i])
		for k := range a {
			require.Equal(t, a[k].Geometry == nil, b[k].Geometry == nil)
			require.Equal(t, a[k].ID.Text, b[k].ID.Text)
			require.Equal(t, b[k].Values, c[k].Values)
			if a[k].Geometry != nil {
				require.Equal(t, b[k].Geometry.Bound(), c[k].Geometry.Bound())
				require.InDelta(t, a[k].Geometry.Bound().Max[0], b[k].Geometry.Bound().Max[0], 1)
			}
		}
	}
}
