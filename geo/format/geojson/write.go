package geojson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Property is one property of a feature to write.
type Property struct {
	Key   string
	Value any // what encoding/json can write
}

// Feature is a feature to write. Its properties are written in their order.
type Feature struct {
	ID         any // text or a number, nil for none
	Properties []Property
	Geometry   orb.Geometry // nil, Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon
}

// WriteFeatures writes a FeatureCollection of RFC 7946, one feature a line: outer rings counter-clockwise and holes
// clockwise whichever way they come, coordinates in degrees rounded to so many decimals without closing zeros, or with
// as few digits as say the same number where decimals is Exact, a MultiPolygon of one part as a Polygon. The same
// features give the same bytes. name, if not empty, becomes the collection's "name" member, which GIS programs show as
// the layer's. Rounding can make lines meet: Topology.Generalise rounds with care. Each feature is written before the
// next is asked for, so that a country's outlines need not all be in memory at once.
func WriteFeatures(w io.Writer, name string, decimals int, features iter.Seq[Feature]) error {
	b := newWriter(w, decimals)
	b.text(`{"type":"FeatureCollection",`)
	if name != "" {
		b.text(`"name":`)
		b.value(name)
		b.text(",")
	}
	b.text(`"features":[`)
	i := 0
	for f := range features {
		if i > 0 {
			b.text(",")
		}
		b.text("\n")
		b.feature(f)
		if b.err != nil {
			return locale.Errorf("feature %d: %w", i, b.err)
		}
		i++
	}
	b.text("\n]}\n")
	return b.b.Flush()
}

// Exact are as many decimals as a number has.
const Exact = -1

func newWriter(w io.Writer, decimals int) *featureWriter {
	return &featureWriter{b: bufio.NewWriter(w), decimals: decimals}
}

type featureWriter struct {
	b        *bufio.Writer
	decimals int
	num      []byte
	json     bytes.Buffer
	err      error // of a value or geometry; the writer keeps its own
}

func (w *featureWriter) text(s string) { _, _ = w.b.WriteString(s) }

func (w *featureWriter) value(v any) {
	w.json.Reset()
	e := json.NewEncoder(&w.json)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		w.err = err
		return
	}
	_, _ = w.b.Write(bytes.TrimSuffix(w.json.Bytes(), []byte("\n")))
}

func (w *featureWriter) feature(f Feature) {
	w.text(`{"type":"Feature",`)
	if f.ID != nil {
		w.text(`"id":`)
		w.value(f.ID)
		w.text(",")
	}
	w.text(`"properties":{`)
	for i, p := range f.Properties {
		if i > 0 {
			w.text(",")
		}
		w.value(p.Key)
		w.text(":")
		w.value(p.Value)
	}
	w.text(`},"geometry":`)
	w.geometry(f.Geometry)
	w.text("}")
}

func (w *featureWriter) geometry(g orb.Geometry) {
	if m, ok := g.(orb.MultiPolygon); ok && len(m) == 1 {
		g = m[0]
	}
	if g == nil {
		w.text("null")
		return
	}
	w.text(`{"type":"` + g.GeoJSONType() + `","coordinates":`)
	switch g := g.(type) {
	case orb.Point:
		w.point(g)
	case orb.MultiPoint:
		w.line(orb.LineString(g))
	case orb.LineString:
		w.line(g)
	case orb.MultiLineString:
		list(w, g, w.line)
	case orb.Polygon:
		w.polygon(g)
	case orb.MultiPolygon:
		list(w, g, w.polygon)
	default:
		w.err = locale.Errorf("a geometry of type %s is not written", g.GeoJSONType())
	}
	w.text("}")
}

func list[T any](w *featureWriter, all []T, one func(T)) {
	w.text("[")
	for i, x := range all {
		if i > 0 {
			w.text(",")
		}
		one(x)
	}
	w.text("]")
}

func (w *featureWriter) polygon(p orb.Polygon) {
	w.text("[")
	for i, ring := range p {
		if i > 0 {
			w.text(",")
		}
		if len(ring) > 0 && i == 0 != (format.SignedArea(ring) >= 0) {
			ring = slices.Clone(ring)
			slices.Reverse(ring)
		}
		w.line(orb.LineString(ring))
	}
	w.text("]")
}

func (w *featureWriter) line(l orb.LineString) { list(w, l, w.point) }

func (w *featureWriter) point(p orb.Point) {
	w.text("[")
	w.number(p[0])
	w.text(",")
	w.number(p[1])
	w.text("]")
}

func (w *featureWriter) number(x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		w.err = locale.Errorf("a coordinate is %v", x)
		return
	}
	n := strconv.AppendFloat(w.num[:0], x, 'f', w.decimals, 64) // Exact is what this takes for the fewest digits
	if w.decimals > 0 {
		for n[len(n)-1] == '0' {
			n = n[:len(n)-1]
		}
		if n[len(n)-1] == '.' {
			n = n[:len(n)-1]
		}
	}
	if string(n) == "-0" {
		n = n[1:]
	}
	w.num = n
	_, _ = w.b.Write(n)
}
