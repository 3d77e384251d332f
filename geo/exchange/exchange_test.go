package exchange

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// table is a layer of two areas with a text and a number.
func table(name string) format.Layer {
	l := format.Layer{Name: name, Fields: []format.Field{{Name: "name"}, {Name: "n", Type: format.Integer}}, Count: 2}
	l.Features = func(yield func(format.Feature, error) bool) {
		for i := range 2 {
			x := float64(i)
			f := format.Feature{Values: []input.Value{{Kind: input.Text, Text: fmt.Sprint("Қала ", i)},
				{Kind: input.Number, Text: fmt.Sprint(i + 7)}},
				Geometry: orb.Polygon{{{x, 50}, {x + 1, 50}, {x + 1, 51}, {x, 51}, {x, 50}}}}
			if !yield(f, nil) {
				return
			}
		}
	}
	return l
}

func features(t *testing.T, l format.Layer) []format.Feature {
	t.Helper()
	var out []format.Feature
	for f, err := range l.Features {
		require.NoError(t, err)
		f.ID = input.Value{}
		if m, ok := f.Geometry.(orb.MultiPolygon); ok && len(m) == 1 {
			f.Geometry = m[0]
		}
		if p, ok := f.Geometry.(orb.Polygon); ok { // formats may begin a ring elsewhere
			p = p.Clone()
			ring := p[0][:len(p[0])-1]
			least := 0
			for i, q := range ring {
				if q[0] < ring[least][0] || q[0] == ring[least][0] && q[1] < ring[least][1] {
					least = i
				}
			}
			turned := append(slices.Clone(ring[least:]), ring[:least]...)
			p[0] = append(turned, turned[0])
			f.Geometry = p
		}
		for i, v := range f.Values {
			if v.Kind == input.Missing {
				f.Values[i].Kind = input.Null
			}
		}
		out = append(out, f)
	}
	return out
}

