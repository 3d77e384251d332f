package geojson

import (
	"encoding/json"
	"io"
	"iter"
	"path"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
)

// Write writes each layer as a FeatureCollection with all digits of its coordinates: one layer under the name given,
// several under names with the layer's behind it. Properties that a feature does not have are left out.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	return each(name, layers, func(w io.Writer, l format.Layer) error {
		return collect(l, func(features iter.Seq[Feature]) error {
			return WriteFeatures(w, l.Name, Exact, features)
		})
	})
}

// WriteSequence writes the features of each layer, a line each, as programs that read a file line by line want them;
// several layers are several files, as with Write.
func WriteSequence(name string, layers []format.Layer) ([]format.File, error) {
	return each(name, layers, func(to io.Writer, l format.Layer) error {
		return collect(l, func(features iter.Seq[Feature]) error {
			w := newWriter(to, Exact)
			for f := range features {
				w.feature(f)
				w.text("\n")
			}
			if w.err != nil {
				return w.err
			}
			return w.b.Flush()
		})
	})
}

// each is a file a layer, written as a stream.
func each(name string, layers []format.Layer, write func(io.Writer, format.Layer) error) ([]format.File, error) {
	var files []format.File
	var names rows.Names
	for _, l := range layers {
		file := name
		if len(layers) > 1 {
			end := path.Ext(name)
			file = names.New(strings.TrimSuffix(name, end)+"-"+rows.InFile(l.Name), "-%d") + end
		}
		files = append(files, format.File{Name: file, Stream: func(w io.Writer) error { return write(w, l) }})
	}
	return files, nil
}

// collect gives the features of a layer to write until one cannot be read.
func collect(l format.Layer, write func(iter.Seq[Feature]) error) error {
	var failed error
	err := write(func(yield func(Feature) bool) {
		for f, err := range l.Features {
			if failed = err; err != nil {
				return
			}
			out := Feature{Geometry: f.Geometry}
			if !f.ID.Absent() {
				out.ID = value(f.ID)
			}
			for i, v := range f.Values {
				if v.Kind != input.Missing {
					out.Properties = append(out.Properties, Property{l.Fields[i].Name, value(v)})
				}
			}
			if !yield(out) {
				return
			}
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

// value is a value as encoding/json writes it, numbers with their own digits where these are JSON.
func value(v input.Value) any {
	switch v.Kind {
	case input.Text:
		return v.Text
	case input.Number:
		if raw := []byte(v.Text); json.Valid(raw) {
			return json.RawMessage(raw)
		}
		if x, err := strconv.ParseFloat(v.Text, 64); err == nil {
			return x
		}
		return v.Text
	case input.Other:
		if raw := []byte(v.Text); json.Valid(raw) {
			return json.RawMessage(raw)
		}
		return v.Text
	}
	return nil
}
