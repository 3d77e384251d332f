package shapefile_test

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/input"
)

// samples are shapefiles of every kind.
func samples(f *testing.F) (all []map[string][]byte) {
	fields := []format.Field{{Name: "name"}, {Name: "n", Type: format.Integer}, {Name: "r", Type: format.Real},
		{Name: "b", Type: format.Boolean}, {Name: "d", Type: format.Date}}
	values := []input.Value{text("Қостанай"), number("12"), number("0.5"), boolean("true"), text("2023-01-01")}
	for _, g := range []orb.Geometry{at, orb.MultiPoint{at, {1, 2}},
		orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
		orb.MultiPolygon{{box(0, 0, 8, false), box(0, 0, 6, true)}, {box(0, 0, 4, false)}}} {
		in := layerOf("l", fields, format.Feature{Geometry: g, Values: values},
			format.Feature{Values: make([]input.Value, len(fields))})
		files, err := shapefile.Write("u.shp", []format.Layer{in})
		require.NoError(f, err)
		all = append(all, inMemory(files))
	}
	return all
}

// check reads files of any bytes: every feature comes with a shape and values that fit, or a fault; what was read of a
// file twice is the same; and what a shapefile can hold is what it was after writing and reading it again.
func check(t *testing.T, files map[string][]byte) {
	layers, err := shapefile.Read(together(files), format.Options{})
	if err != nil {
		require.NotEmpty(t, err.Error())
		return
	}
	l := layers[0]
	count, faults := 0, 0
	var good []format.Feature
	for f, err := range l.Features {
		count++
		if err != nil {
			require.NotEmpty(t, err.Error())
			faults++
			continue
		}
		require.Len(t, f.Values, len(l.Fields))
		requireWound(t, f.Geometry)
		good = append(good, f)
	}
	require.Equal(t, l.Count, count)
	for k, n := range l.Notes {
		require.NotEmpty(t, n.Error(), k)
	}
	next := 0
	for f, err := range l.Features {
		if err == nil {
			require.Equal(t, good[next], f)
			next++
		}
	}
	made, err := shapefile.Write("u.shp", []format.Layer{layerOf("l", l.Fields, good...)})
	if err != nil {
		return // such as rings of three positions, texts of more than 254 bytes, no shape at all
	}
	out, again := read(t, together(inMemory(made)), format.Options{})
	require.Len(t, again, len(good))
	for i, f := range again {
		if nestsAnew(good[i].Geometry) {
			require.Equal(t, sortedRings(good[i].Geometry), sortedRings(f.Geometry))
		} else {
			require.Equal(t, plainly(good[i].Geometry), plainly(f.Geometry))
		}
		for k := range l.Fields {
			if out.Fields[k].Type == l.Fields[k].Type {
				requireValue(t, l.Fields[k].Type, good[i].Values[k], f.Values[k])
			}
		}
	}
}

// nestsAnew reports whether rings that lie across one another may be sorted out otherwise when they have been wound.
func nestsAnew(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.Polygon:
		return len(g) > 1
	case orb.MultiPolygon:
		return true
	}
	return false
}

// sortedRings are those of an area, whatever they are rings of.
func sortedRings(g orb.Geometry) orb.MultiPolygon {
	var rings orb.MultiPolygon
	for _, p := range plainly(g).(orb.MultiPolygon) {
		for _, r := range p {
			rings = append(rings, orb.Polygon{r})
		}
	}
	return plainly(rings).(orb.MultiPolygon)
}

// A .shp of any bytes, with an index of any bytes.
func FuzzShp(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s["u.shp"], s["u.shx"])
	}
	f.Fuzz(func(t *testing.T, shp, shx []byte) {
		check(t, map[string][]byte{"u.shp": shp, "u.shx": shx})
		dbf := rawTable(3, 0, []rawField{{"A", 'C', 1, 0, 0}}, " a", " b")
		check(t, map[string][]byte{"u.shp": shp, "u.shx": shx, "u.dbf": dbf})
	})
}

// A .dbf of any bytes beside two shapes, with a .cpg and a .prj of any text.
func FuzzDbf(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s["u.dbf"], "UTF-8", "")
		f.Add(s["u.dbf"], "1251", "GEOGCS[]")
	}
	fox := []rawField{{"I", 'I', 4, 0, 0}, {"B", 'B', 8, 2, 2}, {"T", 'T', 8, 0, 0}, {"_Nulls", '0', 1, 0, 5}}
	f.Add(rawTable(0x30, 3, fox, " abcdefghijklmnopqrstu", "*abcdefghijklmnopqrstu"), "", "")
	f.Fuzz(func(t *testing.T, dbf []byte, cpg, prj string) {
		files := map[string][]byte{"u.shp": raw(1, rawPoint(1, 2), rawPoint(3, 4)), "u.dbf": dbf, "u.prj": []byte(prj)}
		if cpg != "" {
			files["u.cpg"] = []byte(cpg)
		}
		check(t, files)
	})
}
