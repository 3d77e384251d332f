package shapefile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/input"
)

// gdal runs a program of GDAL, or skips the test where there is none.
func gdal(t *testing.T, name string, args ...string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s of gdal-bin is not installed", name)
	}
	var out, failed bytes.Buffer
	c := exec.Command(path, args...)
	c.Stdout, c.Stderr = &out, &failed
	require.NoError(t, c.Run(), failed.String())
	return out.String()
}

// theirs are the features of a shapefile as GDAL writes them in GeoJSON.
func theirs(t *testing.T, path string) (out []theirFeature) {
	raw := gdal(t, "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, "-lco", "COORDINATE_PRECISION=15")
	var in struct{ Features []theirFeature }
	d := json.NewDecoder(strings.NewReader(raw))
	d.UseNumber()
	require.NoError(t, d.Decode(&in))
	return in.Features
}

type theirFeature struct {
	Geometry   *geojson.Geometry
	Properties map[string]any
}

// requireTheirs compares what we have of a feature with what GDAL has.
func requireTheirs(t *testing.T, fields []format.Field, got format.Feature, want theirFeature) {
	var shape orb.Geometry
	if want.Geometry != nil {
		shape = want.Geometry.Geometry()
	}
	require.Equal(t, plainly(shape), plainly(got.Geometry))
	for k, f := range fields {
		v, their := got.Values[k], want.Properties[f.Name]
		switch {
		case v.Absent():
			require.Nil(t, their, f.Name)
		case v.Kind == input.Number:
			w, err := strconv.ParseFloat(fmt.Sprint(their), 64)
			require.NoError(t, err, f.Name)
			g, err := strconv.ParseFloat(v.Text, 64)
			require.NoError(t, err)
			require.InEpsilon(t, w+1e-300, g+1e-300, 1e-14, f.Name) // GDAL writes 17 digits at most
		case f.Type == format.Date:
			require.Equal(t, strings.ReplaceAll(fmt.Sprint(their), "/", "-"), v.Text)
		case f.Type == format.Boolean: // a text or a boolean, by GDAL's version
			require.Contains(t, map[string][]string{"true": {"T", "true", "1"}, "false": {"F", "false", "0"}}[v.Text],
				fmt.Sprint(their))
		default: // GDAL drops blanks before a text too
			require.Equal(t, their, strings.TrimLeft(v.Text, " "), f.Name)
		}
	}
}

// GDAL reads the layers that we write as we gave them.
func TestGDALReadsWhatWeWrite(t *testing.T) {
	for seed := range 8 {
		in := rapid.Custom(layer).Example(seed)
		dir := t.TempDir()
		files, err := shapefile.Write("units.shp", []format.Layer{in})
		require.NoError(t, err)
		for _, f := range files {
			require.NoError(t, os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600))
		}
		path := filepath.Join(dir, "units.shp")
		about := gdal(t, "ogrinfo", "-so", "-al", path)
		require.Contains(t, about, fmt.Sprintf("Feature Count: %d\n", in.Count))
		require.Contains(t, about, `ID["EPSG",4326]`)
		out, _ := read(t, onDisk(t, path), format.Options{})
		fields := out.Fields
		if len(in.Fields) == 0 {
			fields = nil
		}
		for k, f := range in.Fields {
			fields[k].Type = f.Type
			if f.Type == format.Time {
				fields[k].Type = format.Text
			}
		}
		all := theirs(t, path)
		require.Len(t, all, in.Count)
		row := 0
		for f := range in.Features {
			for k, v := range f.Values {
				if in.Fields[k].Type == format.Text && v.Text == "" {
					f.Values[k] = null
				}
			}
			requireTheirs(t, fields, f, all[row])
			row++
		}
	}
}

