package geopackage

import (
	"encoding/binary"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// What stands before the well-known binary of a geometry (the standard's 2.1.3, figure "GeoPackage SQL Geometry Binary
// Format"): two letters, a version, flags, the number of the reference system, and bounds of so many bytes by their
// code.
const (
	magic     = "GP"
	headBytes = 8
	// flags
	littleEndian = 1 << 0
	boundsXY     = 1 << 1
	extended     = 1 << 5
)

var boundsBytes = [8]int{0, 32, 48, 48, 64, -1, -1, -1}

var writeAnew = locale.T("save the layer anew in QGIS, as a GeoPackage")

// decode reads the geometry of a feature, nil where it is empty, and the number of its reference system.
func decode(b []byte) (g orb.Geometry, srs int32, wrong problem) {
	if len(b) < headBytes || string(b[:2]) != magic {
		return nil, 0, problem{locale.T("its geometry is not in the form of a GeoPackage"), writeAnew}
	}
	version, flags := b[2], b[3]
	var order binary.ByteOrder = binary.BigEndian
	if flags&littleEndian != 0 {
		order = binary.LittleEndian
	}
	srs = int32(order.Uint32(b[4:]))
	bounds := boundsBytes[flags>>1&7]
	switch {
	case version != 0:
		return nil, srs, problem{detail: locale.T("its geometry is of version %d, which is not known", int(version)+1)}
	case flags&extended != 0:
		return nil, srs, problem{locale.T("its geometry is of a type of its maker's own"),
			locale.T("turn it into points, lines or polygons")}
	case bounds < 0:
		return nil, srs, problem{detail: locale.T("its geometry has bounds of a kind that there is not")}
	case len(b) < headBytes+bounds:
		return nil, srs, problem{detail: locale.T("its geometry ends in the middle")}
	}
	r := binaryReader{in: b[headBytes+bounds:]}
	g = r.geometry()
	if n := len(r.in); n > 0 && !r.failed() {
		r.fail(locale.T("behind its geometry stand %d bytes that do not belong to it", n))
	}
	if r.failed() {
		return nil, srs, r.wrong
	}
	return g, srs, problem{}
}

// hasHeights reports whether the positions of a geometry have more than x and y: heights, measures or both. An empty
// geometry has none.
func hasHeights(b []byte) bool {
	g, _, _ := decode(b)
	if g == nil {
		return false
	}
	r := binaryReader{in: b[headBytes+boundsBytes[b[3]>>1&7]:]} // it has been read, and so this is there
	_, size := r.header()
	return size > 2
}
