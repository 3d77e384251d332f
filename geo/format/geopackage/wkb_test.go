package geopackage

import (
	"encoding/binary"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/ewkb"
	"github.com/twpayne/go-geom/encoding/wkb"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
)

// packed is well-known binary with the head of a GeoPackage before it.
func packed(body []byte) []byte { return append([]byte("GP\x00\x01\xe6\x10\x00\x00"), body...) }

// twin is a geometry for another library, with what a position has beyond x and y.
func twin(g orb.Geometry, layout geom.Layout) geom.T {
	at := func(p orb.Point) geom.Coord { return append(geom.Coord{p[0], p[1]}, 7, 8)[:layout.Stride()] }
	line := func(l []orb.Point) []geom.Coord {
		var out []geom.Coord
		for _, p := range l {
			out = append(out, at(p))
		}
		return out
	}
	area := func(p orb.Polygon) [][]geom.Coord {
		var out [][]geom.Coord
		for _, r := range p {
			out = append(out, line(r))
		}
		return out
	}
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPoint(layout).MustSetCoords(at(g))
	case orb.MultiPoint:
		return geom.NewMultiPoint(layout).MustSetCoords(line(g))
	case orb.LineString:
		return geom.NewLineString(layout).MustSetCoords(line(g))
	case orb.MultiLineString:
		var all [][]geom.Coord
		for _, l := range g {
			all = append(all, line(l))
		}
		return geom.NewMultiLineString(layout).MustSetCoords(all)
	case orb.Polygon:
		return geom.NewPolygon(layout).MustSetCoords(area(g))
	case orb.MultiPolygon:
		var all [][][]geom.Coord
		for _, p := range g {
			all = append(all, area(p))
		}
		return geom.NewMultiPolygon(layout).MustSetCoords(all)
	}
	return nil
}

// What another library writes, in either order of bytes, with heights and measures, by ISO's codes and by those of
// PostGIS, is read as the same geometry; and what is written here that library reads as the same.
func TestWellKnownBinary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawShape(t, "any")
		if g == nil {
			return
		}
		layout := rapid.SampledFrom([]geom.Layout{geom.XY, geom.XYZ, geom.XYM, geom.XYZM}).Draw(t, "layout")
		order := rapid.SampledFrom([]binary.ByteOrder{binary.LittleEndian, binary.BigEndian}).Draw(t, "order")
		other := twin(g, layout)
		iso, err := wkb.Marshal(other, order)
		require.NoError(t, err)
		_, err = geom.SetSRID(other, 4326)
		require.NoError(t, err)
		extended, err := ewkb.Marshal(other, order)
		require.NoError(t, err)
		for _, body := range [][]byte{iso, extended} {
			got, srs, wrong := decode(packed(body))
			require.Empty(t, wrong)
			require.Equal(t, int32(4326), srs)
			require.Equal(t, g, got)
			// Every beginning of it is too short, and every end too long.
			cut := rapid.IntRange(0, len(body)-1).Draw(t, "cut")
			got, _, wrong = decode(packed(body[:cut]))
			require.Nil(t, got)
			require.Equal(t, "its geometry ends in the middle", wrong.detail.String())
			got, _, wrong = decode(packed(append(body, 0)))
			require.Nil(t, got)
			require.Contains(t, wrong.detail.String(), "behind its geometry")
		}
		multi := rapid.Bool().Draw(t, "multi")
		blob, bound, wrong := encode(g, multi)
		require.Empty(t, wrong)
		require.Equal(t, g.Bound(), bound)
		head := headBytes
		if blob[3]&boundsXY != 0 {
			head += 32
		}
		back, err := wkb.Unmarshal(blob[head:])
		require.NoError(t, err)
		if multi {
			g = plural(g)
		}
		require.Equal(t, twin(g, geom.XY).FlatCoords(), back.FlatCoords())
		require.Equal(t, twin(g, geom.XY).Ends(), back.Ends())
		require.Equal(t, twin(g, geom.XY).Endss(), back.Endss())
	})
}