// source is a file that was written, with those beside it.
func source(files []format.File) format.Source {
	s := format.Source{Name: files[0].Name, Data: files[0].Data}
	s.Beside = func(end string) ([]byte, error) {
		for _, f := range files {
			if strings.EqualFold(f.Name, strings.TrimSuffix(s.Name, ending(s.Name))+end) {
				return f.Data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
	return s
}

// Whatever the format and however packed, what is written is what is read, the same bytes each time.
func TestEveryFormat(t *testing.T) {
	want := features(t, table("a"))
	for _, f := range formats {
		if f.write == nil || f.read == nil {
			continue
		}
		for _, end := range []string{"", ".zip", ".gz"} {
			name := "a" + f.Endings[0] + end
			files, err := Write(name, []format.Layer{table("a")})
			if err != nil && end == ".gz" {
				require.ErrorContains(t, err, "use .zip", name)
				continue
			}
			require.NoError(t, err, name)
			require.Equal(t, name, files[0].Name)
			again, err := Write(name, []format.Layer{table("a")})
			require.NoError(t, err)
			require.Equal(t, files, again, name)
			o, err := Open(source(files), Options{})
			require.NoError(t, err, name)
			require.Equal(t, f.Name, o.Format)
			require.Len(t, o.Notes, min(1, len(end)), "on the packing")
			l, err := o.One(source(files), "")
			require.NoError(t, err)
			got := features(t, l)
			require.Len(t, got, 2, name)
			at := map[string]int{}
			for i, x := range l.Fields {
				at[x.Name] = i
			}
			for i, g := range got {
				if f.Name != "XLSX" { // which has no geometry of areas
					require.Equal(t, want[i].Geometry, g.Geometry, name)
				}
				require.Equal(t, want[i].Values[0], g.Values[at["name"]], name)
				require.Equal(t, want[i].Values[1], g.Values[at["n"]], name)
			}
			p, err := AsPlain(source(files), Options{})
			require.NoError(t, err, name)
			require.Equal(t, f.Name != "GeoJSON" || end != "", p.Changed, name)
			require.True(t, bytes.HasPrefix(p.Data, []byte(`{"type":"FeatureCollection"`)), name)
		}
	}
}

func packed(t *testing.T, members map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range members {
		in, err := w.Create(name)
		require.NoError(t, err)
		_, err = in.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

const one = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}`

func TestArchives(t *testing.T) {
	two := packed(t, map[string]string{"in/a.geojson": one, "b.geojson": one, "__MACOSX/a.geojson": "x",
		"readme.txt": "x"})
	_, err := Open(format.Source{Name: "x.zip", Data: two}, Options{})
	require.ErrorContains(t, err, "x.zip: it has 2 files that can be read")
	for _, name := range []string{"a", "a.geojson", "IN/a.geojson"} {
		o, err := Open(format.Source{Name: "x.zip", Data: two}, Options{Layer: name})
		require.NoError(t, err)
		require.Equal(t, "a", o.Layers[0].Name)
		require.ErrorContains(t, o.Notes[0], "what is read of it is x.zip/in/a.geojson")
		l, _, _, err := OpenOne(format.Source{Name: "x.zip", Data: two}, Options{Layer: name})
		require.NoError(t, err, "the name is that of the file, and not of a layer in it")
		require.Equal(t, "a", l.Name)
	}
	shapes, err := Write("s.shp", []format.Layer{table("s")})
	require.NoError(t, err)
	members := map[string]string{"s.fields.csv": "s"}
	for _, f := range shapes {
		members[f.Name] = string(f.Data)
	}
	o, err := Open(format.Source{Name: "x.zip", Data: packed(t, members)}, Options{})
	require.NoError(t, err, "names of fields are part of the shapefile")
	require.Equal(t, "Shapefile", o.Format)
	_, err = Open(format.Source{Name: "x.zip", Data: packed(t, map[string]string{"readme.txt": "x"})}, Options{})
	require.ErrorContains(t, err, "nothing in it is of a format that is read")
	_, err = Open(format.Source{Name: "x.zip", Data: two[:len(two)-9]}, Options{})
	require.ErrorContains(t, err, "it cannot be unpacked: it is damaged or breaks off")
	many := map[string]string{}
	for i := range mostMembers + 1 {
		many[fmt.Sprint(i)] = ""
	}
	_, err = Open(format.Source{Name: "x.zip", Data: packed(t, many)}, Options{})
	require.ErrorContains(t, err, "files in it")
}

func TestKMZ(t *testing.T) {
	files, err := Write("a.kmz", []format.Layer{table("a")})
	require.NoError(t, err)
	require.Equal(t, "a.kmz", files[0].Name)
	o, err := Open(source(files), Options{})
	require.NoError(t, err)
	require.Equal(t, "KML", o.Format)
	require.ErrorContains(t, o.Notes[0], "a.kmz/doc.kml")
}

// What grows when it is unpacked ends at the limit.
func TestBombs(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(bytes.Repeat([]byte(" "), 10<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	_, err = Open(format.Source{Name: "x.geojson.gz", Data: b.Bytes()}, Options{Most: 1 << 20})
	require.ErrorContains(t, err, "larger than 1.049 MB unpacked")
	large := packed(t, map[string]string{"a.geojson": strings.Repeat(" ", 5<<20)})
	_, err = Open(format.Source{Name: "x.zip", Data: large}, Options{Most: 1 << 20})
	require.ErrorContains(t, err, "larger than 1.049 MB unpacked")
	data := []byte(one)
	for range 4 {
		b.Reset()
		w := gzip.NewWriter(&b)
		_, err := w.Write(data)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		data = bytes.Clone(b.Bytes())
	}
	_, err = Open(format.Source{Name: "x.gz", Data: data}, Options{})
	require.ErrorContains(t, err, "packed several times over")
}

// A layer that is not there is no layer, though there is only one.
func TestWanted(t *testing.T) {
	s := format.Source{Name: "a.geojson", Data: []byte(one)}
	o, err := Open(s, Options{Layer: "b"})
	require.NoError(t, err)
	_, err = o.Wanted(s, "b")
	require.ErrorContains(t, err, `it has no layer "b"`)
	for _, name := range []string{"", "A"} {
		layers, err := o.Wanted(s, name)
		require.NoError(t, err)
		require.Len(t, layers, 1)
	}
}

// Where neither the file nor its reader says where places are, what is assumed is told.
func TestSystemNotStated(t *testing.T) {
	for data, noted := range map[string]int{"id,wkt\n1,POINT(70 50)": 1,
		"id,wkt\n1,SRID=4326;POINT(70 50)": 0, "id,wkt\n1,": 0} {
		_, _, notes, err := OpenOne(format.Source{Name: "a.csv", Data: []byte(data)}, Options{})
		require.NoError(t, err, data)
		require.Len(t, notes, noted, data)
		for _, n := range notes {
			require.Equal(t, Unstated, n.Kind)
		}
	}
	points := []byte("id,wkt\n1,POINT(70 50)")
	_, _, notes, err := OpenOne(format.Source{Name: "a.csv", Data: points}, Options{CRS: "EPSG:4326"})
	require.NoError(t, err)
	require.Empty(t, notes)
	o, err := Open(format.Source{Name: "a.geojson", Data: []byte(one)}, Options{})
	require.NoError(t, err)
	require.Equal(t, "EPSG:4326", o.Layers[0].CRS, "which the format says")
}

func TestPlain(t *testing.T) {
	for name, data := range map[string]string{
		"a.geojson": one, "b.geojson": `{"type":"FeatureCollection","features":[`, "c.txt": "nothing", "d.geojson": "",
	} {
		p, err := AsPlain(format.Source{Name: name, Data: []byte(data)}, Options{})
		require.NoError(t, err, "those who read it say what is wrong with it")
		require.False(t, p.Changed)
		require.Equal(t, data, string(p.Data))
	}
	lines := `{"type":"Feature","properties":{"a":1},"geometry":null}` + "\n" +
		`{"type":"Feature","properties":{},"geometry":{"type":"Curve","coordinates":[]}}` + "\n" + `{"type":"Thing"}`
	_, err := AsPlain(format.Source{Name: "a.ndjson", Data: []byte(lines)}, Options{})
	require.ErrorContains(t, err, "a.ndjson: features[1]")
	require.ErrorContains(t, err, "a.ndjson: features[2]", "all at once")
	in1251 := strings.ReplaceAll(one, `"properties":{}`, `"properties":{"name":"`+"\xca\xee\xf1\xf2\xe0\xed\xe0\xe9"+`"}`)
	p, err := AsPlain(format.Source{Name: "a.geojson", Data: []byte(in1251)}, Options{})
	require.NoError(t, err)
	require.Contains(t, string(p.Data), "Костанай")
	require.ErrorContains(t, p.Notes[0], "taken to be")
}

func TestNothingToWriteOrRead(t *testing.T) {
	_, err := Write("a.geojson", nil)
	require.ErrorContains(t, err, "nothing to write")
	_, err = Write("a.doc", []format.Layer{table("a")})
	require.ErrorContains(t, err, "one of .geojson")
	_, err = Open(format.Source{Name: "a.doc", Data: []byte("\xd0\xcf\x11\xe0")}, Options{})
	require.ErrorContains(t, err, "none of the formats")
	o := &Opened{Layers: []format.Layer{table("a"), table("b")}}
	_, err = o.One(format.Source{Name: "x"}, "")
	require.ErrorContains(t, err, "it has 2 layers: a, b")
	_, err = o.One(format.Source{Name: "x"}, "c")
	require.ErrorContains(t, err, `no layer "c"`)
}

func TestInspect(t *testing.T) {
	files, err := Write("a.geojson", []format.Layer{table("a")})
	require.NoError(t, err)
	x, err := Inspect(source(files), Options{})
	require.NoError(t, err)
	l := x.Layers[0]
	require.Equal(t, 2, l.Features)
	require.Equal(t, map[string]int{"Polygon": 2}, l.Geometry)
	require.Equal(t, []float64{0, 50, 2, 51}, l.Bounds)
	require.Equal(t, "integer", l.Fields[1].Type)
	require.Equal(t, 2, l.Fields[1].Distinct)
	require.Equal(t, []string{"7", "8"}, l.Fields[1].Samples)
	require.Equal(t, []string{"Қала 0", "Қала 1"}, l.Texts()["name"])
}

// A mark says that a file is in UTF-16 whatever else begins it.
func TestWideTexts(t *testing.T) {
	for _, name := range []string{"a.geojson", "a.geojsonl", "a.topojson", "a.csv"} {
		files, err := Write(name, []format.Layer{table("a")})
		require.NoError(t, err)
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			wide := order.AppendUint16(nil, 0xfeff)
			for _, u := range utf16.Encode([]rune(string(files[0].Data))) {
				wide = order.AppendUint16(wide, u)
			}
			s := format.Source{Name: name, Data: wide}
			l, _, _, err := OpenOne(s, Options{})
			require.NoError(t, err, name)
			require.Equal(t, features(t, table("a"))[1].Values[:1], features(t, l)[1].Values[:1], name)
			require.Contains(t, l.Encoding, "UTF-16")
			p, err := AsPlain(s, Options{})
			require.NoError(t, err, name)
			require.True(t, bytes.HasPrefix(p.Data, []byte(`{"type":"FeatureCollection"`)), name)
		}
	}
}

// Whatever the bytes and the name, a file is read or refused.
func FuzzOpen(f *testing.F) {
	f.Add("a.zip", []byte("PK\x03\x04"))
	f.Add("a.gz", []byte("\x1f\x8b"))
	f.Add("a.geojson", []byte(one))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		x, err := Inspect(format.Source{Name: name, Data: data}, Options{Most: 1 << 20})
		if err == nil {
			require.NotEmpty(t, x.Format)
		}
		_, _ = AsPlain(format.Source{Name: name, Data: data}, Options{Most: 1 << 20})
	})
}

// Areas that GDAL has put into other systems come back to where they were, whatever states the system.
func TestOtherSystems(t *testing.T) {
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		t.Skip("ogr2ogr is not installed")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.geojson")
	data, err := os.ReadFile("../../testdata/small/units.geojson")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(in, data, 0o600))
	plain, err := Open(format.Source{Name: "in.geojson", Data: data}, Options{})
	require.NoError(t, err)
	want := features(t, plain.Layers[0])
	lon := want[0].Geometry.Bound().Center()[0]
	utm := fmt.Sprint(32601 + int(lon+180)/6)
	for _, c := range []struct{ system, ending, driver string }{
		{"EPSG:3857", ".shp", "ESRI Shapefile"}, {"EPSG:" + utm, ".gpkg", "GPKG"}, {"EPSG:" + utm, ".geojson", "GeoJSON"},
		{"EPSG:3857", ".geojson", "GeoJSON"},
	} {
		out := filepath.Join(dir, "out-"+strings.ReplaceAll(c.system, ":", "")+c.ending)
		args := []string{"-f", c.driver, "-t_srs", c.system, "-lco", "RFC7946=NO", out, in}
		if c.driver != "GeoJSON" {
			args = append(args[:4], args[6:]...)
		}
		said, err := exec.Command("ogr2ogr", args...).CombinedOutput()
		require.NoError(t, err, "%s", said)
		got, err := os.ReadFile(out)
		require.NoError(t, err)
		s := format.Source{Name: filepath.Base(out), Data: got, Beside: func(end string) ([]byte, error) {
			return os.ReadFile(strings.TrimSuffix(out, c.ending) + end)
		}}
		p, err := AsPlain(s, Options{})
		require.NoError(t, err, "%v", c)
		require.True(t, p.Changed)
		back, err := Open(format.Source{Name: "back", Data: p.Data}, Options{})
		require.NoError(t, err)
		for i, f := range features(t, back.Layers[0]) {
			a, b := f.Geometry.Bound(), want[i].Geometry.Bound()
			for k := range 2 {
				require.InDelta(t, b.Min[k], a.Min[k], 1e-7, "%v", c)
				require.InDelta(t, b.Max[k], a.Max[k], 1e-7, "%v", c)
			}
		}
	}
	_, err = AsPlain(format.Source{Name: "a.geojson", Data: data}, Options{CRS: "EPSG:" + utm})
	require.ErrorContains(t, err, "a.geojson", "a system that does not fit")
	_, err = AsPlain(format.Source{Name: "a.geojson", Data: data}, Options{CRS: "EPSG:2046"})
	require.Error(t, err)
}
