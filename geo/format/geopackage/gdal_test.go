package geopackage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// tools skips the test where a program is not installed.
func tools(t *testing.T, names ...string) {
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip("needs " + name + " (packages gdal-bin and sqlite3 of Debian)")
		}
	}
}

// run runs a program and returns what it prints; it must succeed.
func run(t require.TestingT, name string, args ...string) string {
	var out, wrong bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &wrong
	require.NoError(t, cmd.Run(), "%s %q: %s", name, args, &wrong)
	return out.String()
}

// gdalFeature is a feature as GDAL tells it.
type gdalFeature struct {
	ID         json.Number                `json:"id"`
	Properties map[string]json.RawMessage `json:"properties"`
	Geometry   *geojson.Geometry          `json:"geometry"`
}

// gdalRead are the features of a layer as GDAL reads them, in coordinates as they are.
func gdalRead(t require.TestingT, file, layer string) []gdalFeature {
	out := run(t, "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file, layer, "-preserve_fid", "-skipfailures", "-dim", "XY",
		"-lco", "COORDINATE_PRECISION=17", "-lco", "SIGNIFICANT_FIGURES=17", "-lco", "RFC7946=NO")
	var all struct{ Features []gdalFeature }
	require.NoError(t, json.Unmarshal([]byte(out), &all), out)
	return all.Features
}

// wound are the rings of areas as format.Feature has them, the others' geometry as it is.
func wound(g orb.Geometry) orb.Geometry {
	turn := func(p orb.Polygon) {
		for i, r := range p {
			if (r.Orientation() == orb.CCW) != (i == 0) {
				r.Reverse()
			}
		}
	}
	switch g := g.(type) {
	case orb.Polygon:
		turn(g)
	case orb.MultiPolygon:
		for _, p := range g {
			turn(p)
		}
	}
	return g
}

// agree compares features as they were read or given with what GDAL says of them.
func agree(t require.TestingT, fields []format.Field, features []format.Feature, gdal []gdalFeature) {
	require.Len(t, gdal, len(features))
	for i, f := range features {
		g := gdal[i]
		require.Equal(t, f.ID.Text, g.ID.String())
		require.Len(t, g.Properties, len(fields))
		for k, x := range fields {
			same(t, x, f.Values[k], string(g.Properties[x.Name]))
		}
		if g.Geometry == nil {
			require.Nil(t, f.Geometry)
		} else {
			require.Equal(t, wound(g.Geometry.Coordinates), wound(orb.Clone(f.Geometry)))
		}
	}
}

// same compares a value with the JSON that GDAL writes for it.
func same(t require.TestingT, f format.Field, v input.Value, said string) {
	if v.Kind == input.Null {
		require.Equal(t, "null", said, f.Name)
		return
	}
	var text string
	_ = json.Unmarshal([]byte(said), &text) // stays empty where it is no text
	switch f.Type {
	case format.Integer:
		require.Equal(t, v.Text, said, f.Name)
	case format.Real:
		ours, err := strconv.ParseFloat(v.Text, 64)
		require.NoError(t, err)
		theirs, err := strconv.ParseFloat(said, 64)
		require.NoError(t, err)
		require.Equal(t, math.Float64bits(theirs), math.Float64bits(ours), f.Name)
	case format.Boolean:
		require.Equal(t, said, v.Text, f.Name)
		require.Equal(t, input.Other, v.Kind)
	case format.Time:
		ours, err := time.Parse(time.RFC3339, v.Text)
		require.NoError(t, err)
		theirs, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		require.Equal(t, theirs.UnixMilli(), ours.UnixMilli(), f.Name)
	default:
		require.Equal(t, input.Text, v.Kind)
		require.Equal(t, text, v.Text, f.Name)
	}
}

