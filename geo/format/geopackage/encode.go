package geopackage

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/locale"
)

// encode writes a geometry as a GeoPackage has it, in the order of bytes of most processors, with its bounds before it
// but for a point, which is its own. It returns nil where there is none.
func encode(g orb.Geometry, multi bool) (blob []byte, bound orb.Bound, wrong problem) {
	switch x := g.(type) {
	case orb.MultiLineString:
		g = filled(x)
	case orb.MultiPolygon:
		g = filledAreas(x)
	}
	if f, _, _ := familyOf(g); f == nothing {
		return nil, bound, problem{}
	}
	if wrong = check(g); !wrong.detail.Empty() {
		return nil, bound, wrong
	}
	if multi {
		g = plural(g)
	}
	bound = g.Bound()
	var b bytes.Buffer
	b.WriteString(magic)
	flags := byte(littleEndian)
	if _, isPoint := g.(orb.Point); !isPoint {
		flags |= boundsXY
	}
	b.Write([]byte{0, flags})
	order := binary.LittleEndian
	b.Write(order.AppendUint32(nil, wgs84))
	if flags&boundsXY != 0 {
		for _, x := range []float64{bound.Min[0], bound.Max[0], bound.Min[1], bound.Max[1]} {
			b.Write(order.AppendUint64(nil, math.Float64bits(x)))
		}
	}
	if err := wkb.NewEncoder(&b).SetByteOrder(order).Encode(g); err != nil {
		return nil, bound, problem{detail: locale.T("its geometry cannot be written: %w", err)}
	}
	return b.Bytes(), bound, problem{}
}

// check says what a geometry lacks to be read again.
func check(g orb.Geometry) problem {
	var wrong problem
	say := func(bad bool, detail locale.Text) {
		if bad && wrong.detail.Empty() {
			wrong.detail = detail
		}
	}
	parts.Walk(g, func(points []orb.Point, of parts.Piece) {
		for _, p := range points {
			say(p[0]-p[0]+p[1]-p[1] != 0, locale.T("a coordinate of its geometry is no number"))
		}
		n := len(points)
		switch of {
		case parts.Line:
			say(n < 2, locale.T("a line of its geometry has one position only"))
		case parts.Ring:
			say(n < 4, locale.T("a ring of its geometry has fewer than four positions"))
			say(n > 0 && points[0] != points[n-1], locale.T("a ring of its geometry is not closed"))
		}
	})
	return wrong
}
