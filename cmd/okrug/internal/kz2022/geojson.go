package kz2022

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/paulmach/orb"
)

// decimals of every coordinate: 0.0001 degrees are 11 m or less.
const decimals = 4

// property is one member of a feature's properties; the order is kept.
type property struct {
	key   string
	value any // string or int64
}

// layerWriter writes a FeatureCollection with one feature a line.
type layerWriter struct{ buf bytes.Buffer }

func newLayer(name string) *layerWriter {
	w := &layerWriter{}
	w.buf.WriteString(`{"type":"FeatureCollection","name":"` + name + `","features":[`)
	return w
}

func (w *layerWriter) feature(id string, properties []property, geometry orb.Geometry) {
	b := &w.buf
	if b.Bytes()[b.Len()-1] == '}' {
		b.WriteByte(',')
	}
	b.WriteString("\n{\"type\":\"Feature\",\"id\":")
	writeValue(b, id)
	b.WriteString(`,"properties":{`)
	for i, p := range properties {
		if i > 0 {
			b.WriteByte(',')
		}
		writeValue(b, p.key)
		b.WriteByte(':')
		writeValue(b, p.value)
	}
	b.WriteString(`},"geometry":`)
	if geometry == nil {
		b.WriteString("null}")
		return
	}
	writeGeometry(b, geometry)
	b.WriteByte('}')
}

func (w *layerWriter) bytes() []byte {
	w.buf.WriteString("\n]}\n")
	return w.buf.Bytes()
}

func writeValue(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only strings and integers come here
	}
	b.Truncate(b.Len() - 1) // the encoder's line end
}

func writeGeometry(b *bytes.Buffer, g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		b.WriteString(`{"type":"Point","coordinates":`)
		writePoint(b, g)
	case orb.MultiLineString:
		b.WriteString(`{"type":"MultiLineString","coordinates":`)
		lines := make(orb.Polygon, len(g))
		for i, l := range g {
			lines[i] = orb.Ring(l)
		}
		writePolygon(b, lines) // the same brackets
	case orb.MultiPolygon:
		if len(g) == 1 {
			b.WriteString(`{"type":"Polygon","coordinates":`)
			writePolygon(b, g[0])
			break
		}
		b.WriteString(`{"type":"MultiPolygon","coordinates":[`)
		for i, p := range g {
			if i > 0 {
				b.WriteByte(',')
			}
			writePolygon(b, p)
		}
		b.WriteByte(']')
	}
	b.WriteByte('}')
}

func writePolygon(b *bytes.Buffer, p orb.Polygon) {
	b.WriteByte('[')
	for i, ring := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('[')
		for j, q := range ring {
			if j > 0 {
				b.WriteByte(',')
			}
			writePoint(b, q)
		}
		b.WriteByte(']')
	}
	b.WriteByte(']')
}

func writePoint(b *bytes.Buffer, p orb.Point) {
	b.WriteByte('[')
	b.WriteString(number(p[0]))
	b.WriteByte(',')
	b.WriteString(number(p[1]))
	b.WriteByte(']')
}

// number writes a coordinate with at most four decimals and no zero at the end.
func number(x float64) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
