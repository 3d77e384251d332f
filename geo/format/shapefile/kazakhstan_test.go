package shapefile_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/testdata"
)

// The districts of Kazakhstan of 2024 are in the shapefile what they are in the GeoJSON that their publisher gives
// beside it, of which the positions have seven decimals; and they are still so when written and read again.
func TestKazakhstanIsItsTwin(t *testing.T) {
	folder := testdata.Shared(t, "kz", "boundaries")
	data, err := os.ReadFile(filepath.Join(folder, "kaz_admbnda_adm2_2024.geojson"))
	require.NoError(t, err)
	var twin struct {
		Features []struct {
			Properties map[string]any
			Geometry   *geojson.Geometry
		}
	}
	require.NoError(t, json.Unmarshal(data, &twin))
	require.Len(t, twin.Features, 224)

	l, features := read(t, onDisk(t, filepath.Join(folder, "kaz_admbnda_adm2_2024.shp")), format.Options{})
	require.Empty(t, notes(l))
	require.Equal(t, "UTF-8", l.Encoding)
	require.Equal(t, "kaz_admbnda_adm2_2024", l.Name)
	require.Len(t, l.Fields, 15)
	require.Equal(t, format.Field{Name: "Year", Type: format.Integer}, l.Fields[14])
	compare := func(features []format.Feature) (vertices int) {
		require.Len(t, features, 224)
		for i, f := range features {
			for k, field := range l.Fields {
				require.Equal(t, twin.Features[i].Properties[field.Name], f.Values[k].Text, field.Name)
			}
			requireWound(t, f.Geometry)
			want := plainly(twin.Features[i].Geometry.Geometry()).(orb.MultiPolygon)
			got := plainly(f.Geometry).(orb.MultiPolygon)
			require.Len(t, got, len(want))
			for p := range want {
				require.Len(t, got[p], len(want[p]))
				for r := range want[p] {
					require.Len(t, got[p][r], len(want[p][r]))
					for v := range want[p][r] {
						require.InDelta(t, want[p][r][v][0], got[p][r][v][0], 0.6e-7)
						require.InDelta(t, want[p][r][v][1], got[p][r][v][1], 0.6e-7)
						vertices++
					}
				}
			}
		}
		return vertices
	}
	require.Equal(t, 63_001, compare(features))

	files, err := shapefile.Write("again.shp", []format.Layer{l})
	require.NoError(t, err)
	_, again := read(t, together(inMemory(files)), format.Options{})
	for i, f := range again {
		require.Equal(t, plainly(features[i].Geometry), plainly(f.Geometry))
		require.Equal(t, features[i].Values, f.Values)
	}
}
