package kml

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// drivers are those of GDAL, which knows KML twice. The other one is left out by an option.
var drivers = map[string][]string{
	"LIBKML": {"--config", "GDAL_SKIP", "KML"},
	"KML":    {"--config", "GDAL_SKIP", "LIBKML"},
}

// GDAL reads what we write: one of its drivers all of it, the other no data and no placemarks without geometry.
func TestGDALReads(t *testing.T) {
	for seed := range 6 {
		l, all := formattest.Example(seed)
		file := formattest.Save(t, "a.kml", write(t, l))
		for driver, options := range drivers {
			got := formattest.GDAL(t, file, "a", options...)
			i := 0
			for _, want := range all {
				if want.Geometry == nil && driver == "KML" {
					continue
				}
				formattest.Near(t, want.Geometry, got[i].Geometry, driver)
				for k, x := range l.Fields {
					if driver == "LIBKML" {
						requireValue(t, x, want.Values[k], got[i].Properties[x.Name])
					}
				}
				i++
			}
			require.Len(t, got, i, driver)
		}
	}
}

// requireValue compares a value with what GDAL reads of it.
func requireValue(t *testing.T, f format.Field, want input.Value, got any) {
	switch {
	case want.Absent():
		require.Contains(t, []any{nil, ""}, got)
	case f.Type == format.Boolean:
		require.Equal(t, map[string]string{"true": "1", "false": "0"}[want.Text], fmt.Sprint(got))
	case want.Kind == input.Number:
		x, err := strconv.ParseFloat(want.Text, 64)
		require.NoError(t, err)
		y, err := strconv.ParseFloat(fmt.Sprint(got), 64)
		require.NoError(t, err)
		require.Equal(t, x, y, f)
	default:
		require.Equal(t, want.Text, got, f)
	}
}

// We read what GDAL writes, of Kazakhstan's units, as it was.
func TestGDALWrites(t *testing.T) {
	const path = "../../../data/kz2022/units.geojson"
	want := formattest.GDAL(t, path, "")
	for driver := range drivers {
		file := filepath.Join(t.TempDir(), "units.kml")
		formattest.Run(t, "ogr2ogr", "-f", driver, file, path, "-nln", "units", "-dsco", "NameField=name_kk")
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		layers := read(t, string(data))
		require.Len(t, layers, 1)
		require.Equal(t, "units", layers[0].Name)
		require.Empty(t, layers[0].Notes)
		for i, f := range formattest.Collect(t, layers[0]) {
			formattest.Near(t, want[i].Geometry, f.Geometry, driver)
			for k, x := range layers[0].Fields {
				switch name := x.Name; name {
				case "id": // of the feature, in GeoJSON
					require.Equal(t, want[i].ID, f.Values[k].Text)
				case "name": // of the placemark
					require.Equal(t, want[i].Properties["name_kk"], f.Values[k].Text)
				default:
					require.Equal(t, fmt.Sprint(want[i].Properties[name]), strings.ReplaceAll(f.Values[k].Text, "/", "-"), name)
					require.Equal(t, x.Type == format.Integer, name == "voters" || name == "population", name)
				}
			}
		}
	}
}
