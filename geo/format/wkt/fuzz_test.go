package wkt

import (
	"strings"
	"testing"

	orbwkt "github.com/paulmach/orb/encoding/wkt"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
)

// FuzzRead reads anything, or says what is wrong by a fault; and what it reads is the same when it is written and read
// again.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a;b;wkt\n1;007;SRID=4326;POINT Z (1 2 3)\n\"x;\"\"y\";;\"MULTIPOLYGON(((0 0,9 0,9 9,0 0)),EMPTY)\"\n"))
	f.Add([]byte("name,lon,lat\nx,\"1,5\",2\n,,\n"))
	f.Add([]byte("sep=|\na|geom\n1|GEOMETRYCOLLECTION(MULTIPOINT(1 2),POINT(3 4))\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, sound := formattest.Whatever(t, Read, format.Source{Name: "f.csv", Data: data})
		if !sound {
			return
		}
		all := formattest.Collect(t, layers[0])
		layers, err := Read(format.Source{Name: "f.csv", Data: written(t, layers[0])}, format.Options{Encoding: "UTF-8"})
		if err != nil {
			require.ErrorContains(t, err, "not text") // its first name begins as other files do
			return
		}
		for i, f := range formattest.Collect(t, layers[0]) {
			require.Equal(t, all[i].Geometry, f.Geometry)
			for k, v := range all[i].Values {
				require.Equal(t, strings.ReplaceAll(v.Text, "\r\n", "\n"), f.Values[k].Text)
			}
		}
	})
}

// FuzzParse reads what another reader reads, in the same way but for winding and closing of rings.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"POINT(1 2)", "SRID=3;POLYGON Z((0 0 1,1 0 1,1 1 1,0 0 1))", "MULTIPOINT((1 2),(3 4))",
		"GEOMETRYCOLLECTION(LINESTRING(1 2,3 4),POINT EMPTY)", "MULTIPOLYGON(((0 0,9 0,9 9,0 0)),((5 1,6 2,7 1,5 1)))"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ours := parse(s)
		require.True(t, ours.Sound() || ours.geometry == nil)
		theirs, err := orbwkt.Unmarshal(s)
		if err != nil || ours.geometry == nil || ours.Unclosed > 0 || ours.Part || ours.Measured ||
			theirs.GeoJSONType() != ours.geometry.GeoJSONType() {
			return
		}
		require.Equal(t, theirs.Bound(), ours.geometry.Bound())
	})
}
