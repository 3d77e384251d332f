package geojson

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// GDAL reads what we write, as a collection and line by line: every feature with its values and positions.
func TestGDALReads(t *testing.T) {
	for seed := range 6 {
		l, all := formattest.Example(seed)
		for name, write := range map[string]format.Writer{"a.geojson": Write, "a.geojsonl": WriteSequence} {
			files, err := write(name, []format.Layer{l})
			require.NoError(t, err)
			got := formattest.GDAL(t, formattest.Save(t, name, whole(t, files)), "")
			require.Len(t, got, len(all), name)
			for i, want := range all {
				formattest.Near(t, want.Geometry, got[i].Geometry, name)
				for k, f := range l.Fields {
					v, has := want.Values[k], got[i].Properties[f.Name]
					switch {
					case v.Absent():
						require.Nil(t, has, "%s %s", name, f.Name)
					case v.Kind == input.Number:
						var x, y float64
						require.NoError(t, json.Unmarshal([]byte(v.Text), &x))
						require.NoError(t, json.Unmarshal([]byte(fmt.Sprint(has)), &y))
						require.InDelta(t, x, y, 1e-9*max(1, x, -x), "%s %s", name, f.Name)
					case f.Type == format.Text:
						require.Equal(t, v.Text, fmt.Sprint(has), "%s %s", name, f.Name)
					}
				}
			}
		}
	}
}
