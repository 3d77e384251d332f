package shapefile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/shapefile"
)

func readLayer(files map[string][]byte) (format.Layer, error) {
	layers, err := shapefile.Read(together(files), format.Options{})
	if err != nil {
		return format.Layer{}, err
	}
	return layers[0], nil
}

// faultsOf are those of the features of a .shp alone.
func faultsOf(t *testing.T, shp []byte) (out []string) {
	_, _, faults := readAll(t, together(map[string][]byte{"u.shp": shp}), format.Options{})
	for _, f := range faults {
		out = append(out, strings.TrimSuffix(f.Error(), "; mend the record, or export the shapefile anew"))
	}
	return out
}

// put is bytes with a number written over them.
func put(b []byte, at int, n uint32) []byte {
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint32(b[at:], n)
	return b
}

// A shape that makes no sense is a fault of its feature, and those behind it are read.
func TestFaultsOfShapes(t *testing.T) {
	good := rawPoint(1, 2)
	line := rawParts(3, []orb.Point{{0, 0}, {1, 1}}, []orb.Point{{2, 2}, {3, 3}})
	const many = math.MaxUint32
	for want, bad := range map[string][]byte{
		"position 1 of its shape is [NaN, 2], which is no place":       rawPoint(math.NaN(), 2),
		"position 1 of its shape is [1, -Infinity], which is no place": rawPoint(1, math.Inf(-1)),
		"its shape is of MultiPatch, which is not read":                put(good, 0, 31),
		"its shape is of type 2, which is not read":                    put(good, 0, 2),
		"its shape is of type -1, which is not read":                   put(good, 0, many),
		"its shape has 2 bytes and no type":                            {0, 0},

		"its shape is said to have 1 position, and the record has no room for so many":               good[:12],
		"its shape ends after 12 bytes, in the middle":                                               put(good[:12], 0, 3),
		"its shape ends after 20 bytes, in the middle":                                               put(good, 0, 8),
		"its shape is said to have 4 294 967 295 parts, and the record has no room for so many":      put(line, 36, many),
		"its shape is said to have 4 294 967 295 positions, and the record has no room for so many":  put(line, 40, many),
		"part 1 of its shape is said to begin with position 2 of 4, which does not fit the others":   put(line, 44, 1),
		"part 2 of its shape is said to begin with position 101 of 4, which does not fit the others": put(line, 48, 100),
		"part 2 of its shape is said to begin with position 4294967296 of 4, which does not fit the others": put(line, 48,
			math.MaxUint32),
		"its shape has 4 positions in no part": put(line, 36, 0),
	} {
		shp := raw(1, good, bad, good)
		got := faultsOf(t, shp)
		want = strings.ReplaceAll(want, " 294 967 ", "\u00a0294\u00a0967\u00a0")
		require.Equal(t, []string{"u.shp: features[1]: " + want}, got)
	}
}

// What is left out of shapes and mended in them is counted.
func TestMendedShapes(t *testing.T) {
	shp := raw(3, rawParts(3, []orb.Point{{0, 0}, {1, 1}}), rawParts(3, []orb.Point{{0, 0}}, []orb.Point{}),
		rawParts(3, []orb.Point{{0, 0}}, []orb.Point{{1, 1}, {2, 2}}), rawPoint(1, 2),
		rawParts(5, []orb.Point{{0, 0}, {0, 1}, {1, 1}}, []orb.Point{}), rawParts[[]orb.Point](5))
	l, features := read(t, together(map[string][]byte{"u.shp": shp}), format.Options{})
	require.Equal(t, []orb.Geometry{orb.LineString{{0, 0}, {1, 1}}, nil, orb.LineString{{1, 1}, {2, 2}}, orb.Point{1, 2},
		orb.Polygon{{{0, 0}, {1, 1}, {0, 1}, {0, 0}}}, nil}, []orb.Geometry{features[0].Geometry, features[1].Geometry,
		features[2].Geometry, features[3].Geometry, features[4].Geometry, features[5].Geometry})
	require.Equal(t, []string{
		"u.shp: 3 shapes are not of type PolyLine, which the file says of all, and are read as what they are; the first is " +
			"features[3]",
		"u.shp: 1 ring does not end where it begins and is read as closed; the first is in features[4]",
		"u.shp: 4 parts without positions, or of a line with one, are left out; the first is in features[1]",
		"u.shp: there is no u.dbf beside it; its shapes have no fields",
	}, notes(l))
}