// collection is GeoJSON of features with the properties of their number.
func collection(t *testing.T, shapes []orb.Geometry, properties func(i int) map[string]any) []byte {
	type feature struct {
		Type       string            `json:"type"`
		Properties map[string]any    `json:"properties"`
		Geometry   *geojson.Geometry `json:"geometry"`
	}
	var all []feature
	for i, g := range shapes {
		f := feature{Type: "Feature", Properties: properties(i)}
		if g != nil {
			f.Geometry = geojson.NewGeometry(g)
		}
		all = append(all, f)
	}
	raw, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": all})
	require.NoError(t, err)
	return raw
}

// made is a shapefile that GDAL has made of GeoJSON.
func made(t *testing.T, raw []byte, options ...string) string {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "in.geojson"), filepath.Join(dir, "units.shp")
	require.NoError(t, os.WriteFile(from, raw, 0o600))
	gdal(t, "ogr2ogr", append([]string{"-f", "ESRI Shapefile", to, from}, options...)...)
	return to
}

func box(x, y, half float64, clockwise bool) orb.Ring {
	r := orb.Bound{Min: orb.Point{x - half, y - half}, Max: orb.Point{x + half, y + half}}.ToRing()
	if clockwise {
		r.Reverse()
	}
	return r
}

// We read the files that GDAL writes as GDAL reads them: every kind of geometry, with heights and measures and without.
func TestReadsWhatGDALWrites(t *testing.T) {
	points := []orb.Geometry{orb.Point{71.25, 51.5}, nil, orb.Point{-0.125, 0}}
	lines := []orb.Geometry{orb.LineString{{1, 2}, {3, 4.5}, {5, 6}}, nil,
		orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}}}
	groups := []orb.Geometry{orb.MultiPoint{{1, 2}, {3, 4}}, nil, orb.MultiPoint{{5, 6}}}
	areas := []orb.Geometry{
		orb.Polygon{box(0, 0, 8, false), box(0, 0, 4, true)},
		nil,
		orb.MultiPolygon{{box(0, 0, 8, false), box(-2, 0, 4, true), box(6, 0, 1, true)},
			{box(-2, 0, 2, false), box(-2, 0, 1, true)}, {box(20, 0, 2, false)}},
	}
	values := func(i int) map[string]any {
		return map[string]any{"id": fmt.Sprintf("%03d", i), "whole": i * 1000000007, "real": float64(i) / 3, "none": nil,
			"day": fmt.Sprintf("2023-01-%02d", i+1), "name": []any{"Қостанай", nil, "São Paulo"}[i]}
	}
	for name, c := range map[string]struct {
		shapes []orb.Geometry
		note   string
		flags  []string
	}{
		"Point":       {points, "", nil},
		"PointZ":      {points, "heights", []string{"-dim", "XYZ"}},
		"PointM":      {points, "heights", []string{"-dim", "XYM"}},
		"MultiPoint":  {groups, "", nil},
		"MultiPointZ": {groups, "heights", []string{"-dim", "XYZM"}},
		"PolyLine":    {lines, "", nil},
		"PolyLineM":   {lines, "heights", []string{"-dim", "XYM"}},
		"PolyLineZ":   {lines, "heights", []string{"-dim", "XYZM"}},
		"Polygon":     {areas, "", nil},
		"PolygonZ":    {areas, "heights", []string{"-dim", "XYZ"}},
		"PolygonM":    {areas, "heights", []string{"-dim", "XYM"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t, collection(t, c.shapes, values), append(c.flags, "-lco", "ENCODING=UTF-8")...)
			l, got := read(t, onDisk(t, path), format.Options{})
			require.Equal(t, "UTF-8", l.Encoding)
			require.Contains(t, l.CRS, "WGS_1984")
			if c.note == "" {
				require.Empty(t, l.Notes)
			} else {
				require.Len(t, l.Notes, 1)
				require.Contains(t, notes(l)[0], c.note)
			}
			all := theirs(t, path)
			require.Len(t, got, len(c.shapes))
			for i, f := range got {
				require.Equal(t, plainly(c.shapes[i]), plainly(f.Geometry))
				requireWound(t, f.Geometry)
				requireTheirs(t, l.Fields, f, all[i])
			}
			types := map[string]format.Type{}
			for _, f := range l.Fields {
				types[f.Name] = f.Type
			}
			require.Equal(t, map[string]format.Type{"id": format.Text, "whole": format.Integer, "real": format.Real,
				"none": format.Text, "day": format.Date, "name": format.Text}, types)
		})
	}
}

