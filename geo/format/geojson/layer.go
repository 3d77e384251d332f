package geojson

import (
	"bytes"
	"encoding/json"
	"iter"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// LayerOf is features to write as a layer, with the values that they would have in a file: numbers with the same
// digits, lists and objects as their JSON. Its fields are the properties that any feature has, in the order in which
// they come up.
func LayerOf(name string, features iter.Seq[Feature]) format.Layer {
	l := format.Layer{Name: name}
	of := map[string]int{}
	var kinds []format.Kinds
	for f := range features {
		l.Count++
		for _, p := range f.Properties {
			i, ok := of[p.Key]
			if !ok {
				i = len(kinds)
				of[p.Key] = i
				l.Fields, kinds = append(l.Fields, format.Field{Name: p.Key}), append(kinds, format.Kinds{})
			}
			kinds[i].Note(valueOf(p.Value))
		}
	}
	for i, k := range kinds {
		l.Fields[i].Type = k.Type()
	}
	l.Features = func(yield func(format.Feature, error) bool) {
		for f := range features {
			out := format.Feature{Geometry: f.Geometry, ID: valueOf(f.ID), Values: make([]input.Value, len(l.Fields))}
			for _, p := range f.Properties {
				out.Values[of[p.Key]] = valueOf(p.Value)
			}
			if !yield(out, nil) {
				return
			}
		}
	}
	return l
}

// valueOf is a value as it is read of what encoding/json writes of it.
func valueOf(v any) input.Value {
	switch v := v.(type) {
	case nil:
		return input.Value{Kind: input.Null}
	case string:
		return input.Value{Kind: input.Text, Text: v}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil { // NaN, or an infinity
		return input.Value{Kind: input.NaN}
	}
	raw := string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	if c := raw[0]; c == '-' || c >= '0' && c <= '9' {
		return input.Value{Kind: input.Number, Text: raw}
	}
	return input.Value{Kind: input.Other, Text: raw}
}