// A file that is no shapefile, or of a kind that is not read, says what it is.
func TestFilesThatAreNoShapefiles(t *testing.T) {
	for want, shp := range map[string][]byte{
		"u.shp: the file is empty; give the .shp of a shapefile, or export it anew":                     {},
		"u.shp: it does not begin as a shapefile does; give the .shp of a shapefile, or export it anew": []byte("<html>"),
		"u.shp: its shapes are of MultiPatch, which is not read; convert it to points, lines or polygons, for instance " +
			"with ogr2ogr": raw(31),
		"u.shp: its shapes are of type 99, which is not read; convert it": raw(99),
	} {
		_, err := readLayer(map[string][]byte{"u.shp": shp})
		require.ErrorContains(t, err, want)
		var f fault.Fault
		require.True(t, errors.As(err, &f))
	}
	s := together(map[string][]byte{"u.shp": nulls(1)})
	s.Beside = func(string) ([]byte, error) { return nil, fs.ErrPermission }
	_, err := shapefile.Read(s, format.Options{})
	require.ErrorContains(t, err, "u.dbf: ")
	_, err = shapefile.Read(together(map[string][]byte{"u.shp": nulls(0), "u.dbf": rawTable(3, 0, nil)}),
		format.Options{Encoding: "klingon"})
	require.EqualError(t, err, `u.dbf: "klingon" is no encoding of text that is known; `+
		"name one such as UTF-8, windows-1251, KZ-1048, IBM866 or KOI8-R")
}

// Lengths that lie, and an index that says otherwise: what can be found is read, and what was done is told.
func TestLengthsAndIndex(t *testing.T) {
	three := raw(1, rawPoint(1, 1), rawPoint(2, 2), rawPoint(3, 3)) // at 100, 128, 156; the end is 184
	rows := rawTable(3, 0, []rawField{{"ID", 'N', 1, 0, 0}}, " 1", " 2", " 3")
	length := func(b []byte, at int, n uint32) []byte {
		b = bytes.Clone(b)
		binary.BigEndian.PutUint32(b[at:], n)
		return b
	}
	const noTable = "u.shp: there is no u.dbf beside it; its shapes have no fields"
	for name, c := range map[string]struct {
		shp, dbf, shx []byte
		points        []float64
		faults, notes []string
	}{
		"index that fits": {three, rows, index(100, 128, 156), []float64{1, 2, 3}, nil, nil},
		"bytes behind the end": {append(bytes.Clone(three), "some more"...), nil, nil, []float64{1, 2, 3}, nil,
			[]string{"u.shp: 9 bytes after the last shape are left out", noTable}},
		"head too short": {length(three, 24, 50), rows, nil, []float64{1, 2, 3}, nil, nil},
		"head too long":  {length(three, 24, 1000), rows, nil, []float64{1, 2, 3}, nil, nil},
		"junk behind as many shapes as records": {append(length(three, 24, 97), "ten bytes!"...), rows, nil,
			[]float64{1, 2, 3}, nil, []string{"u.shp: 10 bytes after the last shape are left out"}},
		"record beyond the file": {length(three, 132, 1<<30), rows, nil, []float64{1}, []string{"u.shp: features[1]: it is " +
			"said to have 2\u00a0147\u00a0483\u00a0648 bytes, and 48 follow: the file is cut off or damaged"}, nil},
		"record of negative length": {length(three, 132, 1<<31), nil, nil, []float64{1},
			[]string{"u.shp: features[1]: it is said to have −4\u00a0294\u00a0967\u00a0296 bytes, and 48 follow: the file is " +
				"cut off or damaged"}, []string{noTable}},
		"cut in the middle": {three[:160], nil, nil, []float64{1, 2}, []string{"u.shp: features[2]: 4 bytes are left where " +
			"the next shape should stand, and hold none: the file is cut off or damaged"}, []string{noTable}},
		"cut, with an index": {three[:160], rows, index(100, 128, 156), []float64{1, 2},
			[]string{"u.shp: features[2]: u.shx says that it stands after byte 156, where there is none"},
			[]string{"u.shp: what follows byte 156 is no shape; the shapes are read where u.shx says"}},
		"found by the index": {length(three, 132, 1<<30), rows, index(100, 128, 156), []float64{1, 3},
			[]string{"u.shp: features[1]: u.shx says that it stands after byte 128, where there is none"},
			[]string{"u.shp: what follows byte 128 is no shape; the shapes are read where u.shx says"}},
		"written anew at the end": {three, rawTable(3, 0, []rawField{{"ID", 'N', 1, 0, 0}}, " 1", " 2"), index(100, 156),
			[]float64{1, 3}, nil, []string{"u.shp: its records do not follow one another as u.shx lists them; they are read " +
				"by the list, which has 2 shapes of the 3 ones there are"}},
		"index of another file": {three, rows, index(100, 128), []float64{1, 2, 3}, nil,
			[]string{"u.shp: u.shx lists 2 shapes and does not fit the 3 ones there are; it is not used"}},
		"index in a circle": {three, rows, index(100, 100, 128), []float64{1, 2, 3}, nil,
			[]string{"u.shp: u.shx lists 3 shapes and does not fit the 3 ones there are; it is not used"}},
		"index in a circle, and cut": {three[:160], rows, index(100, 100, 128), []float64{1, 2},
			[]string{"u.shp: features[1]: u.shx says that it stands after byte 100, where there is none"},
			[]string{"u.shp: what follows byte 156 is no shape; the shapes are read where u.shx says"}},
		"index that is none": {three, rows, []byte("index"), []float64{1, 2, 3}, nil,
			[]string{"u.shp: u.shx is no index of a shapefile; it is not used"}},
		"table cut off": {three, rows[:len(rows)-2], nil, []float64{1, 2},
			[]string{"u.shp: features[2]: u.dbf ends before its record"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string][]byte{"u.shp": c.shp}
			if c.dbf != nil {
				files["u.dbf"] = c.dbf
			}
			if c.shx != nil {
				files["u.shx"] = c.shx
			}
			l, features, faults := readAll(t, together(files), format.Options{})
			var points []float64
			for _, f := range features {
				points = append(points, f.Geometry.(orb.Point)[0])
			}
			require.Equal(t, c.points, points)
			var told []string
			for _, f := range faults {
				told = append(told, strings.TrimSuffix(f.Error(), "; mend the record, or export the shapefile anew"))
			}
			require.Equal(t, c.faults, told)
			require.Equal(t, c.notes, notes(l))
		})
	}
}