// GDAL reads what is written as it was given, and tells no warning; the checks of SQLite and of the standard find
// nothing, and the index has the bounds of every geometry, rounded outwards to 32 bits.
func TestGDALReads(t *testing.T) {
	tools(t, "ogr2ogr", "ogrinfo", "sqlite3")
	file := filepath.Join(t.TempDir(), "made.gpkg")
	rapid.Check(t, func(t *rapid.T) {
		if rapid.IntRange(0, 9).Draw(t, "one of ten") > 0 { // programs take their time to start
			return
		}
		var all []drawn
		var layers []format.Layer
		for i := range rapid.IntRange(1, 3).Draw(t, "layers") {
			l := drawLayer(t, strconv.Itoa(i), i)
			all, layers = append(all, l), append(layers, l.Layer)
		}
		require.NoError(t, os.WriteFile(file, write(t, layers...), 0o600))
		require.Equal(t, "ok\n", run(t, "sqlite3", file, "PRAGMA integrity_check; PRAGMA foreign_key_check"))
		for _, l := range all {
			fields, features := l.expected()
			agree(t, fields, features, gdalRead(t, file, l.Name))
			indexed(t, file, l.Name, features)
		}
	})
}

// indexed sees to it that the index has exactly the bounds of the geometries.
func indexed(t require.TestingT, file, layer string, features []format.Feature) {
	column := run(t, "sqlite3", file, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = '"+
		strings.ReplaceAll(layer, "'", "''")+"'")
	table := "rtree_" + layer + "_" + strings.TrimSpace(column)
	var want []string
	for _, f := range features {
		if f.Geometry == nil {
			continue
		}
		b := f.Geometry.Bound()
		row := []string{f.ID.Text}
		for i, x := range []float64{b.Min[0], b.Max[0], b.Min[1], b.Max[1]} {
			y := float32(x)
			for i%2 == 0 && float64(y) > x {
				y = math.Nextafter32(y, float32(math.Inf(-1)))
			}
			for i%2 == 1 && float64(y) < x {
				y = math.Nextafter32(y, float32(math.Inf(1)))
			}
			row = append(row, strconv.FormatFloat(float64(y), 'g', -1, 64))
		}
		want = append(want, strings.Join(row, " "))
	}
	if want == nil {
		return
	}
	out := run(t, "sqlite3", "-separator", " ", file, `SELECT id, printf('%!.17g', minx), printf('%!.17g', maxx), `+
		`printf('%!.17g', miny), printf('%!.17g', maxy) FROM `+quote(table)+` ORDER BY id`)
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		cells := strings.Fields(line)
		for i, c := range cells[1:] {
			x, err := strconv.ParseFloat(c, 64)
			require.NoError(t, err)
			cells[i+1] = strconv.FormatFloat(x, 'g', -1, 64)
		}
		got = append(got, strings.Join(cells, " "))
	}
	require.Equal(t, want, got)
}

// sources are files of layers by which GDAL makes a GeoPackage: values of all types and none of them, geometry of one
// part and of several, with heights, in rings wound either way.
var sources = map[string]string{
	"areas": `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "Ақмола", "voters": 1234567, "share": 0.1, "yes": true, "day": "2023-01-31",
 "time": "2023-01-31T15:04:05.678Z", "big": 9007199254740993}, "geometry": {"type": "Polygon", "coordinates":
 [[[70.1, 50.2], [70.1, 51.3], [71.7, 51.3], [71.7, 50.2], [70.1, 50.2]],
  [[70.5, 50.5], [71, 50.5], [71, 51], [70.5, 50.5]]]}},
{"type": "Feature", "properties": {"name": null, "voters": null, "share": null, "yes": null, "day": null, "time": null,
 "big": null}, "geometry": null},
{"type": "Feature", "properties": {"name": "", "voters": -5, "share": 1e-9, "yes": false, "day": "1999-12-31",
 "time": "2023-01-31T15:04:05+05:00", "big": -1}, "geometry": {"type": "MultiPolygon", "coordinates":
 [[[[0, 0], [1, 0], [1, 1], [0, 0]]], [[[5, 5], [6, 5], [6, 6], [5, 5]]]]}}]}`,
	"points": `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"x": 12.5}, "geometry": {"type": "Point", "coordinates": [71.4, 51.1, 347.5]}},
{"type": "Feature", "properties": {"x": 3}, "geometry": {"type": "Point", "coordinates": [76.9, 43.2, 800]}}]}`,
	"lines": `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"kind": "road"}, "geometry": {"type": "LineString", "coordinates":
 [[1, 2], [3, 4], [5, 7]]}},
{"type": "Feature", "properties": {"kind": "rail"}, "geometry": {"type": "MultiLineString", "coordinates":
 [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}},
{"type": "Feature", "properties": {"kind": "stops"}, "geometry": {"type": "MultiPoint", "coordinates":
 [[1, 2], [3, 4]]}}]}`,
	"table": `{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "010", "n": 1}, "geometry": null},
{"type": "Feature", "properties": {"code": "020", "n": null}, "geometry": null}]}`,
}

