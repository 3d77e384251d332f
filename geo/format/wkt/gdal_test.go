package wkt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// GDAL reads what we write: geometry, and the texts of all values.
func TestGDALReads(t *testing.T) {
	for seed := range 6 {
		l, all := formattest.Example(seed)
		if len(l.Fields) == 0 { // GDAL does not take a single column for a table
			l.Fields = []format.Field{{Name: "a"}}
			for i := range all {
				all[i].Values = []input.Value{formattest.Text("x")}
			}
			l.Features = formattest.Sequence(all)
		}
		file := formattest.Save(t, "a.csv", written(t, l))
		got := formattest.GDAL(t, file, "a", "-oo", "KEEP_GEOM_COLUMNS=NO", "-oo", "GEOM_POSSIBLE_NAMES=wkt")
		require.Len(t, got, len(all))
		for i, f := range got {
			formattest.Near(t, all[i].Geometry, f.Geometry)
			for k, x := range l.Fields {
				name := strings.ReplaceAll(x.Name, `"`, "") // GDAL drops quotation marks in names
				if v := all[i].Values[k]; v.Absent() {
					require.Empty(t, f.Properties[name])
				} else {
					require.Equal(t, v.Text, f.Properties[name])
				}
			}
		}
	}
}

// We read what GDAL writes, of Kazakhstan's units, as it was: with geometry in well-known text, and with points in two
// columns, under any separator.
func TestGDALWrites(t *testing.T) {
	const path = "../../../data/kz2022/units.geojson"
	want := formattest.GDAL(t, path, "")
	for _, options := range [][]string{{"GEOMETRY=AS_WKT"}, {"GEOMETRY=AS_WKT", "SEPARATOR=SEMICOLON"},
		{"GEOMETRY=AS_WKT", "SEPARATOR=TAB", "STRING_QUOTING=ALWAYS", "WRITE_BOM=YES", "GEOMETRY_NAME=outline"}} {
		file := filepath.Join(t.TempDir(), "units.csv")
		args := []string{"-f", "CSV", file, path}
		for _, o := range options {
			args = append(args, "-lco", o)
		}
		formattest.Run(t, "ogr2ogr", args...)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		l := read(t, string(data))
		require.Empty(t, l.Notes)
		for i, f := range formattest.Collect(t, l) {
			formattest.Near(t, want[i].Geometry, f.Geometry, options)
			for k, x := range l.Fields {
				if x.Name == "id" { // of the feature, in GeoJSON
					continue
				}
				require.Equal(t, fmt.Sprint(want[i].Properties[x.Name]), strings.ReplaceAll(f.Values[k].Text, "/", "-"), options)
				require.Equal(t, x.Type == format.Integer, x.Name == "voters" || x.Name == "population" || x.Name == "unit_id",
					x.Name)
			}
		}
	}
	const points = "../../../data/kz2022/settlements.geojson"
	want = formattest.GDAL(t, points, "")
	file := filepath.Join(t.TempDir(), "settlements.csv")
	formattest.Run(t, "ogr2ogr", "-f", "CSV", file, points, "-lco", "GEOMETRY=AS_XY")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	for i, f := range formattest.Collect(t, read(t, string(data))) {
		formattest.Near(t, want[i].Geometry, f.Geometry)
	}
}