// Whatever a file says of its size, reading takes no more memory than so many times what it has, with what is given up
// again at once, such as the faults of features.
func TestMemory(t *testing.T) {
	const most = 200 // bytes for each of the file's
	small := func(n int) []byte {
		contents := make([][]byte, n)
		for i := range contents {
			contents[i] = rawPoint(float64(i), 0)
		}
		return raw(1, contents...)
	}
	fields := make([]rawField, 2000)
	for i := range fields {
		fields[i] = rawField{"F", 'C', 0, 0, 0}
	}
	fields[0].width = 1
	table := rawTable(3, 0, fields, strings.Split(strings.Repeat(" x|", 20000), "|")[:20000]...)
	empty := put(make([]byte, 100000), 0, 8)
	var nested [][]orb.Point
	for k := range 5000 {
		nested = append(nested, box(0, 0, float64(k+1), true))
	}
	for name, files := range map[string]map[string][]byte{
		"counts of records":    {"u.shp": small(10000), "u.dbf": put(rawTable(3, 0, fields[:1]), 4, 10000)},
		"counts of positions":  {"u.shp": raw(8, empty, put(empty, 36, 1<<31))},
		"fields without width": {"u.shp": nulls(20000), "u.dbf": table},
		"empty records":        {"u.shp": raw(5, make([][]byte, 50000)...)},
		"rings in rings":       {"u.shp": raw(5, rawParts(5, nested...))},
	} {
		size := 0
		for _, data := range files {
			size += len(data)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		layers, err := shapefile.Read(together(files), format.Options{})
		if err == nil {
			var kept []format.Feature
			for f := range layers[0].Features {
				kept = append(kept, f)
			}
			runtime.ReadMemStats(&after)
			runtime.KeepAlive(kept)
		} else {
			runtime.ReadMemStats(&after)
		}
		used := after.TotalAlloc - before.TotalAlloc
		require.Less(t, used, uint64(most*size), "%s: %d bytes of %d", name, used, size)
	}
}

// Rings that lie over one another by the thousand end with a fault and not with an endless search.
func TestTooManyRings(t *testing.T) {
	var rings [][]orb.Point
	for k := range 5000 {
		rings = append(rings, box(0, 0, float64(k+1), k%2 == 0))
	}
	got := faultsOf(t, raw(5, rawParts(5, rings...)))
	require.Len(t, got, 1)
	require.Contains(t, got[0], "its 5\u00a0000 rings lie one over the other so much")
	require.Empty(t, faultsOf(t, raw(5, rawParts(5, rings[:2000]...))))
}