// Rings are wound as those of features are, whichever way they come.
func TestWinding(t *testing.T) {
	outer, hole := square(0, 0, 2), square(0, 0, 1)
	for range 2 {
		for range 2 {
			body, err := wkb.Marshal(twin(orb.Polygon{outer, hole}, geom.XY), binary.BigEndian)
			require.NoError(t, err)
			g, _, wrong := decode(packed(body))
			require.Empty(t, wrong)
			p, ok := g.(orb.Polygon)
			require.True(t, ok)
			require.Equal(t, []orb.Orientation{orb.CCW, orb.CW}, []orb.Orientation{p[0].Orientation(), p[1].Orientation()})
			require.ElementsMatch(t, outer, p[0])
			hole.Reverse()
		}
		outer.Reverse()
	}
}

// What is no geometry of a GeoPackage is told by what is wrong with it.
func TestBadGeometry(t *testing.T) {
	for want, blob := range map[string]string{
		"not in the form of a GeoPackage":          "\x00\x01\xe6\x10",
		"is not in the form":                       "",
		"is of version 2":                          "GP\x01\x01\xe6\x10\x00\x00\x01",
		"is of a type of its maker's own":          "GP\x00\x21\xe6\x10\x00\x00XYZW",
		"has bounds of a kind that there is not":   "GP\x00\x0b\xe6\x10\x00\x00\x01",
		"ends in the middle":                       "GP\x00\x03\xe6\x10\x00\x00\x01",
		"has the byte order 9, which there is not": "GP\x00\x01\xe6\x10\x00\x00\x09\x01\x00\x00\x00",
		"is of the type 99, which there is not":    "GP\x00\x01\xe6\x10\x00\x00\x01\x63\x00\x00\x00",
		"is of the type 5001, which there is not":  "GP\x00\x01\xe6\x10\x00\x00\x01\x89\x13\x00\x00",
		"its geometry ends":                        "GP\x00\x01\xe6\x10\x00\x00\x01\x03\x00\x00\x00\xff\xff\xff\xff",
		"of another type than the whole": "GP\x00\x01\xe6\x10\x00\x00\x01\x06\x00\x00\x00\x01\x00\x00\x00" +
			"\x01\x02\x00\x00\x00\x00\x00\x00\x00",
		"a line of its geometry has one position": "GP\x00\x01\xe6\x10\x00\x00\x01\x02\x00\x00\x00\x01\x00\x00\x00" +
			"0123456701234567",
		"a ring of its geometry has fewer": "GP\x00\x01\xe6\x10\x00\x00\x01\x03\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00" +
			"0123456701234567",
		"a ring of its geometry is not closed": "GP\x00\x01\xe6\x10\x00\x00\x01\x03\x00\x00\x00\x01\x00\x00\x00" +
			"\x04\x00\x00\x00" + "0123456701234567" + "1234567012345670" + "0123456712345670" + "2345670123456701",
		"a coordinate of its geometry is no number": "GP\x00\x01\xe6\x10\x00\x00\x01\x01\x00\x00\x00" +
			"01234567" + "\x00\x00\x00\x00\x00\x00\xf8\x7f",
	} {
		g, _, wrong := decode([]byte(blob))
		require.Nil(t, g)
		require.Contains(t, wrong.detail.String(), want)
	}
}

// Broken geometry is not written.
func TestEncodeFaults(t *testing.T) {
	nan := orb.Point{1, 0}
	nan[1] /= nan[1]
	for want, g := range map[string]orb.Geometry{
		"a coordinate of its geometry is no number": orb.MultiPoint{{1, 2}, nan},
		"a line of its geometry has one position":   orb.MultiLineString{{{1, 2}, {3, 4}}, {{1, 2}}},
		"has fewer than four positions":             orb.Polygon{{{0, 0}, {1, 1}, {0, 0}}},
		"a ring of its geometry is not closed":      orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}},
	} {
		_, _, wrong := encode(g, false)
		require.Contains(t, wrong.detail.String(), want)
	}
	for _, g := range []orb.Geometry{nil, orb.MultiPoint{}, orb.LineString{}, orb.MultiLineString{{}}, orb.Polygon{},
		orb.Polygon{{}}, orb.MultiPolygon{}, orb.MultiPolygon{{}, {{}}}} {
		blob, _, wrong := encode(g, true)
		require.Nil(t, blob)
		require.Empty(t, wrong)
	}
	l := format.Layer{Name: "t", Features: sequence([]format.Feature{{Geometry: orb.Collection{}}})}
	_, err := Write("a.gpkg", []format.Layer{l})
	require.ErrorContains(t, err, "features[0] t: a geometry of type GeometryCollection is not written")
}
