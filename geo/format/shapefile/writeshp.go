package shapefile

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// dissect takes a geometry apart, or says why a shapefile cannot hold it. One without positions is of the kind null.
func dissect(g orb.Geometry) (kind shapeType, parts [][]orb.Point, bad locale.Text) {
	switch g := g.(type) {
	case nil:
		return null, nil, locale.Text{}
	case orb.Point:
		kind, parts = point, [][]orb.Point{{g}}
	case orb.MultiPoint:
		kind, parts = multiPoint, [][]orb.Point{g}
	case orb.LineString:
		kind, parts, bad = linesOf(orb.MultiLineString{g})
	case orb.MultiLineString:
		kind, parts, bad = linesOf(g)
	case orb.Polygon:
		kind, parts, bad = ringsOf(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		kind, parts, bad = ringsOf(g)
	default:
		return null, nil, locale.T("its geometry is a %s", g.GeoJSONType())
	}
	if !bad.Empty() {
		return null, nil, bad
	}
	n := 0
	for _, p := range parts {
		for _, at := range p {
			if math.IsNaN(at[0]-at[0]) || math.IsNaN(at[1]-at[1]) {
				return null, nil, locale.T("a position is [%v, %v], which is no place", number(at[0]), number(at[1]))
			}
		}
		n += len(p)
	}
	if n == 0 {
		return null, nil, locale.Text{}
	}
	return kind, parts, locale.Text{}
}

func linesOf(lines orb.MultiLineString) (shapeType, [][]orb.Point, locale.Text) {
	var parts [][]orb.Point
	for _, l := range lines {
		if len(l) == 1 {
			return null, nil, locale.T("a line has one position, and needs two")
		}
		if len(l) > 0 {
			parts = append(parts, l)
		}
	}
	return polyLine, parts, locale.Text{}
}

// ringsOf winds rings as a shapefile wants them, outer ones clockwise.
func ringsOf(areas orb.MultiPolygon) (shapeType, [][]orb.Point, locale.Text) {
	var parts [][]orb.Point
	for _, a := range areas {
		for k, r := range a {
			if len(r) == 0 {
				continue
			}
			if r[0] != r[len(r)-1] {
				r = append(slices.Clip(r), r[0])
			}
			if len(r) < 4 {
				return null, nil, locale.T("a ring has %d {1|position|positions}", len(r))
			}
			parts = append(parts, wound(r, format.SignedArea(r), k > 0))
		}
	}
	return polygon, parts, locale.Text{}
}

// contentLength is how many bytes the content of a record takes.
func contentLength(kind shapeType, parts [][]orb.Point) int {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	switch kind {
	case null:
		return 4
	case point:
		return 4 + 16
	case multiPoint:
		return 4 + boxLength + 4 + 16*n
	}
	return 4 + boxLength + 8 + 4*len(parts) + 16*n
}

// shapes makes the .shp and the .shx.
func (w *writing) shapes() (shp, shx []byte, err error) {
	shp = make([]byte, headerLength, headerLength+w.bytes)
	shx = make([]byte, headerLength, headerLength+8*w.rows)
	whole := emptyBound()
	row := 0
	for f, err := range w.layer.Features {
		if err != nil {
			return nil, nil, err
		}
		kind, parts, bad := dissect(f.Geometry)
		if !bad.Empty() {
			return nil, nil, w.refuse(row, bad)
		}
		length := contentLength(kind, parts)
		shx = binary.BigEndian.AppendUint32(shx, uint32(len(shp)/2))
		shx = binary.BigEndian.AppendUint32(shx, uint32(length/2))
		row++
		shp = binary.BigEndian.AppendUint32(shp, uint32(row))
		shp = binary.BigEndian.AppendUint32(shp, uint32(length/2))
		shp = appendShape(shp, kind, parts)
		for _, p := range parts {
			for _, at := range p {
				whole = whole.Extend(at)
			}
		}
	}
	w.head(shp, whole)
	w.head(shx, whole)
	return shp, shx, nil
}

func emptyBound() orb.Bound {
	return orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
}

// head fills the head of a .shp or .shx.
func (w *writing) head(b []byte, whole orb.Bound) {
	binary.BigEndian.PutUint32(b, fileCode)
	binary.BigEndian.PutUint32(b[24:], uint32(len(b)/2))
	binary.LittleEndian.PutUint32(b[28:], version)
	binary.LittleEndian.PutUint32(b[32:], uint32(w.kind))
	appendBound(b[:36], whole)
}

func appendShape(b []byte, kind shapeType, parts [][]orb.Point) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(kind))
	if kind == null || kind == point {
		return appendPoints(b, parts)
	}
	bound, n := emptyBound(), 0
	for _, p := range parts {
		for _, at := range p {
			bound = bound.Extend(at)
		}
		n += len(p)
	}
	b = appendBound(b, bound)
	if kind != multiPoint {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(parts)))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(n))
	if kind != multiPoint {
		from := 0
		for _, p := range parts {
			b = binary.LittleEndian.AppendUint32(b, uint32(from))
			from += len(p)
		}
	}
	return appendPoints(b, parts)
}

func appendBound(b []byte, bound orb.Bound) []byte {
	return appendPoints(b, [][]orb.Point{{bound.Min, bound.Max}})
}

func appendPoints(b []byte, parts [][]orb.Point) []byte {
	for _, p := range parts {
		for _, at := range p {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(at[0]))
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(at[1]))
		}
	}
	return b
}
