package shapefile

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// boxLength is how many bytes the bounds of a shape take.
const boxLength = 32

// findings counts what was mended in the shapes of a file, and where first.
type findings struct {
	unclosed, rewound, orphans, empty, others tally
}

// tally is a number of things and the feature of the first.
type tally struct{ count, first int }

func (t *tally) add(n, feature int) {
	if n > 0 && t.count == 0 {
		t.first = feature
	}
	t.count += n
}

// geometry reads the shape of a record, nil for none, or says what is wrong with it.
func (f *shapes) geometry(i int, found *findings) (orb.Geometry, locale.Text) {
	r := f.records[i]
	if !r.problem.Empty() {
		return nil, r.problem
	}
	b := f.source.Data[r.at : r.at+r.length]
	if len(b) < 4 {
		return nil, locale.T("its shape has %d {1|byte|bytes} and no type", len(b))
	}
	kind := shapeType(int32(binary.LittleEndian.Uint32(b)))
	switch {
	case !kind.known():
		return nil, locale.T("its shape is of %s, which is not read", kind.text())
	case kind == null:
		return nil, locale.Text{}
	case kind != f.kind:
		found.others.add(1, i)
	}
	b = b[4:]
	switch kind.flat() {
	case point:
		points, bad := positions(b, 1)
		if !bad.Empty() {
			return nil, bad
		}
		return points[0], locale.Text{}
	case multiPoint:
		if len(b) < boxLength+4 {
			return nil, tooShort(len(b))
		}
		points, bad := positions(b[boxLength+4:], binary.LittleEndian.Uint32(b[boxLength:]))
		if !bad.Empty() || len(points) == 0 {
			return nil, bad
		}
		return orb.MultiPoint(points), locale.Text{}
	}
	parts, bad := parts(b)
	if !bad.Empty() {
		return nil, bad
	}
	if kind.flat() == polyLine {
		return lines(parts, i, found), locale.Text{}
	}
	return areas(parts, i, found)
}

func tooShort(n int) locale.Text {
	return locale.T("its shape ends after %d {1|byte|bytes}, in the middle", n+4)
}

// positions reads so many positions.
func positions(b []byte, n uint32) ([]orb.Point, locale.Text) {
	if uint64(n)*16 > uint64(len(b)) {
		return nil, locale.T("its shape is said to have %d {1|position|positions}, and the record has no room for so many", n)
	}
	out := make([]orb.Point, n)
	for k := range out {
		x := math.Float64frombits(binary.LittleEndian.Uint64(b[16*k:]))
		y := math.Float64frombits(binary.LittleEndian.Uint64(b[16*k+8:]))
		if math.IsNaN(x-x) || math.IsNaN(y-y) { // also where one is infinite
			return nil, locale.T("position %d of its shape is [%v, %v], which is no place", locale.Nth(k+1), number(x),
				number(y))
		}
		out[k] = orb.Point{x, y}
	}
	return out, locale.Text{}
}

// number is a number for a message, NaN and the infinities among them.
func number(x float64) any {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "Infinity"
	case math.IsInf(x, -1):
		return "-Infinity"
	}
	return x
}

// parts reads the parts of a line or an area, from the bounds on.
func parts(b []byte) ([][]orb.Point, locale.Text) {
	if len(b) < boxLength+8 {
		return nil, tooShort(len(b))
	}
	n, of := binary.LittleEndian.Uint32(b[boxLength:]), binary.LittleEndian.Uint32(b[boxLength+4:])
	b = b[boxLength+8:]
	if uint64(n)*4 > uint64(len(b)) {
		return nil, locale.T("its shape is said to have %d {1|part|parts}, and the record has no room for so many", n)
	}
	points, bad := positions(b[4*n:], of)
	if !bad.Empty() {
		return nil, bad
	}
	out := make([][]orb.Point, n)
	end := of
	for k := int(n) - 1; k >= 0; k-- {
		from := binary.LittleEndian.Uint32(b[4*k:])
		if from > end || k == 0 && from != 0 {
			return nil, locale.T("part %d of its shape is said to begin with position %d of %d, which does not fit the others",
				locale.Nth(k+1), locale.Nth(int64(from)+1), locale.Nth(int64(of)))
		}
		out[k] = points[from:end:end]
		end = from
	}
	if n == 0 && of > 0 {
		return nil, locale.T("its shape has %d {1|position|positions} in no part", of)
	}
	return out, locale.Text{}
}

// lines is a line or several; nil where there is none. A part of one position or none is left out.
func lines(parts [][]orb.Point, i int, found *findings) orb.Geometry {
	var out orb.MultiLineString
	for _, p := range parts {
		if len(p) < 2 {
			found.empty.add(1, i)
			continue
		}
		out = append(out, orb.LineString(p))
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return out
}

// areas is an area or several; nil where there is none.
func areas(parts [][]orb.Point, i int, found *findings) (orb.Geometry, locale.Text) {
	var rings []orb.Ring
	for _, p := range parts {
		switch n := len(p); {
		case n == 0:
			found.empty.add(1, i)
			continue
		case p[0] != p[n-1]:
			found.unclosed.add(1, i)
			p = append(p, p[0])
		}
		rings = append(rings, orb.Ring(p))
	}
	out, n, bad := nest(rings)
	if !bad.Empty() {
		return nil, bad
	}
	if n.rewound {
		found.rewound.add(1, i)
	}
	found.orphans.add(n.orphans, i)
	switch len(out) {
	case 0:
		return nil, locale.Text{}
	case 1:
		return out[0], locale.Text{}
	}
	return out, locale.Text{}
}
