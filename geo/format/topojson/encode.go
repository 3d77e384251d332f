package topojson

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// encodeMembers are the id and the properties of a feature, each with a comma before it. A value that is missing is no
// property; one that is no number is null.
func encodeMembers(fields []format.Field, f format.Feature) ([]byte, locale.Text) {
	var b bytes.Buffer
	if !f.ID.Absent() {
		b.WriteString(`,"id":`)
		if !encodeValue(&b, f.ID) {
			return nil, locale.T("its id cannot be written: %q", f.ID.Text)
		}
	}
	sep := `,"properties":{`
	for i, v := range f.Values {
		if v.Kind == input.Missing {
			continue
		}
		b.WriteString(sep)
		sep = ","
		name := input.Value{Kind: input.Text, Text: fields[i].Name}
		if !encodeValue(&b, name) || b.WriteByte(':') != nil || !encodeValue(&b, v) {
			return nil, locale.T("its field %q cannot be written: %q", fields[i].Name, v.Text)
		}
	}
	if sep == "," {
		b.WriteByte('}')
	}
	return b.Bytes(), locale.Text{}
}

// encode writes the topology. Members stand in an order in which programs recognise the file by its beginning, and each
// feature and each arc on a line of its own.
func (w *writing) encode() []byte {
	b := []byte(`{"type":"Topology",`)
	x, y := &w.axes[0], &w.axes[1]
	if w.any {
		b = append(b, `"bbox":[`...)
		for i, v := range []string{x.text(x.least), y.text(y.least), x.text(x.most), y.text(y.most)} {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, v...)
		}
		b = append(b, "],"...)
	}
	b = append(b, `"transform":{"scale":[`+x.scale()+","+y.scale()+`],"translate":[`+x.text(x.least)+","+y.text(y.least)+
		"]},\n\"objects\":{"...)
	for i, l := range w.layers {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '\n')
		b = appendText(b, l.Name)
		b = append(b, `:{"type":"GeometryCollection","geometries":[`...)
		for k, f := range l.Features {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(b, '\n')
			b = w.appendFeature(b, f.Geometry, l.members[k], l.strands[k])
		}
		b = append(b, "]}"...)
	}
	b = append(b, "},\n\"arcs\":["...)
	for i, a := range w.net.arcs {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n["...)
		var last cell
		for k, c := range a {
			if k > 0 {
				b = append(b, ',')
			}
			b = appendPair(b, c[0]-last[0], c[1]-last[1])
			last = c
		}
		b = append(b, ']')
	}
	return append(b, "]}\n"...)
}

func (w *writing) appendFeature(b []byte, g orb.Geometry, members []byte, strands [][]int) []byte {
	if format.Empty(g) {
		b = append(b, `{"type":null`...)
		b = append(b, members...)
		return append(b, '}')
	}
	b = append(b, `{"type":"`+g.GeoJSONType()+`"`...)
	b = append(b, members...)
	switch g := g.(type) {
	case orb.Point:
		c := w.cell(g)
		b = append(b, `,"coordinates":`...)
		b = appendPair(b, c[0], c[1])
	case orb.MultiPoint:
		b = append(b, `,"coordinates":`...)
		b = appendList(b, g, func(b []byte, p orb.Point) []byte {
			c := w.cell(p)
			return appendPair(b, c[0], c[1])
		})
	case orb.LineString:
		b = append(b, `,"arcs":`...)
		b = w.appendStrand(b, strands[0][0])
	case orb.MultiLineString, orb.Polygon:
		b = append(b, `,"arcs":`...)
		b = appendList(b, strands[0], w.appendStrand)
	case orb.MultiPolygon:
		b = append(b, `,"arcs":`...)
		b = appendList(b, strands, func(b []byte, rings []int) []byte { return appendList(b, rings, w.appendStrand) })
	}
	return append(b, '}')
}

func (w *writing) appendStrand(b []byte, strand int) []byte {
	return appendList(b, w.net.strands[strand].refs, func(b []byte, ref int) []byte {
		return strconv.AppendInt(b, int64(ref), 10)
	})
}

func appendList[T any](b []byte, all []T, one func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, x := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, x)
	}
	return append(b, ']')
}

func appendPair(b []byte, x, y int32) []byte {
	b = append(b, '[')
	b = strconv.AppendInt(b, int64(x), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(y), 10)
	return append(b, ']')
}

// encodeValue writes a value, or reports that it is none that JSON has.
func encodeValue(b *bytes.Buffer, v input.Value) bool {
	switch v.Kind {
	case input.Text:
		b.Write(appendText(nil, v.Text))
		return utf8.ValidString(v.Text)
	case input.Number, input.Other:
		raw := []byte(v.Text)
		if !json.Valid(raw) || v.Kind == input.Number && raw[0] != '-' && (raw[0] < '0' || raw[0] > '9') {
			return false
		}
		return json.Compact(b, raw) == nil
	}
	b.WriteString("null")
	return true
}

// appendText writes a text as JSON.
func appendText(b []byte, s string) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text can always be written
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