// What GDAL writes is read as GDAL reads it: several layers, other reference systems, every type, nothing, heights,
// measures, mixed geometry, a table alone, and with a log written ahead.
func TestReadsGDAL(t *testing.T) {
	tools(t, "ogr2ogr", "ogrinfo", "sqlite3")
	file := filepath.Join(t.TempDir(), "gdal.gpkg")
	names := []string{"areas", "lines", "points", "table"}
	for i, name := range names {
		source := filepath.Join(t.TempDir(), name+".geojson")
		require.NoError(t, os.WriteFile(source, []byte(sources[name]), 0o600))
		args := map[string][]string{"areas": {"-t_srs", "EPSG:32642"}, "table": {"-nlt", "NONE"},
			"lines":  {"-a_srs", "+proj=laea +lat_0=48 +lon_0=67 +datum=WGS84", "-nlt", "GEOMETRY"},
			"points": {"-zfield", "x", "-dim", "XYZM"}}[name]
		if i > 0 {
			args = append(args, "-update")
		}
		run(t, "ogr2ogr", append([]string{"-f", "GPKG", file, source, "-nln", name}, args...)...)
	}
	for _, way := range []string{"delete", "wal"} {
		require.Equal(t, way+"\n", run(t, "sqlite3", file, "PRAGMA journal_mode = "+way))
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, way == "wal", data[18] == 2, "the header says how it is written")
		layers, err := Read(format.Source{Name: file, Data: data, Beside: func(ending string) ([]byte, error) {
			return os.ReadFile(strings.TrimSuffix(file, ".gpkg") + ending)
		}}, format.Options{})
		require.NoError(t, err)
		var got []string
		for _, l := range layers {
			got = append(got, l.Name)
			features := collect(t, l)
			require.Equal(t, len(features), l.Count)
			agree(t, l.Fields, features, gdalRead(t, file, l.Name))
			switch l.Name {
			case "areas":
				require.Equal(t, "EPSG:32642", l.CRS)
				require.Equal(t, []format.Type{format.Text, format.Integer, format.Real, format.Boolean, format.Date, format.Time,
					format.Integer}, typesOf(l.Fields))
			case "lines":
				require.Contains(t, l.CRS, `PROJECTION["Lambert_Azimuthal_Equal_Area"]`)
			case "points":
				require.Equal(t, "EPSG:4979", l.CRS, "WGS 84 with heights")
				require.Contains(t, fmt.Sprint(l.Notes), "points: 2 features have heights or measures (Z, M), which are left out")
			case "table":
				require.Empty(t, l.CRS)
			}
		}
		slices.Sort(got)
		require.Equal(t, names, got)
	}
}

func typesOf(fields []format.Field) []format.Type {
	var all []format.Type
	for _, f := range fields {
		all = append(all, f.Type)
	}
	return all
}

