package geopackage

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// problem is what is wrong with a geometry, and what to do about it.
type problem struct{ detail, remedy locale.Text }

// kinds of geometry by their code, ISO/IEC 13249-3 5.1.68 and table 33 of the standard.
const (
	point = iota + 1
	lineString
	polygon
	multiPoint
	multiLineString
	multiPolygon
	collection
)

// others are the names of geometries that are not read.
var others = map[uint32]string{collection: "GeometryCollection", 8: "CircularString", 9: "CompoundCurve",
	10: "CurvePolygon", 11: "MultiCurve", 12: "MultiSurface", 13: "Curve", 14: "Surface", 15: "PolyhedralSurface",
	16: "TIN", 17: "Triangle"}

// binaryReader reads well-known binary, of which it knows how much is left.
type binaryReader struct {
	in    []byte
	order binary.ByteOrder
	wrong problem // the first one found; nothing is read from then on
}

func (r *binaryReader) fail(detail locale.Text) {
	if !r.failed() {
		r.wrong = problem{detail: detail}
		r.in = nil
	}
}

func (r *binaryReader) failed() bool { return !r.wrong.detail.Empty() }

// take is the next n bytes; zeros where there are fewer.
func (r *binaryReader) take(n int) []byte {
	if len(r.in) < n {
		r.fail(locale.T("its geometry ends in the middle"))
		return make([]byte, n)
	}
	b := r.in[:n]
	r.in = r.in[n:]
	return b
}

// count is how many parts follow, each of at least so many bytes; 0 where there is no room for them.
func (r *binaryReader) count(each int) int {
	n := r.order.Uint32(r.take(4))
	if int64(n)*int64(each) > int64(len(r.in)) {
		r.fail(locale.T("its geometry ends in the middle"))
		return 0
	}
	return int(n)
}

func (r *binaryReader) float() float64 { return math.Float64frombits(r.order.Uint64(r.take(8))) }

// header reads byte order and type: its code without dimensions, and of how many numbers a position is made. Dimensions
// are told by thousands (ISO/IEC 13249-3) or, in the extended form of PostGIS, by the highest bits.
func (r *binaryReader) header() (code uint32, size int) {
	switch b := r.take(1)[0]; b {
	case 0:
		r.order = binary.BigEndian
	case 1:
		r.order = binary.LittleEndian
	default:
		r.fail(locale.T("its geometry has the byte order %d, which there is not", int(b)))
		r.order = binary.LittleEndian
	}
	const z, m, srid = 0x80000000, 0x40000000, 0x20000000
	code = r.order.Uint32(r.take(4))
	size = 2
	if code&z != 0 {
		size++
	}
	if code&m != 0 {
		size++
	}
	if code&srid != 0 {
		r.take(4)
	}
	code &^= z | m | srid
	if dimensions := code / 1000; dimensions <= 3 {
		size = max(size, []int{2, 3, 3, 4}[dimensions])
		code %= 1000
	}
	return code, size
}

// geometry reads a geometry of one of the types that format.Feature has; nil is an empty one.
func (r *binaryReader) geometry() orb.Geometry {
	code, size := r.header()
	switch code {
	case point:
		if p, ok := r.point(size); ok {
			return p
		}
		return nil
	case lineString:
		if l := r.line(size); len(l) > 0 {
			return r.long(l)
		}
		return nil
	case polygon:
		if p := r.polygon(size); len(p) > 0 {
			return p
		}
		return nil
	case multiPoint:
		return members(r, code-3, func(size int) (orb.Point, bool) { return r.point(size) }, orb.MultiPoint(nil))
	case multiLineString:
		return members(r, code-3, func(size int) (orb.LineString, bool) {
			l := r.line(size)
			if len(l) > 0 {
				r.long(l)
			}
			return l, len(l) > 0
		}, orb.MultiLineString(nil))
	case multiPolygon:
		return members(r, code-3, func(size int) (orb.Polygon, bool) {
			p := r.polygon(size)
			return p, len(p) > 0
		}, orb.MultiPolygon(nil))
	case collection:
		if r.count(5) == 0 { // an empty one is nothing, whatever its type
			return nil
		}
	}
	if name, ok := others[code]; ok {
		r.fail(locale.T("its geometry is a %s, which is not read", name))
		r.wrong.remedy = locale.T("turn it into points, lines or polygons")
	} else {
		r.fail(locale.T("its geometry is of the type %d, which there is not", locale.Nth(uint64(code))))
	}
	return nil
}

// members reads the parts of a geometry of several, all of one type. Empty parts are nothing.
func members[P any, M ~[]P](r *binaryReader, code uint32, read func(size int) (P, bool), all M) orb.Geometry {
	n := r.count(5)
	for range n {
		if got, size := r.header(); got == code {
			if p, ok := read(size); ok {
				all = append(all, p)
			}
		} else {
			r.fail(locale.T("a part of its geometry is of another type than the whole"))
		}
		if r.failed() {
			return nil
		}
	}
	if len(all) == 0 {
		return nil
	}
	geometry, _ := any(all).(orb.Geometry)
	return geometry
}

// position reads x and y and passes over what else a position has; there is nothing behind x where both are NaN.
func (r *binaryReader) position(size int) (p orb.Point, empty bool) {
	p = orb.Point{r.float(), r.float()}
	r.take(8 * (size - 2))
	return p, math.IsNaN(p[0]) && math.IsNaN(p[1])
}

// point reads a point, of which an empty one has no coordinates but NaN.
func (r *binaryReader) point(size int) (orb.Point, bool) {
	p, empty := r.position(size)
	if !empty {
		r.finite(p)
	}
	return p, !empty
}

func (r *binaryReader) finite(p orb.Point) {
	if s := p[0] - p[0] + p[1] - p[1]; s != 0 { // it is NaN, and so is the difference of infinities
		r.fail(locale.T("a coordinate of its geometry is no number"))
	}
}

func (r *binaryReader) line(size int) orb.LineString {
	l := make(orb.LineString, r.count(8*size))
	for i := range l {
		if l[i], _ = r.position(size); r.failed() {
			break
		}
		r.finite(l[i])
	}
	return l
}

// long sees to it that a line leads anywhere.
func (r *binaryReader) long(l orb.LineString) orb.LineString {
	if len(l) < 2 {
		r.fail(locale.T("a line of its geometry has one position only"))
	}
	return l
}

// polygon reads a polygon, outer ring counter-clockwise and holes clockwise. It has no rings where it is empty.
func (r *binaryReader) polygon(size int) orb.Polygon {
	n := r.count(4)
	p := make(orb.Polygon, 0, n)
	for i := range n {
		ring := orb.Ring(r.line(size))
		switch {
		case r.failed(), len(ring) == 0 && n == 1:
			return nil
		case len(ring) < 4:
			r.fail(locale.T("a ring of its geometry has fewer than four positions"))
			return nil
		case ring[0] != ring[len(ring)-1]:
			r.fail(locale.T("a ring of its geometry is not closed"))
			return nil
		}
		if wound := ring.Orientation(); wound == orb.CW && i == 0 || wound == orb.CCW && i > 0 {
			ring.Reverse()
		}
		p = append(p, ring)
	}
	return p
}
