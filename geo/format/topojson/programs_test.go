package topojson

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
)

var degree = orb.Point{1e7, 1e7}

// The reference implementation finds as many arcs in Kazakhstan's units as we do, reads what we write as the same
// features, and we read what it writes.
func TestReferenceImplementation(t *testing.T) {
	l, all, path := kazakhstan(t)
	ours := write(t, l)
	theirs := formattest.Run(t, "geo2topo", "units="+path)
	require.Len(t, unquantised(t, theirs), len(arcsOf(t, ours)))

	dir := t.TempDir()
	file, out := filepath.Join(dir, "ours.topojson"), filepath.Join(dir, "units.geojson")
	require.NoError(t, os.WriteFile(file, ours, 0o600))
	formattest.Run(t, "topo2geo", "-i", file, "units="+out)
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	back := formattest.Features(t, string(text))
	require.Len(t, back, len(all))
	for i, f := range back {
		require.Equal(t, rounded(all[i].Geometry, degree), rounded(f.Geometry, degree))
		require.Equal(t, all[i].ID.Text, fmt.Sprint(f.ID))
		requireProperties(t, l.Fields, all[i], f)
	}

	for _, quantised := range []string{"", "1e5", "1e8"} {
		args := []string{"units=" + path}
		if quantised != "" {
			args = append([]string{"-q", quantised}, args...)
		}
		text := formattest.Run(t, "geo2topo", args...)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		formattest.Run(t, "topo2geo", "-i", file, "units="+out)
		theirs, err := os.ReadFile(out)
		require.NoError(t, err)
		want := formattest.Features(t, string(theirs))
		got := read(t, text)[0]
		require.Equal(t, l.Fields, got.Fields)
		for i, f := range formattest.Collect(t, got) {
			require.Equal(t, all[i].Values, f.Values)
			require.Equal(t, rounded(want[i].Geometry, degree), rounded(f.Geometry, degree), quantised)
		}
	}
}

// unquantised are the arcs of a topology that is not quantised.
func unquantised(t *testing.T, text string) [][][2]float64 {
	var in struct{ Arcs [][][2]float64 }
	require.NoError(t, json.Unmarshal([]byte(text), &in))
	return in.Arcs
}

func requireProperties(t *testing.T, fields []format.Field, want format.Feature, got formattest.Feature) {
	for k, f := range fields {
		if v := want.Values[k]; v.Absent() {
			require.Nil(t, got.Properties[f.Name])
		} else {
			require.Equal(t, v.Text, fmt.Sprint(got.Properties[f.Name]))
		}
	}
}

// The reference implementation reads random layers as we write them.
func TestReferenceReadsRandomLayers(t *testing.T) {
	for seed := range 6 {
		var layers []format.Layer
		var features []format.Feature
		rapid.Custom(func(t *rapid.T) int {
			l, all := formattest.Layer(t, "a", 8)
			layers, features = []format.Layer{l}, all
			return 0
		}).Example(seed)
		dir := t.TempDir()
		file, out := filepath.Join(dir, "ours.topojson"), filepath.Join(dir, "a.geojson")
		require.NoError(t, os.WriteFile(file, write(t, layers...), 0o600))
		formattest.Run(t, "topo2geo", "-i", file, "a="+out)
		text, err := os.ReadFile(out)
		require.NoError(t, err)
		want := formattest.Collect(t, read(t, string(write(t, layers...)))[0])
		got := formattest.Features(t, string(text))
		require.Len(t, got, len(features))
		for i, f := range got {
			require.Equal(t, rounded(want[i].Geometry, degree), rounded(f.Geometry, degree))
			for k, x := range layers[0].Fields {
				if x.Type == format.Text {
					requireProperties(t, []format.Field{x}, format.Feature{Values: features[i].Values[k : k+1]}, f)
				}
			}
		}
	}
}

// GDAL reads Kazakhstan's units as we write them as it reads them from GeoJSON.
func TestGDAL(t *testing.T) {
	l, all, path := kazakhstan(t)
	file := formattest.Save(t, "units.topojson", write(t, l))
	got := formattest.GDAL(t, file, "units")
	want := formattest.GDAL(t, path, "")
	require.Len(t, got, len(all))
	for i, f := range got {
		require.Equal(t, rounded(want[i].Geometry, degree), rounded(f.Geometry, degree))
		for name, v := range want[i].Properties {
			require.Equal(t, v, f.Properties[name], name)
		}
	}
}