// Geometry of every type, with and without height and measure, is read as GDAL's own text of it says,
// or refused by its name.
func TestGDALGeometries(t *testing.T) {
	tools(t, "ogr2ogr")
	all := []string{"POINT (1 2)", "POINT Z (1 2 3)", "POINT M (1 2 4)", "POINT ZM (1 2 3 4)", "POINT EMPTY",
		"LINESTRING (1 2,3 4)", "LINESTRING ZM (1 2 3 4,5 6 7 8)", "LINESTRING EMPTY",
		"POLYGON ((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1))", "POLYGON M ((0 0 1,4 0 2,4 4 3,0 0 1))", "POLYGON EMPTY",
		"MULTIPOINT ((1 2),(3 4))", "MULTIPOINT Z ((1 2 5),(3 4 6))", "MULTIPOINT EMPTY",
		"MULTILINESTRING ((1 2,3 4),(5 6,7 8,9 9))",
		"MULTIPOLYGON Z (((0 0 1,4 0 1,4 4 1,0 0 1)),((9 9 1,8 9 1,8 8 1,9 9 1)))",
		"MULTIPOLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY", "CIRCULARSTRING EMPTY",
		"GEOMETRYCOLLECTION (POINT (1 2))", "CIRCULARSTRING (0 0,1 1,2 0)", "COMPOUNDCURVE ((0 0,1 1))",
		"CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))", "MULTISURFACE (((0 0,4 0,4 4,0 0)))",
		"MULTICURVE ((0 0,4 0,4 4))", "POLYHEDRALSURFACE Z (((0 0 0,0 1 0,1 1 0,0 0 0)))",
		"TIN Z (((0 0 0,0 1 0,1 1 0,0 0 0)))", "TRIANGLE ((0 0,0 1,1 1,0 0))"}
	text := "WKT,a\n"
	for _, wkt := range all {
		text += "\"" + wkt + "\",1\n"
	}
	dir := t.TempDir()
	source, file := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.gpkg")
	require.NoError(t, os.WriteFile(source, []byte(text), 0o600))
	run(t, "ogr2ogr", "-f", "GPKG", file, source, "-nln", "a", "-nlt", "GEOMETRY", "-oo", "KEEP_GEOM_COLUMNS=NO")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	gdal := gdalRead(t, file, "a")
	layer := read(t, data)[0]
	require.Len(t, layer.Notes, 1)
	require.ErrorContains(t, layer.Notes[0], "a: 7 features have heights or measures (Z, M), which are left out")
	i := 0
	for f, err := range layer.Features {
		wkt := all[i]
		name := strings.ToLower(strings.Fields(wkt)[0])
		switch {
		case strings.HasSuffix(wkt, "EMPTY"):
			require.NoError(t, err, wkt)
			require.Nil(t, f.Geometry, wkt)
		case slices.Contains([]string{"point", "linestring", "polygon"}, strings.TrimPrefix(name, "multi")):
			require.NoError(t, err, wkt)
			require.Equal(t, wound(gdal[i].Geometry.Coordinates), f.Geometry, wkt)
		default:
			require.ErrorContains(t, err, "which is not read")
			require.Contains(t, strings.ToLower(err.Error()),
				fmt.Sprintf("features[%d] a (%d): its geometry is a %s", i, i+1, name))
			require.Nil(t, f.Geometry)
			require.Equal(t, "1", f.Values[0].Text, "what could be read comes all the same")
		}
		i++
	}
	require.Len(t, all, i)
}

// The checker of GDAL's authors finds nothing that a GeoPackage should not have.
func TestStandard(t *testing.T) {
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import osgeo_utils.samples.validate_gpkg").Run() != nil {
		t.Skip("needs the package python3-gdal of Debian")
	}
	file := filepath.Join(t.TempDir(), "made.gpkg")
	for seed := range 5 {
		layers := []format.Layer{rapid.Custom(func(t *rapid.T) format.Layer {
			l := drawLayer(t, "a", 0).Layer
			l.Title, l.Lang = "Title & more", "kk"
			l.Style = &format.Style{Fills: map[string]string{"": "#ff0000"}, Line: "#000000", Width: 0.3}
			return l
		}).Example(seed), rapid.Custom(func(t *rapid.T) format.Layer { return drawLayer(t, "b", 1).Layer }).Example(seed)}
		require.NoError(t, os.WriteFile(file, write(t, layers...), 0o600))
		require.Empty(t, run(t, python, "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error", "-q",
			file))
	}
}