// Texts of every encoding that GDAL writes are read, by what the .cpg or the table says of it, by what they are told to
// be, and by their letters.
func TestEncodingsOfGDAL(t *testing.T) {
	russian := []string{"Алмалинский район", "город Усть-Каменогорск", "Щучинск-5"}
	kazakh := []string{"Қостанай ауданы", "Өскемен қаласы", "Щучинск-5"}
	shapes := []orb.Geometry{orb.Point{1, 2}, orb.Point{3, 4}, orb.Point{5, 6}}
	for _, c := range []struct {
		gdal, ours string
		names      []string
	}{
		{"CP1251", "windows-1251", russian}, {"CP866", "IBM866", russian}, {"KOI8-R", "KOI8-R", russian},
		{"UTF-8", "UTF-8", kazakh}, {"ISO-8859-5", "ISO-8859-5", nil}, {"CP1252", "windows-1252", []string{"São", "é", "ß"}},
	} {
		names := c.names
		if names == nil {
			names = []string{"Алматы", "Абай", "Ёлка"}
		}
		path := made(t, collection(t, shapes, func(i int) map[string]any { return map[string]any{"name": names[i]} }),
			"-lco", "ENCODING="+c.gdal)
		source := onDisk(t, path)
		check := func(s format.Source, o format.Options) format.Layer {
			l, got := read(t, s, o)
			require.Equal(t, c.ours, l.Encoding)
			for i, f := range got {
				require.Equal(t, text(names[i]), f.Values[0], c.gdal)
			}
			return l
		}
		require.Empty(t, check(source, format.Options{}).Notes, c.gdal)
		require.Empty(t, check(source, format.Options{Encoding: c.ours}).Notes)

		table, err := source.Beside(".dbf")
		require.NoError(t, err)
		silent := bytes.Clone(table)
		silent[29] = 0 // says nothing of its language
		bare := together(map[string][]byte{"units.shp": source.Data, "units.dbf": silent})
		require.Empty(t, check(bare, format.Options{Encoding: c.ours}).Notes)
		if c.names == nil {
			continue // not one of those that are told by their letters
		}
		l := check(bare, format.Options{})
		if c.ours == "UTF-8" {
			require.Empty(t, l.Notes)
		} else {
			require.Equal(t, []string{"units.dbf: it does not say what its texts are written in; by their letters it is " +
				"taken to be " + c.ours + "; if words read wrong, name the encoding"}, notes(l))
		}
	}
}

// Records that a program has marked as deleted, and shapes that it has written anew at the end of the file, are found
// as GDAL finds them.
func TestChangedByGDAL(t *testing.T) {
	path := made(t, collection(t, []orb.Geometry{orb.LineString{{1, 1}, {2, 2}}, orb.LineString{{3, 3}, {4, 4}},
		orb.LineString{{5, 5}, {6, 6}}}, func(i int) map[string]any { return map[string]any{"id": i} }))
	change := []string{path, "-oo", "AUTO_REPACK=NO", "-dialect", "SQLite", "-sql"}
	gdal(t, "ogrinfo", append(change,
		"UPDATE units SET geometry = ST_GeomFromText('LINESTRING(3 3, 4 4, 5 4, 6 3)', 4326) WHERE id = 1")...)
	gdal(t, "ogrinfo", append(change, "DELETE FROM units WHERE id = 0")...)
	l, got := read(t, onDisk(t, path), format.Options{})
	require.Len(t, got, 2)
	all := theirs(t, path)
	for i, f := range got {
		requireTheirs(t, l.Fields, f, all[i])
	}
	require.Equal(t, orb.LineString{{3, 3}, {4, 4}, {5, 4}, {6, 3}}, got[0].Geometry)
	require.Len(t, l.Notes, 2, "%v", notes(l))
}
